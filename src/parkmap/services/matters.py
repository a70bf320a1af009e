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
from parkmap.land.supervision import TIES, Asked, Sums, check_closing, fits, summed, urgency
from parkmap.land.supervision import checked as checked_asked
from parkmap.services import subjects
from parkmap.services.cases import refuse_unknown
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.subjects import EDIT, PAPERS, Amendment, Entered, Fresh
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
    check_closing(kept, record.today(), papers=bool(papers))
    fresh = Fresh(
        kind, kept, record.today(), reason or str(kept.get("title", kept.get("criterion"))), papers
    )
    return subjects.enter(record, actor, [fresh], prefix, key)


def amend(
    record: Record, actor: Actor, kind: str, one: str, version: int | None,
    fields: Mapping[str, Any], reason: str, key: str | None = None, papers: Sequence[str] = (),
) -> Receipt:  # fmt: skip
    """Change a matter or a criterion from today on; refusals as for entering one.

    A matter is closed (销号) with a day, and a paper or its number.
    """
    require(actor, EDIT)
    kept = checked(KINDS[kind][0], fields, whole=False)
    _check_ties(record, kept)
    if kept.get("closed_on"):
        now = subjects.read(record, actor, kind, one).state
        shown = papers or (now.get("closed_on") and now.get(PAPERS))
        check_closing(now | kept, record.today(), papers=bool(shown))
    asked = Amendment(kind, {one: version}, kept, record.today(), reason or one, papers)
    return subjects.amend(record, actor, asked, key)


def matters(record: Record, actor: Actor) -> list[Stored]:
    """Matters that are red or overdue first, then by light and day; closed ones last; for staff."""
    found, today = subjects.every(record, actor, MATTER), record.today()
    return sorted(found, key=lambda one: (*urgency(one.state, today), one.id))


def asked_for(record: Record, actor: Actor, asked: Asked) -> list[Stored]:
    """The matters that an address asks for, in the order of `matters`; for staff.

    A matter that names a case of a parcel is tied to that parcel too.
    """
    wanted, today = checked_asked(asked), record.today()
    if wanted.tied is None or wanted.tied[0] != "parcel":
        found = matters(record, actor)
        return [one for one in found if fits(one.state, wanted, today)]
    parcel = wanted.tied[1]
    cases = {one.id for one in subjects.every(record, actor, CASE)
             if one.state["parcel"] == parcel}  # fmt: skip

    def names(state: Mapping[str, Any]) -> bool:
        return parcel in (state.get("parcels") or []) or bool(cases & {*(state.get("cases") or [])})

    plain = wanted._replace(tied=None)
    return [one for one in matters(record, actor)
            if fits(one.state, plain, today) and names(one.state)]  # fmt: skip


def tied_to(record: Record, actor: Actor, kind: str, one: str) -> list[Stored]:
    """The matters of a parcel, case, project or campaign; none for who is no staff."""
    if not actor.may(subjects.READ):
        return []
    return asked_for(record, actor, Asked(tied=(kind, one)))


def sums(record: Record, actor: Actor) -> Sums:
    """Matters of today by light, leader and unit, with the overdue ones; for staff.

    The figures of a page, a report and a wall; `/matters` opens the list behind each.
    """
    found = subjects.every(record, actor, MATTER)
    return summed((one.state for one in found), record.today())


def criteria(record: Record, actor: Actor, parcel_id: str = "") -> list[Stored]:
    """The checklist of one parcel or of all, by parcel; for staff."""
    found = subjects.every(record, actor, CRITERION)
    chosen = [one for one in found if parcel_id in {"", one.state["parcel"]}]
    return sorted(chosen, key=lambda one: (one.state["parcel"], one.id))


def _check_ties(record: Record, kept: Mapping[str, Any]) -> None:
    if kept.get("parcel"):
        refuse_unknown(record, [kept["parcel"]], "parcel")
    for kind, item in TIES.items():
        refuse_unknown(record, kept.get(item) or [], item, kind)


__all__ = ["amend", "asked_for", "criteria", "enter", "matters", "sums", "tied_to"]
