"""What stands in the record where an import falls: parcels, parks, facts of later days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

import orjson
import shapely
from sqlalchemy import Connection, func, select

from parkmap.geometry.coordinates import Geometries
from parkmap.geometry.measure import total_bounds
from parkmap.land.fold import Assertion, fold
from parkmap.land.ledger import Subject
from parkmap.services.matching import array
from parkmap.services.record import Record
from parkmap.store import ledger, lists, present
from parkmap.store.present import Stored
from parkmap.store.schema import delta, entry

PARCEL: Final = "parcel"
PARK: Final = "park"
ALLOTTED: Final = frozenset({"split", "merge", "plan"})
"""Actions that give out ids of their own; those are never used for anything else."""

CHUNK: Final = 400


@dataclass(slots=True)
class Standing:
    """The subjects of a kind that an import may concern.

    `found` holds those with an id of the file, retired ones too, and all current ones near it;
    `later` the assertions of those that have facts after the day on which rows hold; `lapsed` ids
    that the record had and has no more, with the action that brought them.
    """

    kind: str
    found: dict[str, Stored]
    later: dict[str, list[Assertion]] = field(default_factory=dict)
    lapsed: dict[str, str] = field(default_factory=dict)
    _shapes: dict[str, Any] = field(default_factory=dict)

    def current(self) -> list[str]:
        """Ids of what is there now, in order."""
        return sorted(
            one.id for one in self.found.values() if one.geojson and not one.state.get("retired_on")
        )

    def shapes(self, ids: Iterable[str]) -> Geometries:
        """Outlines in degrees."""
        wanted = list(ids)
        new = [one for one in wanted if one not in self._shapes]
        parsed = shapely.from_geojson([self.found[one].geojson for one in new])
        self._shapes.update(zip(new, parsed, strict=True))
        return array([self._shapes[one] for one in wanted])

    def on(self, subject_id: str, day: date) -> tuple[dict[str, Any], str | None, dict[str, str]]:
        """Fields and GeoJSON text as they stood on a day, and fields with facts after it.

        The third value says for each such field the first later day.
        """
        stored = self.found[subject_id]
        assertions = self.later.get(subject_id)
        if assertions is None:
            return stored.state, stored.geojson, {}
        iso = day.isoformat()
        after: dict[str, str] = {}
        for one in assertions:
            if one.effective_on > iso:
                after[one.field] = min(one.effective_on, after.get(one.field, one.effective_on))
        folded = fold(self.kind, assertions, iso)
        text = None if folded.geometry is None else orjson.dumps(folded.geometry).decode()
        return folded.state, text, after


def standing(
    connection: Connection, record: Record, kind: str, days: Mapping[str, date],
    box: tuple[float, float, float, float] | None, *, everything: bool = False,
) -> Standing:  # fmt: skip
    """Read what stands where rows with these ids and this box fall.

    Parameters
    ----------
    days
        Id -> the day from which its row holds.
    box
        West, south, east, north of the file in degrees; None where it draws nothing.
    everything
        Look at the whole record, not only at what is near.
    """
    zone_id = record.zone_id
    ids = set(days)
    near: dict[str, Stored] = {}
    if kind == PARK or everything:
        near = {one.id: one for one in present.every(connection, zone_id, kind)}
    elif box is not None:
        inside = lists.ids(connection, zone_id, lists.Filter(box=box))
        near = {one.id: one for one in
                present.some(connection, zone_id, kind, inside, with_geometry=True)}  # fmt: skip
    more = present.some(connection, zone_id, kind, sorted(ids - set(near)), with_geometry=True)
    found = near | {one.id: one for one in more if one.geojson}
    here = Standing(kind, found)
    here.later = _later(connection, record, kind, {one: days[one] for one in ids & set(found)})
    here.lapsed = _lapsed(connection, zone_id, kind, sorted(ids - set(found)))
    return here


def park_outlines(connection: Connection, record: Record) -> tuple[list[str], Geometries]:
    """Ids and outlines of the parks."""
    parks = list(present.every(connection, record.zone_id, PARK))
    return [one.id for one in parks], shapely.from_geojson([one.geojson for one in parks])


class Home(NamedTuple):
    """Where the land of the zone lies: its box in degrees, name and outline of each park."""

    box: tuple[float, float, float, float] | None
    parks: list[tuple[str, Any]]


def home_of(connection: Connection, record: Record) -> Home:
    """What a file's coordinates are weighed against."""
    parks = list(present.every(connection, record.zone_id, PARK))
    shapes = shapely.from_geojson([one.geojson for one in parks])
    named = [(str(one.state.get("name_zh") or one.id), shape)
             for one, shape in zip(parks, shapes, strict=True)]  # fmt: skip
    return Home(total_bounds(array(list(shapes))), named)


def park_names(connection: Connection, record: Record) -> dict[str, str]:
    """What a park may be called in a file -> its id."""
    names: dict[str, str] = {}
    for one in present.every(connection, record.zone_id, PARK):
        for name in (one.id, one.state.get("name_zh"), one.state.get("name_en")):
            if name:
                names.setdefault(str(name), one.id)
    return names


def _later(
    connection: Connection, record: Record, kind: str, days: Mapping[str, date]
) -> dict[str, list[Assertion]]:
    """The assertions of subjects that have any after the day asked for."""
    past = [one for one, day in days.items() if day < record.today()]
    late: list[str] = []
    for part in _parts(past):
        query = (
            select(delta.c.subject_id, func.max(delta.c.effective_on))
            .where(
                delta.c.zone_id == record.zone_id,
                delta.c.kind == kind,
                delta.c.subject_id.in_(part),
            )
            .group_by(delta.c.subject_id)
        )
        late += [one for one, day in connection.execute(query) if day > days[one].isoformat()]
    live = ledger.live(connection, record.zone_id, [Subject(kind, one) for one in late])
    return {subject.id: assertions for subject, assertions in live.items()}


def _lapsed(
    connection: Connection, zone_id: int, kind: str, ids: Collection[str]
) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in _parts(list(ids)):
        query = (
            select(delta.c.subject_id, entry.c.action)
            .join(entry, (entry.c.zone_id == delta.c.zone_id) & (entry.c.seq == delta.c.seq))
            .where(delta.c.zone_id == zone_id, delta.c.kind == kind, delta.c.subject_id.in_(part))
            .order_by(delta.c.seq)
        )
        for one, action in connection.execute(query):
            found.setdefault(one, action)
    return found


def _parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


__all__ = [
    "ALLOTTED",
    "PARCEL",
    "PARK",
    "Home",
    "Standing",
    "park_names",
    "park_outlines",
    "standing",
]
