"""经济指标 of the demonstration.

The values of 2025 are those that the zone published. The values of 2024 were not published: they
follow from the published growth (16 %, 10.02 %, 11 %), so that what the program computes from both
is exactly that. Goals are as published, without a year where none was named. The quarterly series
is made up and says so.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random
from typing import Any, Final, NamedTuple

from parkmap.land.indicators import INDICATOR, INDICATOR_PREFIX
from parkmap.land.ledger import Subject

from .record import Act, Change
from .register import REGISTRAR

SEED: Final = 20_260_601
PUBLISHED: Final = "公开发布的 2025 年经济运行数据"
DERIVED: Final = "由公布的 2025 年增速推算，非公布数值"
PLANNED: Final = "公开发布的发展目标（未注明期限）"
MADE_UP: Final = "示范数据（虚构，无文件依据）"


class Yearly(NamedTuple):
    """A published figure: its words, its value of 2025, the value of 2024 that follows from it."""

    zh: str
    en: str
    value_2025: float
    value_2024: float


YEARLY: Final = (
    Yearly("规上工业增加值", "Value added of industry above scale", 90.71, 78.2),
    Yearly("工业投资", "Industrial investment", 34.79, 31.6215),
    Yearly("固定资产投资", "Fixed-asset investment", 38.85, 35),
)
GOALS: Final = (
    ("地区生产总值", "Gross regional product", "亿元", 500),
    ("主导产业集群（一）规模", "Size of leading cluster 1", "亿元", 150),
    ("主导产业集群（二）规模", "Size of leading cluster 2", "亿元", 150),
    ("经营主体", "Market entities", "户", 4_000),
)
POWER: Final = "工业用电量（示例）"
YEARS: Final = (2024, 2025, 2026)
QUARTERS: Final = tuple(f"{year}Q{part}" for year in YEARS for part in (1, 2, 3, 4))[:11]
ENTERED_ON: Final = date(2025, 2, 18)
PUBLISHED_ON: Final = date(2026, 2, 10)


def indicator_acts() -> list[Act]:
    """The entries of all indicators: set up with the values of 2024, then year by year."""
    dice = Random(SEED)
    first: list[dict[str, Any]] = [
        {"name_zh": one.zh, "name_en": one.en, "unit": "亿元", "period": "year", "per_mu": True,
         "value_2024": one.value_2024, "source_2024": DERIVED}
        for one in YEARLY
    ]  # fmt: skip
    first += [
        {"name_zh": zh, "name_en": en, "unit": unit, "period": "year", "goal": goal,
         "goal_source": PLANNED} | ({"per_mu": True} if zh == "地区生产总值" else {})
        for zh, en, unit, goal in GOALS
    ]  # fmt: skip
    first.append({"name_zh": POWER, "name_en": "Industrial power used (example)",
                  "unit": "万千瓦时", "period": "quarter"})  # fmt: skip
    acts = [_act(ENTERED_ON, "enter", "建立经济指标（示例）",
                 [Change(_subject(n), fields) for n, fields in enumerate(first, 1)])]  # fmt: skip
    published = [
        Change(_subject(n), {"value_2025": one.value_2025, "source_2025": PUBLISHED})
        for n, one in enumerate(YEARLY, 1)
    ]
    acts.append(_act(PUBLISHED_ON, "annotate", "录入公布的 2025 年数据", published))
    return acts + _power(len(first), dice)


def _power(number: int, dice: Random) -> list[Act]:
    """The quarterly series, made up: each entered three weeks after its quarter ended."""
    acts, base = [], 9_800.0
    for quarter in QUARTERS:
        year, part = int(quarter[:4]), int(quarter[-1])
        base *= dice.uniform(1.0, 1.05)
        fields = {
            f"value_{quarter}": round(base * (1.0, 0.97, 1.06, 1.1)[part - 1]),
            f"target_{quarter}": int(round(base * 1.03, -2)),
            f"source_{quarter}": MADE_UP,
        }
        day = date(year + part // 4, part % 4 * 3 + 1, 21)
        if day < ENTERED_ON:
            day = ENTERED_ON
        acts.append(_act(day, "annotate", f"{quarter} 用电量（示例）",
                         [Change(_subject(number), fields)]))  # fmt: skip
    return acts


def _act(day: date, action: str, reason: str, changes: list[Change]) -> Act:
    minute = 10 if action == "enter" else 40
    at = datetime(day.year, day.month, day.day, 6, minute, tzinfo=UTC)
    return Act(at, REGISTRAR, action, reason, day, changes)


def _subject(number: int) -> Subject:
    return Subject(INDICATOR, f"{INDICATOR_PREFIX}{number:04d}")
