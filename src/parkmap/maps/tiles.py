"""Vector tiles: XYZ tile indices and their bounds, and parcels as Mapbox Vector Tile 2.1.

Everything is worked out for all features of a tile at once with NumPy; only the messages are built
one by one. The messages themselves are those of the package ``mapbox-vector-tile``, whose own
encoder walks every vertex in Python: four times as slow on 5,000 parcels.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import shapely
from mapbox_vector_tile.Mapbox import vector_tile_pb2
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

LAYER: Final = "parcels"
EXTENT: Final = 4096
BUFFER: Final = 64
"""Grid units kept beyond the edge, so that no outline is drawn along a tile's edge."""
MAX_LAT: Final = 85.0511287798066
"""Where Web Mercator ends (OGC 17-083r4, WebMercatorQuad)."""

_MOVE_TO, _LINE_TO, _CLOSE = 9, 2, 15  # command words; a line's takes its count << 3
_RING_WORDS = 3


class TileFeature(NamedTuple):
    """One parcel on its way into a tile: geometry in longitude and latitude.

    The id is written among the properties, since MVT's own ids are whole numbers.
    """

    id: str
    geometry: BaseGeometry
    properties: dict[str, str | int | float | bool]


def tile_bounds(z: int, x: int, y: int) -> tuple[float, float, float, float]:
    """West, south, east, north of a tile, in degrees.

    Examples
    --------
    >>> tile_bounds(0, 0, 0)
    (-180.0, -85.0511287798066, 180.0, 85.0511287798066)
    """
    edges_lng = np.array([x, x + 1]) / 2**z * 360 - 180
    edges_lat = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * np.array([y + 1, y]) / 2**z))))
    west, east = (float(value) for value in edges_lng)
    south, north = (float(value) for value in edges_lat)
    return west, south, east, north


def tiles_covering(bbox: tuple[float, float, float, float], z: int) -> Iterator[tuple[int, int]]:
    """The (x, y) of every tile of zoom `z` that a box in degrees meets, row by row.

    Examples
    --------
    >>> list(tiles_covering((-10, -10, 10, 10), 1))
    [(0, 0), (1, 0), (0, 1), (1, 1)]
    """
    # One box, asked for with each mark: the plain functions take a tenth of what arrays cost.
    last = 2**z - 1
    left, right = (_clamped((lng / 360 + 0.5) * 2**z, last) for lng in bbox[::2])
    bottom, top = (_clamped(_down(lat) * 2**z, last) for lat in bbox[1::2])
    for y in range(top, bottom + 1):
        for x in range(left, right + 1):
            yield x, y


def _down(lat: float) -> float:
    sine = math.sin(math.radians(min(max(lat, -MAX_LAT), MAX_LAT)))
    return 0.5 - math.atanh(sine) / (2 * math.pi)


def _clamped(value: float, last: int) -> int:
    return min(max(math.floor(value), 0), last)


def tiles_of_boxes(boxes: NDArray[np.float64], z: int) -> NDArray[np.int64]:
    """The distinct tiles of zoom `z` that any of many boxes meets.

    Parameters
    ----------
    boxes
        One row of west, south, east, north in degrees for each box.

    Returns
    -------
    ndarray
        Rows of (x, y), sorted, each once.

    Examples
    --------
    >>> tiles_of_boxes(np.array([[1, 1, 2, 2], [1, 1, 3, 3], [-9, 1, -8, 2]]), 1).tolist()
    [[0, 0], [1, 0]]
    """
    if len(boxes) == 0:
        return np.empty((0, 2), dtype=np.int64)
    ranges = np.unique(_index_ranges(np.asarray(boxes, dtype=float), z), axis=0)
    width = ranges[:, 2] - ranges[:, 0] + 1
    count = width * (ranges[:, 3] - ranges[:, 1] + 1)
    box = np.repeat(np.arange(len(ranges)), count)
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    x = ranges[box, 0] + step % width[box]
    y = ranges[box, 1] + step // width[box]
    return np.unique(np.column_stack([x, y]), axis=0)


