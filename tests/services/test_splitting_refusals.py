"""A split that is refused says why, names what stands against it, and writes nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest

from parkmap.errors import (
    BadGeometry,
    BadValue,
    Conflict,
    Forbidden,
    LaterFacts,
    MissingVersion,
    NotFound,
    ParkmapError,
    SignInNeeded,
    StaleVersion,
)
from parkmap.services.record import PUBLIC_ACTOR, Actor, Record
from parkmap.services.retiring import Retirement, retire
from parkmap.services.splitting import split
from tests.small import LEADER, OFFICER, count, marked
from tests.structures import asked, cut_up, outlines, seen

SQUARE = "T-001"


def test_a_later_fact_of_the_parcel_is_refused_and_named(record: Record) -> None:
    marked(record, "under_construction", "2025-06-01", SQUARE)
    with pytest.raises(LaterFacts, match=f"{SQUARE} status 2025-06-01") as caught:
        cut_up(record, SQUARE, effective_on=date(2025, 5, 31))
    facts: Any = caught.value.values["facts"]
    assert [(one["id"], one["field"], one["day"]) for one in facts] == [
        (SQUARE, "status", "2025-06-01"),
    ]  # fmt: skip
    assert cut_up(record, SQUARE, effective_on=date(2025, 6, 1)).receipt is not None


def test_a_later_ring_of_a_neighbour_is_refused_and_named(changzhi: Record) -> None:
    today = changzhi.today()
    beside = cut_up(changzhi).neighbours[0].id
    other = next(one for one in cut_up(changzhi, beside, cut=halves(changzhi, beside)).neighbours)
    with pytest.raises(LaterFacts, match=str(today)):
        cut_up(changzhi, other.id, effective_on=today - timedelta(1))


@pytest.fixture
def left(record: Record) -> Record:
    """Two halves of a parcel, of which the eastern one was retired on 2026-05-01."""
    cut_up(record, SQUARE, cut={"parts": 2, "from": "west"}, effective_on=date(2025, 3, 1))
    east = f"{SQUARE}-2"
    asked_for = Retirement({east: seen(record, east).version}, date(2026, 5, 1), "收回")
    retire(record, OFFICER, asked_for)
    return record


def test_the_ring_of_a_parcel_that_was_retired_since_is_history(left: Record) -> None:
    crosswise = {"parts": 2, "from": "south"}
    with pytest.raises(LaterFacts, match=f"{SQUARE}-2 retired_on 2026-05-01"):
        cut_up(left, f"{SQUARE}-1", cut=crosswise, effective_on=date(2026, 4, 1))
    done = cut_up(left, f"{SQUARE}-1", cut=crosswise, effective_on=date(2026, 5, 1))
    assert done.receipt is not None


def test_a_cut_that_does_not_meet_that_ring_may_be_dated_before(left: Record) -> None:
    lengthwise = {"parts": 2, "from": "west"}
    done = cut_up(left, f"{SQUARE}-1", cut=lengthwise, effective_on=date(2026, 4, 1))
    assert done.receipt is not None


def raced(record: Record) -> str:
    try:
        return f"split into {len(cut_up(record, SQUARE).pieces)}"
    except Conflict as refused:
        return refused.code


def test_of_four_officers_at_once_one_splits_it(record: Record) -> None:
    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(lambda _: raced(record), range(4)))
    assert told[-1] == "split into 3" and set(told[:-1]) <= {"conflict", "stale_version"}
    assert count(record, "entry") == 2


def halves(record: Record, parcel_id: str) -> dict[str, Any]:
    west, south, east, north = outlines(record)[parcel_id].bounds
    return {"parts": 2, "from": "west" if east - west > north - south else "south"}


@pytest.mark.parametrize(
    ("changed", "error", "said"),
    [
        ({"version": None}, MissingVersion, SQUARE),
        ({"version": 7}, StaleVersion, SQUARE),
        ({"reason": " "}, BadValue, "reason"),
        ({"effective_on": date(2026, 7, 1)}, BadValue, "future"),
        ({"effective_on": date(2024, 1, 1)}, LaterFacts, SQUARE),
        ({"cut": {"area": "2 ha", "from": "south"}}, BadGeometry, "ask for less"),
        ({"cut": {"line": [[113.0, 36.2], [113.001, 36.2]]}}, BadGeometry, "does not meet"),
    ],
)
def test_a_refusal_says_what_and_writes_nothing(
    record: Record, changed: dict[str, Any], error: type[ParkmapError], said: str
) -> None:
    with pytest.raises(error, match=said):
        cut_up(record, SQUARE, **changed)
    assert count(record, "entry") == 1


def test_an_unknown_parcel_is_not_found(record: Record) -> None:
    with pytest.raises(NotFound):
        split(record, OFFICER, replaced(record, "T-999"))


def replaced(record: Record, parcel_id: str) -> Any:
    whole = asked(record, SQUARE)
    return type(whole)(parcel_id, 1, whole.cut, whole.effective_on, whole.reason)


@pytest.mark.parametrize(("actor", "error"), [(PUBLIC_ACTOR, SignInNeeded), (LEADER, Forbidden)])
def test_only_who_may_splits(record: Record, actor: Actor, error: type[ParkmapError]) -> None:
    with pytest.raises(error):
        split(record, actor, asked(record, SQUARE))


def test_a_retired_parcel_is_refused_with_its_successors(record: Record) -> None:
    cut_up(record, SQUARE)
    with pytest.raises(Conflict, match=f"became {SQUARE}-1"):
        cut_up(record, SQUARE)
