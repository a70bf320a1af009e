"""Sets of touching parcels, grown by one parcel at a time: a beam search on whole arrays at once.

Every set that needs all of its parcels is reached through smaller sets that would not do yet, so
growth ends where a set is large enough. What keeps it bounded is the beam: of the sets around each
parcel only the most compact go on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import pi
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from parkmap.geometry.adjacency import Adjacency
from parkmap.geometry.coordinates import Floats
from parkmap.geometry.rings import Ints

BEAM: Final = 4
"""Measured: more finds hardly better sets and takes longer (`docs/benchmarks.md`)."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Parcels with their neighbours in rows: node i has those from `start[i]` to `start[i + 1]`."""

    area_dm2: Ints
    area_m2: Floats
    perimeter_m: Floats
    start: Ints
    neighbour: Ints
    shared_m: Floats
    overlapping: Ints
    nodes: Ints

    @classmethod
    def of(
        cls,
        area_dm2: Ints,
        area_m2: Floats,
        perimeter_m: Floats,
        touching: Adjacency,
        may: NDArray[np.bool_],
    ) -> Self:
        """The graph of those parcels that may be taken."""
        inside = may[touching.first] & may[touching.second]
        one, other = touching.first[inside], touching.second[inside]
        begins, ends = np.concatenate([one, other]), np.concatenate([other, one])
        order = np.lexsort((ends, begins))
        count = len(area_dm2)
        start = np.searchsorted(begins[order], np.arange(count + 1))
        shared = np.tile(touching.shared_m[inside], 2)[order]
        both = touching.overlapping
        return cls(area_dm2, area_m2, perimeter_m, start, ends[order], shared,
                   both[:, 0] * count + both[:, 1], np.flatnonzero(may))  # fmt: skip

    def hangs_together(self, members: list[int]) -> bool:
        """Whether some parcels are one piece of land; none are not."""
        return bool(members) and len(self._reached(members[0], set(members))) == len(members)

    def groups(self) -> Iterator[list[int]]:
        """The parcels that hang together, each in one group."""
        left = set(self.nodes.tolist())
        for node in self.nodes.tolist():
            if node in left:
                group = self._reached(node, left)
                left.difference_update(group)
                yield group

    def _reached(self, node: int, within: set[int]) -> list[int]:
        left, reached = within - {node}, [node]
        for at in reached:
            met = left.intersection(self.neighbour[self.start[at] : self.start[at + 1]].tolist())
            left -= met
            reached.extend(met)
        return reached


@dataclass(frozen=True, slots=True)
class Sets:
    """Sets of parcels: members in order, filled up with -1, shape (n, k); the rest (n,)."""

    members: Ints
    area_dm2: Ints
    area_m2: Floats
    perimeter_m: Floats

    def __len__(self) -> int:
        return len(self.area_dm2)

    @property
    def compactness(self) -> Floats:
        """4 pi area / perimeter squared of each."""
        return 4 * pi * self.area_m2 / self.perimeter_m**2

    def at(self, rows: Ints) -> Sets:
        """Some of them, in that order."""
        return Sets(self.members[rows], self.area_dm2[rows], self.area_m2[rows],
                    self.perimeter_m[rows])  # fmt: skip


def grown(graph: Graph, least_dm2: int, most_dm2: int, most_parcels: int, beam: int) -> Sets:
    """All sets within the range of area that the beam reaches, each once, in no order."""
    nodes = graph.nodes
    alive = Sets(nodes[:, None], graph.area_dm2[nodes], graph.area_m2[nodes],
                 graph.perimeter_m[nodes])  # fmt: skip
    largest = int(alive.area_dm2.max(initial=0))
    done = [_filled(alive.at(np.zeros(0, np.int64)), most_parcels)]
    for size in range(2, most_parcels + 1):
        bigger = _step(graph, alive, most_dm2)
        enough = bigger.area_dm2 >= least_dm2
        done.append(_filled(bigger.at(np.flatnonzero(enough)), most_parcels))
        within_reach = bigger.area_dm2 + (most_parcels - size) * largest >= least_dm2
        alive = _best(bigger.at(np.flatnonzero(~enough & within_reach)), beam)
    return Sets(
        np.concatenate([one.members for one in done]),
        np.concatenate([one.area_dm2 for one in done]),
        np.concatenate([one.area_m2 for one in done]),
        np.concatenate([one.perimeter_m for one in done]),
    )


