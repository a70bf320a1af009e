"""Parcels: blocks cut and numbered, with where each one lies."""

from __future__ import annotations

from itertools import count
from random import Random
from typing import Any, Final, NamedTuple

import shapely
from shapely import Point, Polygon

from . import places
from .blocks import Block, Land
from .cutting import cut_block
from .names import PARKS, Park
from .town import Road, Town

ROW_M: Final = 380.0
PLACE_ROW_M: Final = 60.0
LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"


class Parcel(NamedTuple):
    """One parcel as drawn: number, names, outline in town metres and as stored."""

    id: str
    park: Park
    label: str
    location: str
    outline: Polygon
    geometry: dict[str, Any]
    area_m2: float
    beside_rail: bool

    @property
    def middle(self) -> Point:
        """A point inside."""
        return self.outline.representative_point()

    @property
    def area_mu(self) -> float:
        """Area in mu."""
        return self.area_m2 * 3 / 2000


def draw(town: Town, land: Land, dice: Random) -> list[Parcel]:
    """Cut every block and number the parcels by park, block and place."""
    number = count(1)
    parcels = []
    for park in PARKS:
        blocks = sorted((block for block in land.blocks if block.park == park.id), key=_reading)
        grains: list[float] = []
        for index, block in enumerate(blocks):
            grains = grains or dice.sample(park.grain_mu, len(park.grain_mu))
            letter = LETTERS[index % 24] + (str(index // 24 + 1) if index >= 24 else "")
            pieces = cut_block(block.outline, grains.pop(), dice)
            pieces.sort(key=lambda piece: _order(piece, PLACE_ROW_M))
            for place, piece in enumerate(pieces, 1):
                label = f"{letter}-{place:02d}"
                parcels.append(_parcel(f"CZ-{next(number):04d}", park, label, piece, town))
    return parcels


def _parcel(parcel_id: str, park: Park, label: str, outline: Polygon, town: Town) -> Parcel:
    geometry = places.boundary(outline)
    return Parcel(
        parcel_id,
        park,
        label,
        _location(outline, town.roads),
        outline,
        geometry,
        places.area_m2(geometry),
        bool(outline.distance(town.siding) < 25),
    )


def _reading(block: Block) -> tuple[int, float]:
    return _order(block.outline, ROW_M)


def _order(shape: Polygon, row_m: float) -> tuple[int, float]:
    """As a page is read: rows from the north, each from the west."""
    middle = shape.centroid
    return -round(middle.y / row_m), middle.x


def _location(outline: Polygon, roads: tuple[Road, ...]) -> str:
    """Between which roads a parcel lies, in the words of a land office."""
    middle = outline.centroid
    near = sorted(roads, key=lambda road: road.line.distance(outline))[:6]
    found: dict[str, str] = {}
    for road in near:
        foot = shapely.get_point(shapely.shortest_line(road.line, middle), 0)
        east, north = middle.x - foot.x, middle.y - foot.y
        if abs(east) > abs(north):
            found.setdefault("we", road.name_zh + ("以东" if east > 0 else "以西"))
        else:
            found.setdefault("ns", road.name_zh + ("以南" if north < 0 else "以北"))
    return "、".join(found[axis] for axis in ("we", "ns") if axis in found)
