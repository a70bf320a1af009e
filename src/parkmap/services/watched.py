"""What leaders are told of without asking: a table of watched kinds, each with what holds now.

A kind more is a line of `WATCHED` with its maker. Internal; each maker reads as the actor may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final

from parkmap.land.figured import COUNTED
from parkmap.land.reminders import (
    CAMPAIGN,
    ENQUIRY,
    IDLE,
    PROJECT,
    SLIPPED,
    Condition,
)
from parkmap.land.stock_lines import aged
from parkmap.services import campaigns, enquiry_sums, project_views
from parkmap.services.campaign_next import candidates
from parkmap.services.campaign_standing import Standing
from parkmap.services.enquiry_sums import LATE, Span
from parkmap.services.figuring import look_at
from parkmap.services.record import Actor, Record
from parkmap.store import present
from parkmap.units import dm2_to_mu

BEHIND: Final = 3
"""Parcels named behind a campaign: those that would count next."""


def now_so(record: Record, actor: Actor) -> list[Condition]:
    """All that holds today, by kind; for staff.

    Raises
    ------
    SignInNeeded, Forbidden
        Who does not read internal facts.
    """
    return [one for make in WATCHED.values() for one in make(record, actor)]


def forebears(record: Record, actor: Actor, parcels: Iterable[str]) -> dict[str, frozenset[str]]:
    """Parcel -> all land that it was made from, however long ago."""
    made_from = look_at(record, actor, None, None, None).look.account.lineage.made_from
    found = {}
    for one in parcels:
        seen: set[str] = set()
        ahead = list(made_from.get(one, ()))
        while ahead:
            parent = ahead.pop()
            if parent not in seen:
                seen.add(parent)
                ahead += made_from.get(parent, ())
        found[one] = frozenset(seen)
    return found


def idle_land(record: Record, actor: Actor) -> list[Condition]:
    """Parcels that have been idle for full years, once for each term that they passed.

    Since when a parcel is idle goes through splits and merges with it.
    """
    look = look_at(record, actor, None, None, None).look
    found = []
    for years in record.zone.reminders.idle_years:
        lines = aged(look, years, None)
        for who, day, area, part in zip(
            lines.line.who[lines.at].tolist(), lines.day.tolist(), lines.area_dm2.tolist(),
            lines.part.tolist(), strict=True,
        ):  # fmt: skip
            if part == COUNTED:
                since = date.fromordinal(day).isoformat()
                told = {"mu": dm2_to_mu(area)}
                found.append(Condition(IDLE, look.account.names[who], str(years), since, told))
    return sorted(found, key=lambda one: (-int(one.detail), one.since, one.about))


def slipped_campaigns(record: Record, actor: Actor) -> list[Condition]:
    """Open campaigns whose forecast lies after their deadline, or that missed it."""
    every = campaigns.standings(record, actor)
    return [
        Condition(CAMPAIGN, one.id, SLIPPED, "", campaign_told(one) | {
            "next": [each.id for each in candidates(record, actor, one).rows[:BEHIND]],
        })
        for one in every.standings if slipped(one)
    ]  # fmt: skip


def slipped(one: Standing) -> bool:
    """Whether a campaign will not be done in time as it goes, or was not."""
    if one.closing is not None:
        return False
    if one.verdict in {"late", "missed"}:
        return True
    ahead = one.expected
    if one.verdict != "at_risk" or ahead is None:
        return False
    return ahead.on is None or ahead.on > one.mu.run.deadline_on


def campaign_told(one: Standing) -> dict[str, Any]:
    """What a line says of a campaign."""
    ahead = one.expected
    return {
        "name_zh": one.state.get("name_zh") or "", "name_en": one.state.get("name_en") or "",
        "deadline_on": one.mu.run.deadline_on.isoformat(), "missed": one.verdict == "missed",
        "expected_on": ahead.on.isoformat() if ahead and ahead.on else "",
    }  # fmt: skip


def overdue_enquiries(record: Record, actor: Actor) -> list[Condition]:
    """Enquiries that wait for an answer past their day; nothing of who asked."""
    today, least = record.today(), record.zone.reminders.enquiry_days
    rows = enquiry_sums.listed(record, actor, Span(), LATE).rows
    return [
        Condition(ENQUIRY, str(one.number), "", one.due_on,
                  {"kind": one.kind, "parcels": list(one.parcels)})
        for one in rows
        if (today - date.fromisoformat(one.due_on)).days >= least
    ]  # fmt: skip


def late_stages(record: Record, actor: Actor) -> list[Condition]:
    """Stages of projects whose planned day passed."""
    least, stages = record.zone.reminders.stage_days, record.zone.projects.stages
    return [
        Condition(PROJECT, one.id, late.stage, late.on, {
            "name_zh": one.state.get("name_zh") or "", "name_en": one.state.get("name_en") or "",
            "stage_zh": stages[late.stage].zh, "stage_en": stages[late.stage].en,
            "parcels": list(one.state.get("parcels") or ()),
        })
        for one in project_views.views(record, actor)
        for late in one.standing.late
        if late.late_days >= least
    ]  # fmt: skip


WATCHED: Final[dict[str, Callable[[Record, Actor], list[Condition]]]] = {
    IDLE: idle_land,
    CAMPAIGN: slipped_campaigns,
    ENQUIRY: overdue_enquiries,
    PROJECT: late_stages,
}
"""Kind -> what holds of it today."""


def with_names(record: Record, some: Sequence[Condition]) -> list[Condition]:
    """The same, parcels with their names: read for those alone that are shown or told."""
    ids = sorted({one.about for one in some if one.kind == IDLE})
    with record.store.read() as connection:
        held = present.some(connection, record.zone_id, "parcel", ids, with_geometry=False)
        names = {
            one.id: {name: str(one.state.get(name) or "") for name in ("name_zh", "name_en")}
            for one in held
        }
    return [
        one._replace(values={**one.values, **names.get(one.about, {})})
        if one.kind == IDLE else one
        for one in some
    ]  # fmt: skip


__all__ = ["WATCHED", "campaign_told", "forebears", "now_so", "slipped", "with_names"]
