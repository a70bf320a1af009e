"""What an address asks of the plants, and what it says of that in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from flask_babel import gettext

from parkmap.errors import BadValue
from parkmap.land.plant_finding import CONDITIONS, FREEST, RISING, SORTS, Looser, PlantQuery, asked
from parkmap.land.plants import MODES, PLANT_ITEMS
from parkmap.web.arguments import day_argument, number_argument, text_argument
from parkmap.web.formatting import number
from parkmap.web.noted import noted

FIGURES: Final = ("area_from", "area_to", "height", "load", "crane", "rent")
MOST: Final = 1e9
WORDS: Final = {
    "area_from": noted("floor area at least %(n)s m²"),
    "area_to": noted("floor area at most %(n)s m²"),
    "height": noted("storeys at least %(n)s m high"),
    "load": noted("floor load at least %(n)s t/m²"),
    "crane": noted("crane of at least %(n)s t"),
    "rent": noted("rent at most %(n)s CNY/m² a month"),
    "by": noted("available by %(n)s"),
}
"""A condition in words; those that are not here are told by their codes' words."""


def query_of() -> PlantQuery:
    """The conditions of the address.

    Raises
    ------
    BadValue
        A figure, a day or a mode that is none; the message names the parameter.
    """
    figures = {name: number_argument(name, 0.0, MOST) for name in FIGURES}
    mode, by = text_argument("mode"), day_argument("by")
    if mode and mode not in MODES:
        raise BadValue(
            "'%(value)s' is not in the list; use one of %(allowed)s",
            field="mode", value=mode[:40], allowed=", ".join(MODES),
        )  # fmt: skip
    return PlantQuery(**figures, mode=mode, park=text_argument("park"),
                      by=by.isoformat() if by else "")  # fmt: skip


def sort_of() -> str:
    """What the list is ordered by."""
    sort = text_argument("sort") or FREEST
    if sort != FREEST and sort not in SORTS:
        raise BadValue(
            "'%(value)s' is not in the list; use one of %(allowed)s",
            field="sort", value=sort[:40], allowed=", ".join([FREEST, *SORTS]),
        )  # fmt: skip
    return sort


def sorts(lang: str) -> list[dict[str, str]]:
    """What a list may be ordered by, in words."""
    told = [{"code": FREEST, "label": str(gettext("Available first"))}]
    return told + [{"code": code, "label": _sort_word(code, lang)} for code in SORTS]


def _sort_word(code: str, lang: str) -> str:
    item = PLANT_ITEMS[SORTS[code]].label(lang)
    if code == "from":
        return str(gettext("Soonest first"))
    if code in RISING:
        return str(gettext("%(item)s, lowest first", item=item))
    return str(gettext("%(item)s, highest first", item=item))


def conditions(query: PlantQuery, sort: str, parks: Mapping[str, str], lang: str,
               looser: Sequence[Looser] = (), *, parcel: str = "",
               ) -> list[dict[str, Any]]:  # fmt: skip
    """Each condition in words, the address without it, and how many there would be (0: none)."""
    left = {one.name: one.left for one in looser}
    told = [
        {"name": name, "text": _text(query, name, parks, lang),
         "href": address(query, sort, without=name, parcel=parcel), "left": left.get(name, 0)}
        for name in asked(query)
    ]  # fmt: skip
    return sorted(told, key=lambda one: -one["left"])


def address(query: PlantQuery, sort: str, without: str = "", parcel: str = "") -> str:
    """The address of a query, of one parcel alone where so asked, with a condition dropped."""
    kept = {name: _written(getattr(query, name)) for name in asked(query) if name != without}
    if sort != FREEST:
        kept["sort"] = sort
    if parcel:
        kept["parcel"] = parcel
    return f"/plants?{urlencode(kept)}" if kept else "/plants"


def written(query: PlantQuery) -> dict[str, str]:
    """The conditions as the form shows them."""
    return {name: _written(getattr(query, name)) for name in CONDITIONS}


def _written(value: Any) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _text(query: PlantQuery, name: str, parks: Mapping[str, str], lang: str) -> str:
    value = getattr(query, name)
    if name == "park":
        return parks.get(value, value)
    if name == "mode":
        return MODES[value].zh if lang == "zh" else MODES[value].en
    return str(gettext(WORDS[name], n=number(value) if isinstance(value, float) else value))


__all__ = ["address", "conditions", "query_of", "sort_of", "sorts", "written"]
