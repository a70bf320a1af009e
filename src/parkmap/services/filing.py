"""A paper comes in: looked at, then kept whole under its SHA-256, or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final
from uuid import uuid4

from sqlalchemy import Connection

from parkmap.errors import BadValue, TooLarge
from parkmap.formats import pictures
from parkmap.formats.papers import kind_of
from parkmap.formats.pictures import Picture
from parkmap.land.ledger import Subject, stamp
from parkmap.land.paper import INTERNAL, KINDS, plain_name
from parkmap.services.disk_faults import plain_disk_faults, sync_folder
from parkmap.services.papers import (
    FOLDER,
    Paper,
    keep_made,
    making_room,
    paper_of,
    place_of,
    refuse_unknown,
)
from parkmap.services.record import Actor, Record, require
from parkmap.services.scanning import scan
from parkmap.store import ledger, papers
from parkmap.store.papers import StoredPaper

PERMISSION: Final = "mark"
PIECE: Final = 1024 * 1024
MB: Final = 1024 * 1024
NO_PICTURE: Final = Picture(0, 0, None, None, None)


def keep(
    record: Record, actor: Actor, stream: IO[bytes], name: str, to: Subject | None = None
) -> Paper:  # fmt: skip
    """Keep a paper, internal until somebody makes it public; sent twice it is kept once.

    Parameters
    ----------
    stream
        The bytes of the file.
    name
        What its sender calls it: data, never a path.
    to
        The subject that it is tied to; a paper for an entry is tied by that entry.

    Raises
    ------
    TooLarge
        Over `papers.most_mb`, or a photo with too many pixels.
    BadValue
        Empty.
    UnsupportedFile, BadFile
        None of the kinds that are kept, by its content; or cut short.
    UnsafeFile, Busy, WorkspaceError
        The virus scanner refuses it, or did not answer.
    NotFound
        There is no such subject.
    DiskFull, ReadOnly
        Nothing was kept.
    """
    require(actor, PERMISSION)
    called = plain_name(name)
    if to is not None:
        with record.store.read() as connection:
            refuse_unknown(connection, record, actor, to)
    with _received(record, stream, called) as (fresh, sha256, size):
        kind = kind_of(fresh, called)
        scan(fresh, called, record.zone.papers)
        picture = _seen(record, fresh, kind, called, sha256)
        moment = record.clock()
        one = StoredPaper(
            sha256, called, kind, size, picture.taken_at, picture.lng, picture.lat, actor.id,
            stamp(moment), INTERNAL, None, None, None,
        )  # fmt: skip
        with record.store.write() as connection:
            ledger.read_head(connection, record.zone_id)
            _settle(connection, record, one, fresh)
            if to is not None:
                refuse_unknown(connection, record, actor, to)
                papers.tie(connection, record.zone_id, sha256, to, actor.id, moment)
    return paper_of(record, actor, sha256)


@contextmanager
def _received(record: Record, stream: IO[bytes], name: str) -> Iterator[tuple[Path, str, int]]:
    """The file under a name of ours that goes at the end; its SHA-256 and size."""
    folder = record.folder / FOLDER
    fresh = folder / f".{uuid4().hex}.new"
    most = record.zone.papers.most_mb
    whole, size = hashlib.sha256(), 0
    with plain_disk_faults(folder):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with fresh.open("xb") as out:
                while piece := stream.read(PIECE):
                    size += len(piece)
                    if size > most * MB:
                        raise TooLarge(
                            "%(file)s has more than %(limit)s MB; send it smaller, or raise "
                            "papers.most_mb in parkmap.toml",
                            file=name,
                            limit=most,
                        )
                    whole.update(piece)
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())
            if not size:
                raise BadValue("%(file)s is empty; send it again", file=name)
            yield fresh, whole.hexdigest(), size
        finally:
            fresh.unlink(missing_ok=True)


def _seen(record: Record, fresh: Path, kind: str, name: str, sha256: str) -> Picture:
    if not KINDS[kind].picture:
        return NO_PICTURE
    with making_room(record) as room:
        picture = pictures.look_at(fresh, kind, name, room)
        keep_made(record, sha256, room)
    return picture


def _settle(connection: Connection, record: Record, one: StoredPaper, fresh: Path) -> None:
    """Give the file its name and the paper its row; a paper that came before stays as it is."""
    known = papers.some(connection, record.zone_id, [one.sha256]).get(one.sha256)
    fresh.replace(place_of(record, one.sha256))
    sync_folder(place_of(record, one.sha256).parent)
    if known is None:
        papers.add(connection, record.zone_id, one)
    elif known.removed_at:
        papers.change(connection, record.zone_id, **one._asdict())


__all__ = ["PERMISSION", "keep"]
