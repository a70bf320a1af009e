"""The backdrop files: roads, water, rail, greens, utilities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import orjson
import shapely
from shapely import LineString, Polygon

from . import country
from .blocks import Land
from .places import CONTEXT_DIGITS, lng_lat
from .town import Town

SMALLEST_GREEN_M2: Final = 250.0
CLASSES: Final = {
    "country": "street",
    "lane": "street",
    "riverside": "arterial",
    "highway": "arterial",
}
UTILITIES: Final = (
    ("substation", "示例 220 kV 变电站", "Example 220 kV substation", (-2760.0, 1640.0)),
    ("substation", "示例 110 kV 变电站", "Example 110 kV substation", (330.0, -235.0)),
    ("gas_station", "示例燃气门站", "Example gas gate station", (2790.0, 1490.0)),
    ("gas_station", "示例燃气调压站", "Example gas regulator", (-1800.0, -1130.0)),
    ("water_works", "示例给水厂", "Example water works", (-3050.0, -960.0)),
    ("water_works", "示例污水处理厂", "Example sewage works", (2960.0, -1020.0)),
)


def files(town: Town, land: Land) -> dict[str, str]:
    """File name -> text of each backdrop file."""
    return {
        "greens.geojson": _collection([_green(green) for green in _greens(town, land)]),
        "water.geojson": _collection(_waters()),
        "roads.geojson": _collection(_roads(town)),
        "rail.geojson": _collection(_rail(town)),
        "utilities.geojson": _collection([_utility(*one) for one in UTILITIES]),
    }


def _greens(town: Town, land: Land) -> list[Polygon]:
    thin = [green.simplify(1.0) for green in land.greens if green.area > SMALLEST_GREEN_M2]
    whole = [green for green in thin if isinstance(green, Polygon)]
    return country.greens(town) + whole


def _green(outline: Polygon) -> dict[str, Any]:
    return _feature("green", _polygon(outline), {"name_zh": "绿地", "name_en": "Green"})


def _waters() -> list[dict[str, Any]]:
    river = {"name_zh": "示范河", "name_en": "Shifan River"}
    brook = {"name_zh": "示范溪", "name_en": "Shifan Brook"}
    return [
        _feature("river", _polygon(country.brook()), brook),
        _feature("river", _polygon(country.river()), river),
    ]


def _roads(town: Town) -> list[dict[str, Any]]:
    order = ("country", "lane", "street", "riverside", "highway", "arterial", "ring")
    features = []
    for road in sorted(country.roads(town), key=lambda road: order.index(road.grade)):
        properties = {
            "class": CLASSES.get(road.grade, road.grade),
            "name_zh": road.name_zh,
            "name_en": road.name_en,
            "width_m": road.width_m,
        }
        features.append(_feature("road", _line(road.line), properties))
    return features


def _rail(town: Town) -> list[dict[str, Any]]:
    words = {
        "main": ("示范铁路", "Shifan Railway", country.rail()),
        "siding": ("绿电园区专用线", "Green Power Park siding", town.siding),
    }
    return [
        _feature("rail", _line(line), {"class": grade, "name_zh": zh, "name_en": en})
        for grade, (zh, en, line) in words.items()
    ]


def _utility(kind: str, zh: str, en: str, place: tuple[float, float]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": lng_lat([place], CONTEXT_DIGITS)[0]}
    return _feature(kind, point, {"name_zh": zh, "name_en": en})


def _polygon(outline: Polygon) -> dict[str, Any]:
    whole = shapely.orient_polygons(outline)
    rings = [whole.exterior, *whole.interiors]
    coordinates = [lng_lat(ring.coords, CONTEXT_DIGITS) for ring in rings]
    return {"type": "Polygon", "coordinates": coordinates}


def _line(line: LineString) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": lng_lat(line.coords, CONTEXT_DIGITS)}


def _feature(
    kind: str, geometry: Mapping[str, Any], properties: Mapping[str, Any]
) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {"kind": kind, **properties}}


def _collection(features: list[dict[str, Any]]) -> str:
    lines = ",\n".join(orjson.dumps(feature).decode() for feature in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
