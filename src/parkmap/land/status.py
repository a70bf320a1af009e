"""The statuses of a parcel, how each is drawn, and what the public may read instead.

One table for the map, the legend, the charts and the papers (LOOK: colour, hatching, letter).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from parkmap.errors import BadValue

Hatch = Literal["diagonal", "dots", "solid", "none", "cross", "back", "rows", "columns", "grid"]
"""The map draws the first five and rows; all are drawn on paper."""


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
OPEN: Final = "open"
OPEN_HELD: Final = "open_held"
"""How an open offer is counted that something holds: nothing held is told as available."""

SHOWN_OFFERS: Final = (OPEN, OPEN_HELD, "preparing")
"""What the public sees where only land on offer is shown."""

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
        field="status",
    )


def counted_offer(state: Mapping[str, Any]) -> str:
    """The offer as parcels are counted by it: one that a seizure or a tender holds is apart.

    Examples
    --------
    >>> counted_offer({"offer": "open"}), counted_offer({"offer": "open", "seized": True})
    ('open', 'open_held')
    """
    offer = str(state.get("offer") or "none")
    held = state.get("seized") or state.get("announcement_url")
    return OPEN_HELD if offer == OPEN and held else offer


def supply_word(status: str, offer: str) -> str:
    """The public word for a parcel whose status is internal; `offer` as `counted_offer` says it.

    Examples
    --------
    >>> supply_word("idle", "open_held")
    'preparing'
    >>> supply_word("idle", "open"), supply_word("idle", "none"), supply_word("in_use", "none")
    ('available', 'supplied', 'producing')
    """
    if offer == OPEN:
        return "available"
    if offer in {"preparing", OPEN_HELD}:
        return "preparing"
    if status == UNDER_CONSTRUCTION:
        return "building"
    return "supplied" if status == IDLE else "producing"


@dataclass(frozen=True, slots=True)
class Question:
    """A change of status that is asked about before it is written; it is never forbidden.

    It is asked where `become` is in `to`, the status before is in `before`, and the parcel (or one
    that it was made from) was idle earlier or not, as `once_idle` says; None: either way.
    """

    code: str
    before: frozenset[str]
    to: frozenset[str]
    once_idle: bool | None
    zh: str
    en: str

    def asks(self, before: str, to: str, *, once_idle: bool) -> bool:
        """Whether a change from one status to another has to be asked about."""
        fits = self.once_idle is None or self.once_idle == once_idle
        return fits and before in self.before and to in self.to and before != to


QUESTIONS: Final = (
    Question("revitalized_never_idle", frozenset({UNDER_CONSTRUCTION, IN_USE}),
             frozenset({REVITALIZED}), False,
             "从未闲置的地块记为已盘活，会计入盘活面积",
             "revitalized without ever having been idle: it would count as land brought back"),
    Question("in_use_once_idle", frozenset({IDLE, UNDER_CONSTRUCTION, REVITALIZED}),
             frozenset({IN_USE}), True,
             "曾经闲置的地块记为在用，将不计入盘活面积",
             "in use after having been idle: it would no longer count as land brought back"),
    Question("idle_again", frozenset({REVITALIZED}), frozenset({IDLE}), None,
             "已盘活的地块重新记为闲置，盘活面积相应减少",
             "idle again after it was brought back: the sum of land brought back goes down"),
    Question("built_on_again", frozenset({REVITALIZED}), frozenset({UNDER_CONSTRUCTION}), None,
             "已盘活的地块重新记为在建，盘活面积相应减少",
             "under construction again after it was brought back: the sum goes down"),
    Question("idle_from_use", frozenset({IN_USE}), frozenset({IDLE}), None,
             "在用地块记为闲置，将进入存量处置范围",
             "idle from use: it joins the stock that has to be dealt with"),
)  # fmt: skip
"""Every change of status that is asked about. All others go through without a word."""


def questions(before: str, to: str, *, once_idle: bool) -> tuple[str, ...]:
    """Codes of what has to be asked about a change of status.

    Parameters
    ----------
    before, to
        The statuses; equal ones are no change.
    once_idle
        Whether the parcel, or one that it was made from, was idle on a day before.

    Examples
    --------
    >>> questions("in_use", "revitalized", once_idle=False)
    ('revitalized_never_idle',)
    >>> questions("idle", "under_construction", once_idle=True)
    ()
    """
    return tuple(one.code for one in QUESTIONS if one.asks(before, to, once_idle=once_idle))
