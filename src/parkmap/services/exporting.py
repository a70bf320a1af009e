"""The land as a file for others, through the policy: there whole, or not at all."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from parkmap.errors import BadValue, DiskFull, ReadOnly
from parkmap.formats.csv_out import write_csv
from parkmap.formats.geopackage_out import write_geopackage
from parkmap.formats.mirror_text import collection_text, feature_text
from parkmap.land.fields import PARCEL_FIELDS, label
from parkmap.services import replaying
from parkmap.services.reading import states_on
from parkmap.services.record import Actor, Record, require
from parkmap.services.views import View, view_of
from parkmap.store import ledger, lists, present

FORMATS: Final = ("geojson", "gpkg", "csv", "ledger")
Step = Callable[[int], None]


def export(
    record: Record, actor: Actor, form: str, target: Path, on: date, step: Step | None = None
) -> int:
    """Write parcels (or the ledger) to a file and say how many.

    Parameters
    ----------
    form
        "geojson", "gpkg", "csv", or "ledger" (entries as text, for staff).
    on
        The day as of which, by effective date.

    Raises
    ------
    BadValue
        Another form.
    ReadOnly, DiskFull
        The file cannot be written; a file that was there is as it was.
    """
    if form not in FORMATS:
        raise BadValue("'%(form)s' is no format; use one of %(all)s", form=form,
                       all=", ".join(FORMATS))  # fmt: skip
    fresh = target.with_name(f".{target.name}.new")
    try:
        fresh.touch()  # GDAL's own words for a folder that is not there help nobody
        count = _written(record, actor, form, fresh, on, step)
        fresh.replace(target)
    except OSError as cause:
        kind = DiskFull if cause.errno in {28, 122} else ReadOnly
        raise kind(
            "%(path)s cannot be written (%(said)s); nothing was changed there",
            path=target,
            said=cause.strerror,
        ) from cause
    finally:
        fresh.unlink(missing_ok=True)
    return count


def _written(
    record: Record, actor: Actor, form: str, fresh: Path, on: date, step: Step | None
) -> int:
    if form == "ledger":
        require(actor, "read_internal")
        with fresh.open("w", encoding="utf-8", newline="\n") as out:
            return sum(1 for line in replaying.lines(record) if out.write(line + "\n")) - 1
    views = list(_counted(_views(record, actor, on), step))
    names = [name for name in PARCEL_FIELDS if name != "geometry"]
    seen = [name for name in names if record.zone.policy.shows(actor.audience, "parcel", name)]
    if form == "csv":
        headers = {name: label(PARCEL_FIELDS[name], "zh") for name in seen}
        with fresh.open("w", encoding="utf-8", newline="") as out:
            return write_csv(out, ((view.id, view.state) for view in views), headers)
    if form == "gpkg":
        kinds = {name: PARCEL_FIELDS[name].kind for name in seen}
        rows = ((view.id, view.geometry or "null", view.state) for view in views)
        return write_geopackage(fresh, rows, layer="parcels", fields=kinds)
    with record.store.read() as connection:
        top = ledger.read_head(connection, record.zone_id)
    lines = (feature_text("parcel", view.id, view.geometry or "null", view.state) for view in views)
    text = io.StringIO()
    text.writelines(collection_text(record.zone.code, top.epoch, top.seq, top.entry_hash, lines))
    fresh.write_text(text.getvalue(), encoding="utf-8", newline="\n")
    return len(views)


def _views(record: Record, actor: Actor, on: date) -> Iterator[View]:
    with record.store.read() as connection:
        if on >= record.today():
            stored: Any = present.every(connection, record.zone_id, "parcel")
        else:
            rows = lists.on_day(connection, record.zone_id, on.isoformat())
            ids = [row.parcel_id for row in rows]
            stored = states_on(connection, record, "parcel", ids, on.isoformat())
        for one in stored:
            view = view_of(record, actor, one)
            if view is not None:
                yield view


def _counted(views: Iterator[View], step: Step | None) -> Iterator[View]:
    for number, view in enumerate(views, 1):
        if step and number % 1_000 == 0:
            step(1_000)
        yield view
