"""Enterprises, the parcels and buildings that they use, and their yearly figures."""

from __future__ import annotations

import re
from typing import Any, Final

from parkmap.errors import BadValue
from parkmap.land.items import Item, items_of

ENTERPRISE: Final = "enterprise"
ENTERPRISE_PREFIX: Final = "QY-"
TENANCY: Final = "tenancy"
TENANCY_PREFIX: Final = "ZY-"
FIRST_YEAR: Final = 1990

ENTERPRISE_ITEMS: Final = items_of(
    Item("name", "企业名称", "Name", needed=True),
    Item("code", "统一社会信用代码", "Unified social credit code"),
    Item("industry", "行业", "Industry"),
    Item("chain", "产业链", "Chain"),
    Item("direction", "招商方向", "Direction"),
    Item("address", "地址", "Address"),
    Item("note", "备注", "Note", "long"),
)
TENANCY_ITEMS: Final = items_of(
    Item("parcel", "地块编号", "Parcel", needed=True),
    Item("building", "厂房（楼栋）", "Building"),
    Item("area_m2", "使用面积", "Area used", "number", unit="m²"),
    Item("from_on", "起始日期", "From", "date", needed=True),
    Item("until_on", "终止日期", "Until", "date"),
)
FIGURES: Final = items_of(
    Item("output_wan", "产值", "Output", "number", unit="万元"),
    Item("tax_wan", "税收", "Tax", "number", unit="万元"),
    Item("investment_wan", "固定资产投资", "Investment", "number", unit="万元"),
    Item("energy_tce", "综合能耗", "Energy", "number", unit="吨标准煤"),
    Item("emissions_t", "主要污染物排放", "Emissions", "number", unit="吨"),
    Item("rd_wan", "研发经费", "R&D", "number", unit="万元"),
    Item("jobs", "从业人数", "Jobs", "number", unit="人"),
)
"""Figures of a year; each is a field of the enterprise named with its year: `tax_wan_2025`."""

SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The signs of a code in the order of their values, GB 32100-2015: without I, O, S, V, Z."""
CODE: Final = re.compile(f"[{SIGNS}]{{18}}")


def check_sign(first: str) -> str:
    """The 18th sign that belongs to the first 17 of a code, GB 32100-2015 annex B.

    Examples
    --------
    >>> check_sign("91350100M000100Y4")
    '3'
    """
    total = sum(SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(first))
    return SIGNS[-total % 31]


def checked_code(text: str) -> str:
    """A unified social credit code in capitals.

    Raises
    ------
    BadValue
        Not 18 of its signs, or the last one does not belong to the others.

    Examples
    --------
    >>> checked_code("91350100m000100y43")
    '91350100M000100Y43'
    """
    code = text.strip().upper()
    if not CODE.fullmatch(code):
        raise BadValue(
            "a unified social credit code has 18 digits and capitals (no I, O, S, V, Z); "
            "'%(value)s' has not", field="code", value=code[:40],
        )  # fmt: skip
    right = check_sign(code[:17])
    if code[17] != right:
        raise BadValue(
            "the check digit of %(value)s would be %(right)s; check the code",
            field="code", value=code, right=right,
        )  # fmt: skip
    return code


def figure_field(name: str, year: int) -> str:
    """The field that keeps a figure of a year."""
    return f"{name}_{year}"


def figures_of(state: dict[str, Any], year: int) -> dict[str, float | None]:
    """The figures of a year; None where one was not given."""
    return {name: state.get(figure_field(name, year)) for name in FIGURES}


def years_of(state: dict[str, Any]) -> list[int]:
    """Years with a figure, latest first.

    Examples
    --------
    >>> years_of({"tax_wan_2025": 3, "jobs_2024": 20, "name": "x"})
    [2025, 2024]
    """
    found = {
        int(year) for field in state
        if (year := field.rpartition("_")[2]).isdecimal() and field.rpartition("_")[0] in FIGURES
    }  # fmt: skip
    return sorted(found, reverse=True)


__all__ = [
    "ENTERPRISE", "ENTERPRISE_ITEMS", "ENTERPRISE_PREFIX", "FIGURES", "FIRST_YEAR", "TENANCY",
    "TENANCY_ITEMS", "TENANCY_PREFIX", "check_sign", "checked_code", "figure_field", "figures_of",
    "years_of",
]  # fmt: skip
