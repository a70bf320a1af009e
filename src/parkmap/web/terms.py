"""Words of the trade explained where they stand: texts for the disclosures of public pages."""

from __future__ import annotations

from typing import Final

from flask import Flask

from parkmap.land.field_help import help_of
from parkmap.land.glossary import GLOSSARY, OF_CODES, term_of
from parkmap.web.language import current_language

READ_BY_ALL: Final = frozenset({
    "reference_rent_yuan_per_m2_month", "offer_terms", "investment_wan_per_mu", "tax_wan_per_mu",
    "energy_wan_per_tce", "emissions_wan_per_t", "rd_share", "standard_source", "far",
    "building_density", "height_limit_m", "green_ratio", "power_kva", "water_m3_per_day", "gas",
    "heat", "steam", "drainage", "rail_access", "has_buildings", "bearing_kpa", "term_ends_on",
    "land_use_scheme", "offer", "bounds", "certified_area_m2", "developed_share", "invested_share",
})  # fmt: skip
"""Fields whose help speaks to every reader, not only to who fills in the form."""


def explained(field: str, value: object, lang: str) -> str:
    """What a field, or this value of it, means; empty where it needs no explaining."""
    found = term_of(field, value)
    if found is not None and field in OF_CODES:  # the value is the word, and the label is not
        return f"{found.word(lang)}{'：' if lang == 'zh' else ': '}{found.text(lang)}"
    if found is not None:
        return found.text(lang)
    return help_of(field, lang).text if field in READ_BY_ALL else ""


def term(code: str) -> dict[str, str]:
    """The word and the text of a term of the glossary, in the language of the page."""
    lang = current_language()
    found = GLOSSARY[code]
    return {"label": found.word(lang), "help": found.text(lang)}


def init_terms(app: Flask) -> None:
    """Let every template explain a term."""
    app.jinja_env.globals.update(term=term)


__all__ = ["explained", "init_terms", "term"]
