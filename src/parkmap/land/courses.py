"""What all land went through, in columns, so that a sum at any day, or between two, is one look.

A row is a span of one parcel (`land.fold.Span`): the days in which what is counted stayed the
same. Splits and merges begin and end spans without a change of status, so they move no sum.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from parkmap.land.coded import Coded, coded, joined_columns, taken_from
from parkmap.land.fold import KINDS, Span
from parkmap.units import dm2_to_mu

Rows = NDArray[np.int64]
"""Places of rows, as `Courses.standing` and `Courses.turns` give them."""

COLUMNS: Final = ("parcel", "status", "before", "offer", "park", *KINDS)
"""Columns of words; the empty word stands for what is not told."""
UNKNOWN: Final = 0
"""The ordinal of a day that is not known."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A number of parcels and their recorded area in dm2."""

    count: int = 0
    area_dm2: int = 0

    @property
    def mu(self) -> float:
        """The area in mu, two decimals."""
        return dm2_to_mu(self.area_dm2)

    def plus(self, other: Sum) -> Sum:
        """Both together."""
        return Sum(self.count + other.count, self.area_dm2 + other.area_dm2)


class Series(NamedTuple):
    """Sums on some days, one place for each day."""

    counts: NDArray[np.int64]
    area_dm2: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Courses:
    """Spans of parcels, in order of parcel and day; all columns have one place for each.

    Days are ordinals (`datetime.date.toordinal`); a span holds from `start` to before `end`, its
    status since `since`, and followed one that held since `before_on`; `UNKNOWN` where not known.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    since: NDArray[np.int64]
    before_on: NDArray[np.int64]
    area_dm2: NDArray[np.int64]
    words: Mapping[str, Coded]

    def __len__(self) -> int:
        """How many spans."""
        return len(self.start)

    def standing(self, day: date, statuses: Collection[str] = ()) -> Rows:
        """The spans that hold on a day, one for each parcel of then; of some statuses if named."""
        at = day.toordinal()
        held = (self.start <= at) & (self.end > at) & self._counted(statuses)
        return np.flatnonzero(held)

    def turns(
        self, first: date, last: date, to: Collection[str] = (), before: Collection[str] = ()
    ) -> Rows:
        """The spans that a change of status began, between two days, both included.

        Parameters
        ----------
        to, before
            Only changes to, and from, one of these statuses; any where empty.
        """
        here = (self.start >= first.toordinal()) & (self.start <= last.toordinal())
        turned = (self.since == self.start) & self._counted(to)
        came = self.words["before"].are(before) if before else ~self.words["before"].are({""})
        return np.flatnonzero(here & turned & came)

    def sum(self, rows: Rows) -> Sum:
        """Number and area of some spans."""
        return Sum(len(rows), int(self.area_dm2[rows].sum()))

    def sums(self, rows: Rows, *by: str) -> dict[tuple[str, ...], Sum]:
        """Number and area of some spans for each set of words in the columns `by`."""
        key = np.zeros(len(rows), dtype=np.int64)
        for name in by:
            key = key * len(self.words[name].words) + self.words[name].at[rows]
        used, place, counts = np.unique(key, return_inverse=True, return_counts=True)
        areas = np.zeros(len(used), dtype=np.int64)
        np.add.at(areas, place, self.area_dm2[rows])
        return {
            self._told(int(one), by): Sum(int(n), int(area))
            for one, n, area in zip(used, counts, areas, strict=True)
        }

    def series(self, days: Sequence[date], by: str) -> dict[str, Series]:
        """Sums on some days (in order) for each word of a column."""
        at = np.array([day.toordinal() for day in days], dtype=np.int64)
        column, wide = self.words[by], len(days) + 1
        rows = np.flatnonzero(self._counted(()))
        shape = (len(column.words), wide)
        found = []
        for weights in (np.ones(len(rows)), self.area_dm2[rows]):
            steps = np.zeros(shape)
            for sign, ends in ((1, self.start), (-1, self.end)):
                key = column.at[rows] * wide + np.searchsorted(at, ends[rows], side="left")
                steps += sign * np.bincount(key, weights, shape[0] * wide).reshape(shape)
            found.append(np.rint(steps.cumsum(axis=1)[:, :-1]).astype(np.int64))
        return {word: Series(found[0][n], found[1][n]) for n, word in enumerate(column.words)}

    def ids(self, rows: Rows) -> list[str]:
        """The parcels of some spans, in the order of the rows."""
        column = self.words["parcel"]
        return [column.words[at] for at in column.at[rows].tolist()]

    def where(self, rows: Rows, **wanted: Collection[str]) -> Rows:
        """Those of some spans that have one of the words wanted, in each column named."""
        for name, words in wanted.items():
            rows = rows[self.words[name].are(words)[rows]]
        return rows

    def changed(self, fresh: Iterable[tuple[str, Span]], touched: Collection[str]) -> Courses:
        """The courses with the spans of some parcels told anew; one without any is gone."""
        keep = np.flatnonzero(~self.words["parcel"].are(touched))
        return _joined(_taken(self, keep), courses_of(fresh))

    def _counted(self, statuses: Collection[str]) -> NDArray[np.bool_]:
        column = self.words["status"]
        return column.are(statuses) if statuses else ~column.are({""})

    def _told(self, key: int, by: Sequence[str]) -> tuple[str, ...]:
        told: list[str] = []
        for name in reversed(by):
            key, at = divmod(key, len(self.words[name].words))
            told.append(self.words[name].words[at])
        return tuple(reversed(told))


def courses_of(spans: Iterable[tuple[str, Span]]) -> Courses:
    """Courses of (parcel id, span); spans of one parcel in order of days.

    Examples
    --------
    >>> idle = Span("2025-01-01", "2025-03-01", "idle", "none", "p", 500, since_on="2025-01-01")
    >>> back = idle._replace(from_on="2025-03-01", until_on="9999-12-31", status="revitalized",
    ...     since_on="2025-03-01", before="idle", before_on="2025-01-01")
    >>> made = courses_of([("T-1", idle), ("T-1", back)])
    >>> made.sums(made.standing(date(2025, 2, 1)), "status")
    {('idle',): Sum(count=1, area_dm2=500)}
    >>> made.ids(made.turns(date(2025, 1, 1), date(2025, 12, 31), to={"revitalized"}))
    ['T-1']
    """
    held = sorted(spans, key=lambda one: (one[0], one[1].from_on))
    days = _Days()
    columns: dict[str, list[str]] = {"parcel": [one for one, _ in held]}
    columns |= {name: [getattr(span, name) for _, span in held] for name in COLUMNS[1:]}
    dated = [np.array([days[getattr(span, name)] for _, span in held], dtype=np.int64)
             for name in ("from_on", "until_on", "since_on", "before_on")]  # fmt: skip
    areas = np.array([span.area_dm2 for _, span in held], dtype=np.int64)
    return _made([*dated, areas], {name: coded(column) for name, column in columns.items()})


class _Days(dict[str, int]):
    """ISO day -> ordinal; the same few thousand days come again and again."""

    def __missing__(self, day: str) -> int:
        self[day] = found = date.fromisoformat(day).toordinal() if day else UNKNOWN
        return found


def _taken(held: Courses, rows: Rows) -> Courses:
    words = {name: taken_from(column, rows) for name, column in held.words.items()}
    return _made([column[rows] for column in _figures(held)], words)


def _joined(one: Courses, other: Courses) -> Courses:
    words = {name: joined_columns(one.words[name], other.words[name]) for name in COLUMNS}
    pairs = zip(_figures(one), _figures(other), strict=True)
    both = _made([np.concatenate(pair) for pair in pairs], words)
    named = np.array(words["parcel"].words, dtype=object)
    rank = np.empty(len(named), dtype=np.int64)
    rank[np.argsort(named, kind="stable")] = np.arange(len(named))
    return _taken(both, np.lexsort((both.start, rank[words["parcel"].at])))


def _figures(held: Courses) -> list[NDArray[np.int64]]:
    return [held.start, held.end, held.since, held.before_on, held.area_dm2]


def _made(figures: Sequence[NDArray[np.int64]], words: Mapping[str, Coded]) -> Courses:
    start, end, since, before_on, area_dm2 = figures
    return Courses(start, end, since, before_on, area_dm2, words)


__all__ = ["COLUMNS", "UNKNOWN", "Courses", "Rows", "Series", "Sum", "courses_of"]
