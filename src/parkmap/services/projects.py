"""招商项目: entered, changed, listed; tied to the parcels that they take. For staff alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from parkmap.land.codes import Word
from parkmap.land.items import Items, checked
from parkmap.land.projects import (
    PROJECT,
    PROJECT_ITEMS,
    PROJECT_PREFIX,
    TIED,
    refuse_unlikely,
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
    found = dict(PROJECT_ITEMS)
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
    found = subjects.every(record, actor, PROJECT)
    if parcel_id:
        found = [one for one in found if parcel_id in (one.state.get("parcels") or [])]
    return sorted(found, key=lambda one: (*urgency(one.state), one.id))


def project(record: Record, actor: Actor, project_id: str) -> Stored:
    """One project; NotFound where there is none."""
    return subjects.read(record, actor, PROJECT, project_id)


def enter_project(
    record: Record, actor: Actor, fields: Mapping[str, Any], reason: str, key: str | None = None,
    papers: Sequence[str] = (),
) -> Entered:  # fmt: skip
    """Enter a project as of today.

    Raises
    ------
    BadValue
        An item that is missing or does not fit; a parcel that is not in the record; a stage that
        is dated in the future.
    SignInNeeded, Forbidden
        Who may not edit.
    """
    require(actor, EDIT)
    kept = _checked(record, actor, fields, whole=True)
    fresh = Fresh(PROJECT, kept, record.today(), reason or str(kept["name_zh"]), papers)
    return subjects.enter(record, actor, [fresh], PROJECT_PREFIX, key)


def amend_project(
    record: Record, actor: Actor, project_id: str, version: int | None, fields: Mapping[str, Any],
    reason: str, key: str | None = None, papers: Sequence[str] = (),
) -> Receipt:  # fmt: skip
    """Change a project from today on; refusals as for entering one."""
    require(actor, EDIT)
    kept = _checked(record, actor, fields, whole=False)
    day = record.today()
    asked = Amendment(PROJECT, {project_id: version}, kept, day, reason or project_id, papers)
    return subjects.amend(record, actor, asked, key)


def _checked(
    record: Record, actor: Actor, fields: Mapping[str, Any], *, whole: bool
) -> dict[str, Any]:
    kept = checked(items(record, actor), fields, whole=whole)
    refuse_unlikely(kept, record.today().isoformat())
    refuse_unknown(record, kept.get("parcels") or [], "parcels")
    return kept


__all__ = ["amend_project", "enter_project", "items", "project", "projects"]
