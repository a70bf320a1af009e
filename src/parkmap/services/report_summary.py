"""The summary of a report in sentences: each is made from its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from parkmap.land.campaigns import campaign_name
from parkmap.land.fields import PARCEL_FIELDS, label
from parkmap.land.figured import Figure
from parkmap.land.report import Line, signed
from parkmap.land.report_stuck import Stuck, responsible_of, stuck_at
from parkmap.services.report_campaigns import Told
from parkmap.services.report_known import Known
from parkmap.services.report_measures import since_new_year
from parkmap.units import dm2_to_mu

IDLE = "idle"
FLOW = "came_back"


def answer_of(known: Known, found: Sequence[Told]) -> str:
    """In time or not, how many mu are missing, at which parcel it is stuck, who is responsible.

    Of a campaign of the period; without one, of the target of the year; without either it says
    that there is no goal to be judged by.
    """
    if found:
        return _of_campaign(known, found[0])
    year = since_new_year(known)
    target = year[f"{FLOW}_target"].value
    if target is None:
        return _of_nothing(known)
    stuck = _idle_stuck(known) if (year[FLOW].value or 0.0) < target else None
    return _of_target(known, year, target) + _rest(
        known, stuck, _who(known, stuck), ended=stuck is None
    )


def summary_of(known: Known, lines: Sequence[Line], found: Sequence[Told]) -> tuple[str, ...]:
    """The rest of the summary: stock, flows, rate, age, other campaigns."""
    t, held = known.tongue, {one.name: one for one in lines}
    idle, rate, old = (held[name] for name in (IDLE, "disposal_rate", "idle_over_2"))
    said = [
        t("sum_idle", day=known.period.on, mu=_mu(idle.value), n=idle.count or 0,
          share=_percent(held["idle_share"].value)) + _compared(known, idle),
        t("sum_flows", became=_mu(held["became_idle"].value), started=_mu(held["started"].value),
          back=_mu(held[FLOW].value), n=held[FLOW].count or 0),
        t("sum_rate", rate=_percent(rate.value), of=_mu(rate.of))
        if rate.value is not None else t("sum_no_rate"),
        t("sum_old", mu=_mu(old.value), n=old.count or 0),
    ]  # fmt: skip
    said += [_of_campaign(known, one) for one in found[1:]]
    if found and held[f"{FLOW}_target"].value is not None:
        told = _of_target(known, since_new_year(known), held[f"{FLOW}_target"].value or 0.0)
        said.append(told.rstrip("； ;") + t("stop"))
    return tuple(said)


def _compared(known: Known, line: Line) -> str:
    t = known.tongue
    told = [t(key, mu=signed(change, "mu")) for key, change in
            (("than_before", line.change), ("than_year_ago", line.year_change))
            if change is not None]  # fmt: skip
    return t("compared", told=t("and").join(told)) if told else t("not_compared")


def _of_campaign(known: Known, told: Told) -> str:
    t, one = known.tongue, told.one
    expected = one.expected
    terms = {"name": campaign_name(one.state, known.lang), "goal": _mu(one.goal_mu),
             "deadline": one.state["deadline_on"], "done": _mu(one.done_mu),
             "left": _mu(one.left_mu)}  # fmt: skip
    when = ""
    if expected is not None and expected.on is not None:
        when = t("when", day=expected.on)
    stuck = told.stuck
    who = responsible_of(stuck.state, *_matters(known, stuck)) if stuck else ""
    return t(f"answer_{'closed' if one.closing else one.verdict}", **terms, when=when) + _rest(
        known, stuck, who or told.responsible, ended=not one.mu.run.left or one.mu.run.over
    )


def _of_target(known: Known, year: Mapping[str, Figure], target: float) -> str:
    t, done = known.tongue, year[FLOW].value or 0.0
    coming = year[f"{FLOW}_forecast"]
    left = max(round(target - done, 2), 0.0)
    key = "reached" if not left else "unknown"
    if left and coming.value is not None:
        key = "in_time" if coming.value >= target else "late"
    return t(f"target_{key}", year=known.period.on.year, target=_mu(target), done=_mu(done),
             left=_mu(left), forecast=_mu(coming.value), low=_mu(coming.low),
             high=_mu(coming.high))  # fmt: skip


def _of_nothing(known: Known) -> str:
    stuck = _idle_stuck(known)
    return known.tongue("answer_none") + _rest(known, stuck, _who(known, stuck), ended=False)


def _rest(known: Known, stuck: Stuck | None, who: str, *, ended: bool) -> str:
    t = known.tongue
    responsible = t("who", who=who) if who else t("nobody")
    if stuck is None:
        return (t("not_stuck") if ended else t("no_candidate")) + responsible
    name = known.parcel(stuck.parcel)
    where = f"{stuck.parcel} {name}" if name else stuck.parcel
    terms = {"where": where, "mu": _mu(dm2_to_mu(stuck.area_dm2)), "due": stuck.due,
             "what": label(PARCEL_FIELDS[stuck.field], known.lang) if stuck.field else "",
             "days": stuck.late_days, "since": stuck.since}  # fmt: skip
    key = "stuck_late" if stuck.late_days else "stuck_since" if stuck.since else "stuck"
    return t(key, **terms) + responsible


def _idle_stuck(known: Known) -> Stuck | None:
    rows = [(one, held.state) for one, held in known.land.items()
            if held.state.get("status") == IDLE]  # fmt: skip
    return stuck_at(rows, known.period.on)


def _who(known: Known, stuck: Stuck | None) -> str:
    return responsible_of(stuck.state, *_matters(known, stuck)) if stuck else ""


def _matters(known: Known, stuck: Stuck) -> list[dict[str, Any]]:
    return [
        state for state in known.matters.values()
        if stuck.parcel in (state.get("parcels") or []) and not state.get("closed_on")
    ]  # fmt: skip


def _mu(value: float | None) -> str:
    return "—" if value is None else f"{value:,.2f}"


def _percent(value: float | None) -> str:
    return "—" if value is None else f"{value:,.1f}%"


__all__ = ["answer_of", "summary_of"]
