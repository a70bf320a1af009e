"""Months, quarters and years: how a period is written, when it ends, the same one a year before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from parkmap.errors import BadValue
from parkmap.land.codes import Word

Kind = Literal["month", "quarter", "year"]

PERIODS: Final[Mapping[str, Word]] = {
    "month": Word("月度", "Monthly"),
    "quarter": Word("季度", "Quarterly"),
    "year": Word("年度", "Yearly"),
}
PARTS: Final[Mapping[Kind, int]] = {"month": 12, "quarter": 4, "year": 1}
"""How many such periods a year has."""
FIRST_YEAR: Final = 1949
LAST_YEAR: Final = 2999
_WRITTEN: Final = re.compile(
    r"(\d{4})(?:年?|-(\d{1,2})|年(\d{1,2})月|年?[Qq]([1-4])|年第?([1-4])季度)"
)


class Period(NamedTuple):
    """A month, quarter or year; `part` is 1 for a year."""

    kind: Kind
    year: int
    part: int

    @property
    def id(self) -> str:
        """As it is kept and written in addresses: 2025, 2025Q1 or 2025-03."""
        tail = {"year": "", "quarter": f"Q{self.part}", "month": f"-{self.part:02d}"}[self.kind]
        return f"{self.year}{tail}"

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, 1 + (self.part - 1) * (12 // PARTS[self.kind]), 1)

    @property
    def last_day(self) -> date:
        """Its last day.

        Examples
        --------
        >>> Period("quarter", 2024, 1).last_day, Period("month", 2024, 12).last_day
        (datetime.date(2024, 3, 31), datetime.date(2024, 12, 31))
        """
        months = self.part * (12 // PARTS[self.kind])
        return date(self.year + months // 12, months % 12 + 1, 1) - timedelta(days=1)

    @property
    def year_before(self) -> Period:
        """The same period of the year before."""
        return self._replace(year=self.year - 1)

    def label(self, language: str) -> str:
        """As people read it.

        Examples
        --------
        >>> Period("quarter", 2025, 3).label("zh"), Period("month", 2025, 3).label("en")
        ('2025年第3季度', '2025-03')
        """
        if not language.startswith("zh"):
            return self.id
        tail = {"year": "", "quarter": f"第{self.part}季度", "month": f"{self.part}月"}[self.kind]
        return f"{self.year}年{tail}"


def period_of(text: str, kind: str = "") -> Period:
    """The period that is written so: 2025, 2025Q1, 2025-03, or in Chinese.

    Parameters
    ----------
    kind
        What it has to be; any where empty.

    Raises
    ------
    BadValue
        No period, or one of another kind; ``values["field"]`` is `period`.

    Examples
    --------
    >>> period_of("2025年3月").id, period_of("2025年第2季度").id, period_of("2025Q4").id
    ('2025-03', '2025Q2', '2025Q4')
    """
    found = _WRITTEN.fullmatch(text.strip())
    year, month = (int(found[1]), found[2] or found[3]) if found else (0, None)
    quarter = found and (found[4] or found[5])
    made = Period("month", year, int(month)) if month else (
        Period("quarter", year, int(quarter)) if quarter else Period("year", year, 1)
    )  # fmt: skip
    right = FIRST_YEAR <= year <= LAST_YEAR and 1 <= made.part <= PARTS[made.kind]
    if not right or kind not in {"", made.kind}:
        raise BadValue(
            "'%(value)s' is no period here; write a year as 2025, a quarter as 2025Q1, a month as "
            "2025-03", field="period", value=text[:40],
        )  # fmt: skip
    return made


__all__ = ["PARTS", "PERIODS", "Kind", "Period", "period_of"]
