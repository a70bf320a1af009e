"""What an undo brings back, and what is dated into the past, meets its neighbours edge to edge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import shapely

from parkmap.errors import LaterEntries, LaterFacts
from parkmap.land.cuts import LineCut, StripCut
from parkmap.services.record import Record
from parkmap.services.reshaping import Reshape, reshape
from parkmap.services.retiring import Retirement, retire
from parkmap.services.splitting import Split, split
from parkmap.services.undoing import undo
from tests.proof.facts import refuse_overlaps
from tests.proof.ground import BLOCK, begin_ground
from tests.proof.moves import METRE, narrower, row, send, version
from tests.proof.replay import EVER, Plain
from tests.shapes import geometry
from tests.small import BEGAN, OFFICER, copied
from tests.structures import outlines
from tests.taking import codes, rows, take

ONE = "CZ-0949"


@pytest.fixture(scope="module")
def block(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin_ground(tmp_path_factory.mktemp("block") / "zone", BLOCK)


@pytest.fixture
def ground(block: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(block, tmp_path / "zone") as record:
        yield record


@pytest.fixture
def old(ground: Record) -> Any:
    """The outline that the parcel had at first."""
    return outlines(ground)[ONE]


@pytest.fixture
def away(ground: Record, old: Any) -> int:
    """The entry by which the parcel withdrew from all its neighbours, on the last day."""
    view = send(ground, [row(ONE, narrower(old, 12.0))], ground.today())
    return take(ground, view).seq


def refuse_torn(record: Record) -> None:
    plain = Plain().read(record)
    days = (BEGAN, record.today() - timedelta(1), EVER)
    for day, here in plain.states(days).items():
        refuse_overlaps(here, where=str(day))


def beside(record: Record, old: Any) -> list[str]:
    """The parcels that had an edge with the parcel."""
    return [one for one, shape in outlines(record).items()
            if one != ONE and shapely.length(shapely.intersection(shape, old)) > METRE]  # fmt: skip


def cut_to(record: Record, one: str, old: Any, day: date) -> Any:
    """Cut a parcel in two by a line that ends in the middle of its edge with the old outline."""
    shape = outlines(record)[one]
    edge = shapely.line_interpolate_point(
        longest(shapely.intersection(shape, old)), 0.41, normalized=True
    )
    middle = shape.centroid
    ends = [(middle.x + times * (edge.x - middle.x), middle.y + times * (edge.y - middle.y))
            for times in (-4.0, 4.0)]  # fmt: skip
    asked = Split(one, version(record, one), LineCut(tuple(ends)), day, "分割")
    return split(record, OFFICER, asked)


def longest(lines: Any) -> Any:
    parts = shapely.get_parts(shapely.line_merge(lines)).tolist()
    return max(parts, key=lambda one: float(one.length))


def test_land_that_another_took_does_not_come_back(ground: Record, old: Any, away: int) -> None:
    free = shapely.difference(old, outlines(ground)[ONE])
    lot = shapely.point_on_surface(free).buffer(3 * METRE, quad_segs=1)
    new = take(ground, send(ground, [row("N-1", lot)], ground.today())).seq
    with pytest.raises(LaterEntries) as refused:
        undo(ground, OFFICER, away, "误录")
    assert refused.value.values["entries"] == [new]
    refuse_torn(ground)


def test_a_ring_does_not_come_back_without_the_corners_that_came(
    ground: Record, old: Any, away: int
) -> None:
    done = cut_to(ground, beside(ground, old)[0], old, ground.today())
    with pytest.raises(LaterEntries) as refused:
        undo(ground, OFFICER, away, "误录")
    assert refused.value.values["entries"] == [done.receipt.seq]
    undo(ground, OFFICER, done.receipt.seq, "误录")
    undo(ground, OFFICER, away, "误录")
    refuse_torn(ground)


def test_a_ring_comes_back_where_others_changed_elsewhere(
    ground: Record, old: Any, away: int
) -> None:
    far = min(outlines(ground), key=lambda one: -outlines(ground)[one].distance(old))
    asked = Split(far, version(ground, far), StripCut(2, 90.0), ground.today(), "分割")
    split(ground, OFFICER, asked)
    undo(ground, OFFICER, away, "误录")
    refuse_torn(ground)


def test_a_cut_is_not_dated_before_a_neighbour_withdrew(
    ground: Record, old: Any, away: int
) -> None:
    with pytest.raises(LaterFacts, match=f"{ONE} geometry"):
        cut_to(ground, beside(ground, old)[0], old, ground.today() - timedelta(9))
    refuse_torn(ground)


def widened(record: Record, one: str, old: Any, back: int) -> Reshape:
    """A neighbour to be drawn into the land that the parcel had, as far as its middle."""
    shape = outlines(record)[one]
    ends = shapely.get_coordinates(longest(shapely.intersection(shape, old)))[[0, -1]]
    inside = shapely.MultiPoint([*ends, old.centroid.coords[0]]).convex_hull
    wider, day = geometry(shapely.union(shape, inside)), record.today() - timedelta(back)
    return Reshape(one, {one: version(record, one)}, wider, day, "调整界址")


def test_land_is_not_taken_before_its_parcel_was_retired(ground: Record, old: Any) -> None:
    gone = Retirement({ONE: version(ground, ONE)}, ground.today(), "收回")
    one = beside(ground, old)[0]
    retire(ground, OFFICER, gone)
    early = widened(ground, one, old, 9)
    with pytest.raises(LaterFacts, match=f"{ONE} retired_on"):
        reshape(ground, OFFICER, early)
    done = reshape(ground, OFFICER, widened(ground, one, old, 0))
    assert done.after_dm2 > done.before_dm2
    refuse_torn(ground)


def test_a_row_is_not_dated_onto_land_that_another_held(ground: Record, old: Any) -> None:
    gone = Retirement({ONE: version(ground, ONE)}, ground.today() - timedelta(3), "收回")
    retire(ground, OFFICER, gone)
    new = row("N-1", narrower(old, 5.0))
    early = send(ground, [new], ground.today() - timedelta(9))
    assert codes(rows(ground, early)[1]) == {"overlap"} and early.counts["taken"] == 0
    assert take(ground, send(ground, [new], ground.today() - timedelta(3))).new == ("N-1",)
    refuse_torn(ground)


def test_a_row_is_not_dated_before_another_made_room(ground: Record, old: Any, away: int) -> None:
    free = shapely.difference(old, outlines(ground)[ONE])
    new = row("N-1", shapely.point_on_surface(free).buffer(3 * METRE, quad_segs=1))
    early = send(ground, [new], ground.today() - timedelta(9))
    assert codes(rows(ground, early)[1]) == {"overlap"} and early.counts["taken"] == 0
    assert take(ground, early, "overlapping").new == ("N-1",)