def encode(z: int, x: int, y: int, features: Sequence[TileFeature]) -> bytes:
    """A tile with the layer ``parcels``: polygons, in the order given; not compressed.

    Parameters
    ----------
    z, x, y
        XYZ tile index (the grid of OGC WebMercatorQuad).
    features
        What may lie in the tile; what does not, or is smaller than the grid, is left out.

    Returns
    -------
    bytes
        Empty where nothing lies in the tile.

    Examples
    --------
    >>> square = TileFeature("G-014", shapely.box(0, 0, 90, 60), {"s": "idle"})
    >>> len(encode(0, 0, 0, [square])) > 0, encode(2, 0, 0, [square])
    (True, b'')
    """
    if not features:
        return b""
    shapes = np.array([feature.geometry for feature in features], dtype=object)
    owners, words, starts = _commands(_on_grid(shapes, z, x, y))
    return _message(features, owners.tolist(), words.tolist(), starts.tolist())


def _index_ranges(boxes: NDArray[np.float64], z: int) -> NDArray[np.int64]:
    """First and last tile of each box: rows of left, top, right, bottom."""
    grid_x, grid_y = _mercator(boxes[:, [0, 2]], boxes[:, [3, 1]])  # north is the smaller y
    corners = np.column_stack([grid_x[:, 0], grid_y[:, 0], grid_x[:, 1], grid_y[:, 1]])
    clamped: NDArray[np.int64] = np.clip(np.floor(corners * 2**z), 0, 2**z - 1).astype(np.int64)
    return clamped


