"""`/shortlist`: parcels that somebody keeps in the browser and in a link, without an account."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.services.short_list import MOST
from parkmap.web.choosing import address, asked_parcels, numbered, numbered_config
from parkmap.web.context import current_actor, current_record
from parkmap.web.facts import rows_of
from parkmap.web.language import current_language
from parkmap.web.pages import map_page, plain_page
from parkmap.web.sheet_parts import confirmed

SHOWN: Final = (
    "reference_price_wan_per_mu", "reference_rent_yuan_per_m2_month", "land_use_code", "far",
    "servicing", "supply_mode", "term_years", "chain", "contact",
)  # fmt: skip
PATH: Final = "/shortlist"

blueprint = Blueprint("short_list", __name__)


@blueprint.get(PATH)
def short_list() -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    found = asked_parcels(record, MOST)
    ids = [one.id for one in found.views]
    values: dict[str, Any] = {"gone": found.gone, "most": MOST, "ids": ids, "address": address,
                              "asked_here": record.zone.enquiries.open}  # fmt: skip
    if not ids:
        return plain_page("shortlist.html", "shortlist", rows=[], **values)
    rows = numbered(record, found.views, lang)
    for row in rows:
        row["facts"] = rows_of(row["view"], SHOWN, lang)
        row["confirmed"] = confirmed(row["view"], record.today())
        row["moves"] = _moves(ids, row["n"] - 1)
    config = numbered_config(record, actor, found.views, lang)
    return map_page("shortlist.html", "shortlist", rows=rows, config=config, **values)


def _moves(ids: list[str], at: int) -> dict[str, list[str] | None]:
    """The list with this parcel one up, one down, or taken off; None where it is at the end.

    Examples
    --------
    >>> _moves(["A", "B"], 0)
    {'up': None, 'down': ['B', 'A'], 'off': ['B']}
    """
    return {
        "up": None if at == 0 else _swapped(ids, at - 1),
        "down": None if at == len(ids) - 1 else _swapped(ids, at),
        "off": ids[:at] + ids[at + 1 :],
    }


def _swapped(ids: list[str], at: int) -> list[str]:
    return [*ids[:at], ids[at + 1], ids[at], *ids[at + 2 :]]


__all__ = ["blueprint"]
