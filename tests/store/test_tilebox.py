"""A kept tile is given out only while it is as new as the last entry that touched it."""

from __future__ import annotations

from parkmap.services.record import Record
from parkmap.store import tilebox

HERE = (14, 13_333, 6_432)
THERE = (14, 13_334, 6_432)


def test_a_tile_that_holds_nothing_is_untouched(record: Record) -> None:
    with record.store.read() as connection:
        assert tilebox.touched(connection, record.zone_id, (14, 0, 0)) is None


def test_a_touch_makes_the_kept_tile_too_old(record: Record) -> None:
    zone = record.zone_id
    with record.store.write() as connection:
        tilebox.touch_all(connection, zone, [HERE], 1)
        tilebox.keep(connection, zone, HERE, "public-zh", 1, b"one")
        assert tilebox.kept(connection, zone, HERE, "public-zh", 1) == b"one"
        tilebox.touch(connection, zone, [HERE], 2)
        assert tilebox.kept(connection, zone, HERE, "public-zh", 2) is None


def test_editions_are_kept_apart(record: Record) -> None:
    zone = record.zone_id
    with record.store.write() as connection:
        tilebox.keep(connection, zone, HERE, "public-zh", 1, b"public")
        tilebox.keep(connection, zone, HERE, "staff-zh", 1, b"staff")
        assert tilebox.kept(connection, zone, HERE, "public-zh", 1) == b"public"


def test_stale_names_what_is_missing_or_behind(record: Record) -> None:
    zone = record.zone_id
    with record.store.write() as connection:
        tilebox.touch_all(connection, zone, [HERE, THERE], 1)
        tilebox.keep(connection, zone, HERE, "public-zh", 1, b"one")
        assert tilebox.stale(connection, zone, "public-zh") == [THERE]
        tilebox.touch(connection, zone, [HERE], 2)
        assert sorted(tilebox.stale(connection, zone, "public-zh")) == [HERE, THERE]


def test_beginning_again_forgets_kept_tiles(record: Record) -> None:
    zone = record.zone_id
    with record.store.write() as connection:
        tilebox.keep(connection, zone, HERE, "public-zh", 1, b"one")
        tilebox.touch_all(connection, zone, [THERE], 5)
        assert tilebox.touched(connection, zone, HERE) is None
        assert tilebox.kept(connection, zone, HERE, "public-zh", 1) is None
        assert tilebox.touched(connection, zone, THERE) == 5
