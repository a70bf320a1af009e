"""`/api/measures`: the measures of leaders, their course over months, the parcels behind each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue, NotFound
from parkmap.land.courses import Sum
from parkmap.land.figured import Figure
from parkmap.land.measures import MEASURES
from parkmap.services import measures, statistics
from parkmap.services.behind import BehindPage, behind_page, checked_dimension
from parkmap.services.changes import token
from parkmap.services.measure_files import as_csv, as_xlsx, rows_of
from parkmap.services.measures import Figures, Month
from parkmap.services.record import Record
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day_argument, limit_argument, moment_argument, text_argument
from parkmap.web.context import current_actor, current_record, needed
from parkmap.web.kept import parks_now
from parkmap.web.language import current_language
from parkmap.web.registers import XLSX, attachment

READ: Final = "read_internal"
ROWS: Final = 100
SHOWN_MONTHS: Final = 24
MOST_SHOWN: Final = 120
CSV: Final = "text/csv; charset=utf-8"

blueprint = Blueprint("measures", __name__)


@blueprint.get("/api/measures")
def every() -> ResponseReturnValue:
    actor, record, lang = needed(READ), current_record(), current_language()
    found = measures.figures(record, actor, *_period(), moment_argument(record))
    told = {"on": found.on, "since": found.since, "seq": found.seq, "head": found.head,
            "year": found.year, "known_at": text_argument("known_at") or None}  # fmt: skip
    rows = [figure_body(one, lang) for one in found.by_name.values()]
    return json_answer(told | {"measures": rows})


@blueprint.get("/api/measures/series")
def series() -> ResponseReturnValue:
    """Stocks at the end of each month for every reader; flows of each month for staff."""
    record, actor = current_record(), current_actor()
    on, known = day_argument("on") or record.today(), moment_argument(record)
    first = shown_since(record, on, day_argument("since"))
    ends = month_ends(first, on)
    points = [
        {"on": day, "sums": {code: _sum(one) for code, one in sums.items()}}
        for day, sums in statistics.series(record, actor, ends, known)
    ]
    body = {"on": on, "first": first, "token": token(record), "points": points}
    if actor.may(READ):
        body["months"] = [_month(one) for one in
                          measures.monthly(record, actor, first, on, known)]  # fmt: skip
    return json_answer(body)


@blueprint.get("/api/measures/<name>/parcels")
def parcels(name: str) -> ResponseReturnValue:
    found = asked_behind(name, limit=limit_argument(ROWS))
    rows = [
        {"parcel": one.parcel, "name": one.name, "park": one.park, "before": one.before,
         "status": one.status, "day": one.day, "mu": one.mu, "part": one.part, "days": one.days}
        for one in found.rows
    ]  # fmt: skip
    following = found.start + len(rows)
    return json_answer({
        "name": name, "matched": found.matched, "mu": found.mu, "start": found.start,
        "next": following if following < found.matched else None, "rows": rows,
    })  # fmt: skip


@blueprint.get("/api/measures/<name>/parcels.<form>")
def file(name: str, form: str) -> ResponseReturnValue:
    actor, record, lang = needed(READ), current_record(), current_language()
    if form not in {"csv", "xlsx"}:
        raise NotFound("there is no '%(id)s' of this list; ask for csv or xlsx", id=form[:20])
    found = asked_behind(name)
    parks = {park.id: park.name(lang) for park in parks_now(record, actor)}
    rows = rows_of(found.rows, parks, lang)
    on, since = _period()
    title = f"{MEASURES[name].title(lang)}-{on or record.today()}.{form}"
    if form == "csv":
        return attachment(title, as_csv(rows, lang), CSV)
    told = measures.figures(record, actor, on, since, moment_argument(record))
    return attachment(title, as_xlsx(rows, name, told, lang), XLSX)


def asked_behind(name: str, limit: int | None = None) -> BehindPage:
    """The list behind a measure that the address asks for; for staff."""
    actor, record = needed(READ), current_record()
    on, since = _period()
    return behind_page(
        record, actor, name, on, since, moment_argument(record), where=asked_word(),
        start=start_argument(), limit=limit,
    )  # fmt: skip


def asked_word() -> dict[str, str]:
    """Dimension and word to which a list is held; none where the address names no dimension."""
    dimension = text_argument("by")
    return {checked_dimension(dimension): text_argument("word")} if dimension else {}


def start_argument() -> int:
    """How many rows are passed over."""
    text = request.args.get("start", "0")
    if not text.isdecimal() or len(text) > 7:
        raise BadValue("start is '%(value)s'; give a whole number", value=text[:40], field="start")
    return int(text)


def shown_since(record: Record, on: date, since: date | None) -> date:
    """The first day of the months that a chart shows: two years, or up to ten where asked for."""
    back = _months_back(on, SHOWN_MONTHS)
    if since is not None:
        back = max(_months_back(on, MOST_SHOWN), min(back, since.replace(day=1)))
    return min(on, max(back, statistics.first_day(record)))


def _months_back(on: date, count: int) -> date:
    months = max(on.year * 12 + on.month - count, 12)
    return date(months // 12, months % 12 + 1, 1)


def month_ends(first: date, last: date) -> list[date]:
    """The last day of each month between two days, and the last of them.

    Examples
    --------
    >>> [str(day) for day in month_ends(date(2026, 1, 10), date(2026, 3, 5))]
    ['2026-01-31', '2026-02-28', '2026-03-05']
    """
    found: list[date] = []
    begin = first.replace(day=1)
    while begin <= last:
        begin = (begin + timedelta(32)).replace(day=1)
        found.append(min(last, begin - timedelta(1)))
    return found


def figure_body(one: Figure, lang: str) -> dict[str, Any]:
    """A figure with its words, as JSON."""
    measure = MEASURES[one.name]
    return {
        "name": one.name, "title": measure.title(lang), "unit": measure.unit,
        "kind": measure.kind, "value": one.value, "count": one.count, "of": one.of,
        "denominator": measure.denominator(lang) or None, "known": one.known,
        "missing": len(one.missing), "low": one.low, "high": one.high,
        "parcels": f"/api/measures/{one.name}/parcels",
    }  # fmt: skip


def _month(one: Month) -> dict[str, Any]:
    flows: Mapping[str, Figure] = one.by_name
    return {"first": one.first, "last": one.last,
            "mu": {name: told.value for name, told in flows.items()},
            "count": {name: told.count for name, told in flows.items()}}  # fmt: skip


def _sum(one: Sum) -> dict[str, Any]:
    return {"count": one.count, "mu": one.mu}


def _period() -> tuple[date | None, date | None]:
    return day_argument("on"), day_argument("since")


__all__ = ["Figures", "asked_behind", "blueprint", "month_ends", "shown_since"]
