"""An import read otherwise: another coordinate system, layer or day, without sending it again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from parkmap.services.asking import checked_day
from parkmap.services.imports import PERMISSION, asks, in_line, needed, refuse_decided
from parkmap.services.lines import Options
from parkmap.services.record import Actor, Record, require
from parkmap.store import imports, jobs
from parkmap.store.imports import RECEIVED


def reread(
    record: Record, actor: Actor, import_id: int, *, now: bool = False, **changed: Any
) -> jobs.Job:
    """Read or compare an import anew, as `changed` names parts of its `Options`.

    Only another coordinate system, layer or kind needs the file again; for a day, a status or a
    reach the rows are there and are compared anew. The mapping of columns stays as far as the
    columns do; choices of rows stay only where the rows do.

    A file that was refused for want of a layer or a coordinate system is read the same way.

    Raises
    ------
    NotFound
        There is no such import.
    Conflict
        It is not ready: it is being read, or was decided.
    BadValue
        The day lies in the future.
    """
    require(actor, PERMISSION)
    with record.store.write() as connection:
        one = needed(connection, record, import_id)
        if not asks(one):
            refuse_decided(one)
        before = Options.of_json(one.options)
        after = replace(before, **changed)
        checked_day(record, after.on)
        values: dict[str, Any] = {}
        other = (before.epsg, before.layer, before.kind) != (after.epsg, after.layer, after.kind)
        if other or asks(one):
            values = {"report": None, "mapping": None}
            after = replace(after, given=_mapping_kept(before, after, one.mapping or {}))
        values |= {"options": after.as_json(), "state": RECEIVED}
        imports.change(connection, record.zone_id, import_id, **values)
        return in_line(connection, record, import_id, now=now)


def _mapping_kept(before: Options, after: Options, mapping: dict[str, str]) -> dict[str, str]:
    """The mapping to begin with: of the same columns as they were mapped, of others none."""
    same = (before.layer, before.kind) == (after.layer, after.kind)
    return mapping if same else {}


__all__ = ["reread"]
