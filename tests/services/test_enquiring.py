"""Enquiries: kept once, answered behind a link, due on working days, erased in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from parkmap.errors import BadValue, Conflict, Forbidden, NotFound, SignInNeeded, TooManyRequests
from parkmap.land.enquiries import APPLICATION, PLAIN, checked_person, due_day, rules_of
from parkmap.services import answering, enquiring
from parkmap.services.enquiring import Asked
from parkmap.services.enquiry_sums import summary
from parkmap.services.queue import queue_of
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.working_days import unknown_year, works
from parkmap.store import ledger
from tests.small import LEADER, NOW, OFFICER, begin, copied, count, write_land

PERSON = {"kind": "enquiry", "name": "王工", "organisation": "光电公司", "phone": "0355-1234567",
          "mail": "", "text": "需 80 亩，近铁路"}  # fmt: skip


@pytest.fixture
def land(tmp_path: Path) -> Iterator[Record]:
    with copied(begin(write_land(tmp_path / "made")), tmp_path / "land") as record:
        yield record


def asked(record: Record, token: str = "t-1", sender: str = "one", **changed: Any) -> int:
    person = PERSON | {name: text for name, text in changed.items() if name in PERSON}
    sent = Asked(person, changed.get("parcels", ["T-001"]), changed.get("consent", True))
    return enquiring.ask(record, sent, token, sender)


def test_who_asks_reads_the_answer_behind_his_link_and_no_note(land: Record) -> None:
    number = asked(land)
    answering.note(land, OFFICER, number, "先核实用电")
    answering.answer(land, OFFICER, number, "可看 T-001")
    found = enquiring.track(land, "t-1")
    assert [one.text for one in found.said] == ["可看 T-001"]
    assert (found.state, found.parcels) == ("answered", ("T-001",))
    with pytest.raises(NotFound):
        enquiring.track(land, "t-2")


def test_nothing_of_a_person_enters_the_ledger(land: Record) -> None:
    before = count(land, "delta")
    answering.answer(land, OFFICER, asked(land), "已答复")
    assert count(land, "delta") == before
    with land.store.read() as connection:
        assert ledger.read_head(connection, land.zone_id).seq == 1


def test_the_form_sent_twice_is_kept_once(land: Record) -> None:
    assert asked(land) == asked(land)
    assert count(land, "enquiry") == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"name": ""}, "name"), ({"phone": ""}, "phone"), ({"phone": "打我手机"}, "phone"),
     ({"mail": "王工"}, "mail"), ({"text": " "}, "text"), ({"text": "长" * 2001}, "text"),
     ({"kind": "order"}, "kind")],
)  # fmt: skip
def test_what_is_wrong_is_named(wrong: dict[str, str], field: str) -> None:
    with pytest.raises(BadValue) as told:
        checked_person(PERSON | wrong)
    assert told.value.values["field"] == field


@pytest.mark.parametrize(
    "mail",
    ["a..b@x.cn", ".a@x.cn", "a.@x.cn", "a@-x.cn", "a@x-.cn", "a@x..cn", "a@x", "a,b@x.cn",
     "王@x.cn", "a@x.cn,b@x.cn", "a@x.cn\nBcc: b@x.cn",
     "a" * 65 + "@x.cn", "a@" + "b." * 60 + "cn"],
)  # fmt: skip
def test_what_is_no_address_is_refused_at_the_form(mail: str) -> None:
    with pytest.raises(BadValue) as told:
        checked_person(PERSON | {"mail": mail})
    assert told.value.values["field"] == "mail"


@pytest.mark.parametrize("mail", ["o'k+park@x-y.cn", "a.b_c@163.com", "a" * 64 + "@x.cn"])
def test_an_address_that_is_one_is_kept_as_it_is(mail: str) -> None:
    assert checked_person(PERSON | {"mail": f" {mail}\n"})["mail"] == mail


def test_without_consent_or_about_no_land_nothing_is_kept(land: Record) -> None:
    with pytest.raises(BadValue):
        asked(land, consent=False)
    with pytest.raises(NotFound):
        asked(land, parcels=["T-999"])
    assert count(land, "enquiry") == 0


def test_one_sender_asks_five_times_an_hour(land: Record) -> None:
    for n in range(PLAIN.per_hour):
        asked(land, f"t-{n}")
    with pytest.raises(TooManyRequests):
        asked(land, "one too many")
    asked(land, "from elsewhere", "another")
    asked(replace(land, clock=lambda: NOW + timedelta(hours=2)), "later")


def test_several_apply_and_none_reserves(land: Record) -> None:
    for n in range(2):
        asked(land, f"t-{n}", kind=APPLICATION)
    asked(land, "only asks")
    assert enquiring.applicants(land, ["T-001", "T-002"]) == {"T-001": 2, "T-002": 0}
    answering.close(land, OFFICER, 1, "withdrawn")
    assert enquiring.applicants(land, ["T-001"]) == {"T-001": 1}


@pytest.mark.parametrize(
    ("day", "worked"),
    [("2026-10-01", False), ("2026-10-10", True), ("2026-11-28", False), ("2026-11-30", True),
     ("2050-01-03", True)],
)  # fmt: skip
def test_days_are_worked_as_the_state_council_arranged(day: str, worked: bool) -> None:
    assert works(PLAIN, date.fromisoformat(day)) is worked


def test_the_workspace_knows_better_which_days_are_worked() -> None:
    rules = rules_of({"days_off": ["2026-11-30"], "days_on": ["2026-11-28"]})
    assert [works(rules, date(2026, 11, day)) for day in (28, 30)] == [True, False]


@pytest.mark.parametrize(
    ("asked_on", "own", "due", "year"),
    [("2025-12-31", {}, "2026-01-05", None),  # 1 to 3 January are off, 4 is a Sunday worked for it
     ("2026-12-30", {}, "2027-01-01", 2027), ("2049-12-31", {}, "2050-01-04", 2049),
     ("2026-12-30", {"days_off": ["2027-01-01"]}, "2027-01-04", None),
     ("2003-12-31", {}, "2004-01-05", 2003)],
)  # fmt: skip
def test_a_due_day_over_the_end_of_a_year_is_counted_and_says_how(
    asked_on: str, own: dict[str, Any], due: str, year: int | None
) -> None:
    rules, day = rules_of(own), date.fromisoformat(asked_on)
    found = due_day(day, rules.due_days, lambda one: works(rules, one))
    assert (found.isoformat(), unknown_year(rules, day)) == (due, year)


def test_an_enquiry_stands_in_the_queue_until_it_is_answered(land: Record) -> None:
    number = asked(land)
    (row,) = queue_of(land, OFFICER, kind="enquiry").groups["enquiry"].rows
    assert (row.number, row.opens, row.parcels) == (number, "enquiry", ("T-001",))
    assert "王工" in row.detail
    (seen,) = queue_of(land, LEADER, kind="enquiry").groups["enquiry"].rows
    assert seen.detail == "" and "王工" not in seen.title
    answering.answer(land, OFFICER, number, "已答复")
    assert queue_of(land, OFFICER, kind="enquiry").groups["enquiry"].count == 0


def test_late_ones_are_counted_for_leaders_without_names(land: Record) -> None:
    asked(land)
    later = replace(land, clock=lambda: NOW + timedelta(days=9))
    found = summary(later, LEADER).whole
    assert (found.open, found.overdue) == (1, 1)
    with pytest.raises(Forbidden):
        answering.every(later, LEADER)
    with pytest.raises(SignInNeeded):
        summary(later, PUBLIC_ACTOR)


def test_what_is_closed_is_erased_in_time_and_counted_still(land: Record) -> None:
    number = asked(land)
    answering.close(land, OFFICER, number, "answered", "谢谢")
    with pytest.raises(Conflict):
        answering.answer(land, OFFICER, number, "再答")
    assert enquiring.tidy(replace(land, clock=lambda: NOW + timedelta(days=364))) == 0
    assert enquiring.tidy(replace(land, clock=lambda: NOW + timedelta(days=366))) == 1
    found = answering.one(land, OFFICER, number)
    assert (found.enquiry.name, found.enquiry.phone, found.events) == ("", "", ())
    assert summary(land, LEADER).whole.closed == 1
    with pytest.raises(NotFound):
        enquiring.track(land, "t-1")
