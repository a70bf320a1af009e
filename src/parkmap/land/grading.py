"""Grades A to D by yield per mu 亩均论英雄: weights, marks and vetoes as the workspace sets them.

No weight, mark or threshold is built in: they are local policy with a source, written in
`parkmap.toml`. A figure that is missing is never taken as nought; such an enterprise has no grade,
unless a veto already decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from parkmap.errors import BadValue
from parkmap.land.enterprises import FIGURES

Figures = Mapping[str, float | None]
GRADES: Final = ("A", "B", "C", "D")


class Indicator(NamedTuple):
    """What is weighed: its words, its unit, and how it follows from figures and mu."""

    name: str
    zh: str
    en: str
    unit: str
    needs: tuple[str, ...]
    worked_out: Callable[[Figures, float], float | None]


def _per_mu(figure: str) -> Callable[[Figures, float], float | None]:
    def of(figures: Figures, mu: float) -> float | None:
        value = figures.get(figure)
        return None if value is None or not mu else value / mu

    return of


def _share(above: str, below: str, times: float = 1.0) -> Callable[[Figures, float], float | None]:
    def of(figures: Figures, _mu: float) -> float | None:
        upper, lower = figures.get(above), figures.get(below)
        return None if upper is None or not lower else times * upper / lower

    return of


INDICATORS: Final = {
    one.name: one
    for one in (
        Indicator("tax_per_mu", "亩均税收", "Tax per mu", "万元/亩", ("tax_wan",),
                  _per_mu("tax_wan")),
        Indicator("output_per_mu", "亩均产值", "Output per mu", "万元/亩", ("output_wan",),
                  _per_mu("output_wan")),
        Indicator("investment_per_mu", "亩均投资", "Investment per mu", "万元/亩",
                  ("investment_wan",), _per_mu("investment_wan")),
        Indicator("jobs_per_mu", "亩均就业", "Jobs per mu", "人/亩", ("jobs",), _per_mu("jobs")),
        Indicator("output_per_tce", "单位能耗产值", "Output per energy", "万元/吨标准煤",
                  ("output_wan", "energy_tce"), _share("output_wan", "energy_tce")),
        Indicator("output_per_emission", "单位排放产值", "Output per emission", "万元/吨",
                  ("output_wan", "emissions_t"), _share("output_wan", "emissions_t")),
        Indicator("rd_share", "研发投入强度", "R&D share", "%", ("rd_wan", "output_wan"),
                  _share("rd_wan", "output_wan", 100.0)),
    )
}  # fmt: skip


class Veto(NamedTuple):
    """A figure or indicator below (or above) a mark sets the grade, whatever the points say."""

    what: str
    grade: str
    reason: str
    below: float | None = None
    above: float | None = None


@dataclass(frozen=True, slots=True)
class Grading:
    """`[grading]` of a workspace: weights, the values that score full, marks of grades, vetoes."""

    source: str
    weights: Mapping[str, float]
    full: Mapping[str, float]
    marks: Mapping[str, float]
    vetoes: tuple[Veto, ...] = ()


class Points(NamedTuple):
    """One indicator of a grade: its value, the full mark, its weight, the points it gave."""

    indicator: Indicator
    value: float | None
    full: float
    weight: float
    points: float | None


class Grade(NamedTuple):
    """A grade with all that it came from; `grade` is "" where figures are missing."""

    grade: str
    score: float | None
    parts: tuple[Points, ...]
    vetoes: tuple[Veto, ...]


def grade(grading: Grading, figures: Figures, mu: float) -> Grade:
    """The grade of an enterprise in a year.

    Each indicator scores its weight times its share of the full value, at most the weight; the
    score is out of 100, whatever the weights add up to. The worst veto that applies sets the grade.

    Examples
    --------
    >>> rules = Grading("示例", {"tax_per_mu": 1}, {"tax_per_mu": 20}, {"A": 80, "B": 60, "C": 40})
    >>> grade(rules, {"tax_wan": 130}, 10.0)[:2]
    ('B', 65.0)
    >>> grade(rules, {"tax_wan": None}, 10.0)[:2]
    ('', None)
    """
    parts = tuple(_points(grading, name, figures, mu) for name in grading.weights)
    known = {one.indicator.name: one.value for one in parts} | dict(figures)
    vetoes = tuple(one for one in grading.vetoes if _applies(one, known, figures, mu))
    score = None
    if all(one.points is not None for one in parts):
        whole = sum(grading.weights.values())
        score = round(100 * sum(one.points or 0.0 for one in parts) / whole, 2)
    earned = "" if score is None else _by_marks(grading, score)
    worst = max((one.grade for one in vetoes), default="")
    return Grade(max(earned, worst) if earned or worst else "", score, parts, vetoes)


def _points(grading: Grading, name: str, figures: Figures, mu: float) -> Points:
    indicator, weight, full = INDICATORS[name], grading.weights[name], grading.full[name]
    value = indicator.worked_out(figures, mu)
    points = None if value is None else weight * min(max(value / full, 0.0), 1.0)
    return Points(indicator, value, full, weight, points)


def _applies(veto: Veto, known: Figures, figures: Figures, mu: float) -> bool:
    value = known.get(veto.what)
    if value is None and veto.what in INDICATORS:
        value = INDICATORS[veto.what].worked_out(figures, mu)
    if value is None:
        return False
    low = veto.below is not None and value < veto.below
    return low or (veto.above is not None and value > veto.above)


def _by_marks(grading: Grading, score: float) -> str:
    return next((one for one in GRADES[:-1] if score >= grading.marks[one]), GRADES[-1])


def grading_of(table: Mapping[str, Any]) -> Grading | None:
    """`[grading]` of `parkmap.toml`; None where it is not set.

    Raises
    ------
    BadValue
        A weight without full value, an unknown indicator, marks that do not fall, a wrong veto.
    """
    if not table:
        return None
    weights = _numbers(table, "weights")
    full = _numbers(table, "full")
    for name in weights:
        if name not in INDICATORS or not full.get(name, 0) > 0 or not weights[name] > 0:
            raise BadValue(
                "parkmap.toml: grading.weights.%(name)s needs a weight and a grading.full value "
                "above 0, and has to be one of %(all)s", name=name, all=", ".join(INDICATORS),
            )  # fmt: skip
    marks = _numbers(table, "marks")
    falling = [marks.get(one) for one in GRADES[:-1]]
    if None in falling or falling != sorted(set(falling), key=lambda one: -(one or 0.0)):
        raise BadValue(
            "parkmap.toml: grading.marks needs A, B and C, each lower than the one before"
        )
    if not weights:
        raise BadValue("parkmap.toml: grading.weights is empty; give at least one weight")
    vetoes = tuple(_veto(one) for one in table.get("vetoes", ()))
    return Grading(str(table.get("source", "")), weights, full, marks, vetoes)


def _numbers(table: Mapping[str, Any], key: str) -> dict[str, float]:
    found = table.get(key, {})
    good = isinstance(found, Mapping) and all(
        isinstance(one, int | float) and not isinstance(one, bool) for one in found.values()
    )
    if not good:
        raise BadValue("parkmap.toml: grading.%(key)s is no table of numbers", key=key)
    return {str(name): float(value) for name, value in found.items()}


def _veto(table: Any) -> Veto:
    try:
        made = Veto(**table)
    except TypeError as cause:
        raise BadValue("parkmap.toml: an item of grading.vetoes is wrong (%(cause)s)",
                       cause=str(cause)) from cause  # fmt: skip
    if made.what not in {*INDICATORS, *FIGURES} or made.grade not in GRADES:
        raise BadValue(
            "parkmap.toml: a veto is about '%(what)s' and sets '%(grade)s'; name a figure or an "
            "indicator, and a grade from A to D",
            what=str(made.what)[:40], grade=str(made.grade)[:40],
        )  # fmt: skip
    if made.below is None and made.above is None:
        raise BadValue(
            "parkmap.toml: the veto on %(what)s has neither below nor above", what=made.what
        )
    return made


__all__ = [
    "GRADES", "INDICATORS", "Grade", "Grading", "Indicator", "Points", "Veto", "grade",
    "grading_of",
]  # fmt: skip
