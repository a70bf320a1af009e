"""How neighbours follow a boundary that moves: whoever shared the old stretch takes the new one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby, pairwise
from typing import Any

import shapely
from shapely import MultiPolygon, Polygon

from parkmap.errors import BadGeometry
from parkmap.geometry.correspondence import Corners, Position, Stretch, matched
from parkmap.geometry.edit import at

Owners = frozenset[str]
Edge = tuple[Position, Position]
Run = tuple[Owners, int, int]
"""Who shares edges of a stretch, and the first and the last of these edges."""


def corner_rings(shape: Any) -> list[list[Corners]]:
    """The corners of each ring of each part, without the closing one."""
    return [
        [[(lng, lat) for lng, lat in ring.coords[:-1]] for ring in shapely.get_rings(part)]
        for part in shapely.get_parts(shape)
    ]


def owners_of(others: Mapping[str, Any]) -> dict[Edge, Owners]:
    """Who lies on the right of which edge: who has it the other way round."""
    owners: dict[Edge, Owners] = {}
    for name, shape in others.items():
        for ring in (ring for part in corner_rings(shape) for ring in part):
            for start, end in _edges(ring):
                owners[end, start] = owners.get((end, start), frozenset()) | {name}
    return owners


def ties(old: Any, others: Mapping[str, Any]) -> set[Position]:
    """Corners of a shape at which one neighbour ends and another, or a free side, begins."""
    owners, found = owners_of(others), set()
    for ring in (ring for part in corner_rings(old) for ring in part):
        edges = _edges(ring)
        for corner, after, before in zip(ring, edges, [edges[-1], *edges[:-1]], strict=True):
            if owners.get(after) != owners.get(before):
                found.add(corner)
    return found


def spokes(tied: set[Position], old: Any, others: Mapping[str, Any]) -> set[Edge]:
    """Edges of neighbours that lead away from tied corners of a shape."""
    own = {edge for part in corner_rings(old) for ring in part for edge in _edges(ring)}
    own |= {(end, start) for start, end in own}
    rings = (ring for one in others.values() for part in corner_rings(one) for ring in part)
    edges = (edge for ring in rings for edge in _edges(ring) if tied & set(edge))
    return {edge for edge in edges if edge not in own and edge[::-1] not in own}


class Followers:
    """Neighbours of a parcel, ready to follow its boundary.

    Parameters
    ----------
    others
        Id to shape, outer rings counter-clockwise; they share the old boundary corner by corner.
    slid
        New corners that lie midway on an old edge, where the new boundary leaves the old one.
    zone
        3-degree zone, for distances.
    """

    def __init__(self, others: Mapping[str, Any], slid: set[Position], zone: int) -> None:
        self._zone, self._slid = zone, slid
        self._rings = {name: corner_rings(shape) for name, shape in others.items()}
        self._owners = owners_of(others)

    def follow(self, stretch: Stretch) -> None:
        """Let the neighbours along a stretch take its new course.

        Raises
        ------
        BadGeometry
            Several parcels share it, and where the corner between them goes is left open.
        """
        runs = self._runs(stretch)
        moving = self._moving(stretch, runs)
        joints = self._joints(stretch, moving)
        if joints is not None:
            self._take_all(stretch, moving, joints)
            return
        pairs = matched(stretch, self._zone)
        if pairs is None:
            raise _left_open(stretch, runs)
        for parts in self._rings.values():
            for part in parts:
                part[:] = [[pairs.get(corner, corner) for corner in ring] for ring in part]

    def refuse_shared(self, ring: Corners) -> None:
        """Refuse that a ring goes which a neighbour shares."""
        for edge in _edges(ring):
            if edge in self._owners:
                raise BadGeometry(
                    "the new boundary has no ring where %(other)s lies, at %(at)s; draw round it",
                    fault="ring_gone",
                    other=", ".join(sorted(self._owners[edge])),
                    **at(min(edge)),
                )

    def shapes(self, lent: set[Position]) -> dict[str, Any]:
        """Id to shape as it is now, without the corners that were only lent to their edges.

        Raises
        ------
        BadGeometry
            Nothing is left of one.
        """
        return {name: self._shape(name, lent) for name in self._rings}

    def _moving(self, stretch: Stretch, runs: list[Run]) -> list[Run]:
        """Those runs that move, not those along which an end of the new stretch only slid.

        Where the new stretch leaves the old boundary midway on an edge, the neighbour there keeps
        that edge. A corner that is cut off goes to the free side, if there is one.
        """
        if len(runs) < 2:
            return runs
        first, last = (int(end in self._slid) for end in (stretch.start, stretch.end))
        moving = runs[first : len(runs) - last]
        return moving or [run for run in runs if not run[0]]

    def _runs(self, stretch: Stretch) -> list[Run]:
        """Consecutive edges of the old stretch with the same owners."""
        owners = [self._owners.get(edge, frozenset()) for edge in stretch.edges(stretch.old)]
        runs: list[Run] = []
        for key, group in groupby(range(len(owners)), key=owners.__getitem__):
            listed = list(group)
            runs.append((key, listed[0], listed[-1]))
        return runs

    def _joints(self, stretch: Stretch, moving: list[Run]) -> list[int] | None:
        """Where on the new stretch, by index, the corners between moving runs come to lie.

        Such a corner slides along the boundary between its two neighbours, if the new stretch
        crosses that on the edge next to it; None where one of them does not.
        """
        if len(moving) == 1:
            return []
        if not moving or stretch.start is None or stretch.end is None:
            return None
        chain = [stretch.start, *stretch.old, stretch.end]
        found: list[int] = []
        for before, after in pairwise(moving):
            corner, names = chain[after[1]], before[0] | after[0]
            ends = [self._next_to(name, corner) for name in names]
            met = [i for i, one in enumerate(stretch.new) if all(one in end for end in ends)]
            if len(met) != 1 or (found and met[0] <= found[-1]):
                return None
            found += met
        return found

    def _next_to(self, name: str, corner: Position) -> set[Position]:
        """The corners next to one in the rings of a neighbour."""
        rings = (ring for part in self._rings[name] for ring in part)
        edges = (edge for ring in rings for edge in _edges(ring) if corner in edge)
        return {one for edge in edges for one in edge} - {corner}

    def _take_all(self, stretch: Stretch, moving: list[Run], joints: list[int]) -> None:
        """Give each moving run its part of the new stretch."""
        if stretch.start is None or stretch.end is None:
            for name in moving[0][0]:
                self._replace_ring(name, stretch)
            return
        chain, new = [stretch.start, *stretch.old, stretch.end], stretch.new
        starts, stops = [0, *joints], [*(joint + 1 for joint in joints), len(new)]
        for run, (owners, first, last) in enumerate(moving):
            course = new[starts[run] : stops[run]]
            if run == 0:
                course = [*chain[:first][::-1], *course]
            if run == len(moving) - 1:
                course = [*course, *chain[last + 2 :][::-1]]
            for name in owners:
                for part in self._rings[name]:
                    part[:] = [_respelled(ring, chain[first : last + 2], course) for ring in part]

    def _replace_ring(self, name: str, stretch: Stretch) -> None:
        old = set(stretch.old)
        for part in self._rings[name]:
            for index, ring in enumerate(part):
                if set(ring) == old:
                    part[index] = stretch.new[::-1]

    def _shape(self, name: str, lent: set[Position]) -> Any:
        parts = []
        for rings in self._rings[name]:
            clean = [_without_spikes([one for one in ring if one not in lent]) for ring in rings]
            if len(clean[0]) < 3:
                raise BadGeometry(
                    "nothing would be left of %(other)s at %(at)s; merge it instead",
                    fault="nothing_left",
                    other=name,
                    **at(rings[0][0]),
                )
            parts.append(Polygon(clean[0], [ring for ring in clean[1:] if len(ring) > 2]))
        return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _edges(ring: Corners) -> list[Edge]:
    return list(zip(ring, [*ring[1:], ring[0]], strict=True))


def _left_open(stretch: Stretch, runs: list[Run]) -> BadGeometry:
    corners = [stretch.start, *stretch.old, stretch.end] if stretch.start else stretch.old
    names = sorted({name for owners, _, _ in runs for name in owners})
    return BadGeometry(
        "the corner at %(at)s, where %(names)s meet, is gone from the new boundary or moved with "
        "others added or dropped beside it; move such a corner in a step of its own",
        fault="corner_left_open",
        names=", ".join(names),
        **at(corners[runs[0][2] + 1] or stretch.old[0]),
    )


def _respelled(ring: Corners, gone: Corners, course: Corners) -> Corners:
    """The ring with other inner corners between the last and the first of `gone`.

    Neighbours run against each other. A ring that does not run through all of `gone` stays.
    """
    chain, inner = gone[::-1], course[::-1]
    if chain[0] not in ring:
        return ring
    turn = ring.index(chain[0])
    turned = [*ring[turn:], *ring[:turn]]
    if chain[0] == chain[-1]:
        return [chain[0], *inner] if turned == chain[:-1] else ring
    if turned[: len(chain)] == chain:
        return [chain[0], *inner, *turned[len(chain) - 1 :]]
    return ring


def _without_spikes(ring: Corners) -> Corners:
    """The ring without corners that repeat and without ways there and straight back."""
    kept: Corners = []
    for corner in ring:
        if kept and kept[-1] == corner:
            continue
        if len(kept) > 1 and kept[-2] == corner:
            kept.pop()
            continue
        kept.append(corner)
    while len(kept) > 2 and (kept[0] == kept[-1] or kept[-2] == kept[0] or kept[-1] == kept[1]):
        if kept[0] == kept[-1] or kept[-2] == kept[0]:
            kept.pop()
        else:
            kept.pop(0)
    return kept
