"""Which corners of a redrawn ring are the old ones, and which stretch of it replaces which."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import shapely

from parkmap.errors import BadGeometry
from parkmap.geometry.edit import at
from parkmap.geometry.noding import on_plane, points_of

Position = tuple[float, float]
Corners = list[Position]


class Stretch(NamedTuple):
    """Corners of a ring between two that stay, before and after.

    `start` and `end` are the same where only one corner stays, and None where none does: the
    stretch is then the whole ring, from any corner on.
    """

    start: Position | None
    old: Corners
    new: Corners
    end: Position | None

    def edges(self, corners: Corners) -> list[tuple[Position, Position]]:
        """The edges that these inner corners make with the two that stay."""
        if self.start is None or self.end is None:
            return list(pairwise([*corners, corners[0]]))
        return list(pairwise([self.start, *corners, self.end]))


def stretches(old: Corners, new: Corners, zone: int) -> list[Stretch]:
    """What changed between two rings that run in the same direction.

    Parameters
    ----------
    old, new
        Corners in degrees without the closing one; a corner that stays is exactly the same.
    zone
        Of the plane on which distances are compared where no corner stays.

    Raises
    ------
    BadGeometry
        The corners that stay come in another order.

    Examples
    --------
    >>> a, b, c, d = (0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (1.0, 0.5)
    >>> stretches([a, b, c], [a, b, d, c], 38)
    [Stretch(start=(1.0, 0.0), old=[], new=[(1.0, 0.5)], end=(1.0, 1.0))]
    """
    place = {corner: index for index, corner in enumerate(old)}
    stay = [index for index, corner in enumerate(new) if corner in place]
    if not stay:
        return [Stretch(None, _turned(old, new, zone), list(new), None)]
    found = []
    turns = 0
    for here, there in pairwise([*stay, stay[0]]):
        first, last = place[new[here]], place[new[there]]
        turns += (last - first) % len(old) or len(old)
        before, after = _between(old, first, last), _between(new, here, there)
        if before != after:
            found.append(Stretch(new[here], before, after, new[there]))
    if turns != len(old):
        raise BadGeometry(
            "the corners of the new boundary come in another order than the old ones at %(at)s; "
            "draw it round the parcel in one go",
            fault="another_order",
            **at(new[stay[0]]),
        )
    return found


def matched(stretch: Stretch, zone: int) -> dict[Position, Position] | None:
    """Old corner to new one where there are as many and each is nearest to its own; else None."""
    if len(stretch.old) != len(stretch.new) or not stretch.old:
        return None
    old, new = (points_of(on_plane(np.array(one), zone)) for one in (stretch.old, stretch.new))
    for near, far in ((old, new), (new, old)):
        _, found = shapely.STRtree(far).query_nearest(near, all_matches=False)
        if len(near) > 1 and (found != np.arange(len(near))).any():
            return None
    return dict(zip(stretch.old, stretch.new, strict=True))


def _between(ring: Sequence[Position], first: int, last: int) -> Corners:
    """Corners after one and before another, going round; all others where they are the same."""
    count = (last - first) % len(ring) or len(ring)
    return [ring[(first + step) % len(ring)] for step in range(1, count)]


def _turned(old: Corners, new: Corners, zone: int) -> Corners:
    """The old ring from the corner on at which it lies nearest to the new one, corner by corner."""
    if len(old) != len(new):
        return list(old)
    before, after = on_plane(np.array(old), zone), on_plane(np.array(new), zone)
    sums = [float(((np.roll(before, -k, axis=0) - after) ** 2).sum()) for k in range(len(old))]
    best = int(np.argmin(sums))
    return [*old[best:], *old[:best]]
