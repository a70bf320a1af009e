"""Blocks and parks: the land between the roads, and who has it."""

from __future__ import annotations

from typing import Final, NamedTuple

import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from .curves import chamfer
from .names import PARKS
from .town import Town, cell

GRID_M: Final = 0.001
EDGE_SETBACK_M: Final = 12.0
SIDING_HALF_WIDTH_M: Final = 11.0
SMALLEST_BLOCK_M2: Final = 6_500.0
NARROWEST_M: Final = 34.0
RIVER_ROW: Final = "W"
OPEN_GREENS: Final = ((230.0, -150.0), (-1520.0, -960.0), (2000.0, 560.0), (700.0, -1470.0))


class Block(NamedTuple):
    """Land between roads that parcels will fill."""

    park: str
    outline: Polygon


class Land(NamedTuple):
    """The zone divided: park outlines, blocks to fill, and what is left green."""

    parks: dict[str, Polygon]
    blocks: tuple[Block, ...]
    greens: tuple[Polygon, ...]


def divide(town: Town) -> Land:
    """Parks along the centre lines of roads; blocks inside them."""
    faces = _faces(town)
    owners = _owners()
    holes = _roads_and_rail(town)
    blocks: list[Block] = []
    greens: list[Polygon] = []
    members: dict[str, list[Polygon]] = {park.id: [] for park in PARKS}
    for face in faces:
        middle = face.representative_point()
        where = cell(middle.x, middle.y)
        park = owners.get(where)
        if park:
            members[park].append(face)
        for piece in _pieces(face.difference(holes)):
            kept_green = any(face.contains(shapely.Point(place)) for place in OPEN_GREENS)
            open_land = park and where[1] != RIVER_ROW and not kept_green
            if open_land and _worth_building(piece):
                blocks.append(Block(str(park), chamfer(piece, 10.0, 34.0)))
            else:
                greens.append(piece)
    return Land(_outlines(members), tuple(blocks), tuple(greens))


def _owners() -> dict[str, str]:
    owners = {where: park.id for park in PARKS for where in park.cells.split()}
    return owners | {"dW": "weilai"}


def _faces(town: Town) -> list[Polygon]:
    lines = [road.line for road in town.roads]
    noded = shapely.union_all([*lines, LineString(town.zone.exterior)], grid_size=GRID_M)
    faces = shapely.get_parts(shapely.polygonize([noded]))
    return [face for face in faces if town.zone.contains(face.representative_point())]


def _roads_and_rail(town: Town) -> BaseGeometry:
    roads = [road.line.buffer(road.width_m / 2, cap_style="flat") for road in town.roads]
    siding = town.siding.buffer(SIDING_HALF_WIDTH_M, cap_style="flat")
    edge = town.zone.exterior.buffer(EDGE_SETBACK_M)
    return shapely.union_all([*roads, siding, edge, town.river])


def _pieces(land: BaseGeometry) -> list[Polygon]:
    """Clean pieces: no spike narrower than 16 m, no more points than the curve needs."""
    opened = land.buffer(-8, join_style="mitre").buffer(8, join_style="mitre", mitre_limit=2.5)
    thin = opened.simplify(0.4)
    return [part for part in shapely.get_parts(thin) if isinstance(part, Polygon)]


def _worth_building(piece: Polygon) -> bool:
    if piece.area < SMALLEST_BLOCK_M2 or len(piece.interiors):
        return False
    return bool(shapely.maximum_inscribed_circle(piece).length * 2 > NARROWEST_M * 1.3)


def _outlines(members: dict[str, list[Polygon]]) -> dict[str, Polygon]:
    whole = [shapely.coverage_union_all(faces) for faces in members.values()]
    simple = shapely.coverage_simplify(whole, 11.0)
    for outline in simple:
        assert isinstance(outline, Polygon), outline.geom_type
    return dict(zip(members, simple, strict=True))
