"""Where the rows of the queue come from: a function for each kind, in the order of the page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection

from parkmap.land.idle_clock import STAGES, Clock, ClockTerms, clock_of
from parkmap.land.status import IDLE, UNDER_CONSTRUCTION
from parkmap.said import say
from parkmap.services import findings
from parkmap.services.queue_inbox import due_enquiries, open_proposals, waiting_imports
from parkmap.services.queue_rows import Asked, Group, Row, Source, Weight
from parkmap.services.record import Record
from parkmap.store import queue
from parkmap.store.queue import Dated
from parkmap.units import m2_to_mu

STOCK: Final = (IDLE, UNDER_CONSTRUCTION)
CLOCK_INPUTS: Final = (
    "agreed_start_on", "started_on", "stopped_on", "developed_share", "invested_share",
    "idle_cause", "stock_kind",
)  # fmt: skip
OPENED_BY: Final = {"near": "started_on", "overdue": "started_on", "suspected": "started_on",
                    "suspected_long": "started_on", "stopped": "invested_share",
                    "suspected_stopped": "invested_share"}  # fmt: skip


def clocks(connection: Connection, record: Record, asked: Asked) -> Group:
    """The clock of idle land: what is overdue or soon will be, the gravest first."""
    terms = record.zone.attention.clock
    ahead = (asked.day + timedelta(days=terms.warning_days)).isoformat()
    found = {
        one.id: one
        for name, until in (("agreed_start_on", ahead), ("stopped_on", asked.day.isoformat()))
        for one in queue.dated(connection, record.zone_id, name, until, STOCK)
    }
    rows = [
        (clock, _clock_row(one, clock, terms))
        for one in found.values()
        if (clock := clock_of(one.state, asked.day, terms)) is not None
    ]
    rows.sort(key=lambda each: (STAGES.index(each[0].stage), each[0].since, each[1].key))
    return asked.page([row for _clock, row in rows])


def _clock_row(one: Dated, clock: Clock, terms: ClockTerms) -> Row:
    weights: dict[str, Weight] = {"suspected_long": "stop", "suspected": "stop", "near": "info"}
    return Row(
        f"clock:{one.id}:{clock.stage}", "clock", weights.get(clock.stage, "warn"),
        clock_title(clock, one.state, terms), _land(one), (one.id,), one.version,
        due=(clock.next_on or clock.since).isoformat(), field=OPENED_BY[clock.stage],
        inputs={name: one.state.get(name) for name in CLOCK_INPUTS}, rule=clock.rule,
        source=terms.source,
    )  # fmt: skip


def clock_title(clock: Clock, state: dict[str, Any], terms: ClockTerms) -> str:
    """What the clock says in a line; it suspects only after a full term.

    Examples
    --------
    >>> state = {"status": "idle", "agreed_start_on": "2025-12-24"}
    >>> terms = ClockTerms()
    >>> clock = clock_of(state, date(2026, 11, 26), terms)
    >>> clock and clock_title(clock, state, terms)
    'not started, 11 months overdue; a full year in 28 days'
    """
    since, left, low = _span(clock), clock.days_left, _shares(clock, state, terms)
    if clock.stage == "near":
        return say("agreed start in %(days)s days", days=left)
    if clock.stage == "overdue":
        return say("not started, %(since)s overdue; %(term)s in %(days)s days", since=since,
                   term=_term(clock), days=left)  # fmt: skip
    if clock.stage == "suspected":
        return say("suspected idle: not started, %(since)s overdue", since=since)
    if clock.stage == "suspected_long":
        return say("suspected idle for %(years)s years: not started, %(since)s overdue",
                   years=terms.long_years, since=since)  # fmt: skip
    if clock.stage == "stopped":
        return say("building stopped %(since)s ago, %(low)s; %(term)s in %(days)s days",
                   since=since, low=low, term=_term(clock), days=left)  # fmt: skip
    return say("suspected idle: building stopped %(since)s ago, %(low)s", since=since, low=low)


def _term(clock: Clock) -> str:
    years = clock.next_on.year - clock.since.year if clock.next_on else 0
    return say("a full year") if years == 1 else say("%(years)s full years", years=years)


def _span(clock: Clock) -> str:
    years, months = divmod(clock.months, 12)
    if years and months:
        return say("%(years)s y %(months)s mo", years=years, months=months)
    if years:
        return say("%(years)s y", years=years)
    if months:
        return say("%(months)s months", months=months)
    return say("%(days)s days", days=clock.days)


def _shares(clock: Clock, state: dict[str, Any], terms: ClockTerms) -> str:
    if "invested" in clock.low:
        share, least = f"{state['invested_share']:g}", f"{terms.invested_share:.4g}"
        return say("%(share)s %% invested (less than %(least)s %%)", share=share, least=least)
    if "developed" in clock.low:
        share, least = f"{state['developed_share']:g}", f"{terms.developed_share:.4g}"
        return say("%(share)s %% developed (less than %(least)s %%)", share=share, least=least)
    return ""


def unconfirmed(connection: Connection, record: Record, asked: Asked) -> Group:
    """Stock that nobody has marked or confirmed for long: still so? Only the page is read."""
    settings = record.zone.attention
    until = (asked.day - timedelta(days=settings.confirm_days)).isoformat()
    without, only = asked.ids("confirm")
    count = queue.count_dated(connection, record.zone_id, "seen_on", until, STOCK,
                              without=without, only=only)  # fmt: skip
    found = queue.dated(connection, record.zone_id, "seen_on", until, STOCK, without=without,
                        only=only, limit=asked.limit, offset=asked.offset)  # fmt: skip
    return Group(count, tuple(_confirm_row(one, asked.day, settings.source) for one in found))


def _confirm_row(one: Dated, day: date, source: str) -> Row:
    confirmed, since = one.state.get("confirmed_on") or "", str(one.state["status_since"])
    seen = max(confirmed, since)
    age = (day - date.fromisoformat(seen)).days
    titles = {
        (True, True): say("not confirmed for %(days)s days: still idle?", days=age),
        (True, False): say("not confirmed for %(days)s days: still under construction?", days=age),
        (False, True): say("idle for %(days)s days, not confirmed since: still so?", days=age),
        (False, False): say("under construction for %(days)s days, not confirmed since: still so?",
                            days=age),
    }  # fmt: skip
    title = titles[seen == confirmed, one.state.get("status") == IDLE]
    return Row(
        f"confirm:{one.id}", "confirm", "plain", title, _land(one), (one.id,), one.version,
        due=seen, opens="selection", inputs={"confirmed_on": confirmed or None}, source=source,
        confirms=True,
    )  # fmt: skip


def terms(connection: Connection, record: Record, asked: Asked) -> Group:
    """Terms that ended or end soon."""
    return _ending(connection, record, asked, "term", "term_ends_on",
                   record.zone.attention.term_days)  # fmt: skip


def offers(connection: Connection, record: Record, asked: Asked) -> Group:
    """Offers that end soon, or ended and still stand."""
    return _ending(connection, record, asked, "offer", "offer_ends_on",
                   record.zone.attention.offer_days)  # fmt: skip


def _ending(
    connection: Connection, record: Record, asked: Asked, kind: str, name: str, days: int
) -> Group:
    until = (asked.day + timedelta(days=days)).isoformat()
    without, only = asked.ids(kind)
    count = queue.count_dated(connection, record.zone_id, name, until, without=without, only=only)
    found = queue.dated(connection, record.zone_id, name, until, without=without, only=only,
                        limit=asked.limit, offset=asked.offset)  # fmt: skip
    source = record.zone.attention.source
    rows = (_ending_row(one, kind, name, asked.day, source) for one in found)
    return Group(count, tuple(rows))


def _ending_row(one: Dated, kind: str, name: str, day: date, source: str) -> Row:
    ends = str(one.state[name])
    left = (date.fromisoformat(ends) - day).days
    says = {
        ("term", True): say("term ends in %(days)s days", days=left),
        ("term", False): say("term ended %(days)s days ago", days=-left),
        ("offer", True): say("offer ends in %(days)s days", days=left),
        ("offer", False): say("offer ended %(days)s days ago", days=-left),
    }
    shown = {"term": ("term_ends_on", "supply_mode", "term_years", "holder"),
             "offer": ("offer_ends_on", "offer", "available_from")}[kind]  # fmt: skip
    return Row(
        f"{kind}:{one.id}", kind, "info" if left >= 0 else "warn", says[kind, left >= 0],
        _land(one), (one.id,), one.version, due=ends, field=name,
        opens="offer" if kind == "offer" else "facts",
        inputs={field: one.state.get(field) for field in shown}, source=source,
    )  # fmt: skip


def last_findings(connection: Connection, record: Record, asked: Asked) -> Group:
    """Errors and warnings of the last check; remarks are told by `parkmap check`."""
    kept = queue.last_check(connection, record.zone_id)
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for values in kept.findings if kept else ():
        one = findings.told(values)
        key = f"finding:{one.code}:{'+'.join(one.parcel_ids)}"[:240]
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            key = f"{key}#{seen[key]}"
        weight: Weight = "stop" if one.severity == "error" else "warn"
        rows.append(Row(key, "finding", weight, one.sentence, one.remedy, one.parcel_ids,
                        opens="boundary"))  # fmt: skip
    return asked.page(sorted(rows, key=lambda row: (row.weight != "stop", row.key)))


def _land(one: Dated) -> str:
    name = str(one.state.get("name_zh") or one.id)
    mu = m2_to_mu(float(one.state.get("area_m2") or 0))
    return say("%(name)s · %(mu)s mu", name=name, mu=f"{mu:,.1f}")


SOURCES: Final[dict[str, Source]] = {
    "clock": clocks,
    "enquiry": due_enquiries,
    "finding": last_findings,
    "proposal": open_proposals,
    "import": waiting_imports,
    "offer": offers,
    "term": terms,
    "confirm": unconfirmed,
}
"""Kind -> its source. Another room joins the queue by one more line here."""

__all__ = ["SOURCES", "clock_title"]
