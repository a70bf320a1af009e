"""Steps of a project, one entry each: stages reached and planned, tasks, agency steps, parcels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from parkmap.errors import BadValue, NotFound
from parkmap.land.items import checked
from parkmap.land.ledger import Delta, Subject
from parkmap.land.project_steps import (
    AGENCY,
    AGENCY_ITEMS,
    TASK,
    TASK_ITEMS,
    free_tasks,
    from_template,
)
from parkmap.land.projects import (
    PROJECT,
    planned_field,
    project_items,
    reached_field,
    refuse_unlikely,
    stage_index,
)
from parkmap.services.asking import checked_day, checked_reason, fetch
from parkmap.services.asserting import deltas_from
from parkmap.services.cases import refuse_unknown
from parkmap.services.project_views import parcels_said
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.subjects import EDIT, PAPERS, with_papers
from parkmap.services.writing import Request, Statement, write
from parkmap.store.present import Stored

Fields = Mapping[str, Any]
NEW = "new"
"""How a task that is not there yet is called."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which project, at which version, why, shown by which papers, once for which key."""

    project: str
    version: int | None
    reason: str = ""
    papers: Sequence[str] = ()
    key: str | None = None


def take_stage(record: Record, actor: Actor, asked: Asked, stage: str, sent: Fields) -> Receipt:
    """Record the day on which a stage was reached (`on`), or the one planned (`planned_on`).

    Raises
    ------
    NotFound
        There is no such stage in the list of the workspace.
    BadValue
        A day that is none; a stage reached in the future.
    """
    rules = record.zone.projects
    if stage not in rules.stages:
        raise NotFound("there is no stage '%(name)s'; use one of %(all)s",
                       name=stage[:40], all=", ".join(rules.order))  # fmt: skip
    names = {"on": reached_field(stage), "planned_on": planned_field(stage)}
    strange = sorted(set(sent) - set(names))
    if strange or not sent:
        raise BadValue(
            "send the day as on or planned_on", field=strange[0][:40] if strange else "on"
        )

    def fields(one: Stored) -> Fields:
        kept = checked(project_items(rules), {names[name]: day for name, day in sent.items()},
                       whole=False)  # fmt: skip
        refuse_unlikely(kept, record.today().isoformat(), rules)
        further = rules.order.index(stage) > stage_index(one.state, rules.order)
        return {**kept, "stage": stage} if kept.get(names["on"]) and further else kept

    told = f"{asked.project} {rules.stages[stage].zh} {sent.get('on') or sent.get('planned_on')}"
    return _change(record, actor, asked, ["stage", stage, dict(sent)], told, fields)


def put_task(record: Record, actor: Actor, asked: Asked, task: str, sent: Fields) -> Receipt:
    """Add a step to the checklist (`new`), or change one; what is sent takes the place of it.

    Raises
    ------
    NotFound
        The project has no such step.
    BadValue
        An item that does not fit; done in the future.
    """
    kept = checked(TASK_ITEMS, sent, whole=task == NEW)
    _not_ahead(record, kept, "done_on")

    def fields(one: Stored) -> Fields:
        field = free_tasks(one.state)[0] if task == NEW else task
        had = {} if task == NEW else _task(one, task)
        whole = with_papers({**had, **kept}, asked.papers, had.get(PAPERS) or ())
        return {field: {name: value for name, value in whole.items() if value is not None}}

    told = f"{asked.project} 清单：{sent.get('title') or task}"
    return _change(record, actor, asked, ["task", task, dict(sent)], told, fields)


def drop_task(record: Record, actor: Actor, asked: Asked, task: str) -> Receipt:
    """Take a step off the checklist; history keeps it."""

    def fields(one: Stored) -> Fields:
        _task(one, task)
        return {task: None}

    return _change(record, actor, asked, ["no task", task], f"{asked.project} 清单移除", fields)


def take_template(record: Record, actor: Actor, asked: Asked) -> Receipt:
    """Give a project the plan and the checklist of its kind; what it has stays.

    Raises
    ------
    BadValue
        Its kind is not told, or has no template.
    """

    def fields(one: Stored) -> Fields:
        kind = record.zone.projects.kinds.get(str(one.state.get("project_kind") or ""))
        if kind is None:
            raise BadValue("the project says no kind; choose one first", field="project_kind")
        return from_template(kind, one.state)

    return _change(record, actor, asked, ["template"], f"{asked.project} 按模板生成清单", fields)


