"""Units of figures in the language of a page."""

from __future__ import annotations

from typing import Final

ENGLISH: Final = {
    "年": "years",
    "亩": "mu",
    "万元": "10k CNY",
    "亿元": "100M CNY",
    "小时": "hours",
    "万元/亩": "10k CNY/mu",
    "元/m²·月": "CNY/m² a month",
    "元/m²": "CNY/m²",
    "层": "storeys",
    "万元/吨标准煤": "10k CNY/tce",
    "万元/吨": "10k CNY/t",
    "吨标准煤": "tce",
    "吨": "t",
    "人": "persons",
    "人/亩": "persons/mu",
}
"""Chinese unit -> its English one; a unit such as m² is the same in both."""


def unit_word(unit: str, language: str) -> str:
    """The unit in the language of the page.

    Examples
    --------
    >>> unit_word("万元/亩", "en"), unit_word("m²", "en"), unit_word("人", "zh")
    ('10k CNY/mu', 'm²', '人')
    """
    return unit if language.startswith("zh") else ENGLISH.get(unit, unit)


__all__ = ["unit_word"]
