"""Digests and reminders: for the staff alone, sent once, nothing lost, ended by a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from parkmap.errors import BadValue, Conflict, Forbidden, NotFound, SignInNeeded
from parkmap.outward import Outward
from parkmap.services import accounts, personal, reminding, subscribing
from parkmap.services.personal import Picked
from parkmap.services.record import PUBLIC_ACTOR, Actor, Record
from tests.asking import ask, reaching, worked
from tests.mailbox import Mailbox, mail_server
from tests.small import begin, copied, count, marked, write_land
from tests.telling import DOWN, REMINDED, WEEKLY, one, subscribed

ADMIN: Final = Actor("admin-1", frozenset({"admin"}))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(write_land(tmp_path_factory.mktemp("made") / "land", [{"park": "P1"}] * 4))


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server(Mailbox()) as found:
        yield found


@pytest.fixture
def land(made: Path, tmp_path: Path, box: Mailbox) -> Iterator[Record]:
    with copied(made, tmp_path / "land") as record:
        yield reaching(record, box.port)


@pytest.fixture
def leader(land: Record) -> Actor:
    return accounts.add_user(land, "li", "parkmap-leader", ["leader"], name="李主任").actor


def test_nothing_internal_goes_out_before_the_address_was_confirmed(
    land: Record, box: Mailbox, leader: Actor
) -> None:
    token = subscribed(land, leader, WEEKLY, confirm=False)
    worked(land, days=2)
    assert len(box.letters) == 1 and f"/subscriptions/t/{token}" in box.texts[0]
    assert "闲置" not in box.texts[0]
    worked(land, days=9)
    assert count(land, "subscription") == 0


def test_a_digest_comes_at_its_hour_once_a_week(land: Record, box: Mailbox, leader: Actor) -> None:
    token = subscribed(land, leader, WEEKLY)  # a Tuesday, noon
    worked(land, hours=12)
    assert box.letters == []
    for hours in (21, 22, 24, 72):
        worked(land, hours=hours)
    assert len(box.letters) == 1 and "工作简报 2026-07-01" in box.letters[0]["Subject"]
    assert box.letters[0]["List-Unsubscribe"].strip().endswith(f"/subscriptions/t/{token}>")
    worked(land, days=8)
    assert len(box.letters) == 2


def test_the_digest_names_figures_with_unit_day_denominator_and_link(
    land: Record, box: Mailbox, leader: Actor
) -> None:
    subscribed(land, leader, WEEKLY)
    ask(land)
    worked(land, days=8)
    text = next(one for one in box.texts if "闲置率" in one)
    line = re.search(r"^闲置：[\d.]+ 亩（2026-07-0\d；4 宗）\n(https://\S+)$", text, re.MULTILINE)
    assert line and "/progress?on=2026-07-0" in line[1] and line[1].endswith("behind=idle#behind")
    assert "分母：当日已供应土地" in text and "【逾期未答复的用地咨询】1 项" in text
    assert "无进行中的专项行动" in text and "王工" not in text


def test_the_next_digest_tells_what_changed_since(
    land: Record, box: Mailbox, leader: Actor
) -> None:
    subscribed(land, leader, WEEKLY)
    worked(land, days=1)
    marked(land, "under_construction", "2026-06-30", "T-001")
    worked(land, days=8)
    was, now = (float(re.search(r"闲置：([\d.]+) 亩", one)[1]) for one in box.texts)  # type: ignore[index]
    assert f"较上期 {now - was:+.1f} 亩" in box.texts[1] and "较上期" not in box.texts[0]


def test_weeks_that_were_missed_are_one_digest(land: Record, box: Mailbox, leader: Actor) -> None:
    subscribed(land, leader, WEEKLY)
    worked(replace(land, outward=replace(land.outward, mail=DOWN)), days=1)
    worked(replace(land, outward=replace(land.outward, mail=DOWN)), days=8)
    assert one(land).failed and box.letters == []
    worked(land, days=24)
    assert len(box.letters) == 1 and one(land).failed == ""
    worked(land, days=25)
    assert len(box.letters) == 1


def test_a_month_has_its_day_and_english_is_whole(
    land: Record, box: Mailbox, leader: Actor
) -> None:
    subscribed(land, leader, WEEKLY | {"every": "month", "day": "2", "lang": "en"})
    worked(land, days=1)
    assert box.letters == []
    worked(land, days=2)
    text = box.texts[0]
    assert "Digest of 2026-07-02" in box.letters[0]["Subject"] and "To pause or end it" in text
    assert not re.findall(r"[一-鿿]", text)


def test_paused_nothing_comes_and_one_can_be_sent_now(
    land: Record, box: Mailbox, leader: Actor
) -> None:
    subscribed(land, leader, WEEKLY)
    subscribing.act(land, leader, 1, "now")
    worked(land)
    assert len(box.letters) == 1 and one(land).sent_at
    subscribing.act(land, leader, 1, "pause")
    worked(land, days=9)
    assert len(box.letters) == 1
    with pytest.raises(Conflict):
        subscribing.act(land, leader, 1, "now")
    later = worked(land, days=9)
    subscribing.act(later, leader, 1, "resume")
    worked(land, days=10)
    assert len(box.letters) == 1  # the week that was due in between is not made up for


def test_the_link_ends_it_without_signing_in(land: Record, box: Mailbox, leader: Actor) -> None:
    token = subscribed(land, leader, WEEKLY)
    subscribing.act_by_link(land, token, "end")
    worked(land, days=9)
    assert (count(land, "subscription"), box.letters) == (0, [])
    with pytest.raises(NotFound):
        subscribing.of_link(land, token)


def test_who_left_the_staff_is_told_nothing(land: Record, box: Mailbox, leader: Actor) -> None:
    subscribed(land, leader, WEEKLY)
    accounts.set_active(land, "li", False)
    worked(land, days=9)
    assert box.letters == []


def test_a_subscription_is_its_own_persons_alone(land: Record, leader: Actor) -> None:
    subscribed(land, leader, WEEKLY)
    other = accounts.add_user(land, "wang", "parkmap-officer", ["officer"]).actor
    assert subscribing.own(land, other) == []
    for what in ("pause", "end", "now"):
        with pytest.raises(NotFound):
            subscribing.act(land, other, 1, what)
    with pytest.raises(NotFound):
        subscribing.change(land, other, 1, WEEKLY)
    with pytest.raises(SignInNeeded):
        subscribing.own(land, PUBLIC_ACTOR)


def test_an_address_without_a_mailbox_rests(land: Record, box: Mailbox, leader: Actor) -> None:
    subscribed(land, leader, WEEKLY)
    box.refuses = "550 5.1.1"
    worked(land, days=1)
    assert one(land).paused_at and one(land).failed == "550 5.1.1"


def test_neither_address_nor_link_stands_in_a_job(land: Record, leader: Actor) -> None:
    token = subscribed(land, leader, WEEKLY)
    with land.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT payload FROM job").all()
    assert "subscription" in repr(rows) and not re.search(f"example|{re.escape(token)}", repr(rows))


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"mail": "a@b"}, "mail"), ({"every": "year"}, "every"), ({"day": "8"}, "day"),
     ({"hour": "24"}, "hour"), ({"way": "group", "form": "wecom", "url": ""}, "url"),
     ({"way": "group", "form": "json", "url": "https://a.cn/", "secret": "short"}, "secret"),
     ({"way": "group", "form": "wecom", "url": "https://127.0.0.1/x"}, "url")],
)  # fmt: skip
def test_what_does_not_fit_is_refused(
    land: Record, leader: Actor, sent: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadValue) as told:
        subscribed(land, leader, WEEKLY | sent)
    assert told.value.values["field"] == field and count(land, "subscription") == 0


def test_without_a_mail_server_none_is_made_by_mail(land: Record, leader: Actor) -> None:
    with pytest.raises(Forbidden):
        subscribed(replace(land, outward=Outward()), leader, WEEKLY)


# reminders


def test_a_year_of_idle_land_is_told_once_and_two_years_again(
    land: Record, box: Mailbox, leader: Actor
) -> None:
    marked(land, "in_use", "2025-02-01", "T-001", "T-002", "T-003", "T-004")
    marked(land, "idle", "2025-07-02", "T-001")
    worked(land)
    subscribed(land, leader, REMINDED)
    for days in (1, 3, 4, 30):
        worked(land, days=days)
    assert len(box.letters) == 1 and "1 项提醒" in box.letters[0]["Subject"]
    assert "T-001 地块1" in box.texts[0] and "自 2025-07-02 起闲置，已满 1 年" in box.texts[0]
    assert "https://land.example.cn/parcels/T-001" in box.texts[0]
    worked(land, days=370)
    assert len(box.letters) == 2 and "已满 2 年" in box.texts[1]


def test_what_was_so_before_is_no_news(land: Record, box: Mailbox, leader: Actor) -> None:
    worked(land)  # four parcels idle since 2025-01-01
    subscribed(land, leader, REMINDED)
    worked(land, days=3)
    assert box.letters == [] and len(reminding.page(land, leader, 50).now) == 4


def test_events_of_a_day_are_one_letter_and_the_next_waits_a_day(
    land: Record, box: Mailbox, leader: Actor
) -> None:
    marked(land, "in_use", "2025-02-01", "T-001", "T-002", "T-003", "T-004")
    worked(land)
    subscribed(land, leader, REMINDED)
    early = worked(land, hours=1)
    marked(early, "idle", "2025-03-01", "T-001", "T-002")
    worked(land, hours=2)
    assert len(box.letters) == 1 and "【闲置满年限】2 项" in box.texts[0]
    marked(worked(land, hours=3), "idle", "2025-03-01", "T-003")
    worked(land, hours=5)
    assert len(box.letters) == 1
    worked(land, hours=24)
    assert len(box.letters) == 2 and "T-003" in box.texts[1] and "T-001" not in box.texts[1]


def test_an_overdue_enquiry_is_told_and_its_kind_turned_off_by_the_link(
    land: Record, box: Mailbox, leader: Actor
) -> None:
    worked(land)
    token = subscribed(land, leader, REMINDED)
    ask(land)
    worked(land, days=7)
    text = next(one for one in box.texts if "用地咨询逾期" in one)
    assert f"/subscriptions/t/{token}?off=enquiry" in text and "王工" not in text
    assert "/enquiries?state=overdue" in text
    subscribing.act_by_link(land, token, "off-enquiry")
    ask(worked(land, days=8), "s-9")
    before = len(box.letters)
    worked(land, days=20)
    assert not any("用地咨询逾期" in text for text in box.texts[before:])


def test_what_is_over_when_the_letter_is_written_is_not_told(
    land: Record, box: Mailbox, leader: Actor
) -> None:
    marked(land, "in_use", "2025-02-01", "T-001", "T-002", "T-003", "T-004")
    worked(land)
    subscribed(land, leader, REMINDED)
    marked(land, "idle", "2025-03-01", "T-001")
    worked(replace(land, outward=replace(land.outward, mail=DOWN)), hours=1)
    marked(worked(land, hours=1), "in_use", "2025-03-02", "T-001")
    worked(land, hours=4)
    assert box.letters == []


def test_personal_data_of_a_subscription_is_found_exported_and_erased(
    land: Record, leader: Actor
) -> None:
    token = subscribed(land, leader, WEEKLY)
    for text in ("li@EXAMPLE", "李主任"):
        (found,) = personal.find(land, ADMIN, text).subscriptions
    asked = Picked(frozenset(), frozenset(), frozenset({found.token_hash}))
    exported = personal.export(land, ADMIN, asked)["subscriptions"]
    assert exported[0]["mail"] == "li@example.cn" and token not in repr(exported)
    personal.erase(land, ADMIN, asked)
    assert count(land, "subscription") == 0
    assert [list(note.subscriptions) for note in personal.notes(land, ADMIN)] == [[1], [1]]


def test_no_entry_of_the_ledger_knows_of_a_subscription(land: Record, leader: Actor) -> None:
    before = count(land, "entry")
    subscribing.act_by_link(land, subscribed(land, leader, WEEKLY), "pause")
    reminding.look(land)
    assert count(land, "entry") == before
