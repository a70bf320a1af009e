"""招商项目: entered, changed, listed; tied to the parcels that they take. For staff alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from parkmap.land.codes import Word
from parkmap.land.enterprises import ENTERPRISE
from parkmap.land.items import Items, checked
from parkmap.land.project_rules import ProjectRules
from parkmap.land.projects import (
    PROJECT,
    PROJECT_PREFIX,
    TIED,
    project_items,
    reached_field,
    refuse_unlikely,
    stage_index,
    urgency,
)
from parkmap.services import subjects
from parkmap.services.cases import refuse_unknown
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.subjects import EDIT, Amendment, Entered, Fresh
from parkmap.store.present import Stored


def items(record: Record, actor: Actor) -> Items:
    """The items of a project; chains, directions and teams of the record are chosen from a list."""
    found = project_items(record.zone.projects)
    for name, kind in TIED.items():
        codes = {
            one.id: Word(str(one.state["name_zh"]), str(one.state.get("name_en") or one.id))
            for one in subjects.every(record, actor, kind) if one.state.get("name_zh")
        }  # fmt: skip
        if codes:
            found[name] = found[name]._replace(kind="code", codes=codes)
    return found


def projects(record: Record, actor: Actor, parcel_id: str = "") -> list[Stored]:
    """All projects, or those of a parcel: stalled ones first, then by stage, ended ones last."""
    order = record.zone.projects.order
    found = subjects.every(record, actor, PROJECT)
    if parcel_id:
        found = [one for one in found if parcel_id in (one.state.get("parcels") or [])]
    return sorted(found, key=lambda one: (*urgency(one.state, order), one.id))


def projects_of(record: Record, actor: Actor, enterprise_id: str) -> list[Stored]:
    """The projects of an enterprise of the register: tied by its id, or by its name alone."""
    firm = subjects.read(record, actor, ENTERPRISE, enterprise_id)
    return [
        one for one in projects(record, actor)
        if firm.id in (one.state.get("enterprise"), one.state.get("investor"))
        or (not one.state.get("enterprise") and one.state.get("investor") == firm.state["name"])
    ]  # fmt: skip


def project(record: Record, actor: Actor, project_id: str) -> Stored:
    """One project; NotFound where there is none."""
    return subjects.read(record, actor, PROJECT, project_id)


def enter_project(
    record: Record, actor: Actor, fields: Mapping[str, Any], reason: str, key: str | None = None,
    papers: Sequence[str] = (), on: date | None = None,
) -> Entered:  # fmt: skip
    """Enter a project as of a day, today by default.

    Raises
    ------
    BadValue
        An item that is missing or does not fit; a parcel that is not in the record; a stage that
        is dated in the future.
    SignInNeeded, Forbidden
        Who may not edit.
    """
    require(actor, EDIT)
    kept = checked_project(record, actor, items(record, actor), fields)
    fresh = Fresh(PROJECT, kept, on or record.today(), reason or str(kept["name_zh"]), papers)
    return subjects.enter(record, actor, [fresh], PROJECT_PREFIX, key)


def amend_project(
    record: Record, actor: Actor, project_id: str, version: int | None, fields: Mapping[str, Any],
    reason: str, key: str | None = None, papers: Sequence[str] = (),
) -> Receipt:  # fmt: skip
    """Change a project from today on; refusals as for entering one."""
    require(actor, EDIT)
    had = project(record, actor, project_id).state
    kept = checked_project(record, actor, items(record, actor), fields, had)
    day = record.today()
    asked = Amendment(PROJECT, {project_id: version}, kept, day, reason or project_id, papers)
    return subjects.amend(record, actor, asked, key)


def checked_project(
    record: Record, actor: Actor, fields: Items, sent: Mapping[str, Any],
    had: Mapping[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """What was filled in as it is kept, and what follows from it.

    Parameters
    ----------
    had
        The project as it stands; None for a new one, whose needed items must be there.

    Raises
    ------
    BadValue
        An item that does not fit; ``values["field"]`` names it.
    """
    rules, today = record.zone.projects, record.today().isoformat()
    kept = checked(fields, sent, whole=had is None)
    refuse_unlikely(kept, today, rules)
    refuse_unknown(record, kept.get("parcels") or [], "parcels")
    return kept | _follows(record, actor, rules, had or {}, kept)


def _follows(
    record: Record, actor: Actor, rules: ProjectRules, had: Mapping[str, Any],
    kept: Mapping[str, Any],
) -> dict[str, Any]:  # fmt: skip
    """The enterprise of the investor, the stage of the last day, the day of a halt."""
    found: dict[str, Any] = {}
    if kept.get("enterprise"):
        refuse_unknown(record, [kept["enterprise"]], "enterprise", ENTERPRISE)
    elif "investor" in kept and kept["investor"] != had.get("investor"):
        firm = enterprise_called(record, actor, kept["investor"] or "")
        if firm or had.get("enterprise"):
            found["enterprise"] = firm.id if firm else None
        if firm:
            found["investor"] = str(firm.state["name"])
    whole = {**had, **kept}
    dated = [at for at, one in enumerate(rules.order) if whole.get(reached_field(one))]
    if dated and max(dated) > stage_index(whole, rules.order):
        found["stage"] = rules.order[max(dated)]
    if "halted" in kept:
        halted_on = whole.get("halted_on") or record.today().isoformat()
        if bool(kept["halted"]) or had.get("halted_on"):
            found["halted_on"] = halted_on if kept["halted"] else None
    return found


def enterprise_called(record: Record, actor: Actor, text: str) -> Stored | None:
    """The enterprise of the register that has this name, code or id; None where there is none."""
    if not text:
        return None
    every = subjects.every(record, actor, ENTERPRISE)
    names = ((one, (one.state.get("name"), one.state.get("code"), one.id)) for one in every)
    return next((one for one, called in names if text in called), None)


__all__ = [
    "amend_project", "checked_project", "enter_project", "enterprise_called", "items", "project",
    "projects", "projects_of",
]  # fmt: skip
