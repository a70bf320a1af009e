"""What a page tells of itself where its link is shown: in a chat, by a search engine."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask_babel import gettext

from parkmap.errors import NotFound
from parkmap.land.fields import PARCEL_FIELDS, label
from parkmap.services import picturing
from parkmap.services.record import PUBLIC_ACTOR
from parkmap.units import dm2_to_mu
from parkmap.web.addresses import public_address
from parkmap.web.availability import availability_body
from parkmap.web.context import current_record
from parkmap.web.facts import shown_value, unit_of
from parkmap.web.formatting import mu
from parkmap.web.kept import totals_now
from parkmap.web.language import current_language
from parkmap.web.picture_words import parcel_address

TOLD = ("land_use_code", "far", "reference_price_wan_per_mu", "servicing")
"""Fields of a parcel that its description tells, where they are known."""


def about_zone(here: str) -> dict[str, str]:
    """Description, picture and address of a page about the whole zone."""
    record, lang = current_record(), current_language()
    rows = totals_now(record, PUBLIC_ACTOR).rows
    said = gettext(
        "%(n)s parcels, %(mu)s mu on one map: status, area, terms and what is near.",
        n=f"{sum(row.sum.count for row in rows):,}",
        mu=mu(dm2_to_mu(sum(row.sum.area_dm2 for row in rows), 1)),
    )
    return {
        "description": " ".join(one for one in (str(said), record.zone.notice(lang)) if one),
        "picture": public_address("/preview.png"),
        "address": public_address(here),
    }


def about_parcel(parcel_id: str) -> dict[str, str] | None:
    """The same of a parcel, as the public reads it; None where it may not know of it."""
    record, lang = current_record(), current_language()
    try:
        view = picturing.shared_parcel(record, parcel_id)
    except NotFound:
        return None
    available = availability_body(record, PUBLIC_ACTOR, parcel_id, lang)["label"]
    told = [f"{mu(view.area_mu)} {gettext('mu')}", available, *(_told(view.state, lang))]
    notice = record.zone.notice(lang)
    return {
        "description": (" · ".join(told) + (f"（{notice}）" if lang == "zh" else f" ({notice})")
                        * bool(notice)),
        "picture": public_address(f"/parcels/{quote(parcel_id, safe='')}/preview.png"),
        "address": parcel_address(parcel_id),
    }  # fmt: skip


def _told(state: dict[str, Any], lang: str) -> list[str]:
    found = []
    for name in TOLD:
        field = PARCEL_FIELDS[name]
        said = shown_value(field, state.get(name), lang)
        if said:
            head = "" if field.kind == "code" else f"{label(field, lang)} "
            found.append(f"{head}{said} {unit_of(field, lang)}".strip())
    return found


__all__ = ["about_parcel", "about_zone"]
