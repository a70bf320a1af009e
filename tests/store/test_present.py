"""What is derived can be thrown away and comes back the same."""

from __future__ import annotations

import pytest

from parkmap.services.record import Record
from parkmap.services.undoing import undo
from parkmap.store import derived, lists
from parkmap.store.lists import Filter
from tests.small import OFFICER, marked

DERIVED = ("subject", "parcel", "geometry", "span", "flow", "geometry_box")


def dump(record: Record) -> dict[str, list[tuple[object, ...]]]:
    with record.store.read() as connection:
        return {
            table: sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {table}")))
            for table in DERIVED
        }


def ids(record: Record, chosen: Filter) -> list[str]:
    with record.store.read() as connection:
        return lists.ids(connection, record.zone_id, chosen)


def test_a_rebuild_gives_what_the_marks_left(record: Record) -> None:
    marked(record, "under_construction", "2025-06-01", "T-001", "T-002")
    marked(record, "revitalized", "2025-03-01", "T-001")
    undo(record, OFFICER, marked(record, "in_use", "2025-05-01", "T-003").seq, "误录")
    before = dump(record)
    with record.store.write() as connection:
        derived.rebuild(connection, record.zone_id)
    assert dump(record) == before


def test_a_box_is_exact_where_the_spatial_index_is_not(record: Record) -> None:
    edge = 113.002  # the east edge of T-001
    assert ids(record, Filter(box=(edge, 36.2, edge, 36.3))) == ["T-001"]
    assert ids(record, Filter(box=(edge + 1e-9, 36.2, edge + 2e-9, 36.3))) == []


@pytest.mark.parametrize(("text", "found"), [("地块1", 1), ("t-00", 4), ("%", 0), ("_", 0)])
def test_search_takes_wildcards_as_letters(record: Record, text: str, found: int) -> None:
    assert len(ids(record, Filter(text=text))) == found


def test_pages_of_ids_follow_each_other(record: Record) -> None:
    with record.store.read() as connection:
        first = lists.ids(connection, record.zone_id, Filter(), limit=3)
        rest = lists.ids(connection, record.zone_id, Filter(), after=first[-1])
    assert first + rest == ["T-001", "T-002", "T-003", "T-004"]


def test_a_box_is_looked_up_by_the_spatial_index_alone(record: Record) -> None:
    chosen = Filter(box=(113.0, 36.2, 113.002, 36.3))
    with record.store.read() as connection:
        query = lists.ids_query(record.zone_id, chosen)
        text = str(query.compile(connection.engine, compile_kwargs={"literal_binds": True}))
        plan = [str(row[3]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
    assert any("geometry_box" in line for line in plan)
    (outlines,) = [line for line in plan if line.startswith("SEARCH geometry ")]
    assert outlines.endswith("(rid=?)")
