"""`/matters`, `/checklists` and their API: 督办 matters, the checklist of inefficient land."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.land.matters import CRITERION, CRITERION_ITEMS, MATTER, MATTER_ITEMS
from parkmap.services import campaigns, matters
from parkmap.services.papers import paper_of
from parkmap.store.present import Stored
from parkmap.web.answers import json_answer
from parkmap.web.arguments import json_body, text_argument, text_of
from parkmap.web.cases import entered_body, fields_of
from parkmap.web.context import current_record, needed
from parkmap.web.marks import idempotency_key, named_papers, receipt_body, version_of
from parkmap.web.pages import plain_page
from parkmap.web.registers import form_config

READ: Final = "read_internal"
EDIT: Final = "edit"

blueprint = Blueprint("matters", __name__)


@blueprint.get("/matters")
def matters_page() -> ResponseReturnValue:
    actor, record = needed(READ), current_record()
    found = matters.matters(record, actor)
    return plain_page("matters.html", "registers", config=form_config(), rows=found,
                      fields=MATTER_ITEMS, paper=partial(paper_of, record, actor),
                      campaigns=campaigns.ids_by_name(record, actor))  # fmt: skip


@blueprint.get("/checklists")
def checklists_page() -> ResponseReturnValue:
    actor, record, parcel = needed(READ), current_record(), text_argument("parcel")
    found = matters.criteria(record, actor, parcel)
    return plain_page("checklists.html", "registers", config=form_config(), rows=found,
                      fields=CRITERION_ITEMS, parcel=parcel,
                      paper=partial(paper_of, record, actor))  # fmt: skip


@blueprint.get("/api/matters")
def matters_() -> ResponseReturnValue:
    found = matters.matters(current_record(), needed(READ))
    return json_answer({"subjects": [stored_body(one) for one in found]})


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
