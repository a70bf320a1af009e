"""A cabinet of named shapes, in degrees, inside 3-degree zone 38 (Changzhi)."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import orjson
import shapely
from numpy.typing import NDArray
from shapely import Polygon, box

from parkmap.crs import transformer

ZONE: Final = 38


def at(easting: float, northing: float) -> tuple[float, float]:
    """Metres from a fixed corner of the zone, as longitude and latitude."""
    lng, lat = transformer(4547, 4326).transform(419_000 + easting, 4_008_000 + northing)
    return float(lng), float(lat)


def ground(*corners: tuple[float, float], holes: tuple[tuple[tuple[float, float], ...], ...] = ()
           ) -> Polygon:  # fmt: skip
    """A polygon from corners in metres."""
    return Polygon([at(*one) for one in corners], [[at(*one) for one in ring] for ring in holes])


SQUARE_1HA: Final = ground((0, 0), (100, 0), (100, 100), (0, 100))
"""100 m by 100 m on the plane of the zone."""

BOW_TIE: Final = ground((0, 0), (100, 100), (100, 0), (0, 100))
"""Crosses itself in the middle."""

WITH_HOLE: Final = ground(
    (0, 0), (100, 0), (100, 100), (0, 100), holes=(((40, 40), (40, 60), (60, 60), (60, 40)),)
)
"""One hectare less 400 m2."""

TOUCHING_PAIR: Final = (SQUARE_1HA, ground((100, 0), (200, 0), (200, 100), (100, 100)))
"""Share one edge, point for point."""

OVERLAPPING_PAIR: Final = (SQUARE_1HA, ground((90, 0), (190, 0), (190, 100), (90, 100)))
"""Share a strip of 10 m by 100 m."""

SLIVER: Final = ground((0, 0), (100, 0), (100, 0.02), (0, 0.02))
"""Two square metres, two centimetres wide: what a careless trace leaves."""

LNG_LAT_SQUARE: Final = box(113.1, 36.2, 113.101, 36.201)


def array(*shapes: Any) -> NDArray[np.object_]:
    """Shapes as the arrays that geometry works on."""
    out = np.empty(len(shapes), dtype=object)
    out[:] = shapes
    return out


def geometry(shape: Any) -> dict[str, Any]:
    """A shape as a parsed GeoJSON geometry."""
    parsed: dict[str, Any] = orjson.loads(shapely.to_geojson(shape))
    return parsed


def feature(shape: Any, feature_id: Any = None, **properties: Any) -> dict[str, Any]:
    """A GeoJSON feature; a dict is taken as the geometry itself."""
    drawn = shape if isinstance(shape, dict) or shape is None else geometry(shape)
    made = {"type": "Feature", "properties": properties, "geometry": drawn}
    return made if feature_id is None else {**made, "id": feature_id}


def collection(*features: Any, **members: Any) -> bytes:
    """The text of a FeatureCollection."""
    return orjson.dumps({"type": "FeatureCollection", "features": list(features), **members})


L_SHAPE: Final = ground((0, 0), (100, 0), (100, 30), (30, 30), (30, 100), (0, 100))
"""A foot of 3,000 m2 in the south and a leg of 2,100 m2 in the west."""

U_SHAPE: Final = ground(
    (0, 0), (100, 0), (100, 100), (70, 100), (70, 30), (30, 30), (30, 100), (0, 100)
)
"""A base of 3,000 m2 and two legs of 2,100 m2, open to the north."""

TWO_PARTS: Final = shapely.MultiPolygon(
    [SQUARE_1HA, ground((110, 0), (200, 0), (200, 100), (110, 100))]
)
"""One hectare and 9,000 m2, ten metres apart."""

ISLAND: Final = ground((40, 40), (60, 40), (60, 60), (40, 60))
"""What fills the hole of WITH_HOLE."""


def block_of_nine() -> dict[str, Polygon]:
    """Nine squares of one hectare, SW to NE as "sw" "s" "se" "w" "c" "e" "nw" "n" "ne"."""
    names = ("sw", "s", "se", "w", "c", "e", "nw", "n", "ne")
    corners = [(100 * (index % 3), 100 * (index // 3)) for index in range(9)]
    squares = [ground((x, y), (x + 100, y), (x + 100, y + 100), (x, y + 100)) for x, y in corners]
    return dict(zip(names, squares, strict=True))


def path(*corners: tuple[float, float]) -> shapely.LineString:
    """A line from corners in metres."""
    return shapely.LineString([at(*one) for one in corners])
