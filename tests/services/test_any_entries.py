"""After any entries, what is derived is what a plain reading of the ledger gives."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from parkmap.errors import Conflict, ParkmapError
from parkmap.land.status import STATUSES
from parkmap.services.correcting import Correction, correct
from parkmap.services.noting import Annotation, annotate
from parkmap.services.reading import parcel
from parkmap.services.record import Record
from parkmap.services.retiring import Retirement, retire
from parkmap.services.undoing import restore, undo
from parkmap.services.verifying import verify
from parkmap.store import derived
from tests.land import split, ticking
from tests.plain_replay import brute, said_of_parcels
from tests.services.test_statistics import DAYS, told
from tests.small import BEGAN, OFFICER, copied, count, marked
from tests.store.test_present import dump

IDS: Final = ("T-001", "T-002", "T-002-1", "T-002-2", "T-003")
STEPS: Final = st.lists(
    st.tuples(
        st.sampled_from(["mark", "annotate", "correct", "retire", "split", "undo", "restore"]),
        st.sampled_from(IDS), st.integers(0, 500), st.sampled_from(sorted(STATUSES)),
        st.integers(2, 9),
    ),
    min_size=1, max_size=9,
)  # fmt: skip


def steps_of(record: Record) -> dict[str, Callable[[str, date, str, int], object]]:
    def version(one: str) -> int:
        return parcel(record, OFFICER, one).version

    def corrected(one: str, day: date, value: str) -> Correction:
        return Correction(one, version(one), "status", ((day, value), (BEGAN, "idle")), "更正")

    return {
        "mark": lambda one, day, value, _: marked(record, value, str(day), one),
        "annotate": lambda one, day, value, _: annotate(
            record, OFFICER, Annotation({one: version(one)}, {"offer": "preparing"}, day, value)),
        "correct": lambda one, day, value, _: correct(
            record, OFFICER, corrected(one, max(day, BEGAN + timedelta(1)), value)),
        "retire": lambda one, day, value, _: retire(
            record, OFFICER, Retirement({one: version(one)}, day, value)),
        "split": lambda one, day, _value, _: cut(record, one, day),
        "undo": lambda _one, _day, value, seq: undo(record, OFFICER, seq, value),
        "restore": lambda _one, _day, value, seq: restore(record, OFFICER, seq, value),
    }  # fmt: skip


def cut(record: Record, one: str, day: date) -> None:
    """Retire by way of a split, where nothing stands in the way of it."""
    if parcel(record, OFFICER, one).state.get("retired_on"):
        raise Conflict("retired")
    later = max(str(day), "2026-06-01")
    split(record, one, later)


@given(STEPS)
@settings(max_examples=25, deadline=None)
def test_sums_rows_and_moments_hold_after_any_entries(four_parcels: Path, steps: Any) -> None:
    with tempfile.TemporaryDirectory() as folder, copied(four_parcels, Path(folder) / "z") as still:
        record, _ = ticking(still)
        known: list[Any] = []
        for action, one, days, value, seq in steps:
            with suppress(ParkmapError):
                steps_of(record)[action](one, BEGAN + timedelta(days), value, seq)
            known.append((count(record, "entry"), sums_that_are_right(record)))
        tables_are_right(record)
        moments_are_the_same(record, known)


def sums_that_are_right(record: Record) -> list[Any]:
    sums, said = [told(record, day) for day in DAYS], said_of_parcels(record)
    assert sums == [brute(said, day) for day in DAYS]
    return sums


def tables_are_right(record: Record) -> None:
    assert [line for line in verify(record).differences if "geojson" not in line] == []
    rebuilt_is_the_same(record)


def rebuilt_is_the_same(record: Record) -> None:
    before = dump(record)
    with record.store.write() as connection:
        derived.rebuild(connection, record.zone_id)
    after = dump(record)
    for table in ("subject", "parcel", "span", "flow"):
        assert after[table] == before[table], table


def moments_are_the_same(record: Record, known: list[Any]) -> None:
    with record.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT seq, recorded_at FROM entry").all()
    at = {seq: datetime.fromisoformat(moment) for seq, moment in rows}
    for seq, sums in known:
        assert [told(record, day, at[seq]) for day in DAYS] == sums, seq
