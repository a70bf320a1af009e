"""A ledger as a text file: written out entry by entry, and taken back with its chain proved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson
from sqlalchemy import Connection, select

from parkmap.errors import BadFile
from parkmap.land.ledger import LEDGER_FORMAT, SealedEntry, canonical, entry_of_line
from parkmap.services.record import Record
from parkmap.services.recording import rebuild_derived
from parkmap.store import ledger, present
from parkmap.store.schema import delta, entry


def replay(
    connection: Connection, record: Record, path: Path, progress: present.Progress | None = None
) -> ledger.Head:
    """Begin the zone's ledger with the entries of a `ledger.jsonl`, hashed anew.

    Raises
    ------
    BadFile
        The file is not a ledger of this zone, or a line is no entry.
    """
    with path.open("rb") as file:
        try:
            first = orjson.loads(file.readline())
            format_, zone, epoch = first["format"], first["zone"], first["ledger"]
        except (orjson.JSONDecodeError, KeyError, TypeError) as cause:
            raise BadFile("%(path)s is not a ledger; take the file anew", path=path) from cause
        if format_ != LEDGER_FORMAT or zone != record.zone.code:
            raise BadFile(
                "%(path)s is a ledger of zone '%(zone)s' in form '%(form)s'; this is '%(mine)s'",
                path=path,
                zone=zone,
                form=format_,
                mine=record.zone.code,
            )
        top = ledger.begin(connection, record.zone_id, zone, epoch)
        top = ledger.store_many(connection, top, _sealed(file, path, top))
    rebuild_derived(connection, record, progress)
    return top


def _sealed(file: Iterable[bytes], path: Path, top: ledger.Head) -> Iterator[SealedEntry]:
    previous = top.entry_hash
    for due, line in enumerate(file, 1):
        sealed = entry_of_line(line, previous, due + 1)
        if sealed.header.seq != due:
            raise BadFile(
                "%(path)s line %(number)s is entry %(seq)s, %(due)s was due; "
                "take the file anew",
                path=path, number=due + 1, seq=sealed.header.seq, due=due,
            )  # fmt: skip
        previous = sealed.entry_hash
        yield sealed


def lines(record: Record) -> Iterator[str]:
    """The ledger of the zone as the lines of a `ledger.jsonl`, from the stored bytes."""
    with record.store.read() as connection:
        top = ledger.read_head(connection, record.zone_id)
        yield canonical({"format": LEDGER_FORMAT, "ledger": top.epoch, "zone": top.code})
        headers = connection.execute(
            select(entry.c.seq, entry.c.header)
            .where(entry.c.zone_id == record.zone_id)
            .order_by(entry.c.seq)
        ).all()
        for seq, header in headers:
            bodies = connection.execute(
                select(delta.c.body)
                .where(delta.c.zone_id == record.zone_id, delta.c.seq == seq)
                .order_by(delta.c.ordinal)
            ).scalars()
            yield f'{{"header":{header},"deltas":[{",".join(bodies)}]}}'
