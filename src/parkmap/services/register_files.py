"""A register 台账 goes out as a workbook in the form in use, and is taken in again."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import IO, Any, Final

from sqlalchemy import Connection

from parkmap.errors import BadValue
from parkmap.formats.out.register_xlsx import (
    CHANGE,
    RegisterRow,
    RegisterSheet,
    write_register,
)
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.fitting import fitted, is_blank, plain_text
from parkmap.land.registers import AREA_MU, ID, Register, header, register_of
from parkmap.land.values import checked_value
from parkmap.said import Said, say
from parkmap.services.asserting import checked_fields
from parkmap.services.cell_by_cell import (
    Change,
    Incoming,
    Plan,
    beside,
    confirm,
    received,
)
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.register_forms import EDIT, Form, form_of
from parkmap.services.registers import View, view
from parkmap.store import present
from parkmap.store.present import Stored
from parkmap.units import dm2_to_mu

READ_ONLY: Final = frozenset({ID, AREA_MU, "name_zh", "park", "location"})
"""Columns by which people know a parcel; a register does not change them."""
KEYS: Final = ((ID, "地块编号"), ("cadastral_code", "宗地代码"), ("name_zh", "名称"))
"""How a row is matched, in this order, and under which header."""


def workbook(record: Record, actor: Actor, name: str, on: date | None = None) -> tuple[str, bytes]:
    """File name and bytes of a register as of a day; refusals as for `registers.view`."""
    shown = view(record, actor, name, on)
    parks = _parks(record)
    rows = tuple(
        RegisterRow(one.compared.change, _named({**one.values, ID: one.id}, parks),
                    _named(one.compared.before, parks))
        for one in (*shown.rows, *shown.left)
    )  # fmt: skip
    title = shown.register.zh
    lines = Form(shown.headers, shown.title_lines).titles_on(shown.on)
    sheet = RegisterSheet(
        title, shown.on, shown.since, shown.headers, rows, _about(record, shown), lines
    )
    return f"{title}-{shown.on.isoformat()}.xlsx", write_register(sheet)


def compare_file(
    record: Record, actor: Actor, name: str, stream: IO[bytes], source: str, *,
    blanks: bool = False,
) -> Incoming:  # fmt: skip
    """A workbook of a register beside the record as it stands; nothing is written.

    Raises
    ------
    NotFound
        There is no such register.
    BadFile, UnsupportedFile, TooLarge
        It cannot be read, or has not the headers of the form.
    SignInNeeded, Forbidden
        Who may not edit.
    """
    require(actor, EDIT)
    register = register_of(name)
    sheets = received(stream, source, record.zone.upload_mb)
    with record.store.read() as connection:
        headers = _known_headers(connection, record, register)
        parcels = list(present.every(connection, record.zone_id, "parcel"))
    taken = frozenset(register.written) - READ_ONLY
    plan = Plan(headers, _finder(parcels), _fit, taken, lambda one, column: one.state.get(column))
    return beside(sheets, plan, blanks=blanks, own=(CHANGE,))


def take_in(
    record: Record, actor: Actor, name: str, changes: Sequence[Change], on: date, reason: str,
    key: str | None = None,
) -> Receipt:  # fmt: skip
    """Write the chosen rows of a register as one entry; refusals as for `cell_by_cell.confirm`."""
    allowed = frozenset(register_of(name).written) - READ_ONLY

    def check(connection: Connection, fields: Mapping[str, Any]) -> dict[str, Any]:
        strange = sorted(set(fields) - allowed)
        if strange:
            raise BadValue(
                "the register has no column %(field)s; use %(all)s",
                all=", ".join(sorted(allowed)), field=strange[0][:40],
            )  # fmt: skip
        return checked_fields(connection, record, "parcel", fields)

    return confirm(record, actor, "parcel", changes, on, reason, check, key)


def _known_headers(connection: Connection, record: Record, register: Register) -> dict[str, str]:
    """Header -> column: the form in use, the house's own words, the fields' words, the keys."""
    found: dict[str, str] = {text: column for column, text in KEYS}
    for column in register.columns:
        if column in PARCEL_FIELDS:
            found[PARCEL_FIELDS[column].zh] = column
        found[header(column, "en")] = column
        found[header(column, "zh")] = column
    for column, text in form_of(connection, record, register).headers.items():
        found[text] = column
    return found


def _finder(parcels: Sequence[Stored]) -> Any:
    by_key: dict[str, dict[str, list[Stored]]] = {column: {} for column, _ in KEYS}
    for one in parcels:
        for column in by_key:
            value = one.id if column == ID else one.state.get(column)
            if value:
                by_key[column].setdefault(_folded(value), []).append(one)

    def find(values: Mapping[str, Any]) -> Stored | Said:
        for column, known in by_key.items():
            raw = values.get(column)
            if is_blank(raw):
                continue
            found = known.get(_folded(raw), [])
            if len(found) == 1:
                return found[0]
            if found:
                return say("%(count)s parcels are called '%(value)s'; name it by its id",
                           count=len(found), value=_folded(raw)[:60])  # fmt: skip
            if column != "name_zh" and is_blank(values.get("name_zh")):
                return say(
                    "'%(value)s' is not in the record; check the id", value=_folded(raw)[:60]
                )
        return say("no parcel has this id, cadastral code or name; check the row")

    return find


def _folded(value: Any) -> str:
    return unicodedata.normalize("NFKC", plain_text(value)).strip()


def _fit(column: str, raw: Any) -> Any:
    field = PARCEL_FIELDS[column]
    value = fitted(field, raw)
    return checked_value("parcel", column, plain_text(raw) if value is None else value)


def _parks(record: Record) -> dict[str, str]:
    with record.store.read() as connection:
        parks = present.every(connection, record.zone_id, "park")
        return {one.id: str(one.state.get("name_zh") or one.id) for one in parks}


def _named(values: Mapping[str, Any], parks: Mapping[str, str]) -> dict[str, Any]:
    if not values.get("park"):
        return dict(values)
    return {**values, "park": parks.get(values["park"], values["park"])}


def _about(record: Record, shown: View) -> tuple[tuple[str, str], ...]:
    whole, opened, closed = shown.sum(), shown.sum(closed=False), shown.sum(closed=True)
    every = f"{whole.parcels} 宗，{whole.mu:,.2f} 亩"
    parts = (
        f"未销号 {opened.parcels} 宗 {opened.mu:,.2f} 亩，"
        f"已销号 {closed.parcels} 宗 {closed.mu:,.2f} 亩"
    )
    zone = f"{shown.zone.parcels} 宗，{dm2_to_mu(shown.zone.area_dm2):,.2f} 亩（比较的分母）"
    known = "按当日所知" if shown.as_known else "按现在所知（当日尚未建库）"
    lines = [
        ("台账", f"{record.zone.name_zh} {shown.register.zh}"),
        ("截至日期", shown.on.isoformat()),
        ("合计", f"{every}；{parts}"),
        ("全区", zone),
        ("对比", f"{shown.since.isoformat()}，{known}"),
        ("底色", "绿：新增；黄：变动（批注为上月末的值）；灰：销号"),
        ("变更台账", f"截至第 {shown.seq} 条"),
    ]
    if record.zone.notice_zh:
        lines.insert(0, ("声明", record.zone.notice_zh))
    return tuple(lines)


__all__ = ["compare_file", "take_in", "workbook"]
