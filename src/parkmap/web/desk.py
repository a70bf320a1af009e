"""`/desk`: where an officer marks."""

from __future__ import annotations

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from parkmap.land.codes import ROUTE, word
from parkmap.land.status import STATUSES
from parkmap.services import undoing
from parkmap.web.assets import shell_script
from parkmap.web.context import current_actor, current_record, needed
from parkmap.web.kept import news_now
from parkmap.web.language import current_language
from parkmap.web.pages import map_page
from parkmap.web.stories import news_lines

blueprint = Blueprint("desk", __name__)


@blueprint.get("/desk")
def desk() -> ResponseReturnValue:
    actor = current_actor()
    if not actor.may("review"):
        needed("mark")
    record, lang = current_record(), current_language()
    return map_page(
        "desk.html",
        "desk",
        last=undoing.last_entry(record, actor),
        statuses=[(code, word("status", code, lang)) for code in STATUSES],
        routes=[(code, word("route", code, lang)) for code in ROUTE],
        recent=news_lines(news_now(record, actor), lang),
    )


@blueprint.get("/desk-worker.js")
def worker() -> ResponseReturnValue:
    """What lets a browser open the desk without a network; it holds addresses of files only."""
    answer = Response(shell_script("desk_worker.js"), mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
