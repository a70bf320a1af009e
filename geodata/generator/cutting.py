"""Cutting a block into parcels: along its own edges, each with a front to a street, no slivers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin
from random import Random
from typing import Final

import shapely
from shapely import LineString, Point, Polygon
from shapely.ops import split

GRID_M: Final = 0.001
TOUCH_M: Final = 0.02
CLEAR_M: Final = 11.0
NARROWEST_M: Final = 30.0
LONGEST_SHAPE: Final = 3.6
LEAST_FRONT: Final = 0.22
FAR_M: Final = 5_000.0
M2_PER_MU: Final = 2000 / 3


def cut_block(block: Polygon, grain_mu: float, dice: Random) -> list[Polygon]:
    """Parcels of about `grain_mu` that tile the block; T-junctions are in both outlines."""
    corners = [Point(point) for point in block.exterior.coords[:-1]]
    heading = _heading(block)
    waiting, done = [block], []
    while waiting:
        piece = waiting.pop(0)
        wanted = grain_mu * M2_PER_MU * dice.uniform(0.72, 1.43)
        parts = None
        if piece.area > wanted * 1.25:
            parts = _best_cut(piece, block, heading, corners, dice)
        if parts is None:
            done.append(piece)
            continue
        waiting.extend(parts)
        corners.extend(_new_corners(parts, corners))
    return _noded(done)


def _noded(pieces: list[Polygon]) -> list[Polygon]:
    lines = shapely.union_all([piece.exterior for piece in pieces], grid_size=GRID_M)
    faces = shapely.get_parts(shapely.polygonize([lines]))
    return [shapely.orient_polygons(face) for face in faces]


def _heading(block: Polygon) -> float:
    """The direction of the longest edge, in radians, after the small bends are taken out."""
    ring = shapely.get_coordinates(shapely.simplify(block.exterior, 6))
    edges = [tuple(after - here) for here, after in pairwise(ring)]
    longest = max(edges, key=lambda edge: hypot(*edge))
    return atan2(longest[1], longest[0])


def _best_cut(
    piece: Polygon, block: Polygon, heading: float, corners: list[Point], dice: Random
) -> list[Polygon] | None:
    best, chosen = 0.0, None
    near = [corner for corner in corners if corner.distance(piece) < CLEAR_M]
    for line in _lines(piece, heading, near, dice):
        parts = _parts(piece, line)
        score = _score(parts, piece, block, near) * dice.uniform(0.9, 1.0)
        if score > best:
            best, chosen = score, parts
    return chosen


def _lines(piece: Polygon, heading: float, near: list[Point], dice: Random) -> Iterator[LineString]:
    """Candidate cuts: across the long way first, through corners of neighbours where they fit."""
    headings = {heading, _heading(piece)}
    for angle in sorted(headings):
        for across in (angle, angle + pi / 2):
            low, high = _extent(piece, across)
            shares = [dice.choice((1 / 3, 0.4, 0.6, 2 / 3)), dice.uniform(0.4, 0.6), 0.5]
            places = [low + (high - low) * share for share in shares]
            for corner in near:
                place = corner.x * cos(across) + corner.y * sin(across)
                if corner.distance(piece) < TOUCH_M and 0.25 < (place - low) / (high - low) < 0.75:
                    places.append(place)
            yield from (_line(place, across) for place in places)


def _extent(piece: Polygon, angle: float) -> tuple[float, float]:
    points = shapely.get_coordinates(piece)
    along = points[:, 0] * cos(angle) + points[:, 1] * sin(angle)
    return float(along.min()), float(along.max())


def _line(place: float, angle: float) -> LineString:
    east, north = place * cos(angle), place * sin(angle)
    step_east, step_north = -FAR_M * sin(angle), FAR_M * cos(angle)
    return LineString(
        [(east - step_east, north - step_north), (east + step_east, north + step_north)]
    )


def _parts(piece: Polygon, line: LineString) -> list[Polygon]:
    return [part for part in split(piece, line).geoms if isinstance(part, Polygon)]


def _score(parts: list[Polygon], piece: Polygon, block: Polygon, near: list[Point]) -> float:
    """0 for a cut that must not be, else higher for two squarish, rectangular parts."""
    if len(parts) != 2:
        return 0.0
    if not all(_clear(corner, near) for corner in _new_corners(parts, near)):
        return 0.0
    score = 1.0
    for part in parts:
        width, length, fill = _shape(part)
        front = part.exterior.intersection(block.exterior.buffer(TOUCH_M)).length
        if width < NARROWEST_M or front < LEAST_FRONT * part.area**0.5:
            return 0.0
        if length / width > LONGEST_SHAPE or fill < 0.6:
            return 0.0
        score *= fill**1.5 * (1.6 * width / length) ** 0.5
    smaller = min(part.area for part in parts) / piece.area
    return score * (0.6 + 0.8 * smaller)


def _shape(part: Polygon) -> tuple[float, float, float]:
    """Width, length and filled share of the smallest rectangle round a part."""
    frame = shapely.get_coordinates(shapely.minimum_rotated_rectangle(part))
    sides = sorted(hypot(*(frame[index + 1] - frame[index])) for index in (0, 1))
    return float(sides[0]), float(sides[1]), float(part.area / (sides[0] * sides[1]))


def _new_corners(parts: list[Polygon], known: list[Point]) -> list[Point]:
    shared = {tuple(p) for p in shapely.get_coordinates(parts[0]).tolist()}
    shared &= {tuple(p) for p in shapely.get_coordinates(parts[1]).tolist()}
    points = [Point(point) for point in sorted(shared)]
    return [p for p in points if not any(p.distance(corner) < TOUCH_M for corner in known)]


def _clear(corner: Point, known: list[Point]) -> bool:
    return all(corner.distance(other) > CLEAR_M for other in known)
