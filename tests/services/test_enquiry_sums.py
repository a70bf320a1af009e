"""Enquiries in numbers: by kind and outcome, with how soon the first answer came, without names."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from parkmap.errors import BadValue, SignInNeeded
from parkmap.services import answering, enquiring
from parkmap.services.enquiry_sums import Span, listed, summary
from parkmap.services.record import PUBLIC_ACTOR, Record
from tests.asking import PERSON, ask
from tests.small import LEADER, NOW, OFFICER, TODAY


def later(record: Record, **time: float) -> Record:
    return replace(record, clock=lambda: NOW + timedelta(**time))


@pytest.fixture
def asked(record: Record) -> Record:
    """One answered after a day, one closed after four, one that waits."""
    for n, kind in enumerate(("enquiry", "application", "enquiry")):
        ask(record, f"s-{n}", kind=kind)
    answering.answer(later(record, days=1), OFFICER, 1, "可看现场")
    answering.close(later(record, days=4), OFFICER, 2, "proceeds", "转入供地程序")
    return later(record, days=9)


def test_numbers_have_their_day_and_denominator(asked: Record) -> None:
    found = summary(asked, LEADER)
    whole = found.whole
    assert (whole.asked, whole.open, whole.overdue, whole.answered, whole.closed) == (3, 1, 1, 1, 1)
    assert (whole.told, whole.median_days, found.on) == (2, 2.5, TODAY + timedelta(days=9))


def test_each_kind_and_outcome_has_its_own(asked: Record) -> None:
    found = summary(asked, LEADER)
    assert (found.by_kind["enquiry"].median_days, found.by_kind["application"].closed) == (1.0, 1)
    assert found.by_outcome["proceeds"] == 1 and sum(found.by_outcome.values()) == 1


@pytest.mark.parametrize(
    ("choice", "numbers"),
    [({}, [3, 2, 1]), ({"state": "overdue"}, [3]), ({"state": "told"}, [2, 1]),
     ({"kind": "application"}, [2]), ({"outcome": "proceeds"}, [2]),
     ({"state": "open", "kind": "application"}, [])],
)  # fmt: skip
def test_behind_each_number_is_its_list(
    asked: Record, choice: dict[str, Any], numbers: list[int]
) -> None:
    assert [one.number for one in listed(asked, LEADER, Span(), **choice).rows] == numbers


def test_a_page_of_the_list_knows_how_many_there_are(asked: Record) -> None:
    found = listed(asked, LEADER, Span(), skip=1, most=1)
    assert ([one.number for one in found.rows], found.matched) == ([2], 3)
    assert listed(asked, LEADER, Span(), kind="enquiry", skip=100, most=1).matched == 2


def test_the_list_says_nothing_of_a_person(asked: Record) -> None:
    told = repr(listed(asked, LEADER, Span()))
    assert not any(word in told for word in PERSON.values() if word != "enquiry")


def test_a_span_counts_what_came_in_on_its_days(asked: Record) -> None:
    ask(asked, "s-9")
    day = TODAY + timedelta(days=9)
    assert summary(asked, LEADER, Span(day, day)).whole.asked == 1
    assert summary(asked, LEADER, Span(None, TODAY)).whole.asked == 3


def test_erasing_leaves_the_numbers(asked: Record) -> None:
    before = summary(asked, LEADER).whole
    long = later(asked, days=400)
    assert enquiring.tidy(long) == 1
    assert replace(summary(long, LEADER).whole) == before


def test_a_note_is_no_answer(record: Record) -> None:
    answering.note(record, OFFICER, ask(record), "先核实")
    assert summary(record, LEADER).whole.median_days is None


def test_the_public_reads_no_numbers(record: Record) -> None:
    with pytest.raises(SignInNeeded):
        summary(record, PUBLIC_ACTOR)
    with pytest.raises(BadValue):
        listed(record, LEADER, Span(), "sold")
