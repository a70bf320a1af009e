"""The land as a file for others, through the policy: there whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from parkmap.errors import BadValue
from parkmap.formats.sheet import Column, Provenance, Sheet, SheetRow
from parkmap.formats.writing import FORMS, write_sheet
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.policy import ON_OFFER, PUBLIC
from parkmap.said import Said
from parkmap.services import replaying
from parkmap.services.disk_faults import plain_disk_faults
from parkmap.services.record import Actor, Record, require
from parkmap.services.selecting import EVERY, Choice, chosen, refuse_unknown
from parkmap.services.views import View
from parkmap.store import ledger

LEDGER: Final = "ledger"
FORMATS: Final = (*FORMS, LEDGER)
LAYER: Final = "parcels"
Step = Callable[[int], None]

STATUS_SINCE: Final = Column("status_since", "状态起始", "date")
SUPPLY: Final = Column("supply", "供地情况", "code")


@dataclass(frozen=True, slots=True)
class Exported:
    """How many parcels (or entries) a file holds, and what its format could not keep."""

    count: int
    told: tuple[Said, ...] = ()


def export(
    record: Record,
    actor: Actor,
    form: str,
    target: Path,
    on: date,
    step: Step | None = None,
    *,
    choice: Choice = EVERY,
    encoding: str | None = None,
) -> Exported:
    """Write parcels (or the ledger) to a file.

    Parameters
    ----------
    form
        A name of `parkmap.formats.writing.FORMS`, or "ledger" (entries as text, for staff; a
        choice does not apply).
    on
        The day as of which, by effective date.
    step
        Called with numbers of parcels that were read.
    choice
        Which parcels; all by default.
    encoding
        "gb18030" for formats of text that old programs read (csv, txt); UTF-8 by default.

    Raises
    ------
    BadValue
        Another form, or an encoding that the form does not have.
    NotFound
        A park or a parcel that was named is not in the record.
    ReadOnly, DiskFull
        The file cannot be written; a file that was there is as it was.
    """
    if form not in FORMATS:
        raise BadValue("'%(form)s' is no format; use one of %(all)s", form=form,
                       all=", ".join(FORMATS))  # fmt: skip
    fresh = target.with_name(f".{target.name}.new")
    try:
        with plain_disk_faults(target):
            fresh.touch()  # GDAL's own words for a folder that is not there help nobody
            if form == LEDGER:
                done = Exported(_ledger(record, actor, fresh))
            else:
                sheet = sheet_of(record, actor, on, choice, step)
                done = Exported(len(sheet.rows), write_sheet(form, fresh, sheet, encoding))
            fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return done


def sheet_of(
    record: Record, actor: Actor, on: date, choice: Choice = EVERY, step: Step | None = None
) -> Sheet:
    """The parcels of a choice as this audience reads them, with the columns that it may see."""
    with record.store.read() as connection:
        refuse_unknown(connection, record, choice)
        top = ledger.read_head(connection, record.zone_id)
        views = chosen(connection, record, actor, on, choice)
        rows = tuple(
            SheetRow(view.id, view.geometry, view.state, view.drawn_as)
            for view in _counted(views, step)
        )
    return Sheet(
        LAYER,
        record.zone.name_zh,
        record.zone.gk_zone,
        on,
        columns_of(record, actor),
        rows,
        Provenance(record.zone.code, top.epoch, top.seq, top.entry_hash),
    )


def columns_of(record: Record, actor: Actor) -> tuple[Column, ...]:
    """The columns of parcels that this audience may see, in the order of forms and sheets."""
    policy = record.zone.policy
    columns = [
        Column(field.name, field.zh, field.kind, field.unit)
        for field in PARCEL_FIELDS.values()
        if field.kind != "geometry" and policy.shows(actor.audience, "parcel", field.name, ON_OFFER)
    ]
    if policy.shows(actor.audience, "parcel", STATUS_SINCE.name):
        columns.append(STATUS_SINCE)
    if actor.audience == PUBLIC and policy.wording == "supply":
        columns.append(SUPPLY)
    return tuple(columns)


def _ledger(record: Record, actor: Actor, fresh: Path) -> int:
    require(actor, "read_internal")
    with fresh.open("w", encoding="utf-8", newline="\n") as out:
        return sum(1 for line in replaying.lines(record) if out.write(line + "\n")) - 1


def _counted(views: Iterator[View], step: Step | None) -> Iterator[View]:
    for number, view in enumerate(views, 1):
        if step and number % 1_000 == 0:
            step(1_000)
        yield view
