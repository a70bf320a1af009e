"""The report of a period: one content, from which every form is written.

Everything of it is as known at one entry of the ledger, so that it can be made again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from parkmap.errors import BadValue
from parkmap.land.measures import MEASURES
from parkmap.land.report import Chapter, Report
from parkmap.land.report_period import Period
from parkmap.land.report_words import Tongue
from parkmap.services.record import Actor, Record, require
from parkmap.services.report_campaigns import campaigns_chapter, told_campaigns
from parkmap.services.report_known import READ, Known, checked_lang, entry_of, local_text
from parkmap.services.report_map import pictures_of
from parkmap.services.report_measures import lines_of
from parkmap.services.report_parcels import appendix_of, changed_parcels
from parkmap.services.report_projects import projects_chapter
from parkmap.services.report_summary import answer_of, summary_of
from parkmap.services.report_supervision import enquiries_chapter, supervision_chapter

CHAPTERS: Final[tuple[Callable[[Known], Chapter], ...]] = (
    projects_chapter, supervision_chapter, enquiries_chapter,
)  # fmt: skip
"""What makes the chapters after that of campaigns, in order."""

STEPS: Final = 5
Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report: period, language, entry (the last one by default).

    `until` is the last day of which enquiries count; yesterday at most, by default.
    """

    period: Period
    lang: str = "zh"
    entry: int | None = None
    until: date | None = None


def report(
    record: Record, actor: Actor, asked: Asked, step: Step | None = None, *, maps: bool = True
) -> Report:
    """The content of a report; for staff.

    Parameters
    ----------
    step
        Told how many of how many steps are done.
    maps
        Draw the maps, which only the PDF shows.

    Raises
    ------
    BadValue
        The period is not over yet, or begins after its end; a language that there is not.
    NotFound
        The ledger has no such entry.
    SignInNeeded, Forbidden
        Who does not read internal facts.
    """
    require(actor, READ)
    known = _known(record, actor, asked)
    tell = step or _silent
    lines = lines_of(known)
    tell(1, STEPS)
    campaigns = told_campaigns(known)
    chapters = [campaigns_chapter(known, campaigns)]
    tell(2, STEPS)
    chapters += [make(known) for make in CHAPTERS]
    tell(3, STEPS)
    appendix = appendix_of(known, lines)
    tell(4, STEPS)
    pictures = pictures_of(known, changed_parcels(appendix)) if maps else ()
    tell(STEPS, STEPS)
    t, zone, period = known.tongue, record.zone, known.period
    return Report(
        known.lang, zone.name(known.lang), t("title", period=period.title(known.lang)), period,
        period.before(), period.year_ago(), known.entry.seq, known.entry.head, known.moment,
        local_text(record, known.moment),
        tuple(one for one in (zone.notice(known.lang), zone.approval_number) if one),
        known.told_until, answer_of(known, campaigns), summary_of(known, lines, campaigns),
        lines, tuple(chapters),
        appendix, pictures, _definitions(known), t.words(),
    )  # fmt: skip


def checked_period(record: Record, period: Period) -> Period:
    """The period, or a refusal of one that begins after its end, or ends after today."""
    if period.since > period.on:
        raise BadValue(
            "the period begins on %(since)s, after its end %(on)s; choose an earlier first day",
            since=period.since.isoformat(), on=period.on.isoformat(), field="since",
        )  # fmt: skip
    today = record.today()
    if period.on > today:
        raise BadValue(
            "the period ends on %(on)s, after today (%(today)s); choose a day that has come",
            on=period.on.isoformat(), today=today.isoformat(), field="on",
        )  # fmt: skip
    return period


def until_of(record: Record, period: Period, until: date | None) -> date:
    """The last day of which enquiries count: of a day that still runs they would change."""
    yesterday = record.today() - timedelta(days=1)
    return min(period.on, until or yesterday, yesterday)


def _known(record: Record, actor: Actor, asked: Asked) -> Known:
    period = checked_period(record, asked.period)
    until = until_of(record, period, asked.until)
    tongue = Tongue(checked_lang(asked.lang))
    return Known(record, actor, period, tongue, entry_of(record, asked.entry), until)


def _definitions(known: Known) -> tuple[tuple[str, ...], ...]:
    """Every measure: word, unit, sort, meaning, denominator, the name in the API."""
    return tuple(
        (one.title(known.lang), one.unit_word(known.lang), known.tongue(f"sort_{one.kind}"),
         one.meaning(known.lang), one.denominator(known.lang), one.name)
        for one in MEASURES.values()
    )  # fmt: skip


def _silent(_done: int, _of: int) -> None:
    """Nobody asked to be told."""


__all__ = ["STEPS", "Asked", "Step", "checked_period", "report", "until_of"]
