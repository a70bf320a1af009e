"""Every row of a file is in the record, waits, or is refused; none vanishes."""

from __future__ import annotations

from pathlib import Path

import pytest
from shapely import box

from parkmap.errors import BadValue, Conflict, NotFound, ParkmapError
from parkmap.formats.reading import read_boundaries
from parkmap.formats.staging import Staging, stage
from parkmap.services import mirror
from parkmap.services.importing import Imported, Terms, import_staged, staged
from parkmap.services.reading import ParcelQuery, parcel, parcels
from parkmap.services.record import Record
from parkmap.services.staging import take
from parkmap.services.undoing import undo
from parkmap.services.verifying import verify
from tests.shapes import BOW_TIE, collection, feature
from tests.small import BEGAN, LEADER, OFFICER, count


def plot(n: int, name: str | None) -> dict[str, object]:
    return feature(
        box(113.02 + n * 0.002, 36.22, 113.021 + n * 0.002, 36.221), name, note=f"row {n}"
    )


MIXED = (plot(1, "A-1"), plot(2, "A-1"), plot(3, None), plot(4, "A-4"), feature(BOW_TIE, "A-5"),
         plot(6, "T-001"))  # fmt: skip


def mixed(folder: Path) -> Staging:
    (folder / "mixed.geojson").write_bytes(collection(*MIXED))
    return stage(read_boundaries(folder / "mixed.geojson"))


@pytest.fixture
def imported(record: Record, tmp_path: Path) -> Imported:
    with record.store.write() as connection:
        return import_staged(connection, record, Staging(""), mixed(tmp_path), Terms(BEGAN))


def test_no_row_vanishes(record: Record, imported: Imported) -> None:
    waiting = [row["row"] for row in staged(record)]
    assert imported.parcels + len(waiting) == len(MIXED)


def test_an_id_in_the_record_is_not_taken_twice(record: Record, imported: Imported) -> None:
    assert imported.parcels == 1
    assert parcel(record, OFFICER, "T-001").state["name_zh"] == "地块1"
    assert "T-001" in [row["parcel_id"] for row in staged(record)]


def test_an_id_of_an_undone_import_is_not_taken_again(
    record: Record, imported: Imported, tmp_path: Path
) -> None:
    undo(record, OFFICER, imported.seq, "误录")
    with record.store.write() as connection, pytest.raises(BadValue, match="no parcel that could"):
        import_staged(connection, record, None, mixed(tmp_path), Terms(BEGAN))


def test_rows_that_share_an_id_or_have_none_wait(record: Record, imported: Imported) -> None:
    held = [(row["row"], row["parcel_id"], row["why"]) for row in staged(record) if row["geojson"]]
    assert held[:3] == [(1, "A-1", "shared_id"), (2, "A-1", "shared_id"), (3, None, "no_id")]


def test_a_refused_row_keeps_its_sentence_and_remedy(record: Record, imported: Imported) -> None:
    bad = next(row for row in staged(record) if row["parcel_id"] == "A-5")
    assert bad["sentence"] and bad["remedy"] and bad["geojson"] is None


def test_unknown_attributes_are_kept(record: Record, imported: Imported) -> None:
    state = parcel(record, OFFICER, "A-4").state
    assert state["source_attributes"] == {"note": "row 4"}


def test_a_held_row_is_taken_under_a_chosen_id(record: Record, imported: Imported) -> None:
    before = count(record, "staged_row")
    assert take(record, OFFICER, 3, "A-3").changed[0].id == "A-3"
    assert count(record, "staged_row") == before - 1
    assert parcels(record, OFFICER, ParcelQuery(ids=("A-3",))).views[0].area_m2 > 1_000


def test_a_taken_row_leaves_a_clean_record(record: Record, imported: Imported) -> None:
    take(record, OFFICER, 1, None)
    mirror.write(record)
    assert verify(record).differences == ()


@pytest.mark.parametrize(
    ("row", "chosen", "error"),
    [(99, "A-9", NotFound), (3, None, BadValue), (3, " ", BadValue), (3, "T-001", Conflict),
     (5, "A-5", BadValue)],
)  # fmt: skip
def test_a_take_that_cannot_be_writes_nothing(
    record: Record, imported: Imported, row: int, chosen: str | None, error: type[ParkmapError]
) -> None:
    with pytest.raises(error):
        take(record, OFFICER, row, chosen)
    assert count(record, "entry") == 2


def test_only_one_of_two_rows_gets_the_id(record: Record, imported: Imported) -> None:
    take(record, OFFICER, 1, None)
    with pytest.raises(Conflict, match="A-1 was used already"):
        take(record, OFFICER, 2, None)


def test_a_leader_takes_nothing(record: Record, imported: Imported) -> None:
    with pytest.raises(ParkmapError, match="role"):
        take(record, LEADER, 3, "A-3")
