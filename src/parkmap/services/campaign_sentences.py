"""What is to be said of a campaign: will it make it, what is done and left, why a parcel is near.

Sentences that can be translated (`parkmap.said`), for the page, the sheet, the wall and the report.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from parkmap.land.cases import STEPS
from parkmap.land.codes import word
from parkmap.land.fields import PARCEL_FIELDS, label
from parkmap.land.nearness import Near
from parkmap.land.pace import LEAST_DAYS, LEAST_GAINS, METHODS, Forecast, Pace
from parkmap.said import Said, say
from parkmap.services.campaign_standing import Closing, Measure, Standing
from parkmap.units import dm2_to_mu

OPEN: Final = say("open")


def headline(one: Standing) -> Said:
    """Will it make it, in one sentence."""
    run = one.mu.run
    if one.closing is not None:
        return _closed(one, one.closing)
    if one.verdict == "reached":
        day = max(each.run.reached_on or run.starts_on for each in _goals(one))
        return say(
            "The goal was reached on %(day)s, day %(n)s of %(days)s.",
            day=day.isoformat(), n=(day - run.starts_on).days + 1, days=run.days,
        )  # fmt: skip
    if one.verdict == "missed":
        return say("The goal was missed on %(day)s: %(left)s were lacking.",
                   day=run.deadline_on.isoformat(), left=lacking(one))  # fmt: skip
    if one.verdict == "not_begun":
        return say("Begins on %(day)s: %(mu)s mu in %(days)s days, %(pace)s mu a day.",
                   day=run.starts_on.isoformat(), mu=_mu(one.goal_mu), days=run.days,
                   pace=_mu(one.goal_mu / run.days))  # fmt: skip
    if not run.days_left:
        return say("At the end of its last day %(left)s are lacking.", left=lacking(one))
    found = one.expected
    if found is None or one.verdict == "unknown":
        return say(
            "Too early to tell whether %(day)s will be met: a forecast needs %(days)s days and "
            "%(gains)s days on which land came in.",
            day=run.deadline_on.isoformat(), days=LEAST_DAYS, gains=LEAST_GAINS,
        )  # fmt: skip
    return _expected(one, found)


def amounts(one: Standing) -> tuple[Said, ...]:
    """What is done and left of each goal, with days and paces."""
    run = one.mu.run
    said = [say("%(done)s of %(goal)s mu done (%(share)s %%), %(left)s mu left.",
                done=_mu(one.done_mu), goal=_mu(one.goal_mu), share=one.share,
                left=_mu(one.left_mu))]  # fmt: skip
    if one.parcels:
        each = one.parcels.run
        said.append(say("%(done)s of %(goal)s parcels done, %(left)s left.", done=each.done,
                        goal=each.goal, left=each.left))  # fmt: skip
    else:
        said.append(say("%(n)s parcels count.", n=one.count))
    said.append(say("%(gone)s of %(days)s days gone, %(left)s left.", gone=run.gone,
                    days=run.days, left=run.days_left))  # fmt: skip
    if run.left and run.gone and run.needed is not None and not one.closing:
        said.append(say("%(needed)s mu a day are needed, %(held)s were held so far.",
                        needed=_mu(mu_of(run.needed)), held=_mu(held_mu(one))))  # fmt: skip
    return tuple(said)


def closing_line(one: Standing) -> Said | None:
    """What later corrections would make of a closed campaign; None where it is open."""
    if one.closing is None:
        return None
    if not one.closing.differences:
        return say("The record gives the same figures today.")
    return say(
        "By the record of today it would be %(now)s mu in %(count)s parcels: %(n)s parcels differ.",
        now=_mu(dm2_to_mu(one.closing.now_dm2)), count=one.closing.now_count,
        n=len(one.closing.differences),
    )  # fmt: skip


def lacking(one: Standing) -> Said:
    """What the goals lack, area first."""
    if one.mu.run.left and one.parcels and one.parcels.run.left:
        return say("%(mu)s mu and %(n)s parcels", mu=_mu(one.left_mu), n=one.parcels.run.left)
    if one.parcels and one.parcels.run.left:
        return say("%(n)s parcels", n=one.parcels.run.left)
    return say("%(mu)s mu", mu=_mu(one.left_mu))


def method(pace: Pace) -> Said:
    """Over what a pace is taken."""
    text = METHODS[pace.code]
    return say(text.template, days=pace.days) if "%(days)s" in text.template else text


def reason_of(near: Near, language: str) -> Said:
    """Why a parcel is as near as it is; words of fields and codes in a language."""
    if near.code == "lacks":
        names = [_field(one, language) for one in near.values["fields"]]
        listed = ("、" if language.startswith("zh") else ", ").join(names)
        return say("Its status counts already; it lacks: %(fields)s.", fields=listed)
    if near.code in {"case", "offer", "start_due", "idle"}:
        return _of_idle(near, language)
    return _of_building(near, language)


def _of_building(near: Near, language: str) -> Said:
    told = near.values
    if near.code == "building":
        if told["share"] is None:
            return say("Being built; no due date.")
        return say("Being built, %(share)s %% developed; no due date.", share=told["share"])
    due = {"day": told["day"].isoformat(), "field": _field(told["field"], language),
           "days": told["days"]}  # fmt: skip
    if near.code == "overdue":
        return say("Being built; was due on %(day)s (%(field)s), %(days)s days ago.", **due)
    return say("Being built; due on %(day)s (%(field)s), in %(days)s days.", **due)


def _of_idle(near: Near, language: str) -> Said:
    told = near.values
    if near.code == "case":
        if not told["step"]:
            return say("Idle; case %(case)s was opened.", case=told["case"])
        return say("Idle; case %(case)s has come to: %(step)s.", case=told["case"],
                   step=STEPS[told["step"]].label(language))  # fmt: skip
    if near.code == "offer":
        return say("Idle; offer: %(offer)s.", offer=word("offer", told["offer"], language))
    if near.code == "idle":
        return say("Idle; neither a case nor an offer.")
    due = {"day": told["day"].isoformat(), "field": _field(told["field"], language),
           "days": told["days"]}  # fmt: skip
    if told["late"]:
        return say("Idle; was due on %(day)s (%(field)s), %(days)s days ago.", **due)
    return say("Idle; due on %(day)s (%(field)s), in %(days)s days.", **due)


def _field(name: str, language: str) -> str:
    return label(PARCEL_FIELDS[name], language)


def mu_of(dm2: float) -> float:
    """An area in dm2 that need not be whole, in mu with two decimals."""
    return round(dm2 * 3 / 200_000, 2)


def held_mu(one: Standing) -> float:
    """The pace held so far, in mu a day; 0 before it began."""
    run = one.mu.run
    return mu_of(run.done / run.gone) if run.gone else 0.0


def _expected(one: Standing, found: Forecast) -> Said:
    deadline = one.mu.run.deadline_on
    if found.on is None:
        return say("At this pace %(day)s will not be met: nothing comes in any more.",
                   day=deadline.isoformat())  # fmt: skip
    span = {"day": found.on.isoformat(), "early": (found.earliest or found.on).isoformat(),
            "late": _day(found.latest), "deadline": deadline.isoformat()}  # fmt: skip
    if one.verdict == "on_course":
        return say("On course: at the pace so far done on %(day)s (%(early)s to %(late)s), "
                   "by the deadline %(deadline)s.", **span)  # fmt: skip
    days = (found.on - deadline).days
    if one.verdict == "at_risk" and days <= 0:
        return say("At risk: at the pace so far done on %(day)s, but the range (%(early)s to "
                   "%(late)s) passes the deadline %(deadline)s.", **span)  # fmt: skip
    return say("Behind: at the pace so far done on %(day)s (%(early)s to %(late)s), "
               "%(days)s days after the deadline %(deadline)s.", days=days, **span)  # fmt: skip


def _closed(one: Standing, closing: Closing) -> Said:
    told = {"day": closing.on.isoformat(), "mu": _mu(one.done_mu), "n": one.count}
    if one.verdict == "reached":
        return say("Closed on %(day)s with its goal reached: %(mu)s mu in %(n)s parcels.", **told)
    return say("Closed on %(day)s with %(mu)s mu in %(n)s parcels; %(left)s were lacking.",
               left=lacking(one), **told)  # fmt: skip


def _goals(one: Standing) -> list[Measure]:
    return [one.mu, one.parcels] if one.parcels else [one.mu]


def _day(day: date | None) -> str | Said:
    return OPEN if day is None else day.isoformat()


def _mu(value: float) -> str:
    return f"{value:,.2f}"


__all__ = [
    "amounts", "closing_line", "headline", "held_mu", "lacking", "method", "mu_of", "reason_of",
]  # fmt: skip
