"""Units of figures in the language of a page."""

from __future__ import annotations

from typing import Final

ENGLISH: Final = {
    "年": "years",
    "亩": "mu",
    "万元": "10k CNY",
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
    "亿元": "100m CNY",
    "家": "firms",
    "户": "entities",
    "万千瓦时": "10k kWh",
    "%": "%",
}
"""Chinese unit -> its English one; a unit such as m² is the same in both."""


def unit_word(unit: str, language: str) -> str:
    """The unit in the language of the page.

    Examples
    --------
    >>> unit_word("万元/亩", "en"), unit_word("m²", "en"), unit_word("人", "zh")
    ('10k CNY/mu', 'm²', '人')
    >>> unit_word("家/亩", "en")
    'firms/mu'
    """
    if language.startswith("zh"):
        return unit
    if unit.endswith("/亩") and unit not in ENGLISH:
        return f"{ENGLISH.get(unit[:-2], unit[:-2])}/mu"
    return ENGLISH.get(unit, unit)


__all__ = ["unit_word"]
