"""Cases of idle land: opened on a parcel, taken step by step; the parcel follows along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from parkmap.errors import BadValue, Conflict, NotFound
from parkmap.land.cases import (
    CASE,
    CASE_ITEMS,
    PREFIX,
    STEP_ITEMS,
    STEPS,
    Step,
    check_step,
    next_step,
    step_of,
)
from parkmap.land.items import checked
from parkmap.land.ledger import Delta, Subject
from parkmap.services import subjects
from parkmap.services.asking import checked_day, checked_reason, fetch
from parkmap.services.asserting import deltas_from
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.subjects import EDIT, PAPERS, Amendment, Entered, Fresh, with_papers
from parkmap.services.writing import Request, Statement, write
from parkmap.store import present
from parkmap.store.present import Stored

FOLLOWS: Final = {"determination": "stock_kind", "closing": "closed_on"}
"""Step -> the field of the parcel that follows from it."""


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step as an officer fills it in: items of the step, version of the case, answer, papers."""

    case_id: str
    version: int | None
    step: str
    items: Mapping[str, Any]
    reason: str = ""
    anyway: bool = False
    papers: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as it stands, with its parcel's name and area, and the step that comes next."""

    id: str
    version: int
    state: dict[str, Any]
    parcel: Stored | None

    @property
    def next(self) -> Step | None:
        """The first step that was not taken; None once it is closed."""
        return next_step(self.state)

    @property
    def steps(self) -> list[tuple[Step, dict[str, Any] | None]]:
        """Every step in order, with what was recorded of it."""
        return [(one, self.state.get(one.field)) for one in STEPS.values()]


def open_case(
    record: Record, actor: Actor, fields: Mapping[str, Any], reason: str, key: str | None = None,
    papers: Sequence[str] = (),
) -> Entered:  # fmt: skip
    """Open a case on a parcel, from its opening day on.

    Raises
    ------
    BadValue
        An item that is missing or does not fit, a parcel that is not in the record.
    Conflict
        The parcel has an open case already.
    """
    require(actor, EDIT)
    items = checked(CASE_ITEMS, fields, whole=True)
    refuse_unknown(record, [items["parcel"]], "parcel")
    standing = open_cases(record, actor).get(items["parcel"])
    if standing:
        raise Conflict(
            "%(parcel)s has the open case %(id)s already; go on with that one",
            field="parcel", parcel=items["parcel"], id=standing, case=standing,
        )  # fmt: skip
    day = _day(record, items["opened_on"], "opened_on")
    return subjects.enter(record, actor, [Fresh(CASE, items, day, reason, papers)], PREFIX, key)


def open_cases(record: Record, actor: Actor) -> dict[str, str]:
    """Parcel -> its open case; for staff."""
    every_case = subjects.every(record, actor, CASE)
    return {str(one.state["parcel"]): one.id for one in every_case if next_step(one.state)}


def amend_case(
    record: Record, actor: Actor, case_id: str, version: int | None, fields: Mapping[str, Any],
    reason: str, key: str | None = None, papers: Sequence[str] = (),
) -> Receipt:  # fmt: skip
    """Change what a case says of itself (not its parcel, nor its steps) from today on."""
    items = checked(CASE_ITEMS, fields, whole=False)
    for name in ("parcel", "opened_on"):
        if name in items:
            raise BadValue("this stays as it was entered; open another case", field=name)
    asked = Amendment(CASE, {case_id: version}, items, record.today(), reason, papers)
    return subjects.amend(record, actor, asked, key)


def take_step(record: Record, actor: Actor, asked: StepTaken, key: str | None = None) -> Receipt:
    """Record a step of a case with its number, days and papers, as one entry.

    With the 认定书 the parcel's stock kind becomes 认定闲置; with 销号 the parcel is closed. A step
    that is recorded again keeps the papers it had.

    Raises
    ------
    BadValue
        An item that does not fit, a day out of order.
    Conflict
        The step has no ground yet, or is unusual and was not confirmed (``values["ask"]``).
    NotFound, MissingVersion, StaleVersion
        As for every write.
    """
    require(actor, EDIT)
    step = step_of(asked.step)
    items = checked(STEP_ITEMS, asked.items, whole=True)
    taken = {name: value for name, value in items.items() if value is not None}
    day = _day(record, taken["on"], "on")
    if "received_on" in taken:
        _day(record, taken["received_on"], "received_on")
    reason = checked_reason(asked.reason or f"{asked.case_id} {step.zh} {taken['number']}")
    whole = ["step", asked.case_id, step.name, taken, reason]

    def work_out(connection: Connection) -> Statement:
        (case,) = fetch(connection, record, {asked.case_id: asked.version}, kind=CASE)
        check_step(case.state, step, taken, anyway=asked.anyway)
        had = (case.state.get(step.field) or {}).get(PAPERS, [])
        said = with_papers(taken, asked.papers or had, had)
        deltas = deltas_from(connection, record, [Subject(CASE, case.id)], {step.field: said}, day)
        return Statement(day, [*deltas, *_follows(connection, record, case, step, day)])

    request = Request("case_step", reason, whole, key, [asked.case_id], asked.papers)
    return write(record, actor, request, work_out)


def case(record: Record, actor: Actor, case_id: str) -> CaseView:
    """One case; NotFound where there is none, or for the public."""
    stored = subjects.read(record, actor, CASE, case_id)
    with record.store.read() as connection:
        return _view(connection, record, stored)


def cases(record: Record, actor: Actor) -> list[CaseView]:
    """Every case, open ones first, then by id; for staff."""
    found = subjects.every(record, actor, CASE)
    with record.store.read() as connection:
        views = [_view(connection, record, one) for one in found]
    return sorted(views, key=lambda one: (one.next is None, one.id))


def refuse_unknown(record: Record, ids: list[str], field: str, kind: str = "parcel") -> None:
    """Refuse ids of subjects that are not in the record, beside the item that names them."""
    with record.store.read() as connection:
        there = present.some(connection, record.zone_id, kind, ids, with_geometry=False)
    missing = sorted(set(ids) - {one.id for one in there if one.state})
    if missing:
        raise BadValue(
            "'%(value)s' is not in the record; check the id", field=field, value=missing[0][:60]
        )


def _view(connection: Connection, record: Record, stored: Stored) -> CaseView:
    parcel = present.one(connection, record.zone_id, "parcel", stored.state["parcel"])
    return CaseView(stored.id, stored.version, stored.state, parcel)


def _follows(
    connection: Connection, record: Record, case: Stored, step: Step, day: date
) -> list[Delta]:
    field = FOLLOWS.get(step.name)
    if field is None:
        return []
    parcel = present.one(connection, record.zone_id, "parcel", case.state["parcel"])
    if parcel is None:
        raise NotFound("there is no parcel %(ids)s in the record; check the id",
                       ids=case.state["parcel"])  # fmt: skip
    if parcel.state.get("retired_on"):
        return []
    wanted = {field: "determined_idle" if field == "stock_kind" else day.isoformat()}
    return deltas_from(connection, record, [Subject("parcel", parcel.id)], wanted, day)


def _day(record: Record, text: str, field: str) -> date:
    day = date.fromisoformat(text)
    try:
        checked_day(record, day)
    except BadValue as refused:
        raise BadValue(refused.template, **(refused.values | {"field": field})) from refused
    return day


__all__ = [
    "CaseView", "StepTaken", "amend_case", "case", "cases", "open_case", "refuse_unknown",
    "take_step",
]  # fmt: skip
