"""How a parcel is to be divided: by a line, by areas from a side, or into equal strips.

A cut is plain data, so that a plan keeps it, a request carries it and a key is bound to it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from shapely import LineString

from parkmap.errors import BadValue
from parkmap.geometry.edit import MOST_PIECES, Edit
from parkmap.geometry.split import (
    SIDES,
    split_by_area,
    split_by_areas,
    split_by_line,
    split_equally,
)
from parkmap.units import M2_PER_HA, M2_PER_MU, m2_to_dm2

MAX_POINTS: Final = 1_000
UNITS: Final = {
    "": Decimal(1), "m2": Decimal(1), "m²": Decimal(1), "平方米": Decimal(1), "mu": M2_PER_MU,
    "亩": M2_PER_MU, "ha": Decimal(M2_PER_HA), "公顷": Decimal(M2_PER_HA),
}  # fmt: skip
SAME_DM2: Final = 10
"""The record is as large as the land measures if they differ by no more: roundings over time."""
_AREA: Final = re.compile(r"([0-9]{1,10}(?:\.[0-9]{1,6})?)\s*(\D?.*)")


@dataclass(frozen=True, slots=True)
class LineCut:
    """Along a line of positions (longitude, latitude), which reaches across the parcel."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class AreaCut:
    """Pieces of exact areas in m2, one after another along a grid bearing; the rest is the last.

    `bearing_deg` is the direction in which the cut advances, clockwise from grid north: 0 begins
    at the south side.
    """

    areas_m2: tuple[float, ...]
    bearing_deg: float


@dataclass(frozen=True, slots=True)
class StripCut:
    """So many strips of the same area along a grid bearing."""

    parts: int
    bearing_deg: float


Cut = LineCut | AreaCut | StripCut


def divide(cut: Cut, shape: Any, neighbours: Mapping[str, Any], zone: int, depth: int) -> Edit:
    """The shape divided as the cut says; see `parkmap.geometry.split` for refusals.

    Parameters
    ----------
    shape, neighbours
        The parcel, and what lies beside it by id, in degrees.
    zone
        3-degree zone of the plane in which areas are exact.
    depth
        Depth of the pieces' lineage, by which the tolerance grows.
    """
    if isinstance(cut, LineCut):
        return split_by_line(shape, LineString(cut.points), neighbours, zone, depth=depth)
    if isinstance(cut, StripCut):
        return split_equally(shape, cut.parts, cut.bearing_deg, neighbours, zone, depth=depth)
    if len(cut.areas_m2) == 1:
        area = cut.areas_m2[0]
        return split_by_area(shape, area, cut.bearing_deg, neighbours, zone, depth=depth)
    return split_by_areas(shape, cut.areas_m2, cut.bearing_deg, neighbours, zone, depth=depth)


def shares(cut: Cut, measured_m2: Sequence[float], recorded_dm2: int) -> list[float]:
    """By which weights the recorded area of a parcel is shared out over its pieces.

    By what was asked for, where the record is as large as the land measures: who asks for
    20,000.00 m2 reads 20,000.00 m2 on the paper. By the measured areas otherwise.

    Examples
    --------
    >>> shares(AreaCut((20_000.0,), 0.0), [20_000.004, 10_000.0], 3_000_000)
    [2000000.0, 1000000.0]
    >>> shares(LineCut(((0, 0), (1, 1))), [1.5, 2.5], 400)
    [1.5, 2.5]
    """
    count = len(measured_m2)
    if isinstance(cut, LineCut) or abs(sum(measured_m2) * 100 - recorded_dm2) > SAME_DM2:
        return list(measured_m2)
    if isinstance(cut, StripCut):
        return [1.0] * count
    asked = [float(m2_to_dm2(area)) for area in cut.areas_m2][:count]
    rest = [float(recorded_dm2 - sum(asked))] * (count - len(asked))
    return list(measured_m2) if rest and rest[0] <= 0 else asked + rest


def cut_object(cut: Cut) -> dict[str, Any]:
    """A cut as an object of JSON, as plans keep it.

    Examples
    --------
    >>> cut_object(StripCut(3, 90.0))
    {'parts': 3, 'bearing': 90.0}
    """
    if isinstance(cut, LineCut):
        return {"line": [list(point) for point in cut.points]}
    if isinstance(cut, AreaCut):
        return {"areas": list(cut.areas_m2), "bearing": cut.bearing_deg}
    return {"parts": cut.parts, "bearing": cut.bearing_deg}


