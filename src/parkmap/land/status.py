"""The statuses of a parcel, how each is drawn, and what the public may read instead.

One table for the map, the legend, the charts and the papers (LOOK: colour, hatching, letter).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from parkmap.errors import BadValue

Hatch = Literal["diagonal", "dots", "solid", "none", "cross"]


@dataclass(frozen=True, slots=True)
class Style:
    """How one status, or one public word, is named and drawn."""

    code: str
    zh: str
    en: str
    letter_zh: str
    letter_en: str
    light: str
    dark: str
    hatch: Hatch


IDLE: Final = "idle"
UNDER_CONSTRUCTION: Final = "under_construction"
REVITALIZED: Final = "revitalized"
IN_USE: Final = "in_use"

STATUSES: Final = {
    style.code: style
    for style in (
        Style(IDLE, "闲置", "Idle", "闲", "I", "#D55E00", "#E77A24", "diagonal"),
        Style(UNDER_CONSTRUCTION, "在建", "Under construction", "建", "C", "#0072B2", "#56B4E9",
              "dots"),
        Style(REVITALIZED, "已盘活", "Revitalized", "活", "R", "#009E73", "#2BC79A", "solid"),
        Style(IN_USE, "在用", "In use", "用", "U", "#9AA3AE", "#5C6672", "none"),
    )
}  # fmt: skip
"""Status code -> style, in the order of legends and tables."""

SUPPLY_WORDS: Final = {
    style.code: style
    for style in (
        Style("available", "可供", "Available", "供", "A", "#D55E00", "#E77A24", "diagonal"),
        Style("preparing", "筹备", "In preparation", "筹", "P", "#B26A00", "#F0B54D", "cross"),
        Style("supplied", "已供", "Supplied", "已", "S", "#7A8594", "#7F8B9A", "none"),
        Style("building", "在建", "Under construction", "建", "C", "#0072B2", "#56B4E9", "dots"),
        Style("producing", "投产", "In production", "产", "R", "#009E73", "#2BC79A", "solid"),
    )
}  # fmt: skip
"""What the public reads where a workspace keeps statuses internal (a firm is never "idle")."""


def checked_status(value: object) -> str:
    """The status, or a refusal that lists the four.

    Examples
    --------
    >>> checked_status("idle")
    'idle'
    """
    if isinstance(value, str) and value in STATUSES:
        return value
    raise BadValue(
        "'%(value)s' is not a status; use one of %(allowed)s",
        value=str(value)[:60],
        allowed=", ".join(STATUSES),
    )


def supply_word(status: str, offer: str) -> str:
    """The public word for a parcel whose status is internal.

    Examples
    --------
    >>> supply_word("idle", "open"), supply_word("idle", "none"), supply_word("in_use", "none")
    ('available', 'supplied', 'producing')
    """
    if offer == "open":
        return "available"
    if offer == "preparing":
        return "preparing"
    if status == UNDER_CONSTRUCTION:
        return "building"
    return "supplied" if status == IDLE else "producing"
