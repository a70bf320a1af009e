"""Projects as people look at them: how each stands, what land it has, what it is stuck at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from parkmap.land.ledger import Subject
from parkmap.land.project_figures import Known, ProjectSums
from parkmap.land.project_land import Plot, Site, agreed_of, area_of
from parkmap.land.project_rules import ProjectRules
from parkmap.land.project_standing import Standing, standing
from parkmap.land.project_sums import project_sums
from parkmap.land.projects import PROJECT
from parkmap.services import subjects
from parkmap.services.record import Actor, Record, require
from parkmap.store import ledger, present
from parkmap.store.present import Stored
from parkmap.units import dm2_to_mu, m2_to_dm2

MOST_QUARTERS = 40


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project as it stands today, with the parcels that it has."""

    id: str
    version: int
    state: Mapping[str, Any]
    standing: Standing
    plots: tuple[Plot, ...]

    @property
    def mu(self) -> float:
        """The land that it has, in mu."""
        return dm2_to_mu(area_of(self.plots))

    @property
    def wan_per_mu(self) -> float | None:
        """Planned investment on a mu of it; None where land or money is not known."""
        wan, area = self.state.get("investment_wan"), area_of(self.plots)
        return None if wan is None or not area else float(wan) / dm2_to_mu(area, 6)

    @property
    def agreed_wan_per_mu(self) -> float | None:
        """What was agreed for it, or what the offers of its parcels ask."""
        return agreed_of(self.state.get("agreed_wan_per_mu"), self.plots)


def views(record: Record, actor: Actor) -> list[ProjectView]:
    """Every project as it stands today: stalled and late ones first; for staff."""
    found = subjects.every(record, actor, PROJECT)
    plots = _plots(record, (one for each in found for one in each.state.get("parcels") or ()))
    rules, today = record.zone.projects, record.today().isoformat()
    made = [_view(one, plots, rules, today) for one in found]
    return sorted(made, key=lambda one: (*one.standing.urgency, one.standing.at, one.id))


def view(record: Record, actor: Actor, project_id: str) -> ProjectView:
    """One project as it stands today; NotFound where there is none."""
    one = subjects.read(record, actor, PROJECT, project_id)
    plots = _plots(record, one.state.get("parcels") or ())
    return _view(one, plots, record.zone.projects, record.today().isoformat())


def sums(record: Record, actor: Actor, on: date | None = None, quarters: int = 8) -> ProjectSums:
    """The sums of all projects on a day, today by default; for staff.

    Projects are read as they are known now: their stages and halts count by their own days, their
    parcels by the day on which each came and left.
    """
    require(actor, subjects.READ)
    day = on or record.today()
    found = subjects.every(record, actor, PROJECT)
    had = _parcels_on(record, found, day)
    plots = _plots(record, (one for ids in had.values() for one in ids))
    known = [
        Known(one.id, one.state, tuple(plots[each] for each in had[one.id] if each in plots))
        for one in found
    ]
    return project_sums(known, record.zone.projects, day.isoformat(), min(quarters, MOST_QUARTERS))


def sites_of(record: Record, actor: Actor, ids: Sequence[str]) -> dict[str, list[Site]]:
    """Project -> its parcels with the days on which each came and left, those it has first."""
    require(actor, subjects.READ)
    with record.store.read() as connection:
        said = parcels_said(connection, record, ids)
    return {one: _sites(days) for one, days in said.items()}


def parcels_said(
    connection: Connection, record: Record, ids: Sequence[str]
) -> dict[str, dict[str, list[str]]]:
    """Project -> day -> the parcels that it has from then on, as the live entries say, in order."""
    named = [Subject(PROJECT, one) for one in ids]
    held = ledger.live(connection, record.zone_id, named, geometry=False, fields=["parcels"])
    found: dict[str, dict[str, list[str]]] = {}
    for one in named:
        said = sorted(held.get(one, ()), key=lambda each: (each.effective_on, each.seq,
                                                           each.ordinal))  # fmt: skip
        found[one.id] = {each.effective_on: list(each.value or ()) for each in said}
    return found


def _sites(days: Mapping[str, Sequence[str]]) -> list[Site]:
    found: list[Site] = []
    there: dict[str, str] = {}
    for day, parcels in days.items():
        found += [Site(one, there.pop(one), day) for one in [*there] if one not in parcels]
        there |= {one: day for one in parcels if one not in there}
    found += [Site(one, since) for one, since in there.items()]
    return sorted(found, key=lambda one: (bool(one.until_on), one.from_on, one.parcel))


def _parcels_on(record: Record, found: Sequence[Stored], day: date) -> dict[str, list[str]]:
    if day >= record.today():
        return {one.id: one.state.get("parcels") or [] for one in found}
    with record.store.read() as connection:
        said = parcels_said(connection, record, [one.id for one in found])
    text = day.isoformat()
    return {one: next((had for on, had in reversed([*days.items()]) if on <= text), [])
            for one, days in said.items()}  # fmt: skip


def _plots(record: Record, ids: Iterable[str]) -> dict[str, Plot]:
    with record.store.read() as connection:
        rows = present.some(
            connection, record.zone_id, "parcel", sorted(set(ids)), with_geometry=False
        )
    return {
        one.id: Plot(one.id, m2_to_dm2(one.state.get("area_m2") or 0.0),
                     str(one.state.get("park") or ""), one.state.get("investment_wan_per_mu"))
        for one in rows
    }  # fmt: skip


def _view(one: Stored, plots: Mapping[str, Plot], rules: ProjectRules, today: str) -> ProjectView:
    mine = tuple(plots[each] for each in one.state.get("parcels") or () if each in plots)
    return ProjectView(
        one.id, one.version, one.state, standing(one.state, rules.order, today), mine
    )


__all__ = ["ProjectView", "parcels_said", "sites_of", "sums", "view", "views"]
