"""Vector tiles: indices, cutting, winding, and that another decoder reads them."""

from __future__ import annotations

from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from parkmap.maps.tiles import (
    TileFeature,
    encode,
    tile_bounds,
    tiles_covering,
    tiles_of_boxes,
)

Z, X, Y = 14, 13339, 6433
WEST, SOUTH, EAST, NORTH = tile_bounds(Z, X, Y)
WIDE, HIGH = EAST - WEST, NORTH - SOUTH


def box(left: float, low: float, right: float, high: float) -> BaseGeometry:
    """A box in shares of the tile, from its south-west corner."""
    return shapely.box(
        WEST + left * WIDE, SOUTH + low * HIGH, WEST + right * WIDE, SOUTH + high * HIGH
    )


def decoded(*shapes: BaseGeometry, **properties: str | float | bool) -> list[Any]:
    features = [TileFeature(f"G-{i:03}", shape, dict(properties)) for i, shape in enumerate(shapes)]
    tile = encode(Z, X, Y, features)
    read: Any = mapbox_vector_tile.decode(tile, default_options={"y_coord_down": True})
    found: list[Any] = read["parcels"]["features"]
    return found


def drawn(shape: BaseGeometry) -> Any:
    """The shape as another decoder reads it, in grid units."""
    return shapely.geometry.shape(decoded(shape)[0]["geometry"])


def test_a_place_lies_in_the_bounds_of_the_tile_that_covers_it() -> None:
    x, y = next(tiles_covering((113.1, 36.15, 113.1, 36.15), 14))
    west, south, east, north = tile_bounds(14, x, y)
    assert west <= 113.1 < east
    assert south < 36.15 <= north


def test_tiles_covering_goes_row_by_row_over_the_box() -> None:
    assert list(tiles_covering((-10, -10, 10, 10), 1)) == [(0, 0), (1, 0), (0, 1), (1, 1)]


def test_tiles_of_many_boxes_are_those_of_each_box() -> None:
    boxes = [(113.0, 36.1, 113.2, 36.2), (113.1, 36.1, 113.3, 36.15), (-1.0, -1.0, 1.0, 1.0)]
    each = {tile for one in boxes for tile in tiles_covering(one, 13)}
    assert {(int(x), int(y)) for x, y in tiles_of_boxes(np.array(boxes), 13)} == each


def test_no_boxes_meet_no_tiles() -> None:
    assert tiles_of_boxes(np.empty((0, 4)), 14).shape == (0, 2)


def test_the_poles_stay_on_the_grid() -> None:
    assert set(tiles_covering((-180, -90, 180, 90), 0)) == {(0, 0)}


def test_a_tile_with_nothing_in_it_is_no_bytes() -> None:
    far = TileFeature("G-001", shapely.box(0, 0, 1, 1), {"s": "idle"})
    assert encode(Z, X, Y, []) == encode(Z, X, Y, [far]) == b""


def test_corners_land_on_the_grid_with_y_to_the_south() -> None:
    bounds = drawn(box(0.25, 0.25, 0.75, 0.5)).bounds
    assert bounds == pytest.approx((1024, 2048, 3072, 3072), abs=1)


def test_the_id_and_each_kind_of_value_come_back() -> None:
    properties = decoded(box(0.1, 0.1, 0.2, 0.2), s="idle", mu=83.6, v=17, open=True, d=-2)
    assert properties[0]["properties"] == {
        "id": "G-000", "s": "idle", "mu": 83.6, "v": 17, "open": True, "d": -2
    }  # fmt: skip


def test_one_true_and_1_are_three_values() -> None:
    read = decoded(box(0.1, 0.1, 0.2, 0.2), a=1, b=True, c=1.0)[0]["properties"]
    assert [type(read[key]) for key in "abc"] == [int, bool, float]


def test_hostile_names_pass_through_as_they_are() -> None:
    name = "A{{号地块<img src=x onerror=alert(1)>${alert(1)}"
    assert decoded(box(0.1, 0.1, 0.2, 0.2), name=name)[0]["properties"]["name"] == name


def test_a_parcel_over_the_edge_is_cut_64_units_outside() -> None:
    bounds = drawn(box(0.5, 0.5, 3, 3)).bounds
    assert bounds == pytest.approx((2048, -64, 4160, 2048), abs=1)


def test_a_hole_stays_a_hole() -> None:
    shape = box(0.2, 0.2, 0.8, 0.8).difference(box(0.4, 0.4, 0.6, 0.6))
    assert drawn(shape).area == pytest.approx(4096**2 * (0.36 - 0.04), rel=0.01)


def test_outer_rings_turn_clockwise_on_the_screen() -> None:
    for shape in (box(0.2, 0.2, 0.8, 0.8), box(0.2, 0.2, 0.8, 0.8).reverse()):
        ring = drawn(shape).exterior
        assert ring.is_ccw  # y grows to the south, so the screen sees the mirror image


def test_a_parcel_in_two_parts_stays_in_two_parts() -> None:
    both = shapely.union_all([box(0.1, 0.1, 0.2, 0.2), box(0.6, 0.6, 0.8, 0.8)])
    assert len(drawn(both).geoms) == 2


def test_what_is_smaller_than_the_grid_is_left_out() -> None:
    dot = box(0.5, 0.5, 0.50001, 0.50001)
    assert len(decoded(dot, box(0.1, 0.1, 0.2, 0.2))) == 1


def test_a_hole_smaller_than_the_grid_goes_and_the_parcel_stays() -> None:
    shape = box(0.2, 0.2, 0.8, 0.8).difference(box(0.5, 0.5, 0.50001, 0.50001))
    assert drawn(shape).geom_type == "Polygon"


def test_missing_and_empty_geometry_is_left_out() -> None:
    features = [TileFeature("a", shapely.Polygon(), {}), TileFeature("b", shapely.Point(), {})]
    assert encode(Z, X, Y, features) == b""
