"""Grades over the years: how many have each, who moved from which to which; how they are drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from parkmap.land.grading import GRADES
from parkmap.land.status import Style

NO_GRADE: Final = ""
MIXED: Final = "mixed"
MISSING: Final = "missing"
OTHER: Final = "other"

GRADE_STYLES: Final = {
    style.code: style
    for style in (
        Style("A", "A 级", "Grade A", "A", "A", "#009E73", "#2BC79A", "solid"),
        Style("B", "B 级", "Grade B", "B", "B", "#0072B2", "#56B4E9", "dots"),
        Style("C", "C 级", "Grade C", "C", "C", "#B26A00", "#F0B54D", "cross"),
        Style("D", "D 级", "Grade D", "D", "D", "#D55E00", "#E77A24", "diagonal"),
        Style(MIXED, "多家企业，等级不同", "Several firms of different grades", "混", "M",
              "#7B4FA3", "#B794DB", "rows"),
        Style(MISSING, "缺少数据，未评", "Figures missing, not graded", "缺", "?", "#647082",
              "#8E9AA9", "none"),
        Style(OTHER, "无企业登记", "No enterprise recorded", "", "", "#C9CFD6", "#3B4653", "none"),
    )
}  # fmt: skip
"""How a parcel is drawn by the grades of the enterprises on it; for staff alone."""


class Moves(NamedTuple):
    """How grades moved from one year to the next: (grade before, grade now) -> how many.

    "" stands for no grade, in either year.
    """

    year: int
    counts: Mapping[tuple[str, str], int]

    def _sum(self, sign: int) -> int:
        return sum(
            n for (was, now), n in self.counts.items()
            if was and now and (GRADES.index(was) > GRADES.index(now)) - (was < now) == sign
        )  # fmt: skip

    @property
    def up(self) -> int:
        """How many came to a better grade."""
        return self._sum(1)

    @property
    def down(self) -> int:
        """How many came to a worse grade."""
        return self._sum(-1)

    @property
    def same(self) -> int:
        """How many kept their grade."""
        return self._sum(0)


def counted(grades: Iterable[str]) -> dict[str, int]:
    """How many have each grade; "" stands for none.

    Examples
    --------
    >>> counted(["A", "", "A"])
    {'A': 2, 'B': 0, 'C': 0, 'D': 0, '': 1}
    """
    found = Counter(grades)
    return {one: found[one] for one in (*GRADES, NO_GRADE)}


def moves(year: int, grades: Iterable[tuple[str, str]]) -> Moves:
    """The moves of enterprises, each told by its grade before and now.

    Examples
    --------
    >>> found = moves(2025, [("B", "A"), ("A", "C"), ("A", "A"), ("", "D")])
    >>> found.up, found.down, found.same
    (1, 1, 1)
    """
    return Moves(year, Counter(grades))


def drawn_as(grades: Iterable[str]) -> str:
    """How a parcel is drawn on which enterprises have these grades.

    Examples
    --------
    >>> [drawn_as(held) for held in (["B", "B"], ["B", ""], ["A", "D"], [""], [])]
    ['B', 'B', 'mixed', 'missing', 'other']
    """
    held = list(grades)
    given = {one for one in held if one}
    if len(given) > 1:
        return MIXED
    return given.pop() if given else MISSING if held else OTHER


__all__ = [
    "GRADE_STYLES", "MISSING", "MIXED", "NO_GRADE", "OTHER", "Moves", "counted", "drawn_as",
    "moves",
]  # fmt: skip
