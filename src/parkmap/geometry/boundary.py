"""Boundaries from parsed GeoJSON geometries, and back.

Only what can be a boundary: Polygon and MultiPolygon. Each refusal says the ring and the place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, Final, NamedTuple

import numpy as np
import orjson
import shapely
from shapely import MultiPolygon, Polygon

from parkmap.geometry.coordinates import Floats, Geometries, quantise
from parkmap.geometry.validity import (
    NO_BOUNDARY,
    Fault,
    ShapeLimits,
    out_of_range,
    too_many_holes,
    too_many_vertices,
)
from parkmap.said import Said, say

NUMBERS: Final = frozenset({int, float})
MULTIPOLYGON: Final = 6
REDRAW: Final = say("export it again as a polygon")


class Boundary(NamedTuple):
    """A shape as the file has it, in two dimensions; `had_z` where heights were dropped."""

    shape: Polygon | MultiPolygon
    had_z: bool


def boundary_of(geometry: object, limits: ShapeLimits = ShapeLimits()) -> Boundary:
    """The polygon of a parsed GeoJSON geometry, coordinates as they are.

    Parameters
    ----------
    geometry
        What JSON gave: a mapping with `type` and `coordinates`. A MultiPolygon of one part comes
        back as that part.
    limits
        Vertices and holes are counted before anything is built.

    Raises
    ------
    BadGeometry
        Missing, another type, a ring open or too short, a position that is no pair of numbers.
        ``values["fault"]`` is the code of the fault.

    Examples
    --------
    >>> ring = [[113.1, 36.2], [113.2, 36.2], [113.2, 36.3], [113.1, 36.2]]
    >>> boundary_of({"type": "Polygon", "coordinates": [ring]}).shape.geom_type
    'Polygon'
    """
    if geometry is None:
        raise NO_BOUNDARY.error()
    if not isinstance(geometry, Mapping):
        raise _malformed(say("its geometry is no object"))
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        raise Fault("not_a_polygon", None, _other(kind), REDRAW).error()
    if not isinstance(coordinates, list):
        raise _malformed(say("its coordinates are no list"))
    parts = [coordinates] if kind == "Polygon" else coordinates
    if not any(parts):
        raise NO_BOUNDARY.error()
    _count(parts, limits)
    rings_of_parts = [
        [_ring(ring, number, part) for number, ring in enumerate(rings, 1)]
        for part, rings in enumerate(parts, 1)
    ]
    polygons = [Polygon(rings[0][0], [one for one, _ in rings[1:]]) for rings in rings_of_parts]
    had_z = any(flat for rings in rings_of_parts for _, flat in rings)
    return Boundary(polygons[0] if len(polygons) == 1 else MultiPolygon(polygons), had_z)


def geojson_texts(geometries: Geometries) -> list[str | None]:
    """GeoJSON geometry texts, canonical: sorted keys, no spaces, shortest round-trip numbers.

    Examples
    --------
    >>> geojson_texts(np.array([shapely.box(0, 0, 1, 1)]))[0][:24]
    '{"coordinates":[[[1.0,0.'
    """
    return [
        None
        if text is None
        else orjson.dumps(orjson.loads(text), option=orjson.OPT_SORT_KEYS).decode()
        for text in shapely.to_geojson(geometries)
    ]


def single_part(geometries: Geometries) -> Geometries:
    """Multipolygons of one part as that part; everything else as it is."""
    out = geometries.copy()
    lone = (shapely.get_type_id(geometries) == MULTIPOLYGON) & (
        shapely.get_num_geometries(geometries) == 1
    )
    out[lone] = shapely.get_geometry(geometries[lone], 0)
    return out


def _count(parts: Sequence[Any], limits: ShapeLimits) -> None:
    vertices = holes = 0
    for part in parts:
        if not isinstance(part, list) or not part:
            raise _malformed(say("a part of it has no rings"))
        holes += len(part) - 1
        for ring in part:
            if not isinstance(ring, list):
                raise _malformed(say("a ring is no list of positions"))
            vertices += len(ring)
    if vertices > limits.max_vertices:
        raise too_many_vertices(vertices, limits.max_vertices).error()
    if holes > limits.max_holes:
        raise too_many_holes(holes, limits.max_holes).error()


def _ring(ring: list[Any], number: int, part: int) -> tuple[Floats, bool]:
    if set(map(type, ring)) - {list}:
        raise _malformed(
            say("%(ring)s has a position that is no list", ring=_ring_name(number, part))
        )
    sizes = set(map(len, ring))
    if sizes and min(sizes) < 2:
        raise _malformed(
            say("%(ring)s has a position without two numbers", ring=_ring_name(number, part))
        )
    if ring and len(ring[0]) != len(ring[-1]):
        raise _malformed(
            say("%(ring)s begins with %(first)s numbers a position and ends with %(last)s",
                ring=_ring_name(number, part), first=len(ring[0]), last=len(ring[-1]))
        )  # fmt: skip
    if not set(map(type, chain.from_iterable(ring))) <= NUMBERS:
        raise _malformed(
            say("%(ring)s has a coordinate that is no number", ring=_ring_name(number, part))
        )
    if max(sizes, default=2) > 2:
        points = np.array([position[:2] for position in ring], dtype=np.float64)
    else:
        points = np.array(ring, dtype=np.float64).reshape(-1, 2)
    _refuse_open(points, _ring_name(number, part))
    return points, max(sizes, default=2) > 2


def _refuse_open(points: Floats, name: Said) -> None:
    if len(points) == 0:
        raise _malformed(say("%(ring)s has no positions", ring=name))
    wrong = points[~np.isfinite(points).all(axis=1)]
    if len(wrong):
        raise out_of_range(wrong[0, 0], wrong[0, 1]).error()
    first, last = (tuple(map(float, quantise(points[at]))) for at in (0, -1))
    if first != last:
        place = first if abs(first[0]) <= 180 and abs(first[1]) <= 90 else None
        raise Fault(
            "open_ring",
            (place[0], place[1]) if place else None,
            say(
                "%(ring)s is open: its first point (%(first)s) is not its last (%(last)s)",
                ring=name,
                first=f"{first[0]:.10g}, {first[1]:.10g}",
                last=f"{last[0]:.10g}, {last[1]:.10g}",
            ),
            say("close it"),
        ).error()
    points[-1] = points[0]
    if len(points) < 4:
        raise Fault(
            "short_ring",
            None,
            say(
                "%(ring)s has %(count)s positions; a closed ring needs at least 4",
                ring=name,
                count=len(points),
            ),
            say("draw it again"),
        ).error()


def _ring_name(number: int, part: int) -> Said:
    if part == 1:
        return say("ring %(number)s", number=number)
    return say("ring %(number)s of part %(part)s", number=number, part=part)


def _malformed(sentence: Said) -> Exception:
    return Fault("malformed_geometry", None, sentence, REDRAW).error()


def _other(kind: object) -> Said:
    if isinstance(kind, str):
        return say("its geometry is a %(kind)s, not a polygon", kind=kind[:40])
    return say("its geometry is of no type, not a polygon")
