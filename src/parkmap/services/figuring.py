"""What one measure comes to, and the lines behind it, from a look at all land."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy import Connection

from parkmap.errors import BadValue, NotFound
from parkmap.land.figured import COUNTED, MISSING, MISSING_OF, Figure, Lines, shared, summed
from parkmap.land.looks import Look
from parkmap.land.measures import MEASURES, TARGETED
from parkmap.land.rate_lines import RATE_LINES
from parkmap.land.stock_lines import LINES, WITH_MISSING
from parkmap.land.targets import Forecast, forecast
from parkmap.land.waits import WAITS, waited
from parkmap.services.knowing import Then, then_of
from parkmap.services.land_account import land_account
from parkmap.services.land_yields import FIGURE_OF, Yields, yielded, yields_of
from parkmap.services.record import Actor, Record, require
from parkmap.store import ledger


@dataclass(frozen=True, slots=True)
class Told:
    """A look, and what else figures rest on; `seq` and `head` name the state of the ledger."""

    look: Look
    first: date
    yields: Yields
    seq: int
    head: str


def look_at(
    record: Record, actor: Actor, on: date | None, since: date | None, known_at: datetime | None
) -> Told:
    """What figures of a day and a period are taken from; for staff."""
    require(actor, "read_internal")
    day = on or record.today()
    begin = since or date(day.year, 1, 1)
    if begin > day:
        raise BadValue(
            "the period begins on %(since)s, after its end %(on)s; choose an earlier first day",
            since=begin.isoformat(), on=day.isoformat(), field="since",
        )  # fmt: skip
    with record.store.read() as connection:
        then = then_of(connection, record, known_at)
        account = land_account(connection, record, then)
        yields = yields_of(connection, record, day, then)
        seq, head = _head(connection, record, then)
    starts = account.courses.start
    first = date.fromordinal(int(starts.min())) if len(starts) else day
    return Told(Look(account, day, begin), first, yields, seq, head)


def figure_of(record: Record, told: Told, name: str) -> tuple[Figure, Lines]:
    """One measure and the lines behind it."""
    look = told.look
    if name in FIGURE_OF:
        return yielded(name, look, told.yields)
    flow, _, what = name.rpartition("_")
    if flow in TARGETED:
        year = look.over(date(look.on.year, 1, 1), look.on)
        return _aimed(record, told, flow, what), LINES[flow](year)
    lines = (LINES | RATE_LINES | WAITS)[name](look)
    side = look.supply if lines.line is look.account.supply else look.status
    missing = side.names(lines, MISSING, MISSING_OF)
    if name in RATE_LINES:
        return shared(name, lines, missing), lines
    if name in WAITS:
        return waited(name, lines, missing), lines
    whole = look.status.stock().of_part(COUNTED) if name in WITH_MISSING else 0
    return summed(name, lines, missing, whole), lines


def checked_measure(name: str) -> str:
    """The name of a measure; NotFound where there is none."""
    if name not in MEASURES:
        raise NotFound("there is no measure '%(id)s'; docs/measures.md lists them", id=name[:40])
    return name


def forecast_of(told: Told, flow: str) -> Forecast | None:
    """What the year would come to in a flow; None where the record has no days to tell from."""
    look = told.look
    moved = partial(_moved, look, LINES[flow])
    return forecast(look.on, told.first, moved)


def _moved(look: Look, lines: Callable[[Look], Lines], since: date, on: date) -> int:
    return lines(look.over(since, on)).of_part(COUNTED)


def _aimed(record: Record, told: Told, flow: str, what: str) -> Figure:
    name = f"{flow}_{what}"
    if what == "target":
        target = record.zone.targets.get(told.look.on.year)
        return Figure(name, None if target is None else target.mu.get(flow))
    found = forecast_of(told, flow)
    if found is None:
        return Figure(name, None)
    return Figure(name, found.middle_mu, low=found.low_mu, high=found.high_mu)


def _head(connection: Connection, record: Record, then: Then | None) -> tuple[int, str]:
    top = ledger.read_head(connection, record.zone_id)
    if then is None or then.seq == top.seq:
        return top.seq, top.entry_hash
    held = ledger.entries(connection, record.zone_id, seqs=[then.seq])
    return then.seq, held[0].entry_hash if held else ""


__all__ = ["Told", "checked_measure", "figure_of", "forecast_of", "look_at"]
