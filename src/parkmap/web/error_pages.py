"""`/errors/<code>`: what an error code means; the `type` of problem details leads here."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.errors import NotFound
from parkmap.web.explained import EXPLAINED
from parkmap.web.language import current_language
from parkmap.web.pages import plain_page
from parkmap.web.problems import title_of

blueprint = Blueprint("error_pages", __name__)


@blueprint.get("/errors/<code>")
def explained(code: str) -> ResponseReturnValue:
    """One code in the language of the page; the same words as docs/errors.md."""
    found = EXPLAINED.get(code)
    if found is None:
        raise NotFound("there is no error code '%(code)s'", code=code[:60])
    when, remedy = found.told(current_language())
    return plain_page(
        "error.html",
        "error",
        status=found.status or "",
        title=title_of(found.status or 500),
        detail=when,
        remedy=remedy,
        code=code,
    )
