"""From parcels of boundary points to the rows of a reading: axes, zones and one plane for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import shapely

from parkmap.crs import CGCS2000, WGS84, transformer
from parkmap.formats.crs.magnitudes import (
    DEGREES,
    PER_ZONE,
    UNKNOWN,
    Frame,
    frame,
    has_zone,
    zone_epsg,
    zone_of,
)
from parkmap.formats.crs.words import about_zones
from parkmap.formats.limits import Limits
from parkmap.formats.rows import Order, Reading, Row, fault_finding
from parkmap.formats.txt import remarks
from parkmap.formats.txt.declared_area import declared_area
from parkmap.formats.txt.description import Description
from parkmap.formats.txt.points import Point, Remark, rings_in, shape_of, short_ring
from parkmap.geometry.coordinates import Floats, array_of
from parkmap.geometry.measure import geodesic_area_m2
from parkmap.geometry.validity import NO_BOUNDARY, too_many_vertices
from parkmap.land.finding import Finding

MOST_UNCLAIMED: Final = 200_000
"""Points that no header claims; each ring of them is checked by itself later."""

AREA_FIELD: Final = "declared_area_m2"


@dataclass(slots=True)
class Draft:
    """A parcel as collected from a file, before its points are understood.

    `line` is where it begins. `parcel_id` is for findings, where the file has one. `headed` is
    False for points that no parcel claims: then each outer ring is a row of its own. `count` and
    `declared` are the number of points and the area as its header has them. `description` is what
    the file says of all parcels around it; it may still grow.
    """

    line: int
    attributes: dict[str, Any] = field(default_factory=dict)
    points: list[Point] = field(default_factory=list)
    parcel_id: str | None = None
    headed: bool = True
    count: int | None = None
    declared: str = ""
    description: Description = field(default_factory=Description)
    fault: Remark | None = None
    remarks: list[Remark] = field(default_factory=list)

    def most(self, limits: Limits) -> int:
        """How many points it may have."""
        return limits.max_vertices if self.headed else MOST_UNCLAIMED

    def add(self, point: Point, limits: Limits) -> None:
        """One more point; those over the limit only count as over it."""
        if len(self.points) <= self.most(limits):
            self.points.append(point)


@dataclass(slots=True)
class _Placed:
    """A draft with its rings in easting and northing, and the system they are in (0: unknown)."""

    draft: Draft
    seen: Frame
    epsg: int = 0
    rings: list[Floats] = field(default_factory=list)


def reading_of(
    order: Order,
    drafts: Iterable[Draft],
    *,
    north_first: bool = False,
) -> Reading:
    """Rows of parcels that came as points.

    Parameters
    ----------
    order
        `epsg` is taken instead of what the file says; a parcel over the limits is a fault of its
        row.
    drafts
        The parcels of the file, in order; the points of each are let go once it is understood.
        What its description says of the zone (带号) is asked once all is read; eastings that carry
        a zone are believed more.
    north_first
        Whether northing first is the rule of the format, so that the other order is remarked on.

    Returns
    -------
    Reading
        Shapes as (easting, northing) or (longitude, latitude), all in one system. It is left to
        be found by its numbers (`crs.guess`); where eastings carry no zone, `Reading.named` has
        what the header says.
    """
    epsg = order.epsg
    placed = [_placed(draft, order, north_first) for draft in drafts]
    for one in placed:
        one.epsg = epsg or _epsg_of(one.seen, one.draft.description.zone)
    main = epsg if epsg is not None else _main(placed)
    findings = [one for said, zones in _zones(placed).items()
                for one in about_zones(zones, said, epsg)]  # fmt: skip
    if north_first:
        findings += remarks.about_axes(
            [(one.seen, one.draft.line) for one in placed if one.draft.fault is None]
        )
    findings += remarks.about_mixture({one.epsg for one in placed if one.rings}, main)
    rows: list[Row] = []
    for one in placed:
        for shape in _shapes(one, main):
            rows.append(_row(len(rows) + 1, one, shape, main, findings))
    return Reading(order.name, 0, rows, findings, _named(main))


def _zones(placed: Sequence[_Placed]) -> dict[int | None, list[int]]:
    """Zone that a description says -> zones that the eastings of its parcels carry."""
    found: dict[int | None, list[int]] = {}
    for one in placed:
        found.setdefault(one.draft.description.zone, []).append(one.seen.zone)
    return found


def _placed(draft: Draft, order: Order, north_first: bool) -> _Placed:
    """The draft's rings by their axes; what keeps it out becomes its fault."""
    points = draft.points
    numbers = np.array([(point.first, point.second) for point in points]).reshape(-1, 2)
    seen = frame(numbers)
    placed = _Placed(draft, seen)
    if draft.fault is None:
        draft.fault = _fault(draft, seen, order)
    draft.points = []
    if draft.fault is not None:
        return placed
    rings = list(rings_in(points))
    draft.remarks += [ring.remark for ring in rings if ring.remark is not None]
    draft.remarks += remarks.about_count(draft.count, len(points), len(rings), draft.line)
    draft.fault = short_ring(rings)
    if draft.fault is None:
        turned = north_first if seen.zone == UNKNOWN else seen.swapped
        columns = (4, 3) if turned else (3, 4)
        placed.rings = [np.array([[point[at] for at in columns] for point in ring.points])
                        for ring in rings]  # fmt: skip
    return placed


