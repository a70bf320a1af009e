"""可得: whether land or a plant can be had on a day. Computed from its offer and what holds it.

Nobody types it. Land that is held, retired or not offered is never told as available, and neither
is an offer that lacks what an investor asks for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from parkmap.errors import BadValue
from parkmap.land.codes import Word
from parkmap.said import Said, say

AVAILABLE: Final = "available"
HELD: Final = "held"
PREPARING: Final = "preparing"
NOT_FOR_TAKING: Final = "not_for_taking"

KINDS: Final = {
    AVAILABLE: Word("可得", "Available"),
    PREPARING: Word("筹备中", "In preparation"),
    HELD: Word("已占用", "Held"),
    NOT_FOR_TAKING: Word("不供应", "Not for taking"),
}
FREE_ORDER: Final = tuple(KINDS)
"""What can be had soonest comes first, in lists and forms."""
NEEDED: Final = (
    "available_from", "reference_price_wan_per_mu", "contact", "land_use_code", "far", "servicing",
)  # fmt: skip
"""Fields that an investor asks for first; an offer is not open without them."""
OPEN: Final = "open"
Needs = Mapping[str, tuple[str, ...]]
"""What an offer has to tell, by the name it is told under: one of these fields at least."""
LAND_NEEDS: Final[Needs] = {name: (name,) for name in NEEDED}


class Reason(NamedTuple):
    """Why, and the field that tells it: who may not read the field is told no more than that."""

    field: str
    sentence: Said


class Availability(NamedTuple):
    """Whether land can be had (a code of `KINDS`), why, and the day on which that ends."""

    kind: str
    reasons: tuple[Reason, ...]
    until: str | None = None


def availability(state: Mapping[str, Any], day: date, needs: Needs = LAND_NEEDS) -> Availability:
    """Whether a parcel can be had on a day; a plant by what `needs` says of plants.

    Parameters
    ----------
    state
        All its fields, as they stood on that day.

    Examples
    --------
    >>> availability({"offer": "none"}, date(2026, 11, 27)).kind
    'not_for_taking'
    >>> found = availability({"offer": "open", "seized": True}, date(2026, 11, 27))
    >>> found.kind, found.reasons[0].field
    ('held', 'seized')
    """
    today, offer = day.isoformat(), str(state.get("offer") or "none")
    gone = tuple(_gone(state, today, offer))
    if gone:
        return Availability(NOT_FOR_TAKING, gone)
    holds = tuple(_holds(state, today, offer))
    if holds:
        return Availability(HELD, holds, _until(state, holds))
    lacks = tuple(_lacks(state, today, offer, needs))
    if lacks:
        return Availability(PREPARING, lacks)
    since = say("open since %(day)s", day=state["available_from"])
    return Availability(AVAILABLE, (Reason("available_from", since),), _ends(state))


def missing(state: Mapping[str, Any], needs: Needs = LAND_NEEDS) -> tuple[str, ...]:
    """What an investor asks for and the record does not tell.

    Examples
    --------
    >>> missing({"available_from": "2026-01-01", "far": 1.2, "servicing": "five"})
    ('reference_price_wan_per_mu', 'contact', 'land_use_code')
    """
    return tuple(
        told for told, fields in needs.items()
        if all(state.get(name) in (None, "") for name in fields)
    )  # fmt: skip


def refuse_unready(
    parcel_id: str, state: Mapping[str, Any], fields: Mapping[str, Any], needs: Needs = LAND_NEEDS
) -> None:
    """Refuse to open an offer that lacks what an investor asks for.

    Raises
    ------
    BadValue
        ``values["field"]`` is the offer, ``values["fields"]`` names what is missing.
    """
    if fields.get("offer") != OPEN or state.get("offer") == OPEN:
        return
    lacking = missing({**state, **fields}, needs)
    if lacking:
        raise BadValue(
            "%(parcel)s cannot be offered yet; fill in first: %(fields)s",
            parcel=parcel_id,
            fields=", ".join(lacking),
            field="offer",
        )


ONLY_ON_OFFER: Final = frozenset({
    "reference_price_wan_per_mu", "reference_rent_yuan_per_m2_month", "available_from",
    "offer_ends_on", "offer_terms", "supply_mode", "term_years", "term_ends_on",
})  # fmt: skip
"""What is not said of land that is not for taking where land is promoted."""


def facts_to_promote(state: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """The facts that papers and pictures tell of land: no terms where nobody can have it.

    Examples
    --------
    >>> facts_to_promote({"far": 1.2, "term_years": 50}, NOT_FOR_TAKING)
    {'far': 1.2}
    """
    hidden = ONLY_ON_OFFER if kind == NOT_FOR_TAKING else frozenset[str]()
    return {name: value for name, value in state.items() if name not in hidden}


def _gone(state: Mapping[str, Any], today: str, offer: str) -> Iterator[Reason]:
    retired = state.get("retired_on")
    if retired and retired <= today:
        yield Reason("retired_on", say("it became history on %(day)s", day=retired))
    elif offer == "none":
        yield Reason("offer", say("it is not on offer"))
    elif offer == "closed":
        yield Reason("offer", say("its offer is closed"))
    elif offer == OPEN and (ends := _ends(state)) and ends < today:
        yield Reason("offer_ends_on", say("its offer ended on %(day)s", day=ends))


def _holds(state: Mapping[str, Any], today: str, offer: str) -> Iterator[Reason]:
    """A seizure, a tender that runs, a contract; or that it is held, by what nobody wrote."""
    ends = _ends(state)
    if state.get("seized"):
        yield Reason("seized", say("it is seized"))
    if state.get("announcement_url") and not (ends and ends < today):
        told = say("a public tender runs until %(day)s", day=ends) if ends else say(
            "a public tender is announced")  # fmt: skip
        yield Reason("announcement_url", told)
    if offer == "held":
        named = state.get("contract_number")
        told = say("a contract stands for it") if named else say("it is held")
        yield Reason("contract_number" if named else "offer", told)


def _until(state: Mapping[str, Any], holds: tuple[Reason, ...]) -> str | None:
    """The end of a tender, where nothing else holds the land."""
    return _ends(state) if [one.field for one in holds] == ["announcement_url"] else None


def _lacks(state: Mapping[str, Any], today: str, offer: str, needs: Needs) -> Iterator[Reason]:
    begins = state.get("available_from")
    if begins and begins > today:
        yield Reason("available_from", say("it can be had from %(day)s on", day=begins))
    lacking = missing(state, needs)
    if lacking:
        yield Reason("offer", say("not told yet: %(fields)s", fields=", ".join(lacking)))
    if offer == "preparing" and not lacking and not (begins and begins > today):
        yield Reason("offer", say("its offer is being prepared"))


def _ends(state: Mapping[str, Any]) -> str | None:
    ends = state.get("offer_ends_on")
    return str(ends) if ends else None


__all__ = [
    "AVAILABLE", "HELD", "KINDS", "LAND_NEEDS", "NEEDED", "NOT_FOR_TAKING", "OPEN", "PREPARING",
    "Availability", "Needs", "Reason", "availability", "missing", "refuse_unready",
]  # fmt: skip
