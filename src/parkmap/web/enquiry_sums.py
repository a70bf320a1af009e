"""`/enquiries`: enquiries in numbers, each with the list behind it, without names."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.land.enquiries import KINDS, OUTCOMES, STATES
from parkmap.services.enquiry_sums import Line, Span, days_to_answer, listed, summary
from parkmap.services.working_days import unknown_year
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day_argument, text_argument
from parkmap.web.context import current_record, needed
from parkmap.web.pages import plain_page

READ: Final = "read_internal"
ROWS: Final = 100

blueprint = Blueprint("enquiry_sums", __name__)


@blueprint.get("/enquiries")
def page() -> ResponseReturnValue:
    record, actor, span = current_record(), needed(READ), _span()
    chosen = {name: text_argument(name) for name in ("state", "kind", "outcome")}
    number = text_argument("page")
    at = max(int(number) if number.isdecimal() and len(number) < 7 else 1, 1)
    found = listed(record, actor, span, **chosen, skip=(at - 1) * ROWS, most=ROWS)
    return plain_page(
        "enquiries.html", "enquiries", sums=summary(record, actor, span), span=span, chosen=chosen,
        rows=found.rows, matched=found.matched, at=at,
        pages=-(-found.matched // ROWS), days=days_to_answer, kinds=KINDS, states=STATES,
        outcomes=OUTCOMES, unknown_year=unknown_year(record.zone.enquiries, record.today()),
    )  # fmt: skip


@blueprint.get("/api/enquiries/sums")
def sums() -> ResponseReturnValue:
    found = summary(current_record(), needed(READ), _span())
    return json_answer(
        _body(found.whole)
        | {
            "on": found.on,
            "by_kind": {kind: _body(line) for kind, line in found.by_kind.items()},
            "by_outcome": found.by_outcome,
        }
    )


def _span() -> Span:
    return Span(day_argument("from"), day_argument("to"))


def _body(line: Line) -> dict[str, Any]:
    return {
        "asked": line.asked, "open": line.open, "overdue": line.overdue,
        "answered": line.answered, "closed": line.closed, "told": line.told,
        "median_days": line.median_days,
    }  # fmt: skip
