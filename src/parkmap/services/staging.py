"""A row that was held back is taken in, under an id that somebody chose."""

from __future__ import annotations

import orjson
import shapely
from sqlalchemy import Connection, delete, select

from parkmap.errors import BadValue, Conflict, NotFound
from parkmap.formats.staging import StagedRow, Staging
from parkmap.services.importing import Terms, import_staged
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt, receipt
from parkmap.store import ledger, present
from parkmap.store.schema import delta, staged_row


def take(
    record: Record, actor: Actor, row: int, parcel_id: str | None, source: str | None = None
) -> Receipt:
    """Take a held row in as a parcel, as one entry.

    Raises
    ------
    NotFound
        No such row waits, or several sources have one and none was named.
    Conflict
        The id is in the record, or was: ids are never used again.
    BadValue
        The row has no sound boundary, or no id and none was given.
    """
    require(actor, "import")
    with record.store.write() as connection:
        query = select(staged_row).where(
            staged_row.c.zone_id == record.zone_id, staged_row.c.row == row
        )
        found = connection.execute(
            query if source is None else query.where(staged_row.c.source == source)
        ).all()
        if len(found) != 1:
            raise NotFound("%(count)s rows with number %(row)s wait; name one and its source",
                           count=len(found), row=row)  # fmt: skip
        held = found[0]
        chosen = (parcel_id or held.parcel_id or "").strip()
        if not chosen or held.geojson is None:
            raise BadValue("row %(row)s needs an id and a sound boundary to be taken in", row=row)
        _refuse_used(connection, record, chosen)
        attributes = orjson.loads(held.attributes)
        shape = shapely.from_geojson(held.geojson)
        good = StagedRow(row, chosen, shape, attributes, None)
        parks = [
            StagedRow(0, one.id, shapely.from_geojson(one.geojson), {}, None)
            for one in present.every(connection, record.zone_id, "park")
        ]
        terms = Terms(record.today(), actor=actor.id, reason=f"{held.source}: row {row}")
        staging = Staging(held.source, good=[good])
        import_staged(connection, record, Staging(""), staging, terms, known_parks=parks)
        connection.execute(
            delete(staged_row).where(
                staged_row.c.zone_id == record.zone_id,
                staged_row.c.source == held.source,
                staged_row.c.row == row,
            )
        )
        top = ledger.read_head(connection, record.zone_id)
        return receipt(connection, record, actor, top, record.clock(), [chosen])


def _refuse_used(connection: Connection, record: Record, chosen: str) -> None:
    used = select(delta.c.seq).where(
        delta.c.zone_id == record.zone_id,
        delta.c.kind == "parcel",
        delta.c.subject_id == chosen,
    )
    if connection.execute(used.limit(1)).first() is not None:
        raise Conflict("the id %(id)s was used already; choose another", id=chosen)
