"""Alerts: confirmed before anything is sent, told once of what opens, ended by the same link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from parkmap.errors import BadValue, Conflict, Forbidden, NotFound, TooManyRequests
from parkmap.outward import MailServer
from parkmap.services import alerting
from parkmap.services.alerting import Wish
from parkmap.services.links import token_of
from parkmap.services.noting import Annotation, annotate
from parkmap.services.projects import enter_project
from parkmap.services.reading import parcel
from parkmap.services.record import Record
from parkmap.services.wanted import kept_query, matching
from parkmap.store import alerts
from tests.asking import reaching, worked
from tests.mailbox import Mailbox, mail_server
from tests.small import NOW, OFFICER, begin, copied, count, free_port, write_land

READY: Final[dict[str, Any]] = {
    "offer": "open", "available_from": "2026-01-01", "reference_price_wan_per_mu": 30,
    "contact": "招商岗", "land_use_code": "0601", "far": 1.2, "servicing": "five",
}  # fmt: skip
DOWN: Final = MailServer("127.0.0.1", free_port(), "land@example.cn", "none")
WISH: Final = Wish("wang@example.com", "park=P1", "zh", True)


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server(Mailbox()) as found:
        yield found


@pytest.fixture
def land(tmp_path: Path, box: Mailbox) -> Iterator[Record]:
    made = write_land(tmp_path / "made", [READY | {"park": "P1"}, {"park": "P1"}, {"park": "P2"}])
    with copied(begin(made), tmp_path / "land") as record:
        yield reaching(record, box.port)


def noted(record: Record, parcel_id: str, **fields: Any) -> None:
    version = parcel(record, OFFICER, parcel_id).version
    asked = Annotation({parcel_id: version}, fields, date(2026, 6, 1), "推介")
    annotate(record, OFFICER, asked)


def asked(record: Record, seed: str = "s-1", sender: str = "one", wish: Wish = WISH) -> str:
    token = token_of(record, "alert", seed)
    alerting.ask(record, wish, token, seed, sender)
    return token


def test_one_mail_asks_for_confirmation_and_none_comes_before(land: Record, box: Mailbox) -> None:
    token = asked(land)
    noted(land, "T-002", **READY)
    worked(land, minutes=30)
    assert len(box.letters) == 1 and f"/alerts/t/{token}" in box.texts[0]


def test_what_opens_is_told_once_with_its_way_out(land: Record, box: Mailbox) -> None:
    token = asked(land)
    alerting.confirm(land, token)
    noted(land, "T-002", **READY)
    noted(land, "T-003", **READY)
    worked(land, minutes=5)
    worked(land, days=1)
    letter = box.letters[-1]
    assert len(box.letters) == 1 and "T-002" in box.texts[0]
    assert "T-001" not in box.texts[0] and "T-003" not in box.texts[0]
    assert letter["List-Unsubscribe"].strip() == f"<https://land.example.cn/alerts/t/{token}>"


def test_marks_in_a_row_are_one_look(land: Record, box: Mailbox) -> None:
    alerting.confirm(land, asked(land))
    worked(land)
    noted(land, "T-002", **READY)
    noted(land, "T-002", far=1.5)
    with land.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT state FROM job WHERE kind = 'alerts'").all()
    assert [state for (state,) in rows] == ["queued"]
    worked(land, minutes=2)
    assert box.letters == []  # the wait after the last entry is not over


def test_land_that_opens_on_its_day_is_told_on_that_day(land: Record, box: Mailbox) -> None:
    alerting.confirm(land, asked(land))
    noted(land, "T-002", **(READY | {"available_from": "2026-07-02"}))
    worked(land, hours=1)
    assert box.letters == []
    worked(land, days=2)
    assert "T-002" in box.texts[0]


def test_land_that_closed_and_opened_again_is_news_again(land: Record, box: Mailbox) -> None:
    alerting.confirm(land, asked(land))
    noted(land, "T-001", offer="held")
    worked(land, minutes=5)
    noted(land, "T-001", offer="open")
    worked(land, minutes=10)
    assert len(box.letters) == 1 and "T-001" in box.texts[0]


def test_what_is_gone_when_the_letter_is_written_is_not_told(land: Record, box: Mailbox) -> None:
    alerting.confirm(land, asked(land))
    noted(land, "T-002", **READY)
    noted(land, "T-003", **READY | {"park": "P1"})
    worked(replace(land, outward=replace(land.outward, mail=DOWN)), minutes=5)
    noted(land, "T-002", offer="held")
    worked(land, hours=1)
    assert "T-003" in box.texts[0] and "T-002" not in box.texts[0]
    assert "1 宗" in box.letters[0]["Subject"]


def test_where_nothing_is_left_no_letter_goes_out(land: Record, box: Mailbox) -> None:
    alerting.confirm(land, asked(land))
    noted(land, "T-002", **READY)
    worked(replace(land, outward=replace(land.outward, mail=DOWN)), minutes=5)
    noted(land, "T-002", offer="held")
    worked(land, hours=1)
    assert box.letters == []


def test_what_was_seen_is_read_once_however_much_is_found() -> None:
    read = []

    class Seen(tuple[str, ...]):
        def __iter__(self) -> Iterator[str]:
            read.append(1)
            return super().__iter__()

    assert alerting.news(["a", "b", "c"], Seen(("b",))) == ["a", "c"] and read == [1]


def test_alerts_are_looked_at_only_after_entries_on_land(land: Record) -> None:
    alerting.confirm(land, asked(land))
    worked(land)
    project = {"name_zh": "显示模组", "stage": "signed", "strategic_emerging": True}
    enter_project(land, OFFICER, project, "")
    looks = "SELECT count(*) FROM job WHERE kind = 'alerts'"
    with land.store.read() as connection:
        assert connection.exec_driver_sql(looks).scalar() == 0
    noted(land, "T-002", **READY)
    with land.store.read() as connection:
        assert connection.exec_driver_sql(looks).scalar() == 1


def test_the_link_ends_it_and_takes_the_address_along(land: Record, box: Mailbox) -> None:
    token = asked(land)
    alerting.confirm(land, token)
    alerting.end(land, token)
    noted(land, "T-002", **READY)
    worked(land, minutes=5)
    assert (count(land, "alert"), box.letters) == (0, [])
    with pytest.raises(NotFound):
        alerting.confirm(land, token)


def test_with_another_key_alerts_go_on_and_the_link_of_before_ends_them(
    land: Record, box: Mailbox
) -> None:
    token = asked(land)
    alerting.confirm(land, token)
    noted(land, "T-002", **READY)
    turned = replace(land, outward=replace(land.outward, secret="another" * 6))
    worked(turned, minutes=5)
    assert "T-002" in box.texts[0] and "此前邮件中的链接" in box.texts[0]
    assert "/alerts/t/" not in box.texts[0] and "List-Unsubscribe" not in box.letters[0]
    alerting.end(turned, token)
    assert count(land, "alert") == 0


def test_what_nobody_confirmed_is_erased(land: Record) -> None:
    asked(land)
    worked(land, days=6)
    assert count(land, "alert") == 1
    worked(land, days=8)
    assert count(land, "alert") == 0


def test_an_address_that_does_not_exist_ends_its_alert(land: Record, box: Mailbox) -> None:
    box.refuses = "550 5.1.1"
    alerting.confirm(land, asked(land))
    noted(land, "T-002", **READY)
    worked(land, minutes=5)
    assert count(land, "alert") == 0


@pytest.mark.parametrize("says", ["552 5.2.2", "550 5.7.1", "554"])
def test_a_full_mailbox_or_a_filter_ends_no_alert(land: Record, box: Mailbox, says: str) -> None:
    alerting.confirm(land, asked(land))
    noted(land, "T-002", **READY)
    box.refuses = says
    worked(land, minutes=5)
    assert (count(land, "alert"), box.letters) == (1, [])
    box.refuses = ""
    worked(land, hours=3)
    assert "T-002" in box.texts[0]


def test_nobody_is_sent_heaps_of_confirmations(land: Record) -> None:
    for n in range(3):
        asked(land, f"s-{n}", f"sender {n}")
    with pytest.raises(TooManyRequests):
        asked(land, "s-9", "sender 9")
    later = replace(land, clock=lambda: NOW + timedelta(days=2))
    asked(later, "s-9", "sender 9")


def test_capitals_make_no_other_address(land: Record) -> None:
    for n, mail in enumerate(("wang@example.com", "Wang@example.com", "WANG@EXAMPLE.COM")):
        asked(land, f"s-{n}", f"sender {n}", replace(WISH, mail=mail))
    with pytest.raises(TooManyRequests):
        asked(land, "s-9", "sender 9", replace(WISH, mail="wAng@example.com"))


def test_one_address_has_so_many_alerts_and_only_its_reader_is_told(tmp_path: Path) -> None:
    made, few = begin(write_land(tmp_path / "made")), "[enquiries]\nalerts_per_address = 2\n"
    with copied(made, tmp_path / "land", few) as record:
        here = reaching(record, 1)
        tokens = [asked(here, f"s-{n}", f"sender {n}") for n in range(3)]
        for token in tokens[:2]:
            alerting.confirm(here, token)
        with pytest.raises(Conflict, match="2 alerts"):
            alerting.confirm(here, tokens[2])
        alerting.end(here, tokens[0])
        alerting.confirm(here, tokens[2])


@pytest.mark.parametrize(
    ("wish", "field"),
    [(replace(WISH, mail="a@b.cn\r\nBcc: c@d.cn"), "mail"),
     (replace(WISH, mail="a@b,c@d.cn"), "mail"),
     (replace(WISH, consent=False), "consent"), (replace(WISH, query="q=" + "x" * 2000), "q"),
     (replace(WISH, query="mu_min=much"), "mu_min"), (replace(WISH, query="a=1&" * 300), "query")],
)  # fmt: skip
def test_a_wish_that_does_not_fit_is_refused(land: Record, wish: Wish, field: str) -> None:
    with pytest.raises(BadValue) as told:
        asked(land, wish=wish)
    assert told.value.values["field"] == field


def test_without_a_mail_server_no_address_is_kept(land: Record) -> None:
    with pytest.raises(Forbidden):
        asked(replace(land, outward=replace(land.outward, mail=None)))
    assert count(land, "alert") == 0


def test_only_what_can_be_had_matches(land: Record) -> None:
    assert matching(land, "") == ("T-001",)
    assert matching(land, "park=P2") == matching(land, "q=地块2") == ()
    noted(land, "T-002", **(READY | {"seized": True}))
    assert matching(land, "park=P1") == ("T-001",)


def test_more_than_sixty_mu_by_rail_is_told_and_less_is_not(land: Record, box: Mailbox) -> None:
    mu = parcel(land, OFFICER, "T-002").area_mu
    for n, least in enumerate((mu - 1, mu + 1)):
        query = f"mu_min={least:.0f}&siding=1"
        alerting.confirm(land, asked(land, f"s-{n}", wish=replace(WISH, query=query)))
    noted(land, "T-002", **READY, rail_access=True)
    worked(land, minutes=5)
    assert len(box.letters) == 1 and "T-002" in box.texts[0]
    assert f"mu_min={mu - 1:.0f}" in box.texts[0] and "avail=available" in box.texts[0]


def test_a_filter_of_another_release_holds_up_nobody_else(land: Record, box: Mailbox) -> None:
    for n in range(2):
        alerting.confirm(land, asked(land, f"s-{n}"))
    with land.store.write() as connection:
        alerts.change(connection, land.zone_id, 1, query="mu_min=long+gone")
    noted(land, "T-002", **READY)
    worked(land, minutes=5)
    assert len(box.letters) == 1


def test_how_land_is_shown_is_no_part_of_a_filter() -> None:
    assert kept_query("?view=14/36.2/113.1&s=idle&lang=en&park=P1") == "s=idle&park=P1"


def test_no_job_holds_the_address(land: Record) -> None:
    token = asked(land)
    with land.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT payload FROM job WHERE kind = 'mail'").all()
    assert rows and not re.search(f"wang|{re.escape(token)}", repr(rows))
