"""The period of a report: a month, a quarter, a year or any two days, and what it compares with."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from parkmap.errors import BadValue

WRITTEN: Final = re.compile(r"(\d{4})(?:-?Q([1-4])|-(0[1-9]|1[0-2]))?")
QUARTERS: Final = ("一", "二", "三", "四")
EVE: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a report, both included."""

    since: date
    on: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.on - self.since).days + 1

    @property
    def months(self) -> int:
        """How many months it touches, where it begins with the first day of one; else 0."""
        if self.since.day != 1:
            return 0
        return (self.on.year - self.since.year) * 12 + self.on.month - self.since.month + 1

    def before(self) -> Period:
        """The period before, as long: the month before a month, the same days where it runs.

        Examples
        --------
        >>> before = Period(date(2025, 12, 1), date(2025, 12, 31)).before()
        >>> str(before.since), str(before.on)
        ('2025-11-01', '2025-11-30')
        >>> str(Period(date(2026, 3, 10), date(2026, 3, 19)).before().since)
        '2026-02-28'
        """
        if self.months:
            return self._moved(-self.months)
        return Period(self.since - timedelta(days=self.days), self.since - EVE)

    def year_ago(self) -> Period:
        """The same days a year before; the end of a month stays one."""
        return self._moved(-12)

    def title(self, lang: str) -> str:
        """As it is written on a cover.

        Examples
        --------
        >>> period = period_of("2025-Q4")
        >>> period.title("zh"), period.title("en"), period_of("2025").title("zh")
        ('2025年第四季度', 'Q4 2025', '2025年')
        """
        zh, year, month = lang.startswith("zh"), self.since.year, self.since.month
        whole = self.on == _end(self.on.year, self.on.month) and self.since.year == self.on.year
        if whole and self.months == 1:
            return f"{year}年{month}月" if zh else f"{self.since:%B} {year}"
        if whole and self.months == 3 and month % 3 == 1:
            quarter = month // 3
            return f"{year}年第{QUARTERS[quarter]}季度" if zh else f"Q{quarter + 1} {year}"
        if whole and self.months == 12:
            return f"{year}年" if zh else f"{year}"
        return f"{self.since} {'至' if zh else 'to'} {self.on}"

    @property
    def code(self) -> str:
        """For names of files.

        Examples
        --------
        >>> Period(date(2025, 12, 1), date(2025, 12, 31)).code
        '2025-12'
        """
        if self.months == 1 and self.on == _end(self.on.year, self.on.month):
            return f"{self.since:%Y-%m}"
        return f"{self.since}_{self.on}"

    def _moved(self, months: int) -> Period:
        return Period(moved(self.since, months), moved(self.on, months))


def period_of(text: str) -> Period:
    """A month (2025-12), a quarter (2025-Q4) or a year (2025).

    Raises
    ------
    BadValue
        It is none of them.
    """
    found = WRITTEN.fullmatch(text.strip())
    if found is None or not 1900 <= int(found[1]) <= 2999:
        raise BadValue(
            "'%(value)s' is no period; write 2025-12, 2025-Q4 or 2025",
            value=text[:40], field="period",
        )  # fmt: skip
    year = int(found[1])
    if found[3]:
        return Period(date(year, int(found[3]), 1), _end(year, int(found[3])))
    if found[2]:
        last = int(found[2]) * 3
        return Period(date(year, last - 2, 1), _end(year, last))
    return Period(date(year, 1, 1), date(year, 12, 31))


def moved(day: date, months: int) -> date:
    """A day some months on; the last of a month stays the last.

    Examples
    --------
    >>> str(moved(date(2024, 2, 29), -12)), str(moved(date(2025, 12, 31), -1))
    ('2023-02-28', '2025-11-30')
    """
    at = day.year * 12 + day.month - 1 + months
    last = _end(at // 12, at % 12 + 1)
    ends = day == _end(day.year, day.month)
    return last if ends else last.replace(day=min(day.day, last.day))


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


__all__ = ["Period", "moved", "period_of"]
