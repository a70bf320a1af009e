"""督办 matters and the checklist of inefficient land: entered, amended, listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from parkmap.land.cases import CASE
from parkmap.land.items import checked
from parkmap.land.matters import (
    CRITERION,
    CRITERION_ITEMS,
    CRITERION_PREFIX,
    MATTER,
    MATTER_ITEMS,
    MATTER_PREFIX,
)
from parkmap.services import subjects
from parkmap.services.cases import refuse_unknown
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.subjects import EDIT, Amendment, Entered, Fresh
from parkmap.store.present import Stored

KINDS = {
    MATTER: (MATTER_ITEMS, MATTER_PREFIX),
    CRITERION: (CRITERION_ITEMS, CRITERION_PREFIX),
}


def enter(
    record: Record, actor: Actor, kind: str, fields: Mapping[str, Any], reason: str,
    key: str | None = None, papers: Sequence[str] = (),
) -> Entered:  # fmt: skip
    """Enter a matter or a criterion as of today.

    Raises
    ------
    BadValue
        An item that is missing or does not fit; a parcel or case that is not in the record.
    """
    require(actor, EDIT)
    items, prefix = KINDS[kind]
    kept = checked(items, fields, whole=True)
    _check_ties(record, kept)
    fresh = Fresh(
        kind, kept, record.today(), reason or str(kept.get("title", kept.get("criterion"))), papers
    )
    return subjects.enter(record, actor, [fresh], prefix, key)


def amend(
    record: Record, actor: Actor, kind: str, one: str, version: int | None,
    fields: Mapping[str, Any], reason: str, key: str | None = None, papers: Sequence[str] = (),
) -> Receipt:  # fmt: skip
    """Change a matter or a criterion from today on; refusals as for entering one."""
    require(actor, EDIT)
    kept = checked(KINDS[kind][0], fields, whole=False)
    _check_ties(record, kept)
    asked = Amendment(kind, {one: version}, kept, record.today(), reason or one, papers)
    return subjects.amend(record, actor, asked, key)


def matters(record: Record, actor: Actor) -> list[Stored]:
    """Open matters by light and due date, then the closed ones, latest first; for staff."""
    found = subjects.every(record, actor, MATTER)
    order = {"red": 0, "amber": 1, "green": 2}
    opened = [one for one in found if not one.state.get("closed_on")]
    closed = [one for one in found if one.state.get("closed_on")]
    opened.sort(key=lambda one: (order[one.state["light"]], one.state["due_on"], one.id))
    closed.sort(key=lambda one: one.state["closed_on"], reverse=True)
    return [*opened, *closed]


def criteria(record: Record, actor: Actor, parcel_id: str = "") -> list[Stored]:
    """The checklist of one parcel or of all, by parcel; for staff."""
    found = subjects.every(record, actor, CRITERION)
    chosen = [one for one in found if parcel_id in {"", one.state["parcel"]}]
    return sorted(chosen, key=lambda one: (one.state["parcel"], one.id))


def _check_ties(record: Record, kept: Mapping[str, Any]) -> None:
    if kept.get("parcel"):
        refuse_unknown(record, [kept["parcel"]], "parcel")
    refuse_unknown(record, kept.get("parcels") or [], "parcels")
    refuse_unknown(record, kept.get("cases") or [], "cases", CASE)


__all__ = ["amend", "criteria", "enter", "matters"]
