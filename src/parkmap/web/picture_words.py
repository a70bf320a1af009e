"""What pictures to share say of a parcel, and what is the same on all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from flask_babel import gettext

from parkmap.land.availability import facts_to_promote
from parkmap.land.fields import GROUPS, PARCEL_FIELDS, label
from parkmap.reports.qr import qr_svg
from parkmap.services.distances import PLACES, Distance, distances
from parkmap.services.imprint import short
from parkmap.services.picturing import public_styles
from parkmap.services.reaching import reach
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.views import View
from parkmap.units import dm2_to_mu
from parkmap.web.addresses import public_address
from parkmap.web.availability import availability_body
from parkmap.web.facts import shown_value, unit_of
from parkmap.web.formatting import ha, m2, metres, mu
from parkmap.web.kept import parks_now, token_now

SUPPLY: Final = (
    "supply_mode", "term_years", "reference_price_wan_per_mu", "reference_rent_yuan_per_m2_month",
    "available_from", "offer_ends_on", "chain",
)  # fmt: skip
PLANNING: Final = ("land_use_code", "far", "building_density", "height_limit_m", "green_ratio")
SERVICING: Final = (
    "servicing", "power_kva", "water_m3_per_day", "gas", "heat", "steam", "drainage",
    "rail_access", "has_buildings", "bearing_kpa",
)  # fmt: skip
STANDARD: Final = (
    "investment_wan_per_mu", "tax_wan_per_mu", "energy_wan_per_tce", "emissions_wan_per_t",
    "rd_share", "standard_source",
)  # fmt: skip
PLACE: Final = ("location", "bounds", "confirmed_on")
KEY: Final = (
    "land_use_code", "far", "reference_price_wan_per_mu", "supply_mode", "term_years", "servicing",
    "power_kva", "rail_access",
)  # fmt: skip
State = Mapping[str, Any]
LONGEST: Final = 400
NAMES: Final = 60


def parcel_content(record: Record, view: View, lang: str) -> dict[str, Any]:
    """What a picture says of a parcel, as `services.picturing` takes it."""
    style = public_styles(record)[view.drawn_as]
    zh = lang == "zh"
    available = availability_body(record, PUBLIC_ACTOR, view.id, lang)
    address = parcel_address(view.id)
    state = facts_to_promote(view.state, available["kind"])
    return {
        "title": short(view.name(lang), NAMES), "sub": _sub(record, view, lang),
        "status": {"word": style.zh if zh else style.en, "light": style.light,
                   "letter": style.letter_zh if zh else style.letter_en},
        "available": {"kind": available["kind"], "label": available["label"],
                      "why": ("；" if zh else "; ").join(available["reasons"])},
        "areas": [mu(view.area_mu, 2), str(gettext("mu")),
                  f"{m2(view.area_m2)} m² · {ha(view.area_ha)} {gettext('ha')}"],
        "groups": [one for one in _groups(state, lang) if one["rows"]],
        "key": _rows(state, KEY, lang),
        "terms": short(state.get("offer_terms"), LONGEST),
        "line": short(state.get("offer_terms") or state.get("location"), 76),
        "near": [_near(one, lang) for one in distances(record, view)],
        "contact": short(reach(record, view, lang).contact, NAMES),
        "qr": qr_svg(address), "address": address,
    }  # fmt: skip


def picture_words(record: Record, lang: str, views: Sequence[View] = ()) -> dict[str, Any]:
    """What is the same on every picture; with several parcels also what they add up to."""
    seq = token_now(record).rpartition("-")[2]
    area = mu(dm2_to_mu(sum(one.area_dm2 for one in views)), 2)
    foot = [
        " · ".join((str(gettext("ledger #%(seq)s", seq=f"{int(seq):,}")),
                    record.today().isoformat())),
        record.zone.notice(lang), record.zone.approval_number,
    ]  # fmt: skip
    return {
        "zone": record.zone.name(lang), "long": str(gettext("Land on offer")),
        "terms": str(gettext("Terms")), "near": str(gettext("What is near")),
        "straight": str(gettext("Along the straight line, from edge to edge.")),
        "scan": str(gettext("Scan to read on and ask")), "contact": str(gettext("Contact")),
        "chosen": str(gettext("Short list")),
        "sum": str(gettext("%(n)s parcels, %(mu)s mu", n=len(views), mu=area)),
        "foot": [one for one in foot if one],
    }  # fmt: skip


def parcel_address(parcel_id: str) -> str:
    """The whole address of a parcel's page."""
    return public_address(f"/parcels/{quote(parcel_id, safe='')}")


def _sub(record: Record, view: View, lang: str) -> str:
    park = str(view.state.get("park") or "")
    named = next((one.name(lang) for one in parks_now(record, PUBLIC_ACTOR) if one.id == park), "")
    return " · ".join(one for one in (view.id, short(named, NAMES)) if one)


def _groups(state: State, lang: str) -> Iterator[dict[str, Any]]:
    at = int(lang != "zh")
    yield {"title": GROUPS["supply"][at], "rows": _rows(state, SUPPLY, lang)}
    yield {"title": GROUPS["planning"][at], "rows": _rows(state, PLANNING, lang)}
    yield {"title": GROUPS["servicing"][at], "rows": _rows(state, SERVICING, lang)}
    yield {"title": str(gettext("Indicators of standard land")),
           "rows": _rows(state, STANDARD, lang)}  # fmt: skip
    yield {"title": str(gettext("Place")), "rows": _rows(state, PLACE, lang)}


def _rows(state: State, names: Sequence[str], lang: str) -> list[tuple[str, str]]:
    found = []
    for name in names:
        field = PARCEL_FIELDS[name]
        said = short(shown_value(field, state.get(name), lang), LONGEST)
        if said:
            found.append((label(field, lang), f"{said} {unit_of(field, lang)}".strip()))
    return found


def _near(one: Distance, lang: str) -> tuple[str, str]:
    place = PLACES[one.place]
    far = str(gettext("beside it")) if one.metres < 1 else " ".join(metres(one.metres))
    named = f" · {short(one.name(lang), NAMES)}" if one.name(lang) else ""
    return (place.zh if lang == "zh" else place.en), far + named


__all__ = ["parcel_address", "parcel_content", "picture_words"]
