"""`/admin`: personal data found, exported and erased; what is sought stays out of addresses."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from parkmap.errors import ParkmapError
from parkmap.land.enquiries import KINDS, STATES
from parkmap.land.subscriptions import WHAT
from parkmap.services import personal
from parkmap.services.personal import Picked
from parkmap.services.record import Actor
from parkmap.web.context import current_record, needed
from parkmap.web.pages import plain_page
from parkmap.web.problems import said, status_of
from parkmap.web.stories import actor_names

MAY = "personal_data"
UNKEPT = {"Cache-Control": "no-store"}

blueprint = Blueprint("admin", __name__)


@blueprint.get("/admin")
def page() -> ResponseReturnValue:
    return _page(needed(MAY)), 200, UNKEPT


@blueprint.post("/admin/personal")
def find() -> ResponseReturnValue:
    actor, text = needed(MAY), request.form.get("text", "")[:120]
    try:
        held = personal.find(current_record(), actor, text)
    except ParkmapError as error:
        return _page(actor, text=text, says=said(error)), status_of(error), UNKEPT
    return _page(actor, text=text, held=held), 200, UNKEPT


@blueprint.post("/admin/personal/export")
def export() -> ResponseReturnValue:
    actor = needed(MAY)
    try:
        body = personal.export(current_record(), actor, _picked())
    except ParkmapError as error:
        return _page(actor, says=said(error)), status_of(error), UNKEPT
    day = current_record().today().isoformat()
    answer = Response(orjson.dumps(body, option=orjson.OPT_INDENT_2), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="personal-data-{day}.json"'
    answer.headers.update(UNKEPT)
    return answer


@blueprint.post("/admin/personal/erase")
def erase() -> ResponseReturnValue:
    """Asks first, says what goes and what stays; erases when that was confirmed."""
    record, actor, asked = current_record(), needed(MAY), _picked()
    try:
        if request.form.get("confirm") != "1":
            return _page(actor, asks=personal.picked(record, actor, asked)), 200, UNKEPT
        gone = personal.erase(record, actor, asked)
    except ParkmapError as error:
        return _page(actor, says=said(error)), status_of(error), UNKEPT
    return _page(actor, gone=gone), 200, UNKEPT


def _picked() -> Picked:
    numbers = [one for one in request.form.getlist("enquiry") if one.isdecimal() and len(one) < 10]
    return Picked(frozenset(map(int, numbers)), frozenset(request.form.getlist("alert")),
                  frozenset(request.form.getlist("subscription")))  # fmt: skip


def _page(actor: Actor, **values: Any) -> str:
    record = current_record()
    shown: dict[str, Any] = {"text": "", "held": None, "asks": None, "gone": None, "says": ""}
    return plain_page(
        "admin.html", "admin", kinds=KINDS, states=STATES, notes=personal.notes(record, actor),
        names=actor_names(record), what=WHAT,
        keep_days=record.zone.enquiries.keep_days, **(shown | values),
    )  # fmt: skip
