"""What has to hold of a record after every entry, held against a plain replay of its ledger."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import numpy as np
import shapely

from parkmap.services.record import Record
from parkmap.services.statistics import totals
from parkmap.services.verifying import verify
from parkmap.store import derived, lists
from tests.proof.replay import EVER, Plain, State, Sums, shapes, sums
from tests.small import OFFICER

SHARED_M2: Final = 0.01
"""What two current parcels may share: edges run along each other to a hundredth of a millimetre."""

DERIVED: Final = ("subject", "parcel", "span", "flow")

M2_PER_DEG2: Final = 111_320.0**2 * 0.81
"""At 36 degrees north; only to say how large an overlap is."""


def refuse_other_sums(record: Record, states: Mapping[date, Mapping[str, State]]) -> None:
    """Sums by span and by day equal those of the plain replay, on each of these days."""
    for day, here in states.items():
        due = sums(here)
        assert _by_span(record, day) == due, f"spans on {day}"
        by_status: dict[tuple[str, str], tuple[int, int]] = {}
        for (park, status, _offer), (number, area) in due.items():
            before = by_status.get((park, status), (0, 0))
            by_status[park, status] = before[0] + number, before[1] + area
        told = {(row.park, row.drawn_as): (row.sum.count, row.sum.area_dm2)
                for row in totals(record, OFFICER, day).rows}  # fmt: skip
        assert told == by_status, f"sums on {day}"


def _by_span(record: Record, day: date) -> Sums:
    found: Sums = {}
    with record.store.read() as connection:
        for row in lists.on_day(connection, record.zone_id, day.isoformat()):
            number, area = found.get((row.park, row.status, row.offer), (0, 0))
            found[row.park, row.status, row.offer] = number + 1, area + row.area_dm2
    return found


def refuse_another_present(record: Record, states: Mapping[str, State]) -> None:
    """The present table says of every parcel what the ledger says."""
    query = "SELECT subject_id, state FROM subject WHERE kind = 'parcel'"
    with record.store.read() as connection:
        rows = connection.exec_driver_sql(query).all()
    found = {one: _said(json.loads(text)) for one, text in rows}
    assert found == {one: _said(state) for one, state in states.items()}


def _said(state: State) -> State:
    """Fields that somebody said; since when a status holds is worked out."""
    mute = {"geometry", "status_since"}
    return {name: value for name, value in state.items() if value is not None and name not in mute}


def refuse_overlaps(states: Mapping[str, State], *, where: str = "now") -> None:
    """What stands meets edge to edge, and none lies on another."""
    found = shapes(states)
    listed = np.array(list(found.values()), dtype=object)
    assert shapely.is_valid(listed).all(), where
    here, there = shapely.STRtree(listed).query(listed, predicate="intersects")
    pairs = here < there
    shared = shapely.area(shapely.intersection(listed[here[pairs]], listed[there[pairs]]))
    ids = list(found)
    wrong = [(ids[one], ids[other], float(area * M2_PER_DEG2))
             for one, other, area in zip(here[pairs], there[pairs], shared, strict=True)
             if area * M2_PER_DEG2 > SHARED_M2]  # fmt: skip
    assert wrong == [], where
    edges = shapely.coverage_invalid_edges(listed)
    torn = [one for one, edge in zip(ids, edges, strict=True) if not shapely.is_empty(edge)]
    assert torn == [], f"the coverage does not hold {where}"


def refuse_broken_lineage(plain: Plain, states: Mapping[str, State]) -> None:
    """A parcel is retired once; parents and children name each other; nobody is his own parent."""
    ends = Counter(one.id for one in plain.live() if one.field == "retired_on" and one.value)
    assert [one for one, times in ends.items() if times > 1] == []
    children: dict[str, set[str]] = defaultdict(set)
    for one, state in states.items():
        for parent in state.get("lineage_from") or ():
            children[parent].add(one)
    named = {one: set(state["lineage_to"])
             for one, state in states.items() if state.get("lineage_to")}  # fmt: skip
    assert named == dict(children)
    assert all(states[one].get("retired_on") for one in named)


def refuse_used_twice(plain: Plain) -> None:
    """What a split or a merge made has an id that no entry before it ever spoke of."""
    first: dict[str, int] = {}
    for one in plain.said:
        if one.kind == "parcel":
            first.setdefault(one.id, one.seq)
    made = {"split", "merge"}
    born = {(one.id, one.seq) for one in plain.said
            if one.field == "lineage_from" and plain.action(one.seq) in made}  # fmt: skip
    assert {one for one in born if first[one[0]] != one[1]} == set()


def refuse_differences(record: Record) -> None:
    """`verify` finds nothing; boundary files are another's business where none were written."""
    assert [one for one in verify(record).differences if ".geojson is missing" not in one] == []


def all_hold(record: Record, plain: Plain, days: Iterable[date]) -> None:
    """Everything above but `verify`."""
    states = plain.states([*days, EVER])
    refuse_other_sums(record, states)
    refuse_another_present(record, states[EVER])
    refuse_broken_lineage(plain, states[EVER])
    refuse_used_twice(plain)
    for day, here in states.items():
        if here:
            refuse_overlaps(here, where=str(day))


def refuse_another_rebuild(record: Record) -> None:
    """What every entry brought along is what the whole ledger gives at once."""
    before = {table: lines_of(record, table) for table in DERIVED}
    with record.store.write() as connection:
        derived.rebuild(connection, record.zone_id)
    assert {table: lines_of(record, table) for table in DERIVED} == before


def refuse_lost_land(done: Any, gained_m2: float) -> None:
    """Measured by PROJ itself: no land lost or made but what a free side gained."""
    said = (done.after_dm2 - done.before_dm2) / 100
    slack = done.proof.tolerance_m2 + 0.005 * (2 + len(done.neighbours)) * (said != 0)
    assert abs(gained_m2 - said) <= slack, (gained_m2, said, slack)


def lines_of(record: Record, table: str) -> list[Any]:
    """The rows of a table, to hold two records against each other."""
    with record.store.read() as connection:
        return sorted(map(str, connection.exec_driver_sql(f"SELECT * FROM {table}").all()))
