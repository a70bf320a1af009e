"""Registers 台账 as of a day, beside what was known of them at the end of the month before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from parkmap.errors import BadValue
from parkmap.land.fold import fold
from parkmap.land.ledger import Subject
from parkmap.land.registers import (
    AREA_MU,
    ID,
    MARKS,
    Compared,
    Register,
    compare,
    month_end,
    register_of,
)
from parkmap.services import knowing
from parkmap.services.record import Actor, Record, require
from parkmap.services.register_forms import form_of
from parkmap.store import ledger, present
from parkmap.units import dm2_to_mu, m2_to_dm2

READ: Final = "read_internal"


class Row(NamedTuple):
    """A parcel in a register: its version now, its columns, what became of it in the month."""

    id: str
    version: int
    values: dict[str, Any]
    area_dm2: int
    compared: Compared


class Sum(NamedTuple):
    """So many parcels with so much recorded area."""

    parcels: int
    area_dm2: int

    @property
    def mu(self) -> float:
        """In mu, as ledgers show it."""
        return dm2_to_mu(self.area_dm2)


@dataclass(frozen=True, slots=True)
class View:
    """A register on a day: open and closed rows, those that left it, sums and their denominator.

    `headers` are the words of its columns by which the office knows them, in its order;
    `title_lines` stand above them in its workbook.
    `as_known` is False where the record began after the month before; then the comparison is
    with what is known now of that day.
    """

    register: Register
    on: date
    since: date
    as_known: bool
    headers: dict[str, str]
    title_lines: tuple[str, ...]
    rows: tuple[Row, ...]
    left: tuple[Row, ...]
    zone: Sum
    seq: int

    def sum(self, *changes: str, closed: bool | None = None) -> Sum:
        """Count and area of the rows with these changes, or of all; open or closed ones only."""
        chosen = [
            one for one in (*self.rows, *self.left)
            if (one.compared.change in changes if changes else one.compared.change != "left")
            and (closed is None or bool(one.values.get("closed_on")) == closed)
        ]  # fmt: skip
        return Sum(len(chosen), sum(one.area_dm2 for one in chosen))


def view(record: Record, actor: Actor, name: str, on: date | None = None) -> View:
    """A register as of a day, compared with the end of the month before, as known then.

    Raises
    ------
    NotFound
        There is no such register.
    BadValue
        The day has not come yet.
    SignInNeeded, Forbidden
        Registers are internal.
    """
    require(actor, READ)
    register = register_of(name)
    day = on or record.today()
    if day > record.today():
        raise BadValue(
            "%(day)s lies in the future (today is %(today)s); choose a day up to today",
            day=day.isoformat(), today=record.today().isoformat(),
        )  # fmt: skip
    since = month_end(day)
    with record.store.read() as connection:
        known = ledger.known_seq(connection, record.zone_id, end_of(record, since))
        now = _on(connection, record, register, day, None)
        old = _on(connection, record, register, since, known or None)
        zone = knowing.sums_on(connection, record, day.isoformat())
        top = ledger.read_head(connection, record.zone_id)
        form = form_of(connection, record, register)
        versions = _versions(connection, record, {*now, *old})
    columns = [one for one in form.headers if one != ID]
    every = [
        _row(one, now.get(one), old.get(one), versions, columns) for one in sorted({*now, *old})
    ]
    return View(
        register, day, since, known > 0, form.headers, form.title,
        tuple(one for one in every if one.compared.change != "left"),
        tuple(one for one in every if one.compared.change == "left"),
        Sum(sum(one.count for one in zone), sum(one.area_dm2 for one in zone)), top.seq,
    )  # fmt: skip


def end_of(record: Record, day: date) -> datetime:
    """The last moment of a day in the zone."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(record.zone.time_zone))
    return midnight - timedelta(milliseconds=1)


def _on(
    connection: Connection, record: Record, register: Register, day: date, known: int | None
) -> dict[str, dict[str, Any]]:
    """Parcels in the register on a day: id -> fields."""
    ids = ledger.ids_with(connection, record.zone_id, "parcel", MARKS)
    # Few parcels of those that ever had a mark stand in the register: these are read whole.
    marks = _states(connection, record, sorted(ids), MARKS, day, known)
    inside = [one for one, state in marks.items() if register.holds(state)]
    fields = {*register.columns, *MARKS, "area_m2", "retired_on"}
    found = _states(connection, record, inside, fields, day, known)
    return {one: state for one, state in found.items() if not state.get("retired_on")}


def _states(
    connection: Connection, record: Record, ids: Iterable[str], fields: Collection[str], day: date,
    known: int | None,
) -> dict[str, dict[str, Any]]:  # fmt: skip
    subjects = [Subject("parcel", one) for one in ids]
    held = ledger.live(
        connection, record.zone_id, subjects, known=known, geometry=False, fields=fields
    )
    return {one.id: fold("parcel", said, day.isoformat()).state for one, said in held.items()}


def _versions(connection: Connection, record: Record, ids: Iterable[str]) -> dict[str, int]:
    rows = present.some(connection, record.zone_id, "parcel", sorted(ids), with_geometry=False)
    return {one.id: one.version for one in rows}


def _row(
    parcel_id: str, now: dict[str, Any] | None, old: dict[str, Any] | None,
    versions: Mapping[str, int], columns: list[str],
) -> Row:  # fmt: skip
    mine = None if now is None else cells(now)
    theirs = None if old is None else cells(old)
    compared = compare(columns, theirs, mine)
    state = now if now is not None else old or {}
    area = m2_to_dm2(state.get("area_m2") or 0.0)
    return Row(parcel_id, versions.get(parcel_id, 0), mine or theirs or {}, area, compared)


def cells(state: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a parcel with its area in mu."""
    area = m2_to_dm2(state.get("area_m2") or 0.0)
    return {**state, AREA_MU: dm2_to_mu(area)}


__all__ = ["Row", "Sum", "View", "cells", "end_of", "view"]
