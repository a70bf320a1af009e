"""How a thematic map is coloured: by status, stock kind, servicing or offer.

One table for the drawing and the legend. On paper without colour, hatching and letter tell the
kinds of a theme apart; no two of one theme share both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from parkmap.land.codes import CODE_LISTS
from parkmap.land.status import STATUSES, Hatch, Style

UNTOLD: Final = "untold"
"""What the record does not say of a parcel."""
OTHER: Final = "other"
"""A value outside its list."""


def _theme(field: str, *rows: tuple[str, str, str, str, Hatch]) -> dict[str, Style]:
    words = CODE_LISTS[field]
    told = {
        code: Style(code, words[code].zh, words[code].en, zh, en, colour, colour, hatch)
        for code, zh, en, colour, hatch in rows
    }
    return told | {
        OTHER: Style(OTHER, "其他", "Other", "他", "X", "#4A5666", "#4A5666", "grid"),
        UNTOLD: Style(UNTOLD, "未填", "Not recorded", "–", "–", "#C4CAD2", "#C4CAD2", "none"),
    }


THEMES: Final[dict[str, dict[str, Style]]] = {
    "status": STATUSES,
    "stock_kind": _theme(
        "stock_kind",
        ("approved_unsupplied", "批", "A", "#0072B2", "columns"),
        ("supplied_unused", "供", "S", "#56B4E9", "dots"),
        ("suspected_idle", "疑", "Q", "#B26A00", "back"),
        ("determined_idle", "认", "D", "#D55E00", "diagonal"),
        ("partly_used", "尽", "P", "#CC79A7", "rows"),
        ("inefficient", "低", "L", "#8A5A2B", "cross"),
        ("stopped", "停", "T", "#B3261E", "solid"),
        ("reserved", "储", "R", "#009E73", "solid"),
    ),
    "servicing": _theme(
        "servicing",
        ("raw", "未", "U", "#8A5A2B", "cross"),
        ("three", "三", "3", "#56B4E9", "dots"),
        ("five", "五", "5", "#0072B2", "diagonal"),
        ("seven", "七", "7", "#009E73", "solid"),
    ),
    "offer": _theme(
        "offer",
        ("none", "否", "N", "#7A8594", "none"),
        ("preparing", "筹", "P", "#B26A00", "cross"),
        ("open", "供", "O", "#009E73", "solid"),
        ("held", "占", "H", "#D55E00", "diagonal"),
        ("closed", "关", "C", "#0072B2", "rows"),
    ),
}
"""Theme, named as its field -> code -> style, in the order of legends."""


def drawn_in(theme: str, state: Mapping[str, Any]) -> str:
    """The code of a theme by which a parcel is drawn.

    Examples
    --------
    >>> drawn_in("servicing", {"servicing": "five"}), drawn_in("servicing", {"servicing": "nine"})
    ('five', 'other')
    >>> drawn_in("stock_kind", {})
    'untold'
    """
    value = state.get(theme)
    if value is None or value == "":
        return UNTOLD
    return str(value) if value in THEMES[theme] else OTHER


__all__ = ["OTHER", "THEMES", "UNTOLD", "drawn_in"]
