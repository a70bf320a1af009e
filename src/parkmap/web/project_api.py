"""`/api/projects`: projects with how they stand, their steps, their sums, and their workbook."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue
from parkmap.land.project_figures import Figure, ProjectSums
from parkmap.services import project_steps, project_views, projects
from parkmap.services.project_files import compare_projects, take_projects, workbook
from parkmap.services.project_steps import Asked
from parkmap.services.project_views import MOST_QUARTERS, ProjectView
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day, day_argument, json_body, text_argument, text_of
from parkmap.web.cases import entered_body, fields_of
from parkmap.web.context import current_record, needed
from parkmap.web.item_facts import item_value
from parkmap.web.language import current_language
from parkmap.web.marks import idempotency_key, named_papers, receipt_body, version_of
from parkmap.web.project_query import query_of
from parkmap.web.project_words import stuck_at
from parkmap.web.registers import XLSX, attachment, changes_of, incoming_body, upload

READ: Final = "read_internal"
EDIT: Final = "edit"

blueprint = Blueprint("project_api", __name__)


@blueprint.get("/api/projects")
def list_() -> ResponseReturnValue:
    actor, record = needed(READ), current_record()
    asked = query_of(record, actor)
    rows = asked.rows(project_views.views(record, actor), record.zone.projects)
    return json_answer({"subjects": [project_body(one) for one in rows]})


@blueprint.post("/api/projects")
def enter() -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    on = text_of(body, "effective_on", optional=True)
    done = projects.enter_project(
        current_record(), actor, fields_of(body), text_of(body, "reason", optional=True),
        idempotency_key(), named_papers(body), day(on, "effective_on") if on else None,
    )  # fmt: skip
    return json_answer(entered_body(done))


@blueprint.get("/api/projects/<subject_id>")
def show(subject_id: str) -> ResponseReturnValue:
    actor, record = needed(READ), current_record()
    one = project_views.view(record, actor, subject_id)
    held = project_views.sites_of(record, actor, [one.id])[one.id]
    return json_answer(project_body(one) | {"sites": [site._asdict() for site in held]})


@blueprint.patch("/api/projects/<subject_id>")
def amend(subject_id: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = projects.amend_project(
        current_record(), actor, subject_id, version_of(subject_id, body.get("version")),
        fields_of(body), text_of(body, "reason", optional=True), idempotency_key(),
        named_papers(body),
    )  # fmt: skip
    return json_answer(receipt_body(done))


@blueprint.post("/api/projects/<subject_id>/stages")
def take_stage(subject_id: str) -> ResponseReturnValue:
    actor, asked, fields = _asked(subject_id)
    stage = str(fields.pop("stage", "") or "")
    sent = {name: value for name, value in fields.items() if value}
    done = project_steps.take_stage(current_record(), actor, asked, stage, sent)
    return json_answer(receipt_body(done))


@blueprint.post("/api/projects/<subject_id>/tasks/<task>")
def put_task(subject_id: str, task: str) -> ResponseReturnValue:
    actor, asked, fields = _asked(subject_id)
    done = project_steps.put_task(current_record(), actor, asked, task, fields)
    return json_answer(receipt_body(done))


@blueprint.delete("/api/projects/<subject_id>/tasks/<task>")
def drop_task(subject_id: str, task: str) -> ResponseReturnValue:
    actor, asked, _ = _asked(subject_id, fields=False)
    done = project_steps.drop_task(current_record(), actor, asked, task)
    return json_answer(receipt_body(done))


@blueprint.post("/api/projects/<subject_id>/template")
def take_template(subject_id: str) -> ResponseReturnValue:
    actor, asked, _ = _asked(subject_id, fields=False)
    done = project_steps.take_template(current_record(), actor, asked)
    return json_answer(receipt_body(done))


@blueprint.post("/api/projects/<subject_id>/agency")
def take_agency(subject_id: str) -> ResponseReturnValue:
    actor, asked, fields = _asked(subject_id)
    step = str(fields.pop("step", "") or "")
    done = project_steps.take_agency(current_record(), actor, asked, step, fields)
    return json_answer(receipt_body(done))


@blueprint.post("/api/projects/<subject_id>/parcels")
def move_parcels(subject_id: str) -> ResponseReturnValue:
    actor, asked, fields = _asked(subject_id)
    parcels, way = fields.get("parcels"), fields.get("way")
    if not isinstance(parcels, list) or not all(isinstance(one, str) for one in parcels):
        raise BadValue("'%(value)s' is not a list", field="parcels", value=str(parcels)[:60])
    if way not in ("joins", "leaves"):
        raise BadValue("say whether the parcels come (joins) or go (leaves)", field="way")
    on = day(str(fields.get("on") or ""), "on")
    done = project_steps.move_parcels(
        current_record(), actor, asked, parcels, on, joins=way == "joins"
    )
    return json_answer(receipt_body(done))


@blueprint.get("/api/projects/sums")
def sums() -> ResponseReturnValue:
    actor, record = needed(READ), current_record()
    text = text_argument("quarters")
    count = min(int(text), MOST_QUARTERS) if text.isdecimal() and int(text[:4]) > 0 else 8
    found = project_views.sums(record, actor, day_argument("on"), count)
    return json_answer(sums_body(found))


@blueprint.get("/api/projects/workbook")
def download() -> ResponseReturnValue:
    actor, record, rules = needed(READ), current_record(), current_record().zone.projects
    chosen = query_of(record, actor).rows(project_views.views(record, actor), rules)
    made = workbook(record, actor, lambda one: stuck_at(one, rules, current_language()), chosen)
    return attachment(*made, XLSX)


@blueprint.post("/api/projects/comparison")
def comparison() -> ResponseReturnValue:
    actor, record, lang = needed(EDIT), current_record(), current_language()
    stream, source = upload()
    blanks = request.form.get("blanks") == "1"
    found = compare_projects(record, actor, stream, source, blanks=blanks)
    fields = projects.items(record, actor)
    return json_answer(incoming_body(found, lambda n, value: item_value(fields[n], value, lang)))


@blueprint.post("/api/projects/rows")
def rows() -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    on = day(text_of(body, "effective_on"), "effective_on")
    done = take_projects(
        current_record(), actor, changes_of(body), on, text_of(body, "reason"), idempotency_key()
    )
    return json_answer(receipt_body(done))


def project_body(one: ProjectView) -> dict[str, Any]:
    """A project with how it stands, as JSON."""
    now = one.standing
    standing = {
        "stage": now.stage or None, "next": now.next or None, "next_on": now.next_on or None,
        "why": now.why, "late_days": now.late_days,
        "late": [each._asdict() for each in now.late],
        "tasks": [each.field for each in now.tasks],
        "stuck_at": stuck_at(now, current_record().zone.projects, current_language()),
    }  # fmt: skip
    return {
        "id": one.id, "version": one.version, "fields": one.state, "standing": standing,
        "mu": one.mu, "wan_per_mu": one.wan_per_mu, "agreed_wan_per_mu": one.agreed_wan_per_mu,
    }  # fmt: skip


def sums_body(found: ProjectSums) -> dict[str, Any]:
    """The sums as JSON: figures with the projects behind them, rates with what they are out of."""
    return {
        "on": found.on,
        "figures": {key: _figure(one) for key, one in found.figures().items()},
        "years": [{"year": one.year, "signed": one.signed.key, "strategic": one.strategic.key,
                   "by_number": one.by_number, "by_money": one.by_money} for one in found.years],
        "quarters": [
            {"name": one.name, "first": one.first, "last": one.last, "start_rate": one.start_rate,
             "production_rate": one.production_rate, "signed": one.signed.key,
             "started": one.started.key, "producing": one.producing.key,
             "standing": one.standing.key, "started_by": one.started_by.key,
             "producing_by": one.producing_by.key}
            for one in found.quarters
        ],
        "funnel": [{"stage": stage, "figure": one.key} for stage, one in found.funnel],
        "groups": {
            name: [{"value": one.value, "figure": one.figure.key, "mu": one.land.mu,
                    "wan_per_mu": one.land.wan_per_mu, "known_share": one.land.known_share}
                   for one in groups]
            for name, groups in found.groups.items()
        },
        "land": asdict(found.land) | {
            "mu": found.land.whole.mu, "wan_per_mu": found.land.whole.wan_per_mu,
            "known_share": found.land.whole.known_share, "agreed_share": found.land.agreed_share,
        },
        "approval": found.approval._asdict() | {"share": found.approval.share},
    }  # fmt: skip


def _figure(one: Figure) -> dict[str, Any]:
    return {"count": one.count, "wan": one.wan, "yi": one.yi, "known": one.known,
            "ids": one.ids}  # fmt: skip


def _asked(subject_id: str, *, fields: bool = True) -> tuple[Any, Asked, dict[str, Any]]:
    actor, body = needed(EDIT), json_body()
    asked = Asked(
        subject_id, version_of(subject_id, body.get("version")),
        text_of(body, "reason", optional=True), named_papers(body), idempotency_key(),
    )  # fmt: skip
    return actor, asked, dict(fields_of(body)) if fields else {}
