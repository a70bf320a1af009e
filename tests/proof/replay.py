"""The record read plainly from the rows of its ledger, without any of the code that keeps it.

Field f of a parcel on a day is what the live delta with the greatest (day, entry, place in the
entry) up to that day says; a delta is live where no later header says that it undoes its entry.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

import shapely
from pyproj import Transformer

from parkmap.services.record import Record

State = dict[str, Any]
Sums = dict[tuple[str, str, str], tuple[int, int]]
EVER: Final = date(2999, 1, 1)
PLANE: Final = Transformer.from_crs(4490, 4526, always_xy=True)
"""Degrees to the plane of the third-degree zone 38, by PROJ itself."""


class Said(NamedTuple):
    """A delta, in the order in which the record hears it."""

    day: str
    seq: int
    place: int
    kind: str
    id: str
    field: str
    value: Any


@dataclass
class Plain:
    """A ledger as it was read so far; `read` takes in what was written since."""

    headers: list[dict[str, Any]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    def read(self, record: Record) -> Plain:
        """Take in the entries that came since."""
        known = len(self.headers)
        with record.store.read() as connection:
            headers = "SELECT header FROM entry WHERE seq > ? ORDER BY seq"
            for (text,) in connection.exec_driver_sql(headers, (known,)):
                self.headers.append(json.loads(text))
            deltas = "SELECT seq, ordinal, body FROM delta WHERE seq > ? ORDER BY seq, ordinal"
            for seq, place, text in connection.exec_driver_sql(deltas, (known,)):
                body = json.loads(text)
                where = (body["kind"], body["id"], body["field"], body["new"])
                self.said.append(Said(body["effective_on"], seq, place, *where))
        return self

    @property
    def undone(self) -> set[int]:
        """The entries that a header undoes."""
        return {one["undoes"] for one in self.headers if one["undoes"] is not None}

    def live(self) -> list[Said]:
        """What is said of parcels and was not undone, as the record hears it."""
        undone = self.undone
        return sorted(one for one in self.said if one.kind == "parcel" and one.seq not in undone)

    def states(self, days: Iterable[date]) -> dict[date, dict[str, State]]:
        """Day -> parcel -> its fields on that day, with its outline."""
        live = self.live()
        return {day: _state(live, day.isoformat()) for day in days}

    def action(self, seq: int) -> str:
        """What kind of entry it is."""
        return str(self.headers[seq - 1]["action"])

    def ids(self) -> set[str]:
        """Every parcel id that was ever said, undone entries included."""
        return {one.id for one in self.said if one.kind == "parcel"}


def _state(live: Iterable[Said], day: str) -> dict[str, State]:
    found: dict[str, State] = defaultdict(dict)
    for one in live:
        if one.day <= day:
            found[one.id][one.field] = one.value
    return dict(found)


def standing(states: Mapping[str, State]) -> dict[str, State]:
    """The parcels among these that are not retired."""
    return {one: state for one, state in states.items() if not state.get("retired_on")}


def sums(states: Mapping[str, State]) -> Sums:
    """(park, status, offer) -> number and recorded dm2 of what stands."""
    found: Sums = {}
    for state in standing(states).values():
        key = (state.get("park") or "", state.get("status") or "in_use",
               state.get("offer") or "none")  # fmt: skip
        number, area = found.get(key, (0, 0))
        found[key] = number + 1, area + area_dm2(state)
    return found


def area_dm2(state: State) -> int:
    """The recorded area of a parcel, as the whole number of dm2 that it is."""
    return round((state.get("area_m2") or 0.0) * 100)


def total_dm2(states: Mapping[str, State]) -> int:
    """The recorded area of what stands, in dm2."""
    return sum(map(area_dm2, standing(states).values()))


def shapes(states: Mapping[str, State]) -> dict[str, Any]:
    """The outlines of what stands, in degrees."""
    return {one: shapely.from_geojson(json.dumps(state["geometry"]))
            for one, state in standing(states).items() if state.get("geometry")}  # fmt: skip


def plane_m2(outlines: Iterable[Any]) -> float:
    """Area on the plane, added up."""
    drawn = [shapely.transform(one, _project) for one in outlines]
    return float(sum(one.area for one in drawn))


def _project(points: Any) -> Any:
    eastings, northings = PLANE.transform(points[:, 0], points[:, 1])
    return shapely.get_coordinates(shapely.points(eastings, northings))
