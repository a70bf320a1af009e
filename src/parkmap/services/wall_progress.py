"""The wall's scene of progress: stocks, what came back against the target, ages, months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from parkmap.land.figured import Figure
from parkmap.land.measures import AGES, MEASURES
from parkmap.said import say
from parkmap.services import measures
from parkmap.services.measures import Figures
from parkmap.services.record import Actor, Record
from parkmap.services.wall_scene import Bar, Chart, Scene, Tile, mu

STOCKS: Final = ("idle", "under_construction")
BACK: Final = "came_back"
RATE: Final = "disposal_rate"
MONTHS: Final = 12


def progress(record: Record, reader: Actor, lang: str) -> Scene:
    """Today's stocks, and what the year has brought so far."""
    found = measures.figures(record, reader)
    first = _months_before(found.on, MONTHS - 1)
    months = measures.monthly(record, reader, first, found.on)
    return Scene(
        on=found.on,
        page="/progress",
        sentence=_sentence(record, found),
        tiles=(*(_stock(found.by_name[name], lang) for name in STOCKS),
               _back(record, found, lang), _rate(found, lang)),
        bars_title=say("Idle land by age"),
        bars=tuple(_age(found, name, lang) for name in AGES),
        chart=Chart(
            MEASURES["disposed"].title(lang), MEASURES["disposed"].unit_word(lang),
            tuple(one.first.isoformat()[:7] for one in months),
            tuple(one.by_name["disposed"].value for one in months),
        ),
    )  # fmt: skip


def _stock(one: Figure, lang: str) -> Tile:
    measure = MEASURES[one.name]
    return Tile(measure.title(lang), mu(one.value), measure.unit_word(lang),
                say("%(n)s parcels", n=f"{one.count or 0:,}"), one.name)  # fmt: skip


def _back(record: Record, found: Figures, lang: str) -> Tile:
    target = record.zone.targets.get(found.on.year)
    wanted = target.mu.get(BACK) if target else None
    measure = MEASURES[BACK]
    label = say("%(measure)s since %(day)s", measure=measure.title(lang), day=found.since)
    note = say("target of the year: %(mu)s mu", mu=mu(wanted)) if wanted else say(
        "%(n)s parcels", n=f"{found.by_name[BACK].count or 0:,}")  # fmt: skip
    return Tile(label, mu(found.by_name[BACK].value), measure.unit_word(lang), note, "revitalized")


def _rate(found: Figures, lang: str) -> Tile:
    one, measure = found.by_name[RATE], MEASURES[RATE]
    label = say("%(measure)s since %(day)s", measure=measure.title(lang), day=found.since)
    shown = "—" if one.value is None else f"{one.value:.1f}"
    return Tile(label, shown, measure.unit_word(lang), say("of %(mu)s mu", mu=mu(one.of)))


def _age(found: Figures, name: str, lang: str) -> Bar:
    one, whole = found.by_name[name], found.by_name["idle"].value or 0.0
    text = say("%(mu)s mu, %(n)s parcels", mu=mu(one.value), n=f"{one.count or 0:,}")
    share = (one.value or 0.0) / whole if whole else 0.0
    return Bar(MEASURES[name].title(lang), share, text, "idle")


def _sentence(record: Record, found: Figures) -> str:
    """Whether the year's target will be met, by the forecast and its range."""
    target = record.zone.targets.get(found.on.year)
    wanted = target.mu.get(BACK) if target else None
    ahead = found.by_name[f"{BACK}_forecast"]
    if not wanted or ahead.value is None or ahead.low is None or ahead.high is None:
        return ""
    done = found.by_name[BACK].value or 0.0
    if done >= wanted:
        return say("The target of the year is reached: %(done)s of %(mu)s mu came back.",
                   done=mu(done), mu=mu(wanted))  # fmt: skip
    return say(
        "%(left)s mu are lacking to the target; at the pace held lately the year comes to "
        "%(ahead)s mu (%(low)s to %(high)s).",
        left=mu(wanted - done), ahead=mu(ahead.value), low=mu(ahead.low), high=mu(ahead.high),
    )  # fmt: skip


def _months_before(day: date, months: int) -> date:
    first = day.replace(day=1)
    for _ in range(months):
        first = (first - timedelta(1)).replace(day=1)
    return first


__all__ = ["progress"]
