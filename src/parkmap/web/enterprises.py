"""`/enterprises` and its API: enterprises, what they use, yearly figures, grades."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any, Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue
from parkmap.land.enterprises import ENTERPRISE_ITEMS, FIGURES, TENANCY_ITEMS
from parkmap.land.grading import GRADES, INDICATORS, Grade
from parkmap.services import enterprises
from parkmap.services.enterprises import EnterpriseView, Yearly
from parkmap.services.grades import moved
from parkmap.services.holders import take_holders
from parkmap.services.papers import paper_of
from parkmap.services.projects import projects_of
from parkmap.services.record import Actor, Record
from parkmap.services.subjects import PAPERS
from parkmap.services.yearly_figures import compare_figures, take_figures
from parkmap.units import dm2_to_m2
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day, json_body, text_argument, text_of
from parkmap.web.cases import entered_body, fields_of
from parkmap.web.context import current_record, needed
from parkmap.web.formatting import number
from parkmap.web.grades import VIEWS, asked_year
from parkmap.web.marks import idempotency_key, named_papers, receipt_body, version_of
from parkmap.web.pages import plain_page
from parkmap.web.registers import changes_of, form_config, incoming_body, upload

READ: Final = "read_internal"
EDIT: Final = "edit"
PAGE: Final = 100
NONE: Final = "none"
"""How an address asks for those without a grade."""

blueprint = Blueprint("enterprises", __name__)


@blueprint.get("/enterprises")
def list_page() -> ResponseReturnValue:
    actor, record, year = needed(READ), current_record(), asked_year()
    view = text_argument("view")
    if view in VIEWS:
        return VIEWS[view](record, actor, year)
    every, sought = enterprises.enterprises(record, actor, year), text_argument("q")
    found = [one for one in _with_grade(record, actor, every, year) if one.has(sought)]
    start = _page(request.args.get("page", "")) * PAGE
    return plain_page(
        "enterprises.html", "enterprises", config=form_config(), year=year, q=sought,
        rows=found[start : start + PAGE], matched=len(found), every=len(every),
        grade=text_argument("grade"), was=text_argument("was"), counts=_counts(every),
        next_page=start // PAGE + 1 if len(found) > start + PAGE else 0,
        fields=enterprises.items(record, actor), figures=FIGURES, grading=record.zone.grading,
        years=range(record.today().year, record.today().year - 8, -1),
    )  # fmt: skip


@blueprint.get("/enterprises/<enterprise_id>")
def page(enterprise_id: str) -> ResponseReturnValue:
    actor, record = needed(READ), current_record()
    return plain_page(
        "enterprise.html", "enterprises", config=form_config(),
        one=enterprises.enterprise(record, actor, enterprise_id),
        fields=enterprises.items(record, actor),
        use_fields=TENANCY_ITEMS, figures=FIGURES, grading=record.zone.grading,
        indicators=INDICATORS, paper=partial(paper_of, record, actor),
        projects=projects_of(record, actor, enterprise_id),
    )  # fmt: skip


@blueprint.get("/api/enterprises")
def list_() -> ResponseReturnValue:
    actor, record = needed(READ), current_record()
    parcel = text_argument("parcel")
    if parcel:
        found = enterprises.of_parcel(record, actor, parcel)
    else:
        found = enterprises.enterprises(record, actor, asked_year())
    return json_answer({"enterprises": [_body(one) for one in found]})


@blueprint.get("/api/enterprises/<enterprise_id>")
def show(enterprise_id: str) -> ResponseReturnValue:
    return json_answer(_body(enterprises.enterprise(current_record(), needed(READ), enterprise_id)))


@blueprint.post("/api/enterprises")
def enter() -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    reason = text_of(body, "reason", optional=True)
    done = enterprises.enter_enterprise(
        current_record(), actor, fields_of(body), reason, idempotency_key(), named_papers(body)
    )
    return json_answer(entered_body(done))


@blueprint.patch("/api/enterprises/<enterprise_id>")
def amend(enterprise_id: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = enterprises.amend_enterprise(
        current_record(), actor, enterprise_id, version_of(enterprise_id, body.get("version")),
        fields_of(body), text_of(body, "reason", optional=True), idempotency_key(),
        named_papers(body),
    )  # fmt: skip
    return json_answer(receipt_body(done))


@blueprint.post("/api/enterprises/from-holders")
def from_holders() -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = take_holders(current_record(), actor, text_of(body, "reason"), idempotency_key())
    return json_answer(entered_body(done))


@blueprint.post("/api/enterprises/<enterprise_id>/tenancies")
def enter_use(enterprise_id: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = enterprises.enter_use(
        current_record(), actor, enterprise_id, fields_of(body),
        text_of(body, "reason", optional=True), idempotency_key(),
    )  # fmt: skip
    return json_answer(entered_body(done))


@blueprint.patch("/api/tenancies/<subject_id>")
def amend_use(subject_id: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = enterprises.amend_use(
        current_record(), actor, subject_id, version_of(subject_id, body.get("version")),
        fields_of(body), text_of(body, "reason", optional=True), idempotency_key(),
    )  # fmt: skip
    return json_answer(receipt_body(done))


@blueprint.post("/api/figures/<int:year>/comparison")
def comparison(year: int) -> ResponseReturnValue:
    actor, record = needed(EDIT), current_record()
    stream, source = upload()
    blanks = request.form.get("blanks") == "1"
    found = compare_figures(record, actor, year, stream, source, blanks=blanks)
    return json_answer(incoming_body(found, _figure))


@blueprint.post("/api/figures/<int:year>/rows")
def rows(year: int) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    on = day(text_of(body, "effective_on"), "effective_on")
    done = take_figures(
        current_record(), actor, year, changes_of(body), on, text_of(body, "reason"),
        idempotency_key(),
    )  # fmt: skip
    return json_answer(receipt_body(done))


def _with_grade(
    record: Record, actor: Actor, every: list[EnterpriseView], year: int
) -> list[EnterpriseView]:
    """Those of the grade that the address asks for, and of the grade `was` the year before."""
    asked = {name: request.args[name] for name in ("grade", "was") if request.args.get(name)}
    for name, value in asked.items():
        if value not in {*GRADES, NONE}:
            raise BadValue(
                "%(name)s is '%(value)s'; use one of %(allowed)s",
                name=name, value=value[:40], allowed=", ".join((*GRADES, NONE)),
            )  # fmt: skip
    if not asked:
        return every
    was, now = (asked[name].replace(NONE, "") if name in asked else None
                for name in ("was", "grade"))  # fmt: skip
    ids = set(moved(enterprises.over_years(record, actor), year, was, now))
    return [one for one in every if one.id in ids]


def _page(text: str) -> int:
    """The page of an address, from 0."""
    if text and (not text.isdecimal() or len(text) > 6):
        raise BadValue("page is '%(value)s'; write a whole number from 0", value=text[:40])
    return int(text or 0)


def _counts(every: list[EnterpriseView]) -> list[tuple[str, int]]:
    """How many have each grade; "" stands for none."""
    given = Counter(one.years[0].grade.grade for one in every if one.years[0].grade)
    return [(name, given[name]) for name in (*GRADES, "")]


def _figure(_field: str, value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    return "" if value is None else str(value)


def _body(one: EnterpriseView) -> dict[str, Any]:
    facts = {
        name: value for name, value in one.state.items() if name in (*ENTERPRISE_ITEMS, PAPERS)
    }
    uses = [{"id": use.id, "version": use.version, "fields": use.state,
             "area_m2": dm2_to_m2(use.area_dm2)} for use in one.uses]  # fmt: skip
    return {"id": one.id, "version": one.version, "fields": facts, "uses": uses,
            "years": [_yearly(each) for each in one.years]}  # fmt: skip


def _yearly(each: Yearly) -> dict[str, Any]:
    return {"year": each.year, "mu": each.mu, "figures": each.figures,
            "grade": None if each.grade is None else _grade(each.grade)}  # fmt: skip


def _grade(one: Grade) -> dict[str, Any]:
    parts = [{"indicator": part.indicator.name, "value": part.value, "full": part.full,
              "weight": part.weight, "points": part.points} for part in one.parts]  # fmt: skip
    return {"grade": one.grade, "score": one.score, "inputs": parts,
            "vetoes": [veto.reason or veto.what for veto in one.vetoes]}  # fmt: skip
