"""`/api/assemblies`, `/api/parcels/<id>/part`: land of the wanted size, put together or cut off."""

from __future__ import annotations

from typing import Any, Final

import orjson
from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from parkmap.errors import BadValue
from parkmap.land.assembly import SHAPES
from parkmap.land.codes import word
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.joint_terms import Range, Terms
from parkmap.land.unit_words import unit_word
from parkmap.services import assembling
from parkmap.services.assembling import Assembly
from parkmap.services.parting import Part, Parting, parting
from parkmap.units import dm2_to_m2
from parkmap.web.answers import json_answer
from parkmap.web.arguments import ids_argument, limit_argument, number_argument
from parkmap.web.context import current_actor, current_record
from parkmap.web.language import current_language

blueprint = Blueprint("assembling", __name__)

MOST: Final = 5
COUNTS: Final = "零一两三四五六七八九十"
FAR_TOO_MUCH: Final = 1e9
WAN: Final = "万元"

Shown = dict[str, Any]


@blueprint.get("/api/assemblies")
def assemblies() -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    wanted, most = _needed_mu(), _mu("most")
    ids = ids_argument() if request.args.get("ids", "").strip() else None
    limit = min(limit_argument(MOST), assembling.MOST_SETS)
    found = assembling.assemblies(record, actor, ids, wanted, most_mu=most, most=limit)
    body: Shown = {
        "assemblies": [assembly_body(one, lang) for one in found],
        "wanted_mu": wanted,
        "most_mu": wanted * assembling.SPARE if most is None else most,
        "day": record.today(),
    }
    if not found:
        body["largest_mu"] = assembling.largest_mu(record, actor, ids)
    return json_answer(body)


@blueprint.get("/api/parcels/<parcel_id>/part")
def part(parcel_id: str) -> ResponseReturnValue:
    record, lang = current_record(), current_language()
    found = parting(record, current_actor(), parcel_id, _needed_mu())
    return json_answer(part_body(found, lang) | {"day": record.today()})


def assembly_body(one: Assembly, lang: str) -> Shown:
    """A set of parcels as programs and pages read it, figures with their units."""
    shape = SHAPES[one.shape]
    return {
        "ids": one.ids,
        "names": [view.name(lang) for view in one.parcels],
        "mu": one.area_mu,
        "m2": dm2_to_m2(one.area_dm2),
        "bbox": one.bbox,
        "geometry": orjson.loads(one.geometry),
        "owners": one.owners,
        "owners_label": owners_label(one.owners, lang),
        "compactness": {
            "value": one.compactness,
            "label": shape.zh if lang == "zh" else shape.en,
        },
        "terms": terms_body(one.terms, lang),
    }


def part_body(one: Parting, lang: str) -> Shown:
    """A proposed cut as programs and pages read it, with what has to be said of it."""
    told = {
        "across": gettext("cut square to the street: both parts lie along it"),
        "along": gettext("cut along the street: the part in front has its whole frontage"),
    }
    return {
        "id": one.parcel_id,
        "street": one.street.name(lang),
        "way": one.way,
        "way_label": told[one.way],
        "part": _piece(one.part, lang),
        "rest": _piece(one.rest, lang),
        "note": gettext("A proposal only: the office has to split the parcel first."),
    }


def owners_label(count: int, lang: str) -> str:
    """How many hold the land, as a land office says it."""
    said = COUNTS[count] if lang == "zh" and count < len(COUNTS) else f"{count}"
    return str(ngettext("%(n)s owner", "%(n)s owners", count, n=said))


def terms_body(terms: Terms, lang: str) -> Shown:
    """Combined terms; null where a parcel does not tell its own."""
    price = _range(terms.price_wan_per_mu, "reference_price_wan_per_mu", lang)
    if price is not None:
        price["average"] = terms.price_average_wan_per_mu
    total = terms.price_wan
    return {
        "reference_price": price,
        "reference_price_total":
            None if total is None else {"value": total, "unit": unit_word(WAN, lang)},
        "reference_rent":
            _range(terms.rent_yuan_per_m2_month, "reference_rent_yuan_per_m2_month", lang),
        "far": _range(terms.far, "far", lang),
        "term_years": _range(terms.term_years, "term_years", lang),
        "available_from": terms.available_from,
        "offer_ends_on": terms.offer_ends_on,
        "servicing": None if terms.servicing is None else _code("servicing", terms.servicing, lang),
        "supply_modes": [_code("supply_mode", one, lang) for one in terms.supply_modes],
        "land_uses": [_code("land_use_code", one, lang) for one in terms.land_use_codes],
    }  # fmt: skip


def _piece(one: Part, lang: str) -> Shown:
    return {
        "mu": one.area_mu,
        "m2": dm2_to_m2(one.area_dm2),
        "bbox": one.bbox,
        "geometry": orjson.loads(one.geometry),
        "frontage_m": one.frontage_m,
        "frontage": [
            {"street": street.name(lang), "metres": metres} for street, metres in one.frontage
        ],
    }


def _range(found: Range | None, field: str, lang: str) -> Shown | None:
    if found is None:
        return None
    unit = unit_word(PARCEL_FIELDS[field].unit, lang)
    return {"least": found.least, "most": found.most} | ({"unit": unit} if unit else {})


def _code(field: str, code: str, lang: str) -> Shown:
    return {"code": code, "label": word(field, code, lang)}


def _needed_mu() -> float:
    mu = _mu("mu")
    if mu is None:
        raise BadValue("say how many mu are wanted, as mu=80", field="mu")
    return mu


def _mu(name: str) -> float | None:
    return number_argument(name, 0.0, FAR_TOO_MUCH)


__all__ = ["assembly_body", "blueprint", "owners_label", "part_body", "terms_body"]
