"""The last day's work: dates agreed anew, a round of confirmation, terms prolonged, offers' ends.

It leaves what a queue has in life: some land whose time is running, a few terms and offers that
end, parcels that nobody confirmed. Whom it meets follows from the order of the numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final

from parkmap.land.ledger import Subject
from parkmap.land.status import IDLE, UNDER_CONSTRUCTION

from .lives import LAST_DAY
from .marks import OFFICERS
from .offers import opened, terms
from .record import Act, Change, Record

BEGINS: Final = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
AGREED: Final = (-1_150, -905, -790, -735, -610, -540, -455, -400, -372, -338, -320, -275, -210,
                 -160, -95, -40, 12, 31, 55, 80)  # fmt: skip
"""Days from the last day to the starts that are agreed; all others lie half a year ahead."""
STOPPED: Final = (-480, -340, -130)
UNCONFIRMED: Final = 9
OLD_TERMS: Final = 5
AMISS: Final = 9
EXAMPLE: Final = "CZ-1023"
"""The parcel that docs/record.md goes through on earlier days: nothing later stands in its way."""
OFFER_DAYS: Final = (-3, 6, 15, 24, 70, 110)


def checkup(record: Record, dice: Random) -> None:
    """Write the entries of the last day, one behind the other."""
    moments = (BEGINS + timedelta(minutes=7 * number) for number in range(60))
    for reason, changes in _work(record, dice):
        ordered = sorted(changes, key=lambda change: change.subject)
        record.write(Act(next(moments), OFFICERS[0], "annotate", reason, LAST_DAY, ordered))


def _work(record: Record, dice: Random) -> Iterator[tuple[str, list[Change]]]:
    land = {
        one.id: state for one, state in sorted(record.states.items())
        if one.kind == "parcel" and not state.get("retired_on") and one.id != EXAMPLE
    }  # fmt: skip
    yield "按补充协议录入约定动工日期", _starts(land)
    yield "现场核实：停工地块录入中止建设日期", _stops(land)
    yield "年度核实：存量地块状态与台账一致", _confirmed(land)
    yield "出让年限续期，按续签合同录入", _terms(land)
    yield "不动产权证换发，证载面积与实测一致", _certificates(land)
    yield "推介地块录入截止日期", _offers(land)
    yield "铁路专用线沿线及连片地块集中上线推介", opened(land, dice)
    yield "推介地块补录供应条件和标准地指标（示范）", terms(land, dice)


def _starts(land: dict[str, dict[str, Any]]) -> list[Change]:
    late = [
        one for one, state in land.items()
        if state["status"] == IDLE and state.get("agreed_start_on")
        and not state.get("started_on") and state.get("stock_kind") != "determined_idle"
    ]  # fmt: skip
    step = max(1, len(late) // len(AGREED))
    chosen = dict(zip(late[::step], AGREED, strict=False))
    changes = []
    for number, one in enumerate(late):
        days = chosen.get(one, 160 + 11 * (number % 25))
        changes.append(_change(one, agreed_start_on=_on(days)))
    return changes


def _stops(land: dict[str, dict[str, Any]]) -> list[Change]:
    begun = [
        one for one, state in land.items()
        if state.get("started_on") and state["status"] in {IDLE, UNDER_CONSTRUCTION}
        and state.get("invested_share", 100) < 25
    ]  # fmt: skip
    return [
        _change(one, stopped_on=_on(days)) for one, days in zip(begun[::2], STOPPED, strict=False)
    ]


def _confirmed(land: dict[str, dict[str, Any]]) -> list[Change]:
    stock = [one for one, state in land.items() if state["status"] in {IDLE, UNDER_CONSTRUCTION}]
    left = set(stock[:: len(stock) // UNCONFIRMED])
    return [_change(one, confirmed_on=_on(0)) for one in stock if one not in left]


def _terms(land: dict[str, dict[str, Any]]) -> list[Change]:
    ended = [one for one, state in land.items()
             if (state.get("term_ends_on") or "9999") < _on(190)]  # fmt: skip
    kept = set(ended[:: len(ended) // OLD_TERMS])
    return [
        _change(one, term_ends_on=_on(190 + 365 * (3 + number % 12)))
        if one not in kept
        else _change(one, term_ends_on=_on(-20 + 17 * (number % 9)))
        for number, one in enumerate(ended)
    ]


def _certificates(land: dict[str, dict[str, Any]]) -> list[Change]:
    differing = [
        one for one, state in land.items()
        if state.get("certified_area_m2") and state["certified_area_m2"] != state["area_m2"]
    ]  # fmt: skip
    left = set(differing[:: len(differing) // AMISS])
    return [
        _change(one, certified_area_m2=land[one]["area_m2"])
        for one in differing if one not in left
    ]  # fmt: skip


def _offers(land: dict[str, dict[str, Any]]) -> list[Change]:
    shown = [one for one, state in land.items() if state.get("offer") == "open"]
    step = max(1, len(shown) // len(OFFER_DAYS))
    return [
        _change(one, offer_ends_on=_on(days))
        for one, days in zip(shown[::step], OFFER_DAYS, strict=False)
    ]


def _change(parcel_id: str, **fields: Any) -> Change:
    return Change(Subject("parcel", parcel_id), fields)


def _on(days: int) -> str:
    return (LAST_DAY + timedelta(days=days)).isoformat()
