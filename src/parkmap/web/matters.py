"""`/matters`, `/checklists` and their API: 督办 matters, the checklist of inefficient land."""

from __future__ import annotations

from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.land.matters import (
    CLOSING,
    CRITERION,
    CRITERION_ITEMS,
    LIGHT,
    MATTER,
    MATTER_ITEMS,
)
from parkmap.land.supervision import TIES, Asked, Load, is_overdue
from parkmap.services import matters
from parkmap.services.papers import paper_of
from parkmap.store.present import Stored
from parkmap.web.answers import json_answer
from parkmap.web.arguments import json_body, text_argument, text_of
from parkmap.web.cases import entered_body, fields_of
from parkmap.web.context import current_actor, current_record, needed
from parkmap.web.language import current_language
from parkmap.web.marks import idempotency_key, named_papers, receipt_body, version_of
from parkmap.web.pages import plain_page
from parkmap.web.registers import form_config

READ: Final = "read_internal"
EDIT: Final = "edit"

blueprint = Blueprint("matters", __name__)


@blueprint.get("/matters")
def matters_page() -> ResponseReturnValue:
    actor, record, asked = needed(READ), current_record(), asked_matters()
    found = matters.asked_for(record, actor, asked)
    return plain_page(
        "matters.html", "registers", config=form_config(), rows=found, asked=asked,
        sums=matters.sums(record, actor), address=address_of, tied=TIES,
        fields={name: item for name, item in MATTER_ITEMS.items() if name not in CLOSING},
        closing={name: MATTER_ITEMS[name] for name in CLOSING},
        overdue=partial(is_overdue, today=record.today()),
        paper=partial(paper_of, record, actor),
    )  # fmt: skip


@blueprint.get("/checklists")
def checklists_page() -> ResponseReturnValue:
    actor, record, parcel = needed(READ), current_record(), text_argument("parcel")
    found = matters.criteria(record, actor, parcel)
    return plain_page("checklists.html", "registers", config=form_config(), rows=found,
                      fields=CRITERION_ITEMS, parcel=parcel,
                      paper=partial(paper_of, record, actor))  # fmt: skip


@blueprint.get("/api/matters")
def matters_() -> ResponseReturnValue:
    found = matters.asked_for(current_record(), needed(READ), asked_matters())
    return json_answer({"subjects": [stored_body(one) for one in found]})


@blueprint.get("/api/matters/sums")
def sums() -> ResponseReturnValue:
    found = matters.sums(current_record(), needed(READ))
    return json_answer({
        "on": found.on, **_load(found.whole), "closed": found.closed,
        "leaders": [{"name": one.name} | _load(one) for one in found.leaders],
        "units": [{"name": one.name} | _load(one) for one in found.units],
    })  # fmt: skip


@blueprint.get("/api/criteria")
def criteria() -> ResponseReturnValue:
    found = matters.criteria(current_record(), needed(READ), text_argument("parcel"))
    return json_answer({"subjects": [stored_body(one) for one in found]})


@blueprint.post("/api/matters")
def enter_matter() -> ResponseReturnValue:
    return _enter(MATTER)


@blueprint.post("/api/criteria")
def enter_criterion() -> ResponseReturnValue:
    return _enter(CRITERION)


@blueprint.patch("/api/matters/<subject_id>")
def amend_matter(subject_id: str) -> ResponseReturnValue:
    return _amend(MATTER, subject_id)


@blueprint.patch("/api/criteria/<subject_id>")
def amend_criterion(subject_id: str) -> ResponseReturnValue:
    return _amend(CRITERION, subject_id)


@blueprint.app_context_processor
def for_pages() -> dict[str, Any]:
    """What any page of staff may ask: the matters of a subject, and the sums of all."""
    record, actor = current_record(), current_actor()
    return {
        "matters_of": partial(matters.tied_to, record, actor),
        "matter_sums": lambda: matters.sums(record, actor) if actor.may(READ) else None,
        "light_word": lambda code: LIGHT[code].zh if current_language() == "zh" else LIGHT[code].en,
    }


def asked_matters() -> Asked:
    """The matters that the address asks for."""
    tied = next(((kind, text_argument(kind)) for kind in TIES if text_argument(kind)), None)
    return Asked(
        text_argument("state"), text_argument("light"), text_argument("unit"),
        text_argument("leader"), text_argument("overdue") == "1", tied,
    )  # fmt: skip


def address_of(asked: Asked, **changed: Any) -> str:
    """The address of a list of matters; `changed` replaces parts of what was asked for."""
    said = asked._replace(**changed)
    parts = {"state": said.state, "light": said.light, "unit": said.unit, "leader": said.leader,
             "overdue": "1" if said.overdue else ""}  # fmt: skip
    parts |= {said.tied[0]: said.tied[1]} if said.tied else {}
    query = urlencode({name: value for name, value in parts.items() if value})
    return f"/matters?{query}#list" if query else "/matters#list"


def _load(one: Load) -> dict[str, Any]:
    return {"open": one.open, "lights": one.lights, "overdue": one.overdue,
            "next_due_on": one.next_due_on}  # fmt: skip


def stored_body(one: Stored) -> dict[str, Any]:
    """A subject beside the land, as JSON."""
    return {"id": one.id, "version": one.version, "fields": one.state}


def _enter(kind: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    reason = text_of(body, "reason", optional=True)
    done = matters.enter(
        current_record(), actor, kind, fields_of(body), reason, idempotency_key(),
        named_papers(body),
    )  # fmt: skip
    return json_answer(entered_body(done))


def _amend(kind: str, subject_id: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    version = version_of(subject_id, body.get("version"))
    reason = text_of(body, "reason", optional=True)
    done = matters.amend(
        current_record(), actor, kind, subject_id, version, fields_of(body), reason,
        idempotency_key(), named_papers(body),
    )  # fmt: skip
    return json_answer(receipt_body(done))
