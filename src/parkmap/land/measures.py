"""The measures of leaders: what each figure is called, its unit, and over what it is taken.

One table for the page, the API, the command, reports, workbooks and slides. The rules behind the
words stand in `docs/measures.md`; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from parkmap.land.measures_of_flow import FLOW_ROWS
from parkmap.land.measures_of_shares import SHARE_ROWS
from parkmap.land.measures_of_stock import STOCK_ROWS

Unit = Literal["mu", "count", "%", "days", "wan_per_mu"]
Kind = Literal["stock", "flow", "rate", "time", "yield"]

UNIT_WORDS: Final[dict[Unit, tuple[str, str]]] = {
    "mu": ("亩", "mu"),
    "count": ("宗", "parcels"),
    "%": ("%", "%"),
    "days": ("天", "days"),
    "wan_per_mu": ("万元/亩", "10,000 yuan per mu"),
}
"""Unit -> how it is written, Chinese and English."""

DIGITS: Final[dict[Unit, int]] = {"mu": 1, "count": 0, "%": 1, "days": 0, "wan_per_mu": 2}
"""Decimals on screens; ledgers and reports show mu with two."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its words, its unit, what it means and what it is divided by ("" for nothing).

    A stock stands on a day, a flow ran between two, a rate is a share in percent, a time a number
    of days between two turns, a yield money per mu.
    """

    name: str
    zh: str
    en: str
    unit: Unit
    digits: int
    kind: Kind
    meaning_zh: str
    meaning_en: str
    denominator_zh: str = ""
    denominator_en: str = ""

    def title(self, language: str) -> str:
        """Its word in the language of the page."""
        return self.zh if language.startswith("zh") else self.en

    def meaning(self, language: str) -> str:
        """What it counts."""
        return self.meaning_zh if language.startswith("zh") else self.meaning_en

    def denominator(self, language: str) -> str:
        """What it is divided by; empty where by nothing."""
        return self.denominator_zh if language.startswith("zh") else self.denominator_en

    def unit_word(self, language: str) -> str:
        """Its unit as it is written.

        Examples
        --------
        >>> MEASURES["idle"].unit_word("zh_CN"), MEASURES["tax_per_mu"].unit_word("zh")
        ('亩', '万元/亩')
        """
        return UNIT_WORDS[self.unit][0 if language.startswith("zh") else 1]


Row = tuple[str, str, str, str, str, str, str, str, str]
"""Name, words, unit, kind, meaning and denominator, each in Chinese and English."""


def _measures(rows: Iterable[Row]) -> dict[str, Measure]:
    found = {}
    for name, zh, en, unit, kind, *told in rows:
        digits = DIGITS[unit]  # type: ignore[index]  # the rows below are checked by a test
        found[name] = Measure(name, zh, en, unit, digits, kind, *told)  # type: ignore[arg-type]
    return found


MEASURES: Final = _measures((*STOCK_ROWS, *FLOW_ROWS, *SHARE_ROWS))
"""Name -> measure, in the order of tables and sheets."""

STATUS_STOCKS: Final = ("idle", "under_construction", "revitalized", "in_use")
AGES: Final = ("idle_under_1", "idle_1_to_2", "idle_over_2")
IDLE_FLOWS: Final = ("became_idle", "started", "idle_came_back", "came_back", "disposed")
TARGETED: Final = ("came_back", "disposed", "started")
"""Flows for which a workspace may set a target of the year."""
RATES: Final = ("disposal_rate", "idle_rate", "idle_share", "supply_rate", "digestion_rate")
TIMES: Final = ("idle_to_construction", "construction_to_revitalized", "idle_to_revitalized")
YIELDS: Final = ("output_per_mu", "tax_per_mu", "investment_per_mu")

__all__ = [
    "AGES", "IDLE_FLOWS", "MEASURES", "RATES", "STATUS_STOCKS", "TARGETED", "TIMES", "UNIT_WORDS",
    "YIELDS", "Measure",
]  # fmt: skip
