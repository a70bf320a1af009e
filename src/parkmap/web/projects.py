"""`/projects`: 招商项目 by stage, with the land they take and their papers. For staff alone."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.land.projects import STAGES
from parkmap.services import projects
from parkmap.services.papers import paper_of
from parkmap.web.answers import json_answer
from parkmap.web.arguments import json_body, text_argument, text_of
from parkmap.web.cases import entered_body, fields_of
from parkmap.web.context import current_record, needed
from parkmap.web.marks import idempotency_key, named_papers, receipt_body, version_of
from parkmap.web.matters import stored_body
from parkmap.web.pages import plain_page
from parkmap.web.registers import form_config

READ: Final = "read_internal"
EDIT: Final = "edit"

blueprint = Blueprint("projects", __name__)


@blueprint.get("/projects")
def every_page() -> ResponseReturnValue:
    actor, record, parcel = needed(READ), current_record(), text_argument("parcel")
    found = projects.projects(record, actor, parcel)
    at = Counter(one.state["stage"] for one in found)
    return plain_page(
        "projects.html", "registers", config=form_config(), rows=found,
        fields=projects.items(record, actor), parcel=parcel, stages=STAGES, at=at,
        known=[one for one in found if one.state.get("investment_wan") is not None],
    )  # fmt: skip


@blueprint.get("/projects/<project_id>")
def page(project_id: str) -> ResponseReturnValue:
    actor, record = needed(READ), current_record()
    return plain_page(
        "project.html", "registers", config=form_config(),
        one=projects.project(record, actor, project_id), fields=projects.items(record, actor),
        stages=STAGES, paper=partial(paper_of, record, actor),
    )  # fmt: skip


@blueprint.get("/api/projects")
def list_() -> ResponseReturnValue:
    found = projects.projects(current_record(), needed(READ), text_argument("parcel"))
    return json_answer({"subjects": [stored_body(one) for one in found]})


@blueprint.post("/api/projects")
def enter() -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = projects.enter_project(
        current_record(), actor, fields_of(body), text_of(body, "reason", optional=True),
        idempotency_key(), named_papers(body),
    )  # fmt: skip
    return json_answer(entered_body(done))


@blueprint.get("/api/projects/<subject_id>")
def show(subject_id: str) -> ResponseReturnValue:
    return json_answer(stored_body(projects.project(current_record(), needed(READ), subject_id)))


@blueprint.patch("/api/projects/<subject_id>")
def amend(subject_id: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = projects.amend_project(
        current_record(), actor, subject_id, version_of(subject_id, body.get("version")),
        fields_of(body), text_of(body, "reason", optional=True), idempotency_key(),
        named_papers(body),
    )  # fmt: skip
    return json_answer(receipt_body(done))