def cut_of(value: object) -> Cut:
    """A cut from an object of JSON.

    One of ``line`` (positions), ``area`` (m2, or a text such as ``"30 mu"``), ``areas`` or
    ``parts``; all but the line with ``from`` (a side) or ``bearing`` (degrees).

    Raises
    ------
    BadValue
        Not one of these, or a number that makes no sense.

    Examples
    --------
    >>> cut_of({"area": "30 mu", "from": "south"})
    AreaCut(areas_m2=(20000.0,), bearing_deg=0.0)
    """
    ways = ("line", "area", "areas", "parts")
    chosen = [way for way in ways if isinstance(value, Mapping) and value.get(way) is not None]
    if not isinstance(value, Mapping) or len(chosen) != 1:
        raise BadValue("a cut is one of %(ways)s; send exactly one of them", ways=", ".join(ways))
    way, asked = chosen[0], value[chosen[0]]
    if way == "line":
        return LineCut(line_points(asked))
    bearing = _bearing(value.get("from"), value.get("bearing"))
    if way == "parts":
        return StripCut(_parts(asked), bearing)
    areas = [asked] if way == "area" else asked
    if not isinstance(areas, list | tuple) or not 0 < len(areas) <= MOST_PIECES:
        raise BadValue("areas is no list of 1 to %(most)s areas", most=MOST_PIECES)
    return AreaCut(tuple(map(area_m2_of, areas)), bearing)


def area_m2_of(value: object) -> float:
    """Square metres of a number, or of a text with its unit (m2, mu, ha; m² without one).

    Raises
    ------
    BadValue
        No number, another unit, or not above 0.

    Examples
    --------
    >>> area_m2_of("30 mu"), area_m2_of("1.5公顷"), area_m2_of("2,000 m2"), area_m2_of(20000)
    (20000.0, 15000.0, 2000.0, 20000.0)
    """
    text = "" if isinstance(value, bool) else str(value).strip().replace(",", "")
    match = _AREA.fullmatch(text)
    unit = match[2].strip().lower() if match else "?"
    if match is None or unit not in UNITS:
        raise BadValue(
            "'%(value)s' is no area; write it as '30 mu' or '20000 m2'", value=str(value)[:40]
        )
    area = round(float(Decimal(match[1]) * UNITS[unit]), 6)
    if area <= 0:
        raise BadValue("an area has to be above 0; '%(value)s' is not", value=str(value)[:40])
    return area


def line_points(value: object) -> tuple[tuple[float, float], ...]:
    """The positions of a line, from coordinates, a GeoJSON LineString or a Shapely one.

    Raises
    ------
    BadValue
        Fewer than two positions, too many, or one outside the world.
    """
    if isinstance(value, LineString):
        value = list(value.coords)
    if isinstance(value, Mapping) and value.get("type") == "LineString":
        value = value.get("coordinates")
    if not isinstance(value, list | tuple) or not 2 <= len(value) <= MAX_POINTS:
        raise BadValue(
            "a line needs 2 to %(most)s positions; write each as longitude, latitude",
            most=MAX_POINTS,
        )
    return tuple(map(_position, value))


def _position(value: object) -> tuple[float, float]:
    if isinstance(value, list | tuple) and len(value) >= 2 and all(map(_is_number, value[:2])):
        lng, lat = float(value[0]), float(value[1])
        if abs(lng) <= 180 and abs(lat) <= 90:
            return lng, lat
    raise BadValue(
        "'%(value)s' is no position; write longitude and latitude in degrees", value=str(value)[:60]
    )


def _bearing(side: object, bearing: object) -> float:
    if bearing is not None and side is None and _is_number(bearing):
        return float(bearing) % 360  # type: ignore[arg-type]  # a number: just looked at
    if bearing is None and isinstance(side, str) and side in SIDES:
        return SIDES[side]
    raise BadValue(
        "say from which side the cut advances (%(sides)s), or give a bearing in degrees",
        sides=", ".join(SIDES),
    )


def _parts(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 2 <= value <= MOST_PIECES:
        return value
    raise BadValue(
        "'%(value)s' is no number of strips; give 2 to %(most)s",
        value=str(value)[:40],
        most=MOST_PIECES,
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