def take_agency(record: Record, actor: Actor, asked: Asked, step: str, sent: Fields) -> Receipt:
    """Record a step of the agency service with the hours it took; the standard of now goes with it.

    Raises
    ------
    NotFound
        The workspace has no such step.
    BadValue
        Hours that are not above 0; done in the future; the project has no agency service.
    """
    rules = record.zone.projects
    if step not in rules.agency:
        raise NotFound("there is no step '%(name)s'; use one of %(all)s",
                       name=step[:40], all=", ".join(rules.agency))  # fmt: skip
    kept = checked(AGENCY_ITEMS, sent, whole=True)
    _not_ahead(record, kept, "done_on")
    for name in ("hours", "standard_hours"):
        if kept.get(name) is not None and kept[name] <= 0:
            raise BadValue(
                "hours are above 0; leave them empty where they are not known", field=name
            )
    standard = rules.agency[step].standard_hours
    if kept.get("standard_hours") is None and standard is not None:
        kept |= {"standard_hours": standard, "source": rules.agency_source}

    def fields(one: Stored) -> Fields:
        if not one.state.get("agency_service"):
            raise BadValue(
                "the project has no agency service; say so first", field="agency_service"
            )
        had = (one.state.get(AGENCY + step) or {}).get(PAPERS) or ()
        whole = with_papers(kept, asked.papers or had, had)
        return {AGENCY + step: {name: value for name, value in whole.items() if value is not None}}

    told = f"{asked.project} 代办 {rules.agency[step].word.zh} {kept['hours']:g} 小时"
    return _change(record, actor, asked, ["agency", step, dict(sent)], told, fields)


def move_parcels(
    record: Record, actor: Actor, asked: Asked, parcels: Sequence[str], on: date, *, joins: bool
) -> Receipt:
    """Parcels come to a project, or leave it, on a day; what is said of later days follows.

    Raises
    ------
    BadValue
        None named, one that is not in the record, a day before the project is in the record, one
        that is there already or is not there on the day.
    """
    require(actor, EDIT)
    named = list(dict.fromkeys(parcels))
    if not named:
        raise BadValue("no parcel was named; name at least one", field="parcels")
    refuse_unknown(record, named, "parcels")
    checked_day(record, on)
    text = on.isoformat()
    reason = checked_reason(
        asked.reason or f"{asked.project} 地块{'加入' if joins else '退出'} {'、'.join(named[:20])}"
    )
    whole = ["parcels", asked.project, named, text, joins, reason]

    def work_out(connection: Connection) -> Statement:
        fetch(connection, record, {asked.project: asked.version}, kind=PROJECT)
        one = Subject(PROJECT, asked.project)
        deltas_from(connection, record, [one], {}, on)  # refuses a day before its record
        said = parcels_said(connection, record, [asked.project])[asked.project]
        before: list[str] = next((had for day, had in reversed([*said.items()]) if day <= text), [])
        wrong = [each for each in named if (each in before) == joins]
        if wrong:
            raise _there_already(wrong[0], joins=joins)
        after = _moved(before, named, joins=joins)
        deltas = [Delta(PROJECT, one.id, "parcels", before or None, after or None, on)]
        for day, had in said.items():
            if day > text and (then := _moved(had, named, joins=joins)) != had:
                later = date.fromisoformat(day)
                deltas.append(Delta(PROJECT, one.id, "parcels", had or None, then or None, later))
        return Statement(on, deltas)

    request = Request("amend", reason, whole, asked.key, [asked.project], asked.papers)
    return write(record, actor, request, work_out)


def _there_already(parcel: str, *, joins: bool) -> BadValue:
    told = (
        "%(value)s belongs to the project on that day already; check the day"
        if joins
        else ("%(value)s does not belong to the project on that day; check the day")
    )
    return BadValue(told, field="parcels", value=parcel)


def _moved(had: Sequence[str], named: Sequence[str], *, joins: bool) -> list[str]:
    rest = [one for one in had if one not in named]
    return [*rest, *named] if joins else rest


def _task(one: Stored, task: str) -> dict[str, Any]:
    found = one.state.get(task) if TASK.fullmatch(task) else None
    if not found:
        raise NotFound("there is no '%(id)s' here; look it up in the list", id=task[:80])
    kept: dict[str, Any] = found
    return kept


def _not_ahead(record: Record, kept: Fields, field: str) -> None:
    day, today = kept.get(field), record.today().isoformat()
    if day and day > today:
        raise BadValue(
            "%(day)s lies in the future (today is %(today)s); a stage is dated once it is reached",
            day=day, today=today, field=field,
        )  # fmt: skip


def _change(
    record: Record, actor: Actor, asked: Asked, what: list[Any], told: str,
    fields: Callable[[Stored], Fields],
) -> Receipt:  # fmt: skip
    """Write fields of one project from today on, worked out from it as it stands."""
    require(actor, EDIT)
    reason, day = checked_reason(asked.reason or told), record.today()
    whole = ["project", asked.project, what, reason]

    def work_out(connection: Connection) -> Statement:
        (one,) = fetch(connection, record, {asked.project: asked.version}, kind=PROJECT)
        wanted = fields(one)
        if asked.papers and not any(isinstance(value, dict) for value in wanted.values()):
            wanted = with_papers(wanted, asked.papers, one.state.get(PAPERS) or ())
        return Statement(day, deltas_from(connection, record, [Subject(PROJECT, one.id)], wanted,
                                          day))  # fmt: skip

    request = Request("amend", reason, whole, asked.key, [asked.project], asked.papers)
    return write(record, actor, request, work_out)


__all__ = [
    "NEW", "Asked", "drop_task", "move_parcels", "put_task", "take_agency", "take_stage",
    "take_template",
]  # fmt: skip
