"""Grades 亩均论英雄 over the years and on the parcels; for staff alone, never in public tiles.

Grades of all years follow from the figures and the rules as they stand now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from parkmap.land.courses import Sum
from parkmap.land.grade_years import Moves, counted, drawn_as, moves
from parkmap.services.enterprises import EnterpriseView, checked_year, over_years
from parkmap.services.knowing import rows_on
from parkmap.services.record import Actor, Record


@dataclass(frozen=True, slots=True)
class GradeYear:
    """One year: how many have each grade ("" none), and the moves from the year before."""

    year: int
    counts: dict[str, int]
    moves: Moves | None


@dataclass(frozen=True, slots=True)
class GradedParcel:
    """A parcel with the enterprises on it, and how it is drawn."""

    id: str
    drawn_as: str
    firms: tuple[tuple[str, str, str], ...]
    """Id, name and grade ("" none) of each."""


@dataclass(frozen=True, slots=True)
class GradeMap:
    """The parcels that enterprises use, by grade, and the sums of all land by park and style."""

    year: int
    on: date
    parcels: tuple[GradedParcel, ...]
    sums: dict[tuple[str, str], Sum]


def grade_of(one: EnterpriseView, year: int) -> str:
    """The grade of an enterprise in a year; "" where it has none."""
    found = next((each for each in one.years if each.year == year), None)
    return found.grade.grade if found and found.grade else ""


def grade_years(record: Record, actor: Actor) -> list[GradeYear]:
    """Every year with a figure, oldest first, with counts and moves; for staff."""
    every = over_years(record, actor)
    years = sorted({each.year for one in every for each in one.years})
    found: list[GradeYear] = []
    for year in years:
        pairs = [(grade_of(one, year - 1), grade_of(one, year)) for one in every]
        moved = moves(year, pairs) if year - 1 in years else None
        found.append(GradeYear(year, counted(now for _, now in pairs), moved))
    return found


def moved(
    every: Sequence[EnterpriseView], year: int, was: str | None, now: str | None
) -> list[str]:
    """The ids of enterprises with this grade the year before, and this one in the year."""
    return [
        one.id for one in every
        if (was is None or grade_of(one, year - 1) == was)
        and (now is None or grade_of(one, year) == now)
    ]  # fmt: skip


def grade_map(record: Record, actor: Actor, year: int) -> GradeMap:
    """The parcels of today by the grades of a year of those that used them at its end; for staff.

    Raises
    ------
    SignInNeeded, Forbidden
        Who does not read internal facts.
    """
    checked_year(record, year)
    on = min(date(year, 12, 31), record.today())
    firms: dict[str, list[tuple[str, str, str]]] = {}
    for one in over_years(record, actor):
        said = (one.id, str(one.state["name"]), grade_of(one, year))
        for parcel in {use.state["parcel"] for use in one.uses if use.holds_on(on)}:
            firms.setdefault(parcel, []).append(said)
    sums: dict[tuple[str, str], Sum] = {}
    with record.store.read() as connection:
        rows = rows_on(connection, record, record.today().isoformat())
    drawn = {one: drawn_as(grade for _, _, grade in held) for one, held in firms.items()}
    for row in rows:
        key = (row.park, drawn.get(row.parcel_id, drawn_as(())))
        sums[key] = sums.get(key, Sum()).plus(Sum(1, row.area_dm2))
    there = {row.parcel_id for row in rows}
    parcels = tuple(
        GradedParcel(one, drawn[one], tuple(sorted(held, key=lambda each: each[1])))
        for one, held in sorted(firms.items()) if one in there
    )  # fmt: skip
    return GradeMap(year, on, parcels, sums)


__all__ = [
    "GradeMap", "GradeYear", "GradedParcel", "grade_map", "grade_of", "grade_years", "moved",
]  # fmt: skip
