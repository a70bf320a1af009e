"""A commit brings everything derived along: outlines, index, tiles, frame, sums."""

from __future__ import annotations

import pytest

from parkmap.maps.tiles import tiles_covering
from parkmap.services.changes import changes, token
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.tiles import tile_frame
from parkmap.services.undoing import undo
from parkmap.services.working import once
from parkmap.store import derived, lists, spatial, tilebox
from parkmap.store.lists import Filter
from tests.land import imported, split
from tests.small import OFFICER, count

HALF = (113.0036, 36.2101, 113.0039, 36.2109)
"""In the east half of T-002."""


def inside(record: Record, box: tuple[float, float, float, float]) -> list[str]:
    with record.store.read() as connection:
        return lists.ids(connection, record.zone_id, Filter(box=box))


def test_the_index_finds_children_and_no_parent(record: Record) -> None:
    seq, children = split(record, "T-002", "2025-06-01")
    assert inside(record, HALF) == children[1:]
    undo(record, OFFICER, seq, "误")
    assert inside(record, HALF) == ["T-002"]


def test_outlines_and_index_stay_in_step(record: Record) -> None:
    seq, _ = split(record, "T-002", "2025-06-01")
    assert count(record, "geometry") == count(record, "geometry_box") == 8
    undo(record, OFFICER, seq, "误")
    assert count(record, "geometry") == count(record, "geometry_box") == 6
    with record.store.read() as connection:
        assert spatial.differing(connection, record.zone_id) is None


def test_tiles_are_touched_where_land_was_and_where_it_is(record: Record) -> None:
    seq = imported(record, "T-900", 113.03)
    key = (16, *next(iter(tiles_covering((113.0302, 36.2102, 113.0303, 36.2103), 16))))
    for by in (seq, undo(record, OFFICER, seq, "误").seq):
        with record.store.read() as connection:
            assert tilebox.touched(connection, record.zone_id, key) in {by, seq + 1}


def test_the_frame_grows_at_once_and_is_fitted_by_the_worker(record: Record) -> None:
    bounds = tile_frame(record).bounds
    seq = imported(record, "T-900", 113.9)
    assert round(tile_frame(record).bounds[2], 6) == 113.901
    undo(record, OFFICER, seq, "误")
    while once(record):
        pass
    assert tile_frame(record).bounds == bounds


def test_an_open_map_loads_tiles_anew_and_drops_what_vanished(record: Record) -> None:
    seq, children = split(record, "T-002", "2025-06-01")
    after_split = token(record)
    undo(record, OFFICER, seq, "误")
    found = changes(record, PUBLIC_ACTOR, after_split, "zh")
    assert found.reload and found.gone == tuple(children)
    assert [one["id"] for one in found.changed] == ["T-002"]


def test_what_came_and_vanished_between_two_looks_is_not_named(record: Record) -> None:
    before = token(record)
    undo(record, OFFICER, split(record, "T-002", "2025-06-01")[0], "误")
    assert changes(record, PUBLIC_ACTOR, before, "zh").gone == ()


@pytest.mark.parametrize("times", [1, 3])
def test_refreshing_again_changes_nothing(record: Record, times: int) -> None:
    seq, _ = split(record, "T-002", "2025-06-01")
    rows = [count(record, table) for table in ("subject", "parcel", "span", "flow", "geometry")]
    with record.store.write() as connection:
        for _ in range(times):
            touched = derived.versions(connection, record.zone_id)
            derived.refresh(connection, record.zone_id, touched, seq, frozenset(touched))
    assert rows == [
        count(record, table) for table in ("subject", "parcel", "span", "flow", "geometry")
    ]
