"""`/`: the live map, the headline figures, three doors, the latest changes."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.services.record import Actor, Record
from parkmap.web.config_script import styles
from parkmap.web.context import current_actor, current_record
from parkmap.web.kept import news_now, totals_now
from parkmap.web.language import current_language
from parkmap.web.pages import kept_page, map_page
from parkmap.web.stories import news_lines

blueprint = Blueprint("front", __name__)

ROOMS: Final[list[dict[str, Any]]] = [
    {"from": 720, "less": [0, 0], "share": 0.62, "padding": [452, 8, 12, 8]},
    {"from": 0, "less": [0, 0], "share": 0.42, "padding": [12, 12, 12, 12]},
]
"""The map's room in a window at least `from` wide: behind the words, above them on a phone."""


@blueprint.get("/")
def front() -> ResponseReturnValue:
    return kept_page("front", _front)


def _front() -> str:
    record, actor, lang = current_record(), current_actor(), current_language()
    latest = news_now(record, actor)
    return map_page(
        "front.html",
        "front",
        rooms=ROOMS,
        totals=headline(record, actor, lang),
        recent=news_lines(latest, lang),
    )


def headline(record: Record, actor: Actor, lang: str) -> list[dict[str, Any]]:
    """A figure for each status, in the order of the legend."""
    sums = totals_now(record, actor).by_style()
    return [
        {
            "s": code,
            "label": style["label"],
            "letter": style["letter"],
            "count": sums[code].count if code in sums else 0,
            "mu": sums[code].mu if code in sums else 0.0,
        }
        for code, style in styles(record, actor, lang).items()
    ]
