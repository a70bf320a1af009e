"""Papers that an entry names as what shows it: hashed with its header, tied to it for good."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection

from parkmap.errors import BadValue
from parkmap.land.ledger import Subject
from parkmap.land.paper import MOST_PAPERS, is_sha256
from parkmap.said import say
from parkmap.services.papers import place_of
from parkmap.services.record import Actor, Record
from parkmap.services.tying import refuse_gone
from parkmap.store import papers
from parkmap.store.papers import ENTRY


def checked_papers(connection: Connection, record: Record, named: Sequence[str]) -> tuple[str, ...]:
    """Papers that are kept here, each once, in order of their names.

    Raises
    ------
    BadValue
        Too many, or no SHA-256.
    NotFound
        One is not kept here.
    """
    if len(named) > MOST_PAPERS:
        raise BadValue(
            "%(count)s papers are too many for one entry; send at most %(most)s",
            count=len(named),
            most=MOST_PAPERS,
        )
    for one in named:
        if not is_sha256(one):
            raise BadValue("'%(value)s' is no paper; send its SHA-256", value=str(one)[:40])
    asked = sorted(set(named))
    if asked:
        refuse_gone(connection, record, asked)
    return tuple(asked)


def tie_to_entry(
    connection: Connection, record: Record, actor: Actor, seq: int, named: Sequence[str],
    moment: datetime,
) -> None:  # fmt: skip
    """Tie papers to the entry that names them, in its transaction."""
    for sha256 in named:
        papers.tie(connection, record.zone_id, sha256, Subject(ENTRY, str(seq)), actor.id, moment)


def altered(connection: Connection, record: Record) -> Iterator[str]:
    """Papers whose file is gone, or is not what was sent, each as a sentence."""
    for one in papers.kept(connection, record.zone_id):
        path = place_of(record, one.sha256)
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            yield say(
                "paper %(id)s (%(name)s): its file is missing from evidence; restore it from a "
                "backup", id=one.sha256[:12], name=one.name,
            )  # fmt: skip
            continue
        if found != one.sha256:
            yield say(
                "paper %(id)s (%(name)s): its file is not the one that was sent; restore it from a "
                "backup", id=one.sha256[:12], name=one.name,
            )  # fmt: skip


__all__ = ["altered", "checked_papers", "tie_to_entry"]
