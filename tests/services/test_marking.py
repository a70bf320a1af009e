"""A mark is one entry, all or nothing, and no officer writes over another."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from parkmap.errors import (
    BadValue,
    Conflict,
    Forbidden,
    MissingVersion,
    NotFound,
    ParkmapError,
    SignInNeeded,
    StaleVersion,
)
from parkmap.services.asking import MAX_REASON
from parkmap.services.histories import history
from parkmap.services.marking import Mark, mark
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Actor, Record
from tests.small import BEGAN, LEADER, OFFICER, TODAY, count, marked

WRITERS, EACH = 8, 20
DAY = date(2025, 6, 1)


def asked(**changed: object) -> Mark:
    values: dict[str, object] = {"versions": {"T-001": 1}, "status": "in_use"}
    return Mark(**(values | {"effective_on": DAY, "reason": "核实"} | changed))  # type: ignore[arg-type]


def test_a_mark_changes_status_since_its_day_and_the_version(record: Record) -> None:
    marked(record, "under_construction", "2025-06-01", "T-001")
    state = parcel(record, OFFICER, "T-001")
    assert (state.state["status"], state.state["status_since"]) == (
        "under_construction", "2025-06-01",
    )  # fmt: skip
    assert state.version == 2


def test_a_mark_with_an_earlier_day_leaves_the_present(record: Record) -> None:
    marked(record, "under_construction", "2025-06-01", "T-001")
    marked(record, "in_use", "2025-03-01", "T-001")
    assert parcel(record, OFFICER, "T-001").state["status"] == "under_construction"


def test_several_parcels_are_one_entry(record: Record) -> None:
    receipt = marked(record, "in_use", "2025-06-01", "T-001", "T-002", "T-003")
    assert count(record, "entry") == receipt.seq == 2
    assert [one.id for one in receipt.changed] == ["T-001", "T-002", "T-003"]


def test_what_has_the_status_already_writes_no_entry(record: Record) -> None:
    receipt = marked(record, "idle", "2025-06-01", "T-001")
    assert (receipt.changed, receipt.unchanged) == ((), ("T-001",))
    assert count(record, "entry") == 1


def test_reason_and_actor_are_kept_in_the_history(record: Record) -> None:
    marked(record, "in_use", "2025-06-01", "T-001", reason="  竣工验收  ")
    newest = history(record, OFFICER, "parcel", "T-001")[0]
    assert (newest.reason, newest.actor) == ("竣工验收", OFFICER.id)
    assert history(record, PUBLIC_ACTOR, "parcel", "T-001")[0].reason is None


@pytest.mark.parametrize(
    ("changed", "error", "said"),
    [
        ({"status": "sold"}, BadValue, "'sold' is not a status; use one of idle"),
        ({"effective_on": TODAY + timedelta(1)}, BadValue, "2026-07-01 lies in the future"),
        ({"effective_on": BEGAN - timedelta(1)}, BadValue, "2024-12-31 is before"),
        ({"reason": "  "}, BadValue, "needs a reason"),
        ({"reason": "长" * (MAX_REASON + 1)}, BadValue, "longer than 500"),
        ({"route": "magic"}, BadValue, "'magic' is not a route"),
        ({"versions": {}}, BadValue, "no parcel was named"),
        ({"versions": {"T-001": 1, "X-9": 1}}, NotFound, "no parcel X-9"),
        ({"versions": {"T-001": None}}, MissingVersion, "T-001"),
        ({"versions": {"T-001": 1, "T-002": 7}}, StaleVersion, "T-002"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_and_writes_nothing(
    record: Record, changed: dict[str, object], error: type[ParkmapError], said: str
) -> None:
    with pytest.raises(error, match=said):
        mark(record, OFFICER, asked(**changed))
    assert count(record, "entry") == 1


def test_a_mark_may_begin_today(record: Record) -> None:
    assert mark(record, OFFICER, asked(effective_on=TODAY)).seq == 2


@pytest.mark.parametrize(("actor", "error"), [(PUBLIC_ACTOR, SignInNeeded), (LEADER, Forbidden)])
def test_only_who_may_marks(record: Record, actor: Actor, error: type[ParkmapError]) -> None:
    with pytest.raises(error):
        mark(record, actor, asked())
    assert count(record, "entry") == 1


def test_the_same_key_gives_the_first_answer_again(record: Record) -> None:
    first = mark(record, OFFICER, asked(), "key-1")
    again = mark(record, OFFICER, asked(), "key-1")
    assert (again.seq, again.recorded_at) == (first.seq, first.recorded_at)
    assert count(record, "entry") == 2


def test_a_key_is_good_for_one_request_only(record: Record) -> None:
    mark(record, OFFICER, asked(), "key-1")
    with pytest.raises(Conflict, match="Idempotency-Key"):
        mark(record, OFFICER, asked(status="revitalized"), "key-1")


def test_a_conflict_tells_both_sides(record: Record) -> None:
    marked(record, "in_use", "2025-06-01", "T-001")
    with pytest.raises(StaleVersion) as caught:
        mark(record, OFFICER, asked(status="revitalized"))
    conflict = caught.value.values["conflicts"][0]  # type: ignore[index]
    assert (conflict["base"], conflict["theirs"]["version"]) == (1, 2)
    assert (conflict["mine"]["status"], conflict["theirs"]["status"]) == ("revitalized", "in_use")


def persistent(record: Record, number: int) -> list[int]:
    """Mark T-001 `EACH` times, reading anew after every conflict."""
    done: list[int] = []
    while len(done) < EACH:
        status = "in_use" if parcel(record, OFFICER, "T-001").state["status"] == "idle" else "idle"
        try:
            receipt = marked(record, status, "2025-06-01", "T-001", reason=f"{number}")
        except StaleVersion:
            continue
        done += [receipt.seq] if receipt.changed else []
    return done


def test_no_update_is_lost_between_eight_officers(record: Record) -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        seqs = sorted(seq for one in pool.map(lambda n: persistent(record, n), range(WRITERS))
                      for seq in one)  # fmt: skip
    assert seqs == list(range(2, 2 + WRITERS * EACH))
    lines = history(record, OFFICER, "parcel", "T-001")[:-1]
    assert [line.seq for line in lines] == seqs[::-1]
    news = [line.changes[0].new for line in lines]
    assert all(line.changes[0].old == old for line, old in zip(lines[:-1], news[1:], strict=True))
