"""`/explore`: the public map with a list beside it; the address holds filters, order and view."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.land.criteria import SORTS
from parkmap.web.context import current_actor, current_record
from parkmap.web.land_filters import IN_THE_BAR, filter_form
from parkmap.web.language import current_language
from parkmap.web.listing import asked_page, asked_wanted, rows_of, told_of
from parkmap.web.pages import kept_page, map_page

blueprint = Blueprint("explore", __name__)

EDGE: Final = [12, 12, 12, 12]
ROOMS: Final[list[dict[str, Any]]] = [
    {"from": 1024, "less": [400, 105], "share": 1, "padding": EDGE},
    {"from": 0, "less": [0, 147], "share": 0.72, "padding": EDGE},
]
"""The map's room in a window at least `from` wide: beside the list, above it on a phone."""


@blueprint.get("/explore")
def explore() -> ResponseReturnValue:
    return kept_page("explore", _explore)


def _explore() -> str:
    record, actor, lang = current_record(), current_actor(), current_language()
    wanted = asked_wanted()
    page = asked_page(record, actor, wanted)
    first = rows_of(record, actor, page, lang) | told_of(record, actor, page.sieve, lang)
    groups = filter_form(record, actor, page.sieve, lang)
    return map_page(
        "explore.html",
        "explore",
        rooms=ROOMS,
        first=first,
        groups=groups,
        bar=[one for group in groups for one in group["filters"] if one["name"] in IN_THE_BAR],
        in_form=sum(name not in IN_THE_BAR for name in wanted.given),
        wanted=wanted,
        sorts={code: word.zh if lang == "zh" else word.en for code, word in SORTS.items()},
    )
