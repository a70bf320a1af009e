"""The chapter of supervised matters 督办, and that of enquiries in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from parkmap.land.enquiries import KINDS
from parkmap.land.matters import LIGHT
from parkmap.land.report import Cell, Chapter, Column, Table
from parkmap.land.supervision import is_open, is_overdue, summed, urgency
from parkmap.services.enquiries_then import Answered, counted_until
from parkmap.services.report_known import Known

MOST: Final = 30
RED: Final = "red"


def supervision_chapter(known: Known) -> Chapter:
    """Open matters of the day, red and overdue ones first."""
    t, on = known.tongue, known.period.on
    held = {one: _as_of(state, on) for one, state in known.matters.items()}
    if not held:
        return Chapter("supervision", t("supervision"), (t("no_matter"),))
    sums = summed(held.values(), on)
    said = [t("matters_all", open=sums.whole.open, red=sums.whole.lights[RED],
              amber=sums.whole.lights["amber"], green=sums.whole.lights["green"],
              overdue=sums.whole.overdue, closed=sums.closed)]  # fmt: skip
    columns = (
        Column(t("number"), width=0.9), Column(t("matter"), width=2.4),
        Column(t("light"), width=0.7), Column(t("responsible"), width=1.9),
        Column(t("due"), width=1.1), Column(t("late_days"), "days", 0.8),
        Column(t("progress"), width=2.2),
    )  # fmt: skip
    opened = sorted((one for one in held.items() if is_open(one[1])),
                    key=lambda one: (*urgency(one[1], on), one[0]))  # fmt: skip
    rows = tuple(_row(known, *one) for one in opened)
    table = Table("matters", t("open_matters"), columns, rows, t("no_open_matter"), shown=MOST)
    return Chapter("supervision", t("supervision"), tuple(said), (table,))


def enquiries_chapter(known: Known) -> Chapter:
    """What was asked in the period, and how it was answered by its end, without names."""
    t, since, until = known.tongue, known.period.since, known.told_until
    if until < since:
        return Chapter("enquiries", t("enquiries"), (t("no_enquiry_day"),))
    lines = counted_until(known.record, known.actor, since, until)
    whole = lines[""]
    said = [t("enquiries_until", since=since, until=until)]
    if not whole.asked:
        return Chapter("enquiries", t("enquiries"), (*said, t("no_enquiry")))
    said.append(t("enquiries_all", asked=whole.asked, answered=whole.answered,
                  waiting=whole.waiting, overdue=whole.overdue))  # fmt: skip
    if whole.median_days is not None:
        said.append(t("enquiries_days", days=f"{whole.median_days:.1f}", n=whole.answered))
    columns = (
        Column(t("kind"), width=1.6), Column(t("asked"), "count"), Column(t("answered"), "count"),
        Column(t("waiting"), "count"), Column(t("overdue"), "count"),
        Column(t("median_days"), "plain"),
    )  # fmt: skip
    rows = tuple(_line(known, kind, lines[kind]) for kind in KINDS)
    table = Table("enquiries", t("enquiries_table"), columns, rows, t("no_enquiry"))
    return Chapter("enquiries", t("enquiries"), tuple(said), (table,))


def _as_of(state: Mapping[str, Any], on: date) -> Mapping[str, Any]:
    """A matter as it stood on a day: one that was closed after it was open."""
    closed = str(state.get("closed_on") or "")
    return {**state, "closed_on": None} if closed > on.isoformat() else state


def _row(known: Known, number: str, state: Mapping[str, Any]) -> tuple[Cell, ...]:
    light, on = LIGHT[state["light"]], known.period.on
    due = date.fromisoformat(state["due_on"])
    who = [state.get("responsible_leader"), state.get("responsible_unit")]
    return (
        number, str(state["title"]), light.zh if known.lang == "zh" else light.en,
        " · ".join(str(one) for one in who if one) or None, due.isoformat(),
        (on - due).days if is_overdue(state, on) else None, state.get("progress") or None,
    )  # fmt: skip


def _line(known: Known, kind: str, one: Answered) -> tuple[Cell, ...]:
    told = KINDS[kind]
    word = told.zh if known.lang == "zh" else told.en
    return word, one.asked, one.answered, one.waiting, one.overdue, one.median_days


__all__ = ["enquiries_chapter", "supervision_chapter"]
