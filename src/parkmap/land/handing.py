"""Splits and merges told apart: which of them moved area into a state or out of it.

A split ends one parcel and begins others on the same day. Where their areas are the same, nothing
moved and nothing is told; where a share was rounded, or a successor came with another status, all
of that split or merge is listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Handed(NamedTuple):
    """A parcel that began or ended by a split or merge, on a day, with its signed area."""

    parcel: str
    day: int
    area_dm2: int
    begins: bool


def moved_families(handed: Sequence[Handed], made_from: Mapping[str, Sequence[str]]) -> list[bool]:
    """Which of them belong to a split or merge whose areas do not come to nought.

    Examples
    --------
    >>> split = [Handed("G-1", 9, -500, False), Handed("G-1-1", 9, 200, True),
    ...          Handed("G-1-2", 9, 300, True), Handed("G-2", 9, 40, True)]
    >>> moved_families(split, {"G-1-1": ["G-1"], "G-1-2": ["G-1"], "G-2": ["G-0"]})
    [False, False, False, True]
    """
    ended = {(one.parcel, one.day) for one in handed if not one.begins}
    roots = _Roots()
    for one in handed:
        if one.begins:
            _tie(roots, one.parcel, one.day, made_from, ended)
    sums: dict[tuple[str, int], int] = defaultdict(int)
    for one in handed:
        sums[roots.find((one.parcel, one.day))] += one.area_dm2
    return [sums[roots.find((one.parcel, one.day))] != 0 for one in handed]


def _tie(
    roots: _Roots, parcel: str, day: int, made_from: Mapping[str, Sequence[str]],
    ended: set[tuple[str, int]],
) -> None:  # fmt: skip
    # A parcel that was made and went on within one day has no step of its own: look behind it.
    open_, seen = [parcel], {parcel}
    while open_:
        for parent in made_from.get(open_.pop(), ()):
            roots.tie((parcel, day), (parent, day))
            if (parent, day) not in ended and parent not in seen:
                seen.add(parent)
                open_.append(parent)


class _Roots:
    """Which of some things belong together."""

    def __init__(self) -> None:
        self._above: dict[tuple[str, int], tuple[str, int]] = {}

    def find(self, one: tuple[str, int]) -> tuple[str, int]:
        """The one that stands for all that belong together."""
        while (above := self._above.get(one, one)) != one:
            one = above
        return one

    def tie(self, one: tuple[str, int], other: tuple[str, int]) -> None:
        """They belong together."""
        self._above[self.find(one)] = self.find(other)


__all__ = ["Handed", "moved_families"]
