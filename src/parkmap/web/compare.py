"""`/compare`: two to four parcels side by side, what differs marked; made to be printed."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.web.choosing import address, asked_parcels, numbered, numbered_config
from parkmap.web.comparison import comparison
from parkmap.web.context import current_actor, current_record
from parkmap.web.language import current_language
from parkmap.web.pages import map_page, plain_page

MOST: Final = 4
ONLY: Final = "differences"

blueprint = Blueprint("compare", __name__)


@blueprint.get("/compare")
def compare() -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    whole = asked_parcels(record, MOST * 5)
    views = whole.views[:MOST]
    only = request.args.get("show") == ONLY
    values: dict[str, Any] = {
        "gone": whole.gone, "left": [one.id for one in whole.views[MOST:]], "most": MOST,
        "only": only, "ids": [one.id for one in views], "address": address,
        "asked_here": record.zone.enquiries.open,
    }  # fmt: skip
    if not views:
        return plain_page("compare.html", "compare", rows=[], groups=[], **values)
    rows = numbered(record, views, lang)
    groups = comparison(record, rows, lang)
    if only:
        groups = [group | {"rows": [row for row in group["rows"] if row["differs"]]}
                  for group in groups]  # fmt: skip
    groups = [group for group in groups if group["rows"]]
    config = numbered_config(record, actor, views, lang)
    return map_page("compare.html", "compare", rows=rows, groups=groups, config=config, **values)


__all__ = ["blueprint"]
