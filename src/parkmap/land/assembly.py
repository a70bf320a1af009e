"""组合地块: touching parcels that together are as large as wanted, as compact as possible.

Parcels are nodes of a graph, sides that they share its edges. The outline of a set is the sum of
its members' outlines less twice what they share, so that no shapes are united while searching.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import pi
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from parkmap.geometry.adjacency import Adjacency
from parkmap.geometry.coordinates import Floats
from parkmap.geometry.rings import Ints
from parkmap.land.codes import Word
from parkmap.land.growing import BEAM, Graph, Sets, grown

MOST_PARCELS: Final = 6
"""More parcels than this are a development of its own, not a site that is put together."""

MOST_ALIKE: Final = 0.5
"""Of two proposals the later shares no more than this of its area with the earlier."""

STEP: Final = 0.02
"""Who looks at two outlines sees no difference; fewer parcels are then the better set."""

SHAPES: Final = {
    "compact": Word("形状方正", "Compact"),
    "fair": Word("形状较规整", "Fairly regular"),
    "long": Word("形状狭长或曲折", "Long or winding"),
}
"""What compactness is called; LOOK: no bare figure."""

_COMPACT: Final = 0.65
"""A rectangle twice as long as wide has 0.70."""
_FAIR: Final = 0.45
"""One four times as long as wide has 0.50."""


class Ground(NamedTuple):
    """Parcels by index, each array of shape (n,), and which of them touch.

    Attributes
    ----------
    area_dm2
        Recorded areas, by which the wanted area is met.
    area_m2, perimeter_m
        As measured on the plane on which they touch, by which compactness is judged.
    """

    area_dm2: Ints
    area_m2: Floats
    perimeter_m: Floats
    adjacency: Adjacency


class Assembled(NamedTuple):
    """A set of parcels: their indices in order, its recorded area, its outline, its compactness."""

    members: tuple[int, ...]
    area_dm2: int
    perimeter_m: float
    compactness: float


def compactness(area_m2: float, perimeter_m: float) -> float:
    """4 pi area / perimeter squared (Polsby-Popper): 1 for a circle, 0.79 for a square.

    Examples
    --------
    >>> round(compactness(10_000, 400), 3), round(compactness(10_000, 500), 3)
    (0.785, 0.503)
    """
    return 4 * pi * area_m2 / perimeter_m**2


def shape_word(value: float) -> str:
    """The code of `SHAPES` for a compactness.

    Examples
    --------
    >>> shape_word(0.78), shape_word(0.5), shape_word(0.2)
    ('compact', 'fair', 'long')
    """
    return "compact" if value >= _COMPACT else "fair" if value >= _FAIR else "long"


def assemblies(
    ground: Ground,
    least_dm2: int,
    most_dm2: int,
    *,
    allowed: NDArray[np.bool_] | None = None,
    most_parcels: int = MOST_PARCELS,
    beam: int = BEAM,
    most: int = 5,
) -> list[Assembled]:
    """Sets of touching parcels whose recorded areas add up to what is wanted, best first.

    Each set is connected by shared sides, and no part of it would do by itself: a parcel that is
    large enough alone is in no set. First come the most compact (in steps of 0.02), of these the
    ones of fewest parcels, then those nearest to the least area.

    Parameters
    ----------
    least_dm2, most_dm2
        The range of the recorded area.
    allowed
        Which parcels may be taken, shape (n,); all where it is None.
    most_parcels
        So many parcels in a set at most.
    beam
        The bound of the search: after each step a set stays if it is among so many of the most
        compact ones around any of its parcels. Without end, every set is found.
    most
        So many sets at most, none sharing over half of its area with a better one.

    Examples
    --------
    >>> touching = Adjacency(np.array([0, 1]), np.array([1, 2]), np.array([100.0, 100.0]),
    ...                      np.zeros((0, 2), np.int64))
    >>> row = Ground(np.full(3, 1_000_000), np.full(3, 1e4), np.full(3, 400.0), touching)
    >>> [one.members for one in assemblies(row, 1_500_000, 2_500_000)]
    [(0, 1), (1, 2)]
    """
    may = np.ones(len(ground.area_dm2), bool) if allowed is None else allowed
    graph = Graph.of(ground.area_dm2, ground.area_m2, ground.perimeter_m, ground.adjacency,
                     may & (ground.area_dm2 < least_dm2))  # fmt: skip
    found = grown(graph, least_dm2, most_dm2, most_parcels, beam)
    chosen = _distinct(graph, _ranked(found, least_dm2), least_dm2, most)
    return [_told(one) for one in chosen]


def largest_dm2(ground: Ground, allowed: NDArray[np.bool_]) -> int:
    """The recorded area of the largest group of touching parcels; 0 where no two touch.

    Examples
    --------
    >>> touching = Adjacency(np.array([0]), np.array([1]), np.array([100.0]),
    ...                      np.zeros((0, 2), np.int64))
    >>> row = Ground(np.full(3, 1_000_000), np.full(3, 1e4), np.full(3, 400.0), touching)
    >>> largest_dm2(row, np.ones(3, bool))
    2000000
    """
    graph = Graph.of(ground.area_dm2, ground.area_m2, ground.perimeter_m, ground.adjacency, allowed)
    groups = [group for group in graph.groups() if len(group) > 1]
    return max((int(ground.area_dm2[group].sum()) for group in groups), default=0)


def _ranked(found: Sets, least_dm2: int) -> Sets:
    size = (found.members >= 0).sum(axis=1)
    near = np.abs(found.area_dm2 - least_dm2)
    columns = tuple(found.members.T[::-1])
    return found.at(np.lexsort((*columns, near, size, -(found.compactness / STEP).round())))


def _distinct(graph: Graph, ranked: Sets, least_dm2: int, most: int) -> Iterator[Sets]:
    """The first of a ranking, then the first that is other land, and so on."""
    left = ranked
    areas = np.append(graph.area_dm2, 0)  # what a row of members lacks is -1: no land
    for _ in range(most):
        first = next((at for at in range(len(left)) if _needs_all(graph, left, at, least_dm2)), -1)
        if first < 0:
            return
        one = left.at(np.array([first]))
        yield one
        taken = np.zeros_like(areas)
        mine = one.members[0][one.members[0] >= 0]
        taken[mine] = areas[mine]
        left = left.at(np.arange(first + 1, len(left)))
        left = left.at(np.flatnonzero(taken[left.members].sum(axis=1)
                                      <= MOST_ALIKE * left.area_dm2))  # fmt: skip


def _needs_all(graph: Graph, sets: Sets, at: int, least_dm2: int) -> bool:
    """Whether no connected part of a set would do: it is enough to leave out one at a time."""
    members = [one for one in sets.members[at].tolist() if one >= 0]
    spare = sets.area_dm2[at] - least_dm2
    return not any(
        graph.area_dm2[one] <= spare and graph.hangs_together([each for each in members
                                                               if each != one])
        for one in members
    )  # fmt: skip


def _told(one: Sets) -> Assembled:
    members = tuple(sorted(each for each in one.members[0].tolist() if each >= 0))
    return Assembled(members, int(one.area_dm2[0]), float(one.perimeter_m[0]),
                     float(one.compactness[0]))  # fmt: skip


__all__ = [
    "MOST_PARCELS", "SHAPES", "Assembled", "Ground", "assemblies", "compactness",
    "largest_dm2", "shape_word",
]  # fmt: skip
