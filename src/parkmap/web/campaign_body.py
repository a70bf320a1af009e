"""A campaign as JSON, and as the page and the sheet show it: one set of figures for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from parkmap.land.campaigns import campaign_name, form_of
from parkmap.land.pace import VERDICTS, Run, burn_up
from parkmap.services.campaign_next import Candidate, Next
from parkmap.services.campaign_overlaps import Overlap
from parkmap.services.campaign_sentences import (
    amounts,
    closing_line,
    headline,
    held_mu,
    method,
    mu_of,
    reason_of,
)
from parkmap.services.campaign_standing import Row, Standing
from parkmap.units import dm2_to_m2, dm2_to_mu
from parkmap.web.telling import told


def campaign_body(one: Standing, lang: str) -> dict[str, Any]:
    """The figures of a campaign, without the parcels behind them."""
    run, closing = one.mu.run, one.closing
    line = closing_line(one)
    return {
        "id": one.id, "version": one.version, "name": campaign_name(one.state, lang),
        "fields": form_of(one.state), "on": one.on, "seq": one.seq, "until": one.until,
        "verdict": one.verdict, "verdict_word": told(VERDICTS[one.verdict]),
        "sentence": told(headline(one)), "amounts": [told(each) for each in amounts(one)],
        "area": _figures(run) | {
            "goal_mu": one.goal_mu, "done_mu": one.done_mu, "left_mu": one.left_mu,
            "share_percent": one.share, "held_mu_per_day": held_mu(one),
            "needed_mu_per_day": None if run.needed is None else mu_of(run.needed),
        },
        "parcels": {"done": one.count, "goal": one.parcels.run.goal if one.parcels else None,
                    "left": one.parcels.run.left if one.parcels else None},
        "forecast": _forecast(one),
        "closing": None if closing is None else {
            "on": closing.on, "seq": closing.seq, "now_mu": dm2_to_mu(closing.now_dm2),
            "now_parcels": closing.now_count, "sentence": told(line) if line else None,
            "differences": [
                {"parcel": each.parcel, "kept_mu": dm2_to_mu(each.kept_dm2),
                 "now_mu": dm2_to_mu(each.now_dm2)} for each in closing.differences
            ],
        },
    }  # fmt: skip


def row_body(one: Standing, row: Row, names: Mapping[str, str]) -> dict[str, Any]:
    """A parcel that changed so that it counts, with the entry that says so."""
    counted, by = row
    return {
        "id": counted.parcel, "park": counted.park, "on": counted.on,
        "from": counted.before, "to": counted.to, "route": counted.route,
        "area_m2": dm2_to_m2(counted.area_dm2), "mu": dm2_to_mu(counted.area_dm2),
        "counts_mu": dm2_to_mu(counted.counts_dm2),
        "actor": by.actor if by else None,
        "actor_name": names.get(by.actor, by.actor) if by else None,
        "entry": by.seq if by else None, "recorded_at": by.recorded_at if by else None,
        "reason": by.reason if by else None,
        "fallen": [
            {"id": part.parcel, "mu": dm2_to_mu(part.area_dm2), "status": part.status or None,
             "since": part.since, "lacks": list(part.lacks)} for part in one.fallen(row)
        ],
    }  # fmt: skip


def candidate_body(one: Candidate, lang: str) -> dict[str, Any]:
    """A parcel that could count next, with the reason of its place."""
    return {
        "id": one.id, "park": one.park, "status": one.status, "mu": dm2_to_mu(one.area_dm2),
        "stage": one.near.code, "reason": told(reason_of(one.near, lang)),
        "fell_back": bool(one.near.values.get("fell")),
        "due": one.near.values.get("day"),
        "responsible": one.state.get("responsible_post") or one.state.get("responsible_unit"),
    }  # fmt: skip


def next_body(found: Next, lang: str, most: int) -> dict[str, Any]:
    """The nearest candidates, and how many there are in all."""
    return {
        "count": len(found.rows), "mu": dm2_to_mu(found.area_dm2),
        "rows": [candidate_body(each, lang) for each in found.rows[:most]],
    }  # fmt: skip


def points_body(one: Standing) -> list[dict[str, Any]]:
    """The burn-up: a point a day, in mu; what is done is None for days to come."""
    return [
        {"day": point.day, "done": None if point.done is None else dm2_to_mu(point.done),
         "target": mu_of(point.target)} for point in burn_up(one.mu.run)
    ]  # fmt: skip


def overlap_bodies(overlaps: Iterable[Overlap], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Land that counts in more than one campaign."""
    return [
        {"campaigns": [one.one, one.other],
         "names": [names.get(each, each) for each in (one.one, one.other)],
         "parcels": list(one.parcels), "mu": dm2_to_mu(one.area_dm2)} for one in overlaps
    ]  # fmt: skip


def _figures(run: Run) -> dict[str, Any]:
    return {"days": run.days, "days_gone": run.gone, "days_left": run.days_left,
            "reached_on": run.reached_on}  # fmt: skip


def _forecast(one: Standing) -> dict[str, Any] | None:
    found, run = one.expected, one.mu.run
    if found is None:
        return None
    in_mu = found is one.mu.forecast
    return {
        "on": found.on, "earliest": found.earliest, "latest": found.latest,
        "days_after_deadline": None if found.on is None else (found.on - run.deadline_on).days,
        "unit": "mu" if in_mu else "parcels",
        "paces": [
            {"code": pace.code, "over": told(method(pace)), "days": pace.days,
             "a_day": mu_of(pace.a_day) if in_mu else round(pace.a_day, 3),
             "reaches_on": pace.reaches_on} for pace in found.paces
        ],
    }  # fmt: skip


__all__ = [
    "campaign_body", "candidate_body", "next_body", "overlap_bodies", "points_body", "row_body",
]  # fmt: skip
