"""`/reports` and its API: the report of a period as a job, in four forms. For staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue, ParkmapError
from parkmap.land.report_period import Period, period_of
from parkmap.land.report_words import LANGUAGES
from parkmap.services import report_jobs
from parkmap.services.record import Record
from parkmap.services.report_files import FORMS
from parkmap.services.report_jobs import ReportJob
from parkmap.services.reporting import Asked
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day, json_body
from parkmap.web.context import current_record, needed
from parkmap.web.downloads import sent
from parkmap.web.language import current_language
from parkmap.web.pages import plain_page
from parkmap.web.problems import said, status_of
from parkmap.web.stories import actor_names

READ: Final = "read_internal"
RUNNING: Final = ("queued", "running")
LONGEST: Final = 40

blueprint = Blueprint("reports", __name__)


@blueprint.get("/reports")
def page() -> ResponseReturnValue:
    needed(READ)
    return _page({})


@blueprint.post("/reports")
def ask() -> ResponseReturnValue:
    actor, record, form = needed(READ), current_record(), request.form
    try:
        job = report_jobs.order(record, actor, asked_of(form), form.get("format", ""))
    except ParkmapError as error:
        return _page(form, str(said(error))), status_of(error)
    return redirect(f"/reports#r-{job}", 303)


@blueprint.post("/reports/<report_id>/again")
def again(report_id: str) -> ResponseReturnValue:
    job = report_jobs.again(current_record(), needed(READ), report_id)
    return redirect(f"/reports#r-{job}", 303)


@blueprint.post("/reports/<report_id>/cancel")
def cancel(report_id: str) -> ResponseReturnValue:
    report_jobs.cancel(current_record(), needed(READ), report_id)
    return redirect("/reports", 303)


@blueprint.get("/api/reports")
def every() -> ResponseReturnValue:
    found = report_jobs.every(current_record(), needed(READ))
    return json_answer({"most": report_jobs.LISTED, "reports": [body_of(one) for one in found]})


@blueprint.post("/api/reports")
def order() -> ResponseReturnValue:
    actor, record, body = needed(READ), current_record(), json_body()
    job = report_jobs.order(record, actor, asked_of(body), str(body.get("format", "")))
    answer = json_answer(body_of(report_jobs.one(record, actor, job)), 202)
    answer.headers["Location"] = f"/api/reports/{job}"
    return answer


@blueprint.get("/api/reports/<report_id>")
def show(report_id: str) -> ResponseReturnValue:
    return json_answer(body_of(report_jobs.one(current_record(), needed(READ), report_id)))


@blueprint.delete("/api/reports/<report_id>")
def stop(report_id: str) -> ResponseReturnValue:
    report_jobs.cancel(current_record(), needed(READ), report_id)
    return Response(status=204)


@blueprint.get("/api/reports/<report_id>/file")
def file(report_id: str) -> ResponseReturnValue:
    found, path = report_jobs.file_of(current_record(), needed(READ), report_id)
    answer = sent(path, FORMS[found.form].media, found.name)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.vary.add("Cookie")
    return answer


def asked_of(sent_in: Mapping[str, Any]) -> Asked:
    """The question of a form or a body: a period or two days, language, entry."""
    lang = str(sent_in.get("lang") or current_language())[:LONGEST]
    return Asked(_period(sent_in), lang, _entry(sent_in), _day(sent_in, "enquiries_until"))


def body_of(one: ReportJob) -> dict[str, Any]:
    """A report that was asked for, as JSON."""
    period = one.asked.period
    return {
        "id": one.id, "state": one.state, "done": one.done, "total": one.total, "name": one.name,
        "since": period.since, "on": period.on, "lang": one.asked.lang, "format": one.form,
        "entry": one.asked.entry, "enquiries_until": one.asked.until, "asked_by": one.actor,
        "asked_at": one.asked_at, "size": one.size, "sha256": one.sha256 or None,
        "version": one.version or None, "fault": one.fault or None,
        "file": f"/api/reports/{one.id}/file" if one.there else None,
    }  # fmt: skip


def _page(sent_in: Mapping[str, Any], says: str = "") -> str:
    record, lang = current_record(), current_language()
    found = report_jobs.every(record, needed(READ))
    return plain_page(
        "reports.html", "reports", rows=found, names=actor_names(record), says=says,
        forms={code: one.zh if lang == "zh" else one.en for code, one in FORMS.items()},
        languages=LANGUAGES, months=_months(record), chosen=sent_in, running=RUNNING,
        keep=record.zone.reports.keep, most=report_jobs.LISTED,
    )  # fmt: skip


def _months(record: Record) -> list[str]:
    """The months to choose from, the last whole one first; a year and a half back."""
    at = record.today().year * 12 + record.today().month - 2
    return [f"{one // 12}-{one % 12 + 1:02}" for one in range(at, at - 18, -1)]


def _period(sent_in: Mapping[str, Any]) -> Period:
    since, on = _day(sent_in, "since"), _day(sent_in, "on")
    if since and on:
        return Period(since, on)
    text = str(sent_in.get("period") or "")[:LONGEST]
    if not text or since or on:
        raise BadValue(
            "give a period, or its first and its last day", field="on" if since else "period"
        )
    return period_of(text)


def _day(sent_in: Mapping[str, Any], name: str) -> date | None:
    text = str(sent_in.get(name) or "").strip()
    return day(text, name) if text else None


def _entry(sent_in: Mapping[str, Any]) -> int | None:
    text = str(sent_in.get("entry") or "").strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 12:
        raise BadValue("'%(value)s' is no entry; give its number", value=text[:40], field="entry")
    return int(text)


__all__ = ["blueprint"]
