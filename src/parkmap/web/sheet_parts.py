"""Parts of the data sheet in blocks of their own: freshness, offer, indicators, surroundings."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from parkmap.land.availability import KINDS
from parkmap.land.codes import OFFER
from parkmap.land.field_help import help_of
from parkmap.services.nearby import MOST, REACHES_M, Chain, nearby
from parkmap.services.record import Actor, Record
from parkmap.services.similar import similar
from parkmap.services.views import View
from parkmap.web.facts import rows_of
from parkmap.web.kept import parks_now
from parkmap.web.telling import told

OFFERED: Final = frozenset(OFFER) - {"none", "closed"}
OFFER_FIELDS: Final = (
    "offer", "reference_price_wan_per_mu", "reference_rent_yuan_per_m2_month", "available_from",
    "supply_mode", "term_years", "offer_ends_on", "chain", "announcement_url", "contact_wechat",
    "contact", "offer_terms",
)  # fmt: skip
INDICATORS: Final = (
    "investment_wan_per_mu", "tax_wan_per_mu", "far", "energy_wan_per_tce", "emissions_wan_per_t",
    "rd_share",
)  # fmt: skip
SOURCE: Final = "standard_source"
MOST_REASONS: Final = 4
LONGEST_LINK: Final = 4_000
"""Characters of ids in an address that every browser and proxy lets through."""


def sheet_parts(record: Record, actor: Actor, view: View, lang: str) -> dict[str, Any]:
    """What the data sheet says beside its groups of facts; a retired parcel has no surroundings."""
    parts: dict[str, Any] = {
        "confirmed": confirmed(view, record.today()),
        "offer": rows_of(view, OFFER_FIELDS, lang) if is_offered(view) else [],
        "indicators": _indicators(view, lang) if has_indicators(view) else [],
        "indicator_source": rows_of(view, [SOURCE], lang),
        "around": None,
        "alike": [],
    }
    if not view.state.get("retired_on"):
        parts["around"] = _around(record, actor, view)
        parts["alike"] = _alike(record, actor, view, lang)
    return parts


def standing_apart(view: View) -> frozenset[str]:
    """The fields that stand in blocks of their own, and not among the facts again."""
    names = {"confirmed_on"}
    if is_offered(view):
        names |= set(OFFER_FIELDS)
    if has_indicators(view):
        names |= {*INDICATORS, SOURCE}
    return frozenset(names)


def is_offered(view: View) -> bool:
    """Whether its offer is told: land that is not offered only tells how it was supplied."""
    return view.state.get("offer") in OFFERED


def has_indicators(view: View) -> bool:
    """Whether an indicator of 标准地 is told; the floor-area ratio alone is one of planning."""
    return any(view.state.get(name) not in (None, "") for name in INDICATORS if name != "far")


def confirmed(view: View, today: date) -> dict[str, Any] | None:
    """The day on which its facts were confirmed, and how many days ago that is."""
    text = str(view.state.get("confirmed_on") or "")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return {"day": day, "days": max(0, (today - day).days)}


def _indicators(view: View, lang: str) -> list[dict[str, str]]:
    """Each with what it means and the document behind it."""
    source = str(view.state.get(SOURCE) or "")
    rows = rows_of(view, INDICATORS, lang)
    return [row | {"source": source or help_of(row["name"], lang).source} for row in rows]


def _around(record: Record, actor: Actor, view: View) -> dict[str, Any] | None:
    found = nearby(record, actor, view)
    if found.metres and not found.touching and not found.chains:
        return None
    touching = sorted(found.touching, key=lambda one: one.id)
    return {
        "metres": found.metres or min(REACHES_M),
        "most": None if found.metres else MOST,
        "longest": LONGEST_LINK,
        "touching": touching,
        "chains": [_chain(one) for one in found.chains],
    }


def _chain(one: Chain) -> dict[str, Any]:
    drawn = sorted(one.drawn.items(), key=lambda each: (-each[1], each[0]))
    return {"name": one.name, "ids": one.ids, "drawn": drawn}


def _alike(record: Record, actor: Actor, view: View, lang: str) -> list[dict[str, Any]]:
    parks = {one.id: one.name(lang) for one in parks_now(record, actor)}
    found = []
    for one in similar(record, actor, view):
        kind = KINDS[one.kind]
        found.append({
            "view": one.view,
            "park": parks.get(str(one.view.state.get("park") or ""), ""),
            "kind": one.kind,
            "label": kind.zh if lang == "zh" else kind.en,
            "reasons": [told(each) for each in one.reasons[:MOST_REASONS]],
            "price": rows_of(one.view, ["reference_price_wan_per_mu"], lang),
        })  # fmt: skip
    return found


__all__ = ["confirmed", "has_indicators", "is_offered", "sheet_parts", "standing_apart"]
