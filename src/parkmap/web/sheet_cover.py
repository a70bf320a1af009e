"""The texts of cover and table of a short list, in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from parkmap.land.availability import AVAILABLE, KINDS
from parkmap.land.codes import word
from parkmap.land.fields import PARCEL_FIELDS, label
from parkmap.services.imprint import short
from parkmap.services.promoting import Offer
from parkmap.services.record import Record
from parkmap.units import dm2_to_mu
from parkmap.web.facts import shown_value, unit_of
from parkmap.web.formatting import mu
from parkmap.web.sheet_text import shown_facts

COMPARED: Final = ("reference_price_wan_per_mu", "far", "land_use_code", "servicing", "power_kva",
                   "available_from")  # fmt: skip


def cover_text(
    record: Record, offers: Sequence[Offer], left_out: int, words: Mapping[str, str], lang: str,
    *, first: bool,
) -> dict[str, Any]:  # fmt: skip
    """Title and sums, and the table with a row for each parcel; `first` of the languages."""
    area = sum(one.view.area_dm2 for one in offers)
    free = sum(one.offered.availability.kind == AVAILABLE for one in offers)
    return dict(words) | {
        "zone": short(record.zone.name(lang), 40), "day": record.today().isoformat(),
        "figures": [
            {"label": words["count"], "value": str(len(offers)), "unit": ""},
            {"label": words["total"], "value": mu(dm2_to_mu(area), 2), "unit": words["mu"]},
            {"label": words["available"], "value": str(free), "unit": ""},
        ],
        "left_out": words["left_out"] % {"n": left_out} if left_out else "",
        "head": [
            {"label": "#", "unit": ""}, {"label": words["parcel"], "unit": ""},
            {"label": words["area"], "unit": words["mu"]},
            {"label": words["availability"], "unit": ""},
            *(_head(name, lang) for name in COMPARED),
        ],
        "rows": [_row(at, one, lang, first=first) for at, one in enumerate(offers, 1)],
    }  # fmt: skip


def _head(name: str, lang: str) -> dict[str, str]:
    field = PARCEL_FIELDS[name]
    return {"label": label(field, lang), "unit": unit_of(field, lang)}


def _row(at: int, one: Offer, lang: str, *, first: bool) -> list[str]:
    """A number stands once; so does the id, which is the same in every language."""
    state = shown_facts(one)
    kind = KINDS[one.offered.availability.kind]
    told = [_value(name, state.get(name), lang) for name in COMPARED]
    name, own = short(one.view.name(lang), 60), short(one.view.id, 24)
    named = f"{own}\n{name}" if first and name != one.view.id else name
    return [str(at), named, mu(one.view.area_mu, 2), kind.zh if lang == "zh" else kind.en, *told]


def _value(name: str, value: Any, lang: str) -> str:
    if name == "land_use_code" and value:
        return short(word(name, str(value), lang), 40)
    return short(shown_value(PARCEL_FIELDS[name], value, lang), 40)


__all__ = ["cover_text"]
