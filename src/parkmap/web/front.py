"""`/`: the live map, the headline figures, three doors, the latest changes."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.services.record import Actor, Record
from parkmap.web.config_script import styles
from parkmap.web.context import current_actor, current_record
from parkmap.web.kept import news_now, totals_now
from parkmap.web.language import current_language
from parkmap.web.pages import map_page
from parkmap.web.stories import news_lines

blueprint = Blueprint("front", __name__)


@blueprint.get("/")
def front() -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    latest = news_now(record, actor)
    return map_page(
        "front.html",
        "front",
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
