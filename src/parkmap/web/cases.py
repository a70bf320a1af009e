"""`/cases` and `/api/cases`: cases of idle land, their steps and letters."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.errors import BadInput, BadValue
from parkmap.formats.letter_templates import LETTERS, PLACES
from parkmap.land.cases import CASE_ITEMS, STEP_ITEMS
from parkmap.services import cases, letters, own_letters
from parkmap.services.cases import CaseView, StepTaken
from parkmap.services.papers import paper_of
from parkmap.services.subjects import Entered
from parkmap.units import dm2_to_mu, m2_to_dm2
from parkmap.web.answers import json_answer
from parkmap.web.arguments import json_body, text_argument, text_of
from parkmap.web.context import current_record, needed
from parkmap.web.marks import idempotency_key, named_papers, receipt_body, version_of
from parkmap.web.pages import plain_page
from parkmap.web.registers import attachment, form_config

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READ: Final = "read_internal"
EDIT: Final = "edit"

blueprint = Blueprint("cases", __name__)


@blueprint.get("/cases")
def list_page() -> ResponseReturnValue:
    actor, record = needed(READ), current_record()
    return plain_page(
        "cases.html", "registers", config=form_config(), cases=cases.cases(record, actor),
        fields=CASE_ITEMS, parcel=text_argument("parcel"),
    )  # fmt: skip


@blueprint.get("/cases/<case_id>")
def page(case_id: str) -> ResponseReturnValue:
    actor, record = needed(READ), current_record()
    return plain_page(
        "case.html", "registers", config=form_config(), case=cases.case(record, actor, case_id),
        paper=partial(paper_of, record, actor), fields=STEP_ITEMS, own_fields=CASE_ITEMS,
        letters=LETTERS, places_of_letters=PLACES,
        letters_kept=own_letters.own_letters(record),
    )  # fmt: skip


@blueprint.get("/api/cases")
def list_() -> ResponseReturnValue:
    found = cases.cases(current_record(), needed(READ))
    return json_answer({"cases": [_body(one) for one in found]})


@blueprint.post("/api/cases")
def enter() -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = cases.open_case(
        current_record(), actor, fields_of(body), text_of(body, "reason"), idempotency_key(),
        named_papers(body),
    )  # fmt: skip
    return json_answer(entered_body(done))


@blueprint.get("/api/cases/<case_id>")
def show(case_id: str) -> ResponseReturnValue:
    return json_answer(_body(cases.case(current_record(), needed(READ), case_id)))


@blueprint.patch("/api/cases/<case_id>")
def amend(case_id: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = cases.amend_case(
        current_record(), actor, case_id, version_of(case_id, body.get("version")),
        fields_of(body), text_of(body, "reason"), idempotency_key(), named_papers(body),
    )  # fmt: skip
    return json_answer(receipt_body(done))


@blueprint.post("/api/cases/<case_id>/steps/<step>")
def take(case_id: str, step: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    asked = StepTaken(
        case_id, version_of(case_id, body.get("version")), step, fields_of(body),
        text_of(body, "reason", optional=True), body.get("anyway") is True, named_papers(body),
    )  # fmt: skip
    return json_answer(
        receipt_body(cases.take_step(current_record(), actor, asked, idempotency_key()))
    )


@blueprint.get("/api/cases/<case_id>/letters/<step>")
def letter(case_id: str, step: str) -> ResponseReturnValue:
    actor = needed(READ)
    return attachment(*letters.letter(current_record(), actor, case_id, step), DOCX)


@blueprint.get("/api/letters/<step>")
def template(step: str) -> ResponseReturnValue:
    actor = needed(READ)
    if text_argument("own"):
        return attachment(*own_letters.own_letter(current_record(), actor, step), DOCX)
    return attachment(*letters.neutral_template(actor, step), DOCX)


@blueprint.put("/api/letters/<step>")
def keep_template(step: str) -> ResponseReturnValue:
    actor, file = needed(own_letters.PERMISSION), request.files.get("file")
    if file is None or not file.filename:
        raise BadInput("no file was sent, or it was cut short; send it as the form field 'file'")
    own_letters.keep_letter(current_record(), actor, step, file.stream, file.filename)
    return json_answer({"own": True})


@blueprint.delete("/api/letters/<step>")
def drop_template(step: str) -> ResponseReturnValue:
    own_letters.drop_letter(current_record(), needed(own_letters.PERMISSION), step)
    return json_answer({"own": False})


def fields_of(body: Any) -> dict[str, Any]:
    """The items that were filled in, as sent."""
    fields = body.get("fields")
    if not isinstance(fields, dict):
        raise BadValue('fields is missing or not an object; send {"number": "..."}')
    return fields


def entered_body(done: Entered) -> dict[str, Any]:
    """A receipt with the ids of what is new."""
    return receipt_body(done.receipt) | {"ids": list(done.ids)}


def _body(one: CaseView) -> dict[str, Any]:
    state = {name: value for name, value in one.state.items() if not name.startswith("step_")}
    area = m2_to_dm2(one.parcel.state.get("area_m2") or 0.0) if one.parcel else 0
    return {
        "id": one.id,
        "version": one.version,
        "mu": dm2_to_mu(area),
        "fields": state,
        "steps": {step.name: taken for step, taken in one.steps if taken},
        "next": one.next.name if one.next else None,
    }