def _fault(draft: Draft, seen: Frame, order: Order) -> Remark | None:
    points, most = draft.points, draft.most(order.limits)
    if not points:
        return remarks.of_fault(NO_BOUNDARY)
    if len(points) > most:
        return remarks.of_fault(too_many_vertices(len(points), most))
    if seen.zone == UNKNOWN and order.epsg is None:
        return remarks.no_coordinates(points[0])
    if seen.zone > 0 and not has_zone(seen.zone):
        return remarks.no_zone(points[0], seen.zone)
    if len(seen.odd):
        return remarks.odd_one(points[int(seen.odd[0])])
    return None


def _epsg_of(seen: Frame, zone: int | None) -> int:
    if seen.zone == DEGREES:
        return WGS84
    if seen.zone > 0 and has_zone(seen.zone):
        return zone_epsg(seen.zone, prefixed=True)
    if seen.zone == 0 and zone is not None:
        return zone_epsg(zone, prefixed=False)
    return 0


def _main(placed: Sequence[_Placed]) -> int:
    """The system of most parcels; 0 where none is known."""
    known = Counter(one.epsg for one in placed if one.rings and one.epsg)
    return known.most_common(1)[0][0] if known else 0


def _named(main: int) -> str:
    """What the header said of eastings that carry no zone."""
    belt = zone_of(main)
    return f"EPSG:{main}" if belt is not None and not belt[1] else ""


def _shapes(one: _Placed, main: int) -> Iterator[Any]:
    """The row's shape in the plane of the reading; several where no header binds parts together."""
    if not one.rings:
        yield None
        return
    shape = shape_of([_moved(ring, one, main) for ring in one.rings])
    if one.draft.headed:
        yield shape
    else:
        yield from shapely.get_parts(shape).tolist()


def _moved(ring: Floats, one: _Placed, main: int) -> Floats:
    """A ring in the system of the reading."""
    target = zone_of(main)
    if target is not None and one.seen.zone >= 0:
        bare = ring - np.array([one.seen.zone * PER_ZONE, 0.0])
        source = zone_of(one.epsg)
        if source is None or source[0] == target[0]:
            moved: Floats = bare + np.array([target[0] * PER_ZONE * target[1], 0.0])
            return moved
    if one.epsg in (main, 0) or main == 0 or {one.epsg, main} == {WGS84, CGCS2000}:
        return ring
    steps = transformer(one.epsg, main)
    return np.column_stack(steps.transform(ring[:, 0], ring[:, 1]))


def _row(number: int, one: _Placed, shape: Any, main: int, findings: list[Finding]) -> Row:
    draft = one.draft
    row = Row(number, draft.description.of_parcels | draft.attributes, shape)
    if draft.fault is not None:
        row.fault = draft.fault.finding(number, draft.parcel_id)
        return row
    if shape is None:
        row.fault = fault_finding(NO_BOUNDARY, number)
        return row
    declared = declared_area(draft.declared, _area_m2(shape, main)) if draft.declared else None
    notes = list(draft.remarks)
    if declared is not None:
        row.attributes[AREA_FIELD] = declared.area_m2
        notes += [declared.remark] if declared.remark is not None else []
    findings += [note.finding(number, draft.parcel_id) for note in notes]
    return row


def _area_m2(shape: Any, epsg: int) -> float:
    if epsg in (WGS84, CGCS2000):
        return float(geodesic_area_m2(array_of([shape]))[0])
    return float(shape.area)
