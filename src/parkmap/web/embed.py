"""`/embed`: the map, and a list beside it, within a page of another site."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue

from parkmap.services.record import PUBLIC_ACTOR
from parkmap.web.config_script import page_config
from parkmap.web.context import current_record
from parkmap.web.headers import framed_by
from parkmap.web.language import current_language
from parkmap.web.pages import map_page

OWN: Final = frozenset({"list", "zoom"})
"""Parameters of the frame alone; the others are those of /explore."""

blueprint = Blueprint("embed", __name__)


@blueprint.get("/embed")
def embed() -> ResponseReturnValue:
    g.parkmap_actor = PUBLIC_ACTOR  # whoever looks at the other site: a frame knows nobody
    record, lang = current_record(), current_language()
    framed_by(record.zone.sharing.hosts)
    return map_page(
        "embed.html", "embed", config=page_config(record, PUBLIC_ACTOR, lang),
        listed=request.args.get("list", "1") != "0", whole=_whole(),
    )  # fmt: skip


def _whole() -> str:
    """The same in the map itself, for a window of its own."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name not in OWN]
    return f"/explore?{urlencode(asked)}" if asked else "/explore"


__all__ = ["blueprint"]
