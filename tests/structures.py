"""What tests of structural changes share: cuts of real parcels, sums, what stands there."""

from __future__ import annotations

from datetime import date
from typing import Any

import shapely

from parkmap.land.cuts import Cut, cut_of
from parkmap.services.outcome import Outcome
from parkmap.services.pieces import shape_of
from parkmap.services.reading import parcel
from parkmap.services.record import Record
from parkmap.services.splitting import Split, split
from parkmap.services.views import View
from parkmap.store import lists, present
from parkmap.units import m2_to_dm2
from tests.shapes import geometry
from tests.small import OFFICER

PARCEL = "CZ-0040"


def seen(record: Record, parcel_id: str) -> View:
    """A parcel as an officer sees it now."""
    return parcel(record, OFFICER, parcel_id)


def asked(record: Record, parcel_id: str = PARCEL, **changed: Any) -> Split:
    """A split as an officer would send it: at the version of now, from today on."""
    cut: Cut = cut_of(changed.pop("cut", {"parts": 3, "from": "west"}))
    version = changed.get("version", seen(record, parcel_id).version)
    day = changed.get("effective_on", record.today())
    return Split(parcel_id, version, cut, day, changed.get("reason", "分割转让"))


def cut_up(record: Record, parcel_id: str = PARCEL, **changed: Any) -> Outcome:
    """A parcel split by an officer."""
    return split(record, OFFICER, asked(record, parcel_id, **changed))


def totals(record: Record, day: date) -> dict[tuple[str, str, str], int]:
    """Recorded area by park, status and offer on a day, from the spans."""
    found: dict[tuple[str, str, str], int] = {}
    with record.store.read() as connection:
        for row in lists.on_day(connection, record.zone_id, day.isoformat()):
            key = (row.park, row.status, row.offer)
            found[key] = found.get(key, 0) + row.area_dm2
    return found


def outlines(record: Record) -> dict[str, Any]:
    """Every current parcel's outline."""
    with record.store.read() as connection:
        every = list(present.every(connection, record.zone_id, "parcel"))
    return {one.id: shape_of(one) for one in every}


def is_coverage(record: Record) -> bool:
    """Whether the current parcels meet edge to edge, none over another."""
    return bool(shapely.coverage_is_valid(list(outlines(record).values())))


def recorded(outcome: Outcome) -> int:
    """The recorded areas of the pieces, added up."""
    return sum(one.area_dm2 for one in outcome.pieces)


def area_dm2(record: Record, parcel_id: str) -> int:
    """The recorded area of a parcel."""
    return m2_to_dm2(seen(record, parcel_id).area_m2)


def middle_line(record: Record, parcel_id: str = PARCEL) -> list[list[float]]:
    """A line from south to north through the middle of a parcel and beyond it."""
    west, south, east, north = outlines(record)[parcel_id].bounds
    lng, tall = (west + east) / 2, north - south
    return [[lng, south - tall], [lng, north + tall]]


def moved_east(record: Record, parcel_id: str, by_deg: float) -> dict[str, Any]:
    """The outline of a parcel with its eastern corners moved, as a GeoJSON geometry."""
    shape = outlines(record)[parcel_id]
    edge = (shape.bounds[0] + shape.bounds[2]) / 2

    def moved(points: Any) -> Any:
        points[points[:, 0] > edge, 0] += by_deg
        return points

    return geometry(shapely.transform(shape, moved))
