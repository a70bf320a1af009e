"""The chapter of projects: 三个一批 by quarter, what is stalled and late, where the money goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from parkmap.land.fold import fold
from parkmap.land.ledger import Subject
from parkmap.land.project_figures import NONE, SEVERAL, ProjectSums, Quarter
from parkmap.land.project_figures import Known as KnownProject
from parkmap.land.project_land import Plot
from parkmap.land.project_standing import LATE, STALLED, TASKS, Standing, standing
from parkmap.land.project_sums import project_sums
from parkmap.land.projects import PROJECT, WAN_PER_YI
from parkmap.land.report import Cell, Chapter, Column, Table
from parkmap.services.report_known import Known
from parkmap.store import ledger
from parkmap.units import m2_to_dm2

QUARTERS: Final = 5
NEEDS_CARE: Final = (STALLED, LATE, TASKS)
MOST_LATE: Final = 25
PARCELS: Final = "parcels"


def projects_chapter(known: Known) -> Chapter:
    """Sentences and tables of the projects known at the entry, as they stood on the day."""
    states, t = known.states(PROJECT), known.tongue
    sums = project_sums(_with_land(known, states), known.record.zone.projects,
                        known.period.on.isoformat(), QUARTERS)  # fmt: skip
    if not sums.all.count:
        return Chapter("projects", t("projects"), (t("no_project"),))
    order, on = known.record.zone.projects.order, known.period.on.isoformat()
    there = {one: states[one] for one in sums.all.ids}
    late = [(one, state, told) for one, state in there.items()
            if (told := standing(state, order, on)).why in NEEDS_CARE]  # fmt: skip
    late.sort(key=lambda one: (*one[2].urgency, one[0]))
    return Chapter(
        "projects", t("projects"), _sentences(known, sums, late),
        (_quarters(known, sums), _late(known, late), *_groups(known, sums)),
    )  # fmt: skip


def _sentences(known: Known, sums: ProjectSums, late: list[Any]) -> tuple[str, ...]:
    t, now = known.tongue, sums.quarters[-1]
    said = [
        t("projects_all", n=sums.all.count, yi=f"{sums.all.yi:,.2f}", known=sums.all.known,
          strategic=sums.strategic.count, strategic_yi=f"{sums.strategic.yi:,.2f}"),
        t("projects_quarter", quarter=now.name, signed=now.signed.count,
          yi=f"{now.signed.yi:,.2f}", started=now.started.count, producing=now.producing.count),
        t("projects_late", late=sum(one[2].why == LATE for one in late),
          stalled=sums.stalled.count, agency=sums.agency.count),
    ]  # fmt: skip
    said += [t("projects_undated", n=sums.undated.count)] if sums.undated.count else []
    return tuple(said)


def _quarters(known: Known, sums: ProjectSums) -> Table:
    t = known.tongue
    columns = (
        Column(t("quarter"), width=1.1), Column(t("signed"), "count"), Column(t("yi"), "yi", 1.1),
        Column(t("started"), "count"), Column(t("producing"), "count"),
        Column(t("start_rate"), "%"), Column(t("start_of"), "count", 1.1),
        Column(t("production_rate"), "%"), Column(t("production_of"), "count", 1.1),
    )  # fmt: skip
    return Table("project_quarters", t("three_batches"), columns,
                 tuple(_quarter(one) for one in sums.quarters), t("no_project"),
                 t("three_batches_note"))  # fmt: skip


def _quarter(one: Quarter) -> tuple[Cell, ...]:
    return (
        one.name, one.signed.count, one.signed.yi, one.started.count, one.producing.count,
        _percent(one.start_rate), one.standing.count, _percent(one.production_rate),
        one.started_by.count,
    )  # fmt: skip


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 4)


def _late(known: Known, late: Sequence[tuple[str, Mapping[str, Any], Standing]]) -> Table:
    t = known.tongue
    columns = (
        Column(t("number"), width=0.9), Column(t("project"), width=2.2),
        Column(t("state"), width=0.8), Column(t("stuck_stage"), width=1.1),
        Column(t("planned_on"), width=1.1), Column(t("late_days"), "days", 0.9),
        Column(t("yi"), "yi", 0.9), Column(t("team"), width=1.3),
    )  # fmt: skip
    names = _names(known, ("team",))
    rows = tuple(_late_row(known, names, *one) for one in late)
    return Table("project_late", t("late_projects"), columns, rows, t("no_late_project"),
                 shown=MOST_LATE)  # fmt: skip


def _late_row(
    known: Known, names: Mapping[str, str], project_id: str, state: Mapping[str, Any],
    told: Standing,
) -> tuple[Cell, ...]:  # fmt: skip
    stage = known.record.zone.projects.stages.get(told.stuck_at)
    word = (stage.zh if known.lang == "zh" else stage.en) if stage else None
    wan = state.get("investment_wan")
    days: int | None = told.late_days or (told.tasks[0].late_days(told.on) if told.tasks else None)
    team = str(state.get("team") or "")
    return (
        project_id, known.name(state, project_id), known.tongue(f"project_{told.why}"), word,
        told.late[0].on if told.late else told.since or None, days,
        None if wan is None else float(wan) / WAN_PER_YI, names.get(team, team) or None,
    )  # fmt: skip


def _groups(known: Known, sums: ProjectSums) -> list[Table]:
    t = known.tongue
    names = _names(known, ("chain", "team")) | {one: known.park(one) for one in known.parks}
    tables = []
    for group in ("chain", "team", "park"):
        columns = (Column(t(group), width=2.4), Column(t("projects_count"), "count"),
                   Column(t("yi"), "yi"))  # fmt: skip
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (_word(known, names, one.value), one.figure.count, one.figure.yi)
            for one in sums.groups[group]
        )
        tables.append(Table(f"projects_{group}", t(f"projects_by_{group}"), columns, rows,
                            t("no_project")))  # fmt: skip
    return tables


def _word(known: Known, names: Mapping[str, str], value: str) -> str:
    if value == NONE:
        return known.tongue("not_told")
    return known.tongue("several_parks") if value == SEVERAL else names.get(value, value)


def _names(known: Known, kinds: Iterable[str]) -> dict[str, str]:
    return {one: known.name(state, one) for kind in kinds
            for one, state in known.states(kind).items()}  # fmt: skip


def _with_land(known: Known, states: Mapping[str, Any]) -> list[KnownProject]:
    """Projects with the parcels that each had on the day."""
    had = _parcels(known, list(states))
    return [KnownProject(one, state, tuple(_plot(known, each) for each in had.get(one, ())
                                           if each in known.land))
            for one, state in states.items()]  # fmt: skip


def _plot(known: Known, parcel_id: str) -> Plot:
    state = known.land[parcel_id].state
    return Plot(parcel_id, m2_to_dm2(state.get("area_m2") or 0.0), str(state.get("park") or ""),
                state.get("investment_wan_per_mu"))  # fmt: skip


def _parcels(known: Known, ids: list[str]) -> dict[str, list[str]]:
    day = known.period.on.isoformat()
    found: dict[str, list[str]] = {}
    with known.record.store.read() as connection:
        for at in range(0, len(ids), ledger.CHUNK):
            subjects = [Subject(PROJECT, one) for one in ids[at : at + ledger.CHUNK]]
            held = ledger.live(connection, known.record.zone_id, subjects, fields=[PARCELS],
                               geometry=False, known=known.entry.seq)  # fmt: skip
            found |= {one.id: list(fold(PROJECT, held[one], day).state.get(PARCELS) or ())
                      for one in subjects}  # fmt: skip
    return found


__all__ = ["projects_chapter"]
