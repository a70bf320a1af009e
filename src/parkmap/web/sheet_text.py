"""The texts of a 地块推介单 in one language: names, figures with units, groups of facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from parkmap.land.availability import KINDS, facts_to_promote
from parkmap.land.codes import Word, word
from parkmap.land.fields import PARCEL_FIELDS, label
from parkmap.services.distances import PLACES, Distance
from parkmap.services.imprint import short
from parkmap.services.promoting import Offer, sides_of
from parkmap.services.reaching import reach
from parkmap.services.record import Record
from parkmap.services.views import View
from parkmap.web.bounds import bounds_text
from parkmap.web.facts import shown_value, unit_of
from parkmap.web.formatting import ha, m2, metres, mu
from parkmap.web.telling import told

SUPPLY: Final = ("supply_mode", "term_years", "available_from", "offer_ends_on", "term_ends_on",
                 "chain", "announcement_url")  # fmt: skip
PLANNING: Final = ("land_use_code", "far", "building_density", "height_limit_m", "green_ratio")
SERVICING: Final = ("servicing", "power_kva", "water_m3_per_day")
GROUND: Final = ("bearing_kpa", "has_buildings")
STANDARD: Final = ("investment_wan_per_mu", "tax_wan_per_mu", "energy_wan_per_tce",
                   "emissions_wan_per_t", "rd_share")  # fmt: skip
LINES: Final = {
    "gas": Word("燃气", "gas"), "heat": Word("供热", "heat"), "steam": Word("蒸汽", "steam"),
    "drainage": Word("排水", "drainage"), "rail_access": Word("铁路", "rail"),
}  # fmt: skip
"""What may reach a parcel, by the field that tells it."""

TILES: Final = ("reference_price_wan_per_mu", "reference_rent_yuan_per_m2_month", "far",
                "servicing", "available_from", "height_limit_m", "term_years")  # fmt: skip
"""What stands in large beside the area: the first of these that are known."""

MOST_TILES: Final = 3
PRICES: Final = frozenset({"reference_price_wan_per_mu", "reference_rent_yuan_per_m2_month"})
LONGEST: Final = 56
LONGEST_TERMS: Final = 240
HINT: Final = {"zh": 14, "en": 30}
LONGEST_NAME: Final = 60

Words = Mapping[str, str]


def sheet_text(
    record: Record, one: Offer, words: Words, lang: str, *, first: bool
) -> dict[str, Any]:  # fmt: skip
    """What the sheet says; the locale of `lang` is in force.

    Where land lies is told once, in the `first` of the sheet's languages.
    """
    view, state = one.view, shown_facts(one)
    large = [name for name in TILES if _filled(state, name)][:MOST_TILES]
    return {
        "id": short(view.id, 24), "name": short(view.name(lang), LONGEST_NAME),
        "park": short(one.park.name(lang)) if one.park else "",
        "place": _place(record, view, lang) if first else "",
        "available": _availability(one, words, lang),
        "tiles": [_area(view, words), *(_tile(name, state, words, lang) for name in large)],
        "groups": list(_groups(one, state, frozenset(large), words, lang)),
        "terms": short(state.get("offer_terms"), LONGEST_TERMS),
        "terms_label": label(PARCEL_FIELDS["offer_terms"], lang),
        "contact": short(reach(record, view, lang).contact, LONGEST) or words["no_contact"],
        "contact_label": label(PARCEL_FIELDS["contact"], lang),
        "fresh": _freshness(view.state.get("confirmed_on"), record.today(), words),
    }  # fmt: skip


def shown_facts(one: Offer) -> Mapping[str, Any]:
    """The facts of a parcel; without terms where nobody can have the land."""
    return facts_to_promote(one.view.state, one.offered.availability.kind)


def _filled(state: Mapping[str, Any], name: str) -> bool:
    return state.get(name) not in (None, "")


def _place(record: Record, view: View, lang: str) -> str:
    sides = sides_of(record, view, lang)
    entered = view.state.get("bounds") or (bounds_text(sides, lang) if sides else "")
    parts = (short(view.state.get("location"), 40), short(entered, 160))
    return " · ".join(one for one in parts if one)


def _availability(one: Offer, words: Words, lang: str) -> dict[str, Any]:
    found = one.offered.availability
    kind = KINDS[found.kind]
    reasons = [told(reason.sentence, lang) for reason in found.reasons]
    if found.until:
        reasons.append(words["until"] % {"day": found.until})
    joint = "；" if lang == "zh" else "; "
    return {"kind": f"is-{found.kind}", "label": kind.zh if lang == "zh" else kind.en,
            "reasons": short(joint.join(reasons), 150)}  # fmt: skip


def _area(view: View, words: Words) -> dict[str, str]:
    return {"label": words["area"], "value": mu(view.area_mu, 2), "unit": words["mu"],
            "note": f"{m2(view.area_m2)} m² · {ha(view.area_ha)}",
            "note_unit": words["ha"]}  # fmt: skip


def _tile(name: str, state: Mapping[str, Any], words: Words, lang: str) -> dict[str, str]:
    field = PARCEL_FIELDS[name]
    return {"label": label(field, lang), "value": short(shown_value(field, state[name], lang), 24),
            "unit": unit_of(field, lang),
            "note": words["prevails"] if name in PRICES else "", "note_unit": ""}  # fmt: skip


def _groups(
    one: Offer, state: Mapping[str, Any], large: frozenset[str], words: Words, lang: str
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Groups that have something to say, each with a note below."""
    rest = {name: value for name, value in state.items() if name not in large}
    # prices that found no place in large
    supply = [*_rows([*sorted(PRICES), *SUPPLY], rest, lang)]
    lines = _lines(rest, words, lang)
    source = short(state.get("standard_source"), LONGEST)
    found = (
        ("offer", supply, ""),
        ("planning", _rows(PLANNING, rest, lang), ""),
        ("servicing", [*_rows(SERVICING, rest, lang), *lines, *_rows(GROUND, rest, lang)], ""),
        ("standard", _rows(STANDARD, rest, lang),
         words["source"] % {"source": source} if source else ""),
        ("near", _near(one.near, words, lang), words["straight"]),
    )  # fmt: skip
    for name, rows, note in found:
        if rows:
            yield {"title": words[name], "rows": rows, "note": note}