def _mercator(
    lng: NDArray[np.float64], lat: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Web Mercator as fractions of the world: 0, 0 is north-west, y grows to the south."""
    sine = np.sin(np.radians(np.clip(lat, -MAX_LAT, MAX_LAT)))
    return lng / 360 + 0.5, 0.5 - np.arctanh(sine) / (2 * np.pi)


def _on_grid(shapes: NDArray[np.object_], z: int, x: int, y: int) -> NDArray[np.object_]:
    """The shapes in the tile's grid units, not yet rounded, cut to the tile and its buffer."""
    scale = 2**z * EXTENT

    def to_grid(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
        grid_x, grid_y = _mercator(coordinates[:, 0], coordinates[:, 1])
        return np.column_stack([grid_x * scale - x * EXTENT, grid_y * scale - y * EXTENT])

    placed = shapely.transform(shapes, to_grid)
    low, high = -BUFFER, EXTENT + BUFFER
    boxes = shapely.bounds(placed)
    # Most parcels lie inside whole; cutting them too costs as much as all the rest.
    crossing = ~((boxes[:, :2] >= low).all(axis=1) & (boxes[:, 2:] <= high).all(axis=1))
    placed[crossing] = shapely.clip_by_rect(placed[crossing], low, low, high, high)
    return placed


def _commands(
    shapes: NDArray[np.object_],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """MVT geometry words of all shapes in one array.

    Returns
    -------
    owners, words, starts
        Indices of the shapes that have something to draw, the words, and where each shape's begin
        (one entry more than owners: the end).
    """
    parts, part_owner = shapely.get_parts(shapes, return_index=True)
    polygons = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    parts, part_owner = shapely.orient_polygons(parts[polygons]), part_owner[polygons]
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    raw, ring_of = shapely.get_coordinates(rings, return_index=True)
    points, ring_of = _without_repeats(np.rint(raw).astype(np.int64), ring_of)
    keep = _drawable(points, ring_of, ring_part, len(rings))
    wanted = keep[ring_of]
    points = points[wanted]
    ring_of = (np.cumsum(keep) - 1)[ring_of[wanted]]
    owner_of_ring = part_owner[ring_part[keep]]
    return _words(points, ring_of, owner_of_ring)


def _without_repeats(
    points: NDArray[np.int64], ring_of: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rings without their closing point and without points that fell on the one before.

    Each ring comes closed, so a point that equals its follower in the same ring may go: of a run
    of equals the last one stays, and the closing point is dropped as the ring's last.
    """
    if len(points) == 0:
        return points, ring_of
    same_ring = ring_of[1:] == ring_of[:-1]
    moved = (points[1:] != points[:-1]).any(axis=1)
    keep = np.append(same_ring & moved, False)
    return points[keep], ring_of[keep]


def _drawable(
    points: NDArray[np.int64],
    ring_of: NDArray[np.int64],
    ring_part: NDArray[np.int64],
    count: int,
) -> NDArray[np.bool_]:
    """Which rings still enclose something on the grid; a hole goes with its outer ring."""
    sizes = np.bincount(ring_of, minlength=count)
    starts = np.cumsum(sizes) - sizes
    following = np.arange(1, len(points) + 1)
    last = starts[sizes > 0] + sizes[sizes > 0] - 1
    following[last] = starts[sizes > 0]
    cross = points[:, 0] * points[following, 1] - points[following, 0] * points[:, 1]
    twice_area = np.bincount(ring_of, weights=cross, minlength=count)
    outer = np.append(True, ring_part[1:] != ring_part[:-1])[:count]
    encloses = (sizes >= 3) & np.where(outer, twice_area > 0, twice_area < 0)
    part_drawn = np.zeros(int(ring_part.max(initial=-1)) + 1, dtype=bool)
    part_drawn[ring_part[outer & encloses]] = True
    drawable: NDArray[np.bool_] = encloses & part_drawn[ring_part]
    return drawable


def _words(
    points: NDArray[np.int64], ring_of: NDArray[np.int64], owner_of_ring: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Moves, lines and closes with zig-zag deltas (MVT 2.1, 4.3); the cursor is new a feature."""
    count = len(owner_of_ring)
    sizes = np.bincount(ring_of, minlength=count)
    first = np.cumsum(sizes) - sizes
    new_owner = np.append(True, owner_of_ring[1:] != owner_of_ring[:-1])[:count]
    deltas = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    deltas[first[new_owner]] = points[first[new_owner]]
    zigzag = (deltas << 1) ^ (deltas >> 63)
    is_first = np.zeros(len(points), dtype=bool)
    is_first[first] = True
    at = 2 * np.arange(len(points)) + _RING_WORDS * ring_of + np.where(is_first, 1, 2)
    words = np.empty(2 * len(points) + _RING_WORDS * count, dtype=np.int64)
    words[at], words[at + 1] = zigzag[:, 0], zigzag[:, 1]
    ring_start = 2 * first + _RING_WORDS * np.arange(count)
    words[ring_start] = _MOVE_TO
    words[ring_start + 3] = (sizes - 1) << 3 | _LINE_TO
    words[ring_start + 2 * sizes + 2] = _CLOSE
    return owner_of_ring[new_owner], words, np.append(ring_start[new_owner], len(words))


def _message(
    features: Sequence[TileFeature], owners: list[int], words: list[int], starts: list[int]
) -> bytes:
    """The protobuf message: features in order, each key and each value written once."""
    if not owners:
        return b""
    tile: Any = vector_tile_pb2.tile()  # made from the protocol file: there are no types for it
    layer = tile.layers.add(name=LAYER, version=2, extent=EXTENT)
    polygon = vector_tile_pb2.tile.Polygon
    add_feature = layer.features.add
    keys: dict[str, int] = {}
    values: dict[tuple[type, str | int | float | bool], int] = {}
    for position, owner in enumerate(owners):
        tags: list[int] = []
        feature = features[owner]
        for key, value in {"id": feature.id, **feature.properties}.items():
            tags.append(keys.setdefault(key, len(keys)))
            tags.append(values.setdefault((type(value), value), len(values)))
        geometry = words[starts[position] : starts[position + 1]]
        add_feature(type=polygon, tags=tags, geometry=geometry)
    layer.keys.extend(keys)
    for kind, value in values:
        layer.values.add(**{_VALUE_FIELD[kind]: value})
    message: bytes = tile.SerializeToString()
    return message


_VALUE_FIELD: Final[dict[type, str]] = {
    str: "string_value",
    bool: "bool_value",
    int: "sint_value",
    float: "double_value",
}
