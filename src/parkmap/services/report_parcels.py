"""The appendix: the dated parcels behind the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from parkmap.land.codes import word
from parkmap.land.report import Cell, Column, Line, Table, shown
from parkmap.land.report_stuck import responsible_of
from parkmap.services.behind import rows_behind
from parkmap.services.report_known import Known

FLOWS: Final = (
    "became_idle", "idle_entered", "started", "idle_came_back", "came_back", "disposed",
    "digested", "idle_left", "entered", "left",
)  # fmt: skip
STOCKS: Final = ("idle_over_2", "idle")
SHOWN: Final = 54


def appendix_of(known: Known, lines: Sequence[Line]) -> tuple[Table, ...]:
    """What changed in the period, then idle land, each with its parcels and days.

    The sum below a list is the figure of its measure: added exactly, then rounded.
    """
    held = {one.name: one for one in lines}
    moved = [table for name in FLOWS if (table := _moved(known, held[name])).rows]
    return (*moved, *(_standing(known, held[name]) for name in STOCKS))


def changed_parcels(tables: tuple[Table, ...]) -> frozenset[str]:
    """The parcels of the tables of change."""
    return frozenset(str(row[0]) for one in tables for row in one.rows if one.key in FLOWS)


def _moved(known: Known, line: Line) -> Table:
    t = known.tongue
    columns = (
        Column(t("parcel"), width=1.0), Column(t("name"), width=2.6), Column(t("park"), width=1.8),
        Column(t("turn"), width=1.5), Column(t("day"), width=1.1), Column(t("mu"), "mu", 0.9),
    )  # fmt: skip
    rows = tuple(
        (one.parcel, known.parcel(one.parcel) or None, known.park(one.park),
         _turn(known, one.before, one.status), _day(one.day), one.mu)
        for one in rows_behind(known.record, known.actor, line.name, known.period.on,
                               known.period.since, known.moment)
        if one.part == "counted"
    )  # fmt: skip
    return _table(known, line, columns, rows)


def _standing(known: Known, line: Line) -> Table:
    t = known.tongue
    columns = (
        Column(t("parcel"), width=1.0), Column(t("name"), width=2.6), Column(t("park"), width=2.1),
        Column(t("since"), width=1.1), Column(t("days"), "days", 0.7), Column(t("mu"), "mu", 0.9),
        Column(t("due"), width=1.1), Column(t("responsible"), width=1.6),
    )  # fmt: skip
    on, rows = known.period.on, []
    for one in rows_behind(known.record, known.actor, line.name, on, known.period.since,
                           known.moment):  # fmt: skip
        if one.part != "counted":
            continue
        held = known.land.get(one.parcel)
        state: Mapping[str, Any] = held.state if held else {}
        days = (on - one.day).days if one.day else None
        row: tuple[Cell, ...] = (
            one.parcel, known.parcel(one.parcel) or None, known.park(one.park), _day(one.day),
            days, one.mu, state.get("due_on"), responsible_of(state) or None,
        )  # fmt: skip
        rows.append(row)
    return _table(known, line, columns, tuple(rows))


def _table(
    known: Known, line: Line, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]
) -> Table:  # fmt: skip
    note = known.tongue("appendix_sum", n=f"{len(rows):,}", mu=shown(line.value, "mu"))
    empty = known.tongue("no_parcel")
    return Table(line.name, line.title, columns, rows, empty, note, SHOWN)


def _turn(known: Known, before: str, status: str) -> str:
    """From which status to which; only the last where it had none before."""
    now = word("status", status, known.lang)
    return f"{word('status', before, known.lang)} → {now}" if before else now


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


__all__ = ["appendix_of", "changed_parcels"]
