"""`/api/prints`: papers to print, as PDF."""

from __future__ import annotations

import io
from typing import Any, Final, cast

from flask import Blueprint, Response, send_file
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue
from parkmap.land.themes import THEMES
from parkmap.reports.frame import SIZES_MM, Paper
from parkmap.services import printing, printing_view
from parkmap.services.imprint import PERMISSION, Printed
from parkmap.services.printing import CONTENTS, Content, PlanOrder
from parkmap.services.printing_view import ViewOrder
from parkmap.web.arguments import bbox_argument, codes_argument, ids_argument, text_argument
from parkmap.web.context import current_record, needed
from parkmap.web.downloads import turn
from parkmap.web.language import current_language
from parkmap.web.print_words import print_words

LONGEST_NAME: Final = 40
LONGEST_TITLE: Final = 60

blueprint = Blueprint("prints", __name__)


@blueprint.get("/api/prints/plans.pdf")
def plans() -> ResponseReturnValue:
    actor, record = needed(PERMISSION), current_record()
    order = PlanOrder(
        ids_argument(),
        cast("Content", _one_of("content", CONTENTS)),
        cast("Paper", _one_of("paper", tuple(SIZES_MM))),
        text_argument("drawn_by", LONGEST_NAME),
        text_argument("checked_by", LONGEST_NAME),
    )
    words = print_words()
    with turn(record, "printing"):
        made = printing.plans(record, actor, order, words, current_language())
    what = words["points"] if order.content == "points" else words["plan"]
    names = order.ids[0] if len(order.ids) == 1 else words["parcels"] % {"n": len(order.ids)}
    return _sent(made, f"{what} {names}")


@blueprint.get("/api/prints/view.pdf")
def view() -> ResponseReturnValue:
    actor, record = needed(PERMISSION), current_record()
    bbox = bbox_argument()
    if bbox is None:
        raise BadValue("bbox is missing; send west,south,east,north of the view in degrees")
    order = ViewOrder(
        bbox, codes_argument("status"), text_argument("park") or None,
        text_argument("title", LONGEST_TITLE), text_argument("q"), text_argument("field"),
        text_argument("fits"), ids_argument(), _one_of("theme", tuple(THEMES)),
    )  # fmt: skip
    words, lang = print_words(), current_language()
    with turn(record, "printing"):
        made = printing_view.thematic_map(record, actor, order, words, lang)
    return _sent(made, record.zone.name(lang) + words[f"view_{order.theme}"].lstrip(": "))


def _one_of(name: str, allowed: tuple[str, ...]) -> str:
    value = text_argument(name) or allowed[0]
    if value not in allowed:
        raise BadValue(
            "%(name)s is '%(value)s'; use one of %(allowed)s",
            name=name,
            value=value[:40],
            allowed=", ".join(allowed),
        )
    return value


def _sent(made: Printed, name: str) -> Response:
    extra: dict[str, Any] = {"download_name": f"{name} #{made.seq}.pdf", "etag": False}
    answer = send_file(
        io.BytesIO(made.content), mimetype="application/pdf", as_attachment=True, **extra
    )
    answer.headers["Cache-Control"] = "private, no-store"
    answer.vary.add("Cookie")
    return answer


__all__ = ["blueprint"]