def _filled(sets: Sets, width: int) -> Sets:
    lacking = np.full((len(sets), width - sets.members.shape[1]), -1, np.int64)
    members = np.concatenate([sets.members, lacking], axis=1)
    return Sets(members, sets.area_dm2, sets.area_m2, sets.perimeter_m)


def _step(graph: Graph, sets: Sets, most_dm2: int) -> Sets:
    """Every set with every neighbour of it that still fits, each once."""
    owner, node, shared = _neighbours(graph, sets)
    area = sets.area_dm2[owner] + graph.area_dm2[node]
    fits = area <= most_dm2
    fits &= ~_overlaps(graph, sets, owner, node)
    owner, node, shared, area = owner[fits], node[fits], shared[fits], area[fits]
    members = np.sort(np.column_stack([sets.members[owner], node]), axis=1)
    rows = np.unique(_marks(members), return_index=True)[1]
    owner, node = owner[rows], node[rows]
    return Sets(
        members[rows],
        area[rows],
        sets.area_m2[owner] + graph.area_m2[node],
        sets.perimeter_m[owner] + graph.perimeter_m[node] - 2 * shared[rows],
    )


def _neighbours(graph: Graph, sets: Sets) -> tuple[Ints, Ints, Floats]:
    """Row of a set, a parcel beside it, and how much of its outline they share."""
    count, size = sets.members.shape
    flat = sets.members.ravel()
    degree = graph.start[flat + 1] - graph.start[flat]
    within = np.arange(degree.sum()) - np.repeat(np.cumsum(degree) - degree, degree)
    edge = np.repeat(graph.start[flat], degree) + within
    owner = np.repeat(np.repeat(np.arange(count), size), degree)
    node = graph.neighbour[edge]
    outside = (sets.members[owner] != node[:, None]).all(axis=1)
    owner, node, edge = owner[outside], node[outside], edge[outside]
    every = len(graph.area_dm2)
    keys, at = np.unique(owner * every + node, return_inverse=True)
    sums = np.bincount(at, weights=graph.shared_m[edge], minlength=len(keys))
    shared: Floats = sums.astype(np.float64)
    return keys // every, keys % every, shared


def _overlaps(graph: Graph, sets: Sets, owner: Ints, node: Ints) -> NDArray[np.bool_]:
    """Whether a parcel claims land of a set that it would join."""
    if not graph.overlapping.size:
        return np.zeros(len(owner), bool)
    members, every = sets.members[owner], len(graph.area_dm2)
    lower, upper = np.minimum(members, node[:, None]), np.maximum(members, node[:, None])
    pairs: NDArray[np.bool_] = np.isin(lower * every + upper, graph.overlapping)
    return np.asarray(pairs.any(axis=1))


def _marks(members: Ints) -> NDArray[np.uint64]:
    """A number for each set, the same for the same members: their bits well mixed, added up."""
    bits = members.astype(np.uint64) + np.uint64(1)
    with np.errstate(over="ignore"):
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            bits = (bits ^ (bits >> np.uint64(shift))) * np.uint64(factor)
        mixed: NDArray[np.uint64] = (bits ^ (bits >> np.uint64(31))).sum(axis=1, dtype=np.uint64)
    return mixed


def _best(sets: Sets, beam: int) -> Sets:
    """Those that are among the most compact around one of their parcels."""
    size = sets.members.shape[1]
    order = np.argsort(-sets.compactness.round(6), kind="stable")
    rows = np.repeat(order, size)
    nodes = sets.members[order].ravel()
    # Numbers of 16 bits are sorted by counting, several times faster than by comparing.
    short = nodes.astype(np.uint16) if nodes.max(initial=0) < 1 << 16 else nodes
    around = np.argsort(short, kind="stable")
    grouped = nodes[around]
    rank = np.arange(len(grouped)) - np.searchsorted(grouped, grouped)
    return sets.at(np.unique(rows[around][rank < beam]))


__all__ = ["BEAM", "Graph", "Sets", "grown"]
