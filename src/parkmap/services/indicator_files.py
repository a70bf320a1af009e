"""经济指标 as a workbook: all periods or an empty form out, rows in again, told one by one."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import IO, Any, Final

from sqlalchemy import Connection

from parkmap.errors import BadValue
from parkmap.formats.out.indicator_xlsx import (
    HEADERS,
    OWN_HEADERS,
    IndicatorRow,
    write_indicators,
)
from parkmap.land.fitting import is_blank, number_of, plain_text
from parkmap.land.indicators import (
    FIGURE_ITEMS,
    INDICATOR,
    KEPT,
    field_of,
    figure_of,
    reading,
)
from parkmap.land.items import checked
from parkmap.land.periods import period_of
from parkmap.said import Said, say
from parkmap.services import subjects
from parkmap.services.cell_by_cell import (
    Change,
    Incoming,
    Plan,
    beside,
    confirm,
    received,
)
from parkmap.services.indicators import check_figure, indicators
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.subjects import EDIT, READ
from parkmap.store.present import Stored

PARTED: Final = ":"
"""Between the indicator and the period in the id of a row: `ZB-0001:2025Q1`."""


def workbook(record: Record, actor: Actor, *, form: bool = False) -> tuple[str, bytes]:
    """File name and bytes: every period of every indicator, or a form with a row for each."""
    require(actor, READ)
    today, rows = record.today(), []
    for one in indicators(record, actor):
        name, unit = str(one.state["name_zh"]), str(one.state["unit"])
        if form:
            rows.append(IndicatorRow(one.id, name, unit))
            continue
        rows += [
            IndicatorRow(one.id, name, unit, *told.reading[:4], told.reading.before,
                         told.reading.growth)
            for told in reversed(one.told)
        ]  # fmt: skip
    title = "经济指标填报表" if form else "经济指标"
    about = [("说明", f"{record.zone.name_zh} {title}，{today.isoformat()}"),
             ("期间", "年写 2025，季写 2025Q1，月写 2025-03"),
             ("同比", "由本期和上年同期两个数值计算；任一未知则不计算")]  # fmt: skip
    if record.zone.notice_zh:
        about.insert(0, ("声明", record.zone.notice_zh))
    return f"{title}-{today.isoformat()}.xlsx", write_indicators(title, rows, about, today)


def compare_indicators(
    record: Record, actor: Actor, stream: IO[bytes], source: str, *, blanks: bool = False
) -> Incoming:
    """A workbook beside the record, a row for each indicator and period; nothing is written.

    Raises
    ------
    BadFile, UnsupportedFile, TooLarge
        It cannot be read, or has not the headers.
    """
    require(actor, EDIT)
    sheets = received(stream, source, record.zone.upload_mb)
    every = subjects.every(record, actor, INDICATOR)
    plan = Plan(
        HEADERS, _finder(every, record.today()), _fit, frozenset(KEPT),
        lambda stored, name: stored.state.get(name),
    )  # fmt: skip
    return beside(sheets, plan, blanks=blanks, own=OWN_HEADERS)


def take_indicators(
    record: Record, actor: Actor, changes: Sequence[Change], on: date, reason: str,
    key: str | None = None,
) -> Receipt:  # fmt: skip
    """Write the chosen rows as one entry; refusals as for `cell_by_cell.confirm`."""
    require(actor, EDIT)
    grouped: dict[str, Change] = {}
    for one in changes:
        indicator, _, text = one.id.partition(PARTED)
        period = period_of(text)
        kept = checked({name: FIGURE_ITEMS[name] for name in KEPT}, one.fields, whole=False)
        fields = {field_of(name, period): value for name, value in kept.items()}
        known = grouped.get(indicator, Change(indicator, one.version, {}))
        if fields.keys() & known.fields.keys():
            raise BadValue("a row was sent twice; send each once")
        grouped[indicator] = known._replace(fields={**known.fields, **fields})
    for one in grouped.values():
        state = subjects.read(record, actor, INDICATOR, one.id).state
        for period in {told[1] for field in one.fields if (told := figure_of(field))}:
            period_of(period.id, state["period"])
            check_figure({**state, **one.fields}, period, record.today())

    def check(_connection: Connection, fields: Mapping[str, Any]) -> dict[str, Any]:
        return dict(fields)

    return confirm(record, actor, INDICATOR, list(grouped.values()), on, reason, check, key)


def _finder(every: Sequence[Stored], today: date) -> Callable[[Mapping[str, Any]], Stored | Said]:
    by_id = {_folded(one.id): one for one in every}
    by_name: dict[str, list[Stored]] = {}
    for one in every:
        by_name.setdefault(_folded(one.state["name_zh"]), []).append(one)

    def find(values: Mapping[str, Any]) -> Stored | Said:
        text = values.get("id")
        named = by_name.get(_folded(values.get("name") or ""), [])
        found = [by_id[_folded(text)]] if not is_blank(text) and _folded(text) in by_id else named
        if not found:
            return say("no indicator has this number or name; enter it first")
        if is_blank(values.get("period")):
            return say("the row names no period")
        return _row(found, values, today)

    return find


def _row(found: Sequence[Stored], values: Mapping[str, Any], today: date) -> Stored | Said:
    """The indicator with the figures of one period as its state; a refusal as a sentence."""
    try:
        period = period_of(_period_text(values["period"]))
    except BadValue as refused:
        return say(refused.template, **refused.values)
    one = next((each for each in found if each.state["period"] == period.kind), None)
    if one is None:
        return say("this indicator is not told by such periods; check the period")
    now = reading(one.state, period)
    state = {"name_zh": f"{one.state['name_zh']} {period.label('zh')}",
             "value": now.value, "target": now.target, "source": now.source or None}  # fmt: skip
    told = {name: values[name] for name in KEPT if not is_blank(values.get(name))}
    try:
        fresh = {field_of(name, period): {**state, **told}[name] for name in KEPT}
        check_figure(fresh, period, today)
    except BadValue as refused:
        return say(refused.template, **refused.values)
    return one._replace(id=f"{one.id}{PARTED}{period.id}", state=state)


def _period_text(raw: Any) -> str:
    """What a cell says: a number is a year, a day (as Excel makes of 2025-03) its month."""
    if isinstance(raw, date):
        return f"{raw.year}-{raw.month:02d}"
    return plain_text(raw).strip()


def _folded(value: Any) -> str:
    return unicodedata.normalize("NFKC", plain_text(value)).strip().upper()


def _fit(name: str, raw: Any) -> float | int | str:
    if name == "source":
        return plain_text(raw).strip()
    value = number_of(raw)
    if value is None:
        raise BadValue("'%(value)s' is not a number", field=name, value=plain_text(raw)[:60])
    return value


__all__ = ["PARTED", "compare_indicators", "take_indicators", "workbook"]
