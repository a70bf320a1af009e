"""Every measure worked out the plain way, day by day and parcel by parcel, from the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import quantiles
from typing import Any, Final, NamedTuple

from parkmap.units import dm2_to_mu
from tests.plain_replay import Said

State = dict[str, Any]
OF_SUPPLIED: Final = {
    "supplied_unused", "suspected_idle", "determined_idle", "partly_used", "inefficient", "stopped",
}  # fmt: skip


class Turn(NamedTuple):
    parcel: str
    day: str
    before: str
    to: str
    dm2: int
    since: str


class Ran(NamedTuple):
    """What ran on the days of a period: turns, and dm2 by state of what entered, left, changed."""

    turns: list[Turn]
    entered: list[tuple[str, int]]
    left: list[tuple[str, int]]
    corrected: list[tuple[str, int]]


def state_on(lines: list[Any], day: str) -> State | None:
    state = {field: value for on, _seq, field, value in lines if on <= day}
    return state if state and not state.get("retired_on") else None


def dm2(state: State) -> int:
    area: float = state["area_m2"]
    return round(area * 100)


def status_of(state: State) -> str:
    return str(state.get("status") or "in_use")


def supply_of(state: State) -> str:
    kind = state.get("stock_kind")
    if kind == "reserved":
        return "reserved"
    if state.get("contract_number"):
        return "supplied"
    if kind == "approved_unsupplied":
        return "unsupplied"
    return "supplied" if kind in OF_SUPPLIED else "unknown"


def since_of(lines: list[Any], day: str) -> str:
    """Since when the status of a day holds, with what a split or merge handed on."""
    handed = next((value for _, _, field, value in lines if field == "inherited_status"), None)
    last, since = (handed["status"], handed["since"]) if handed else ("", "")
    for on in sorted({on for on, *_ in lines if on <= day}):
        state = state_on(lines, on)
        if state and status_of(state) != last:
            last, since = status_of(state), on
    return since


def ran(said: dict[str, Said], first: date, last: date, told: Any) -> Ran:
    """What ran between two days; `told` gives the state that is asked about."""
    found = Ran([], [], [], [])
    for name, lines in said.items():
        made = any(field == "lineage_from" and value for _, _, field, value in lines)
        became = any(field == "lineage_to" and value for _, _, field, value in lines)
        for day in sorted({on for on, *_ in lines if str(first) <= on <= str(last)}):
            eve = str(date.fromisoformat(day) - timedelta(1))
            _step(found, name, lines, day, eve, made=made, became=became, told=told)
    return found


def _step(found: Ran, name: str, lines: Any, day: str, eve: str, *, made: bool, became: bool,
          told: Any) -> None:  # fmt: skip
    before, after = state_on(lines, eve), state_on(lines, day)
    if before and after:
        was, area = told(before), dm2(after)
        found.corrected.append((was, area - dm2(before)))
    elif after:
        handed = (after.get("inherited_status") or {}).get("status") if told is status_of else None
        was, area = (handed or told(after)) if made else told(after), dm2(after)
        (found.corrected if made else found.entered).append((was, area))
    elif before:
        side = found.corrected if became else found.left
        side.append((told(before), -dm2(before) if became else dm2(before)))
        return
    else:
        return
    if was != told(after):
        since = since_of(lines, eve) if before else after["inherited_status"]["since"]
        found.turns.append(Turn(name, day, was, told(after), area, since))


def plain(said: dict[str, Said], first: date, last: date) -> dict[str, Any]:
    """Name -> value in the unit of the measure; rates as (value, denominator in mu)."""
    there = [(name, state) for name, lines in said.items()
             if (state := state_on(lines, str(last)))]  # fmt: skip
    eve = [state for lines in said.values()
           if (state := state_on(lines, str(first - timedelta(1))))]  # fmt: skip
    flows, moves = ran(said, first, last, status_of), ran(said, first, last, supply_of)
    found: dict[str, Any] = {
        "land": mu(there), "land_before": mu_of(dm2(one) for one in eve),
        "idle_before": mu_of(dm2(one) for one in eve if status_of(one) == "idle"),
        "unsupplied_before": mu_of(dm2(one) for one in eve if supply_of(one) == "unsupplied"),
        "entered": mu_of(area for _, area in flows.entered),
        "left": mu_of(area for _, area in flows.left),
        "corrected": mu_of(area for _, area in flows.corrected),
        "idle_entered": mu_of(area for was, area in flows.entered if was == "idle"),
        "idle_left": mu_of(area for was, area in flows.left if was == "idle"),
        "idle_corrected": mu_of(area for was, area in flows.corrected if was == "idle"),
        "digested": turned(moves, {"unsupplied"}, {"supplied"}),
    }  # fmt: skip
    for status in ("idle", "under_construction", "revitalized", "in_use"):
        found[status] = mu([(n, one) for n, one in there if status_of(one) == status])
    return found | _turns(flows) | _ages(said, there, last) | _supplies(there) | _rates(
        there, eve, flows, moves) | _waits(said, flows)  # fmt: skip


def _turns(flows: Ran) -> dict[str, float]:
    every = {"idle", "under_construction", "revitalized", "in_use"}
    return {
        "became_idle": turned(flows, every, {"idle"}),
        "started": turned(flows, {"idle"}, {"under_construction"}),
        "idle_came_back": turned(flows, {"idle"}, {"revitalized"}),
        "idle_to_use": turned(flows, {"idle"}, {"in_use"}),
        "came_back": turned(flows, every, {"revitalized"}),
        "disposed": turned(flows, {"idle"}, {"under_construction", "revitalized"}),
    }


def _ages(said: dict[str, Said], there: list[tuple[str, State]], on: date) -> dict[str, float]:
    ages: dict[str, list[int]] = {"idle_under_1": [], "idle_1_to_2": [], "idle_over_2": []}
    for name, state in there:
        if status_of(state) == "idle":
            since = date.fromisoformat(since_of(said[name], str(on)))
            years = on.year - since.year - ((on.month, on.day) < (since.month, since.day))
            ages[("idle_under_1", "idle_1_to_2", "idle_over_2")[min(years, 2)]].append(dm2(state))
    return {name: mu_of(areas) for name, areas in ages.items()}


def _supplies(there: list[tuple[str, State]]) -> dict[str, float]:
    return {
        "supplied": mu([one for one in there if supply_of(one[1]) == "supplied"]),
        "unsupplied": mu([one for one in there if supply_of(one[1]) == "unsupplied"]),
        "ready": mu([one for one in there if supply_of(one[1]) == "supplied" or served(one[1])]),
    }


def served(state: State) -> bool:
    return state.get("servicing") not in {None, "", "raw"}


def _rates(
    there: list[tuple[str, State]], eve: list[State], flows: Ran, moves: Ran
) -> dict[str, Any]:
    states = [state for _, state in there]
    known = [one for one in states if supply_of(one) != "unknown"]
    supplied = [one for one in known if supply_of(one) == "supplied"]
    told = [one for one in known if one.get("servicing") or supply_of(one) == "supplied"]
    ready = [one for one in told if supply_of(one) == "supplied" or served(one)]
    idle = [one for one in states if status_of(one) == "idle"]
    every = {"unsupplied", "supplied", "reserved", "unknown"}
    return {
        "idle_share": rate(idle, states),
        "idle_rate": rate([one for one in supplied if status_of(one) == "idle"], supplied),
        "supply_rate": rate(supplied, ready),
        "disposal_rate": due(flows, eve, status_of, "idle", {"under_construction", "revitalized"},
                             {"under_construction", "revitalized", "in_use"}),
        "digestion_rate": due(moves, eve, supply_of, "unsupplied", {"supplied"}, every),
    }  # fmt: skip


def due(flows: Ran, eve: list[State], told: Any, state: str, to: set[str], every: set[str]) -> Any:
    below = sum(dm2(one) for one in eve if told(one) == state)
    below += sum(one.dm2 for one in flows.turns if one.to == state and one.before != state)
    below += sum(area for was, area in [*flows.entered, *flows.corrected] if was == state)
    above = sum(one.dm2 for one in flows.turns if one.before == state and one.to in to)
    assert to <= every
    return (100 * above / below if below else None, dm2_to_mu(below))


def _waits(said: dict[str, Said], flows: Ran) -> dict[str, Any]:
    waits: dict[str, list[int]] = {
        "idle_to_construction": [], "construction_to_revitalized": [], "idle_to_revitalized": [],
    }  # fmt: skip
    for one in flows.turns:
        if (one.before, one.to) == ("idle", "under_construction"):
            waits["idle_to_construction"].append(days(one.since, one.day))
        if (one.before, one.to) == ("idle", "revitalized"):
            waits["idle_to_revitalized"].append(days(one.since, one.day))
        if (one.before, one.to) == ("under_construction", "revitalized"):
            waits["construction_to_revitalized"].append(days(one.since, one.day))
            for began in idle_since(said, one):
                waits["idle_to_revitalized"].append(days(began, one.day))
    return {name: cut(found) for name, found in waits.items()}


def idle_since(said: dict[str, Said], turn: Turn) -> Iterator[str]:
    """The day since which land under construction was idle before, itself or its parents."""
    generation = {turn.parcel}
    while generation:
        every = ran({one: said[one] for one in generation}, date.fromisoformat(turn.since),
                    date.fromisoformat(turn.since), status_of).turns  # fmt: skip
        built = [one for one in every if one.to == "under_construction"]
        if built:
            yield from sorted(one.since for one in built if one.before == "idle")[:1]
            return
        generation = {
            parent for one in generation for _, _, field, value in said[one]
            if field == "lineage_from" for parent in value or ()
        }  # fmt: skip


def cut(found: list[int]) -> tuple[float, float, float] | None:
    """Lower quartile, median, upper quartile."""
    if not found:
        return None
    if len(found) == 1:
        return (float(found[0]),) * 3
    low, middle, high = quantiles(found, n=4, method="inclusive")
    return (low, middle, high)


def days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def turned(flows: Ran, before: set[str], to: set[str]) -> float:
    return mu_of(one.dm2 for one in flows.turns if one.before in before and one.to in to)


def rate(above: list[State], below: list[State]) -> tuple[float | None, float]:
    whole = sum(map(dm2, below))
    return (100 * sum(map(dm2, above)) / whole if whole else None, dm2_to_mu(whole))


def mu(some: list[tuple[str, State]]) -> float:
    return mu_of(dm2(one) for _, one in some)


def mu_of(areas: Any) -> float:
    return dm2_to_mu(sum(areas))