def _rows(
    names: list[str] | tuple[str, ...], state: Mapping[str, Any], lang: str
) -> list[dict[str, str]]:  # fmt: skip
    found = []
    for name in names:
        if not _filled(state, name):
            continue
        field = PARCEL_FIELDS[name]
        unit = unit_of(field, lang)
        value = short(shown_value(field, state[name], lang), LONGEST)
        if name == "land_use_code":
            code = str(state[name])
            named = word(name, code, lang)
            value, unit = (named, code) if named != code else (code, "")
            unit = " · ".join(one for one in (unit, short(state.get("land_use_scheme"), 24)) if one)
        found.append({"label": label(field, lang), "hint": "", "value": value, "unit": unit})
    return found


def _lines(state: Mapping[str, Any], words: Words, lang: str) -> list[dict[str, str]]:
    found = []
    for key, there in (("connected", True), ("unconnected", False)):
        named = [one.zh if lang == "zh" else one.en for name, one in LINES.items()
                 if state.get(name) is there]  # fmt: skip
        if named:
            value = ("、" if lang == "zh" else ", ").join(named)
            found.append({"label": words[key], "hint": "", "value": value, "unit": ""})
    return found


def _near(near: tuple[Distance, ...], words: Words, lang: str) -> list[dict[str, str]]:
    found = []
    for one in near:
        place = PLACES[one.place]
        found.append({"label": place.zh if lang == "zh" else place.en,
                      "hint": short(one.name(lang), HINT[lang]),
                      "value": words["beside"] if one.metres < 1 else " ".join(metres(one.metres)),
                      "unit": ""})  # fmt: skip
    return found


def _freshness(confirmed: Any, today: date, words: Words) -> str:
    if not confirmed:
        return ""
    days = (today - date.fromisoformat(str(confirmed)[:10])).days
    if days <= 0:
        return words["confirmed_today"]
    return words["confirmed"] % {"day": confirmed, "n": days}


__all__ = ["sheet_text", "shown_facts"]
