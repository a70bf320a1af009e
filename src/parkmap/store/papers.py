"""Papers in the database: what is kept, and the subjects that each is tied to.

Rows stay: a link that was taken away says by whom and why, a paper whose file is gone says when.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, insert, select, update

from parkmap.land.ledger import Subject, stamp
from parkmap.store.schema import delta, paper, paper_link

ENTRY = "entry"
"""Kind of a link to an entry of the ledger; its id is the sequence number."""


class StoredPaper(NamedTuple):
    """A paper as kept; `removed_at` is None as long as its file is there."""

    sha256: str
    name: str
    kind: str
    size: int
    taken_at: str | None
    lng: float | None
    lat: float | None
    uploaded_by: str
    uploaded_at: str
    visibility: str
    visibility_by: str | None
    visibility_at: str | None
    removed_at: str | None


class StoredLink(NamedTuple):
    """A tie between a paper and a subject, or an entry."""

    link_id: int
    sha256: str
    kind: str
    subject_id: str
    linked_by: str
    linked_at: str


_PAPER = [column for column in paper.c if column.name != "zone_id"]
_LINK = [paper_link.c[name] for name in StoredLink._fields]


def some(
    connection: Connection, zone_id: int, hashes: Collection[str]
) -> dict[str, StoredPaper]:  # fmt: skip
    """Papers by SHA-256; those not there are left out, those whose file is gone are not."""
    query = select(*_PAPER).where(paper.c.zone_id == zone_id, paper.c.sha256.in_(list(hashes)))
    return {row.sha256: StoredPaper(*row) for row in connection.execute(query)}


def kept(connection: Connection, zone_id: int) -> Iterator[StoredPaper]:
    """Papers whose file is kept, by SHA-256."""
    query = select(*_PAPER).where(paper.c.zone_id == zone_id, paper.c.removed_at.is_(None))
    for row in connection.execute(query.order_by(paper.c.sha256)):
        yield StoredPaper(*row)


def add(connection: Connection, zone_id: int, one: StoredPaper) -> None:
    """Keep a paper that is new."""
    connection.execute(insert(paper).values(zone_id=zone_id, **one._asdict()))


def change(connection: Connection, zone_id: int, sha256: str, **values: Any) -> None:
    """Change fields of a paper."""
    at = (paper.c.zone_id == zone_id) & (paper.c.sha256 == sha256)
    connection.execute(update(paper).where(at).values(**values))


def links_to(
    connection: Connection, zone_id: int, subjects: Sequence[tuple[str, str]]
) -> list[StoredLink]:  # fmt: skip
    """Links that stand, to any of these (kind, id), oldest first."""
    found: list[StoredLink] = []
    for kind in sorted({one for one, _ in subjects}):
        ids = [each for one, each in subjects if one == kind]
        query = select(*_LINK).where(
            paper_link.c.zone_id == zone_id, paper_link.c.kind == kind,
            paper_link.c.subject_id.in_(ids), paper_link.c.removed_at.is_(None),
        )  # fmt: skip
        found += [StoredLink(*row) for row in connection.execute(query)]
    return sorted(found, key=lambda one: one.link_id)


def links_of(connection: Connection, zone_id: int, sha256: str) -> list[StoredLink]:
    """Links of a paper that stand, oldest first."""
    query = select(*_LINK).where(
        paper_link.c.zone_id == zone_id, paper_link.c.sha256 == sha256,
        paper_link.c.removed_at.is_(None),
    )  # fmt: skip
    rows = connection.execute(query.order_by(paper_link.c.link_id))
    return [StoredLink(*row) for row in rows]


def link(connection: Connection, zone_id: int, link_id: int) -> StoredLink | None:
    """One link that stands."""
    query = select(*_LINK).where(
        paper_link.c.zone_id == zone_id, paper_link.c.link_id == link_id,
        paper_link.c.removed_at.is_(None),
    )  # fmt: skip
    row = connection.execute(query).first()
    return None if row is None else StoredLink(*row)


def tie(
    connection: Connection, zone_id: int, sha256: str, to: Subject, by: str, moment: datetime
) -> int:
    """Tie a paper to a subject once; the number of the link."""
    standing = [one for one in links_of(connection, zone_id, sha256)
                if (one.kind, one.subject_id) == to]  # fmt: skip
    if standing:
        return standing[0].link_id
    last = select(func.max(paper_link.c.link_id)).where(paper_link.c.zone_id == zone_id)
    link_id = (connection.execute(last).scalar() or 0) + 1
    connection.execute(
        insert(paper_link).values(
            zone_id=zone_id, link_id=link_id, sha256=sha256, kind=to.kind, subject_id=to.id,
            linked_by=by, linked_at=stamp(moment),
        )
    )  # fmt: skip
    return link_id


def untie(
    connection: Connection, zone_id: int, link_id: int, by: str, moment: datetime, reason: str
) -> None:
    """Take a link away; its row stays and says who did it and why."""
    at = (paper_link.c.zone_id == zone_id) & (paper_link.c.link_id == link_id)
    said = {"removed_by": by, "removed_at": stamp(moment), "removed_reason": reason}
    connection.execute(update(paper_link).where(at).values(**said))


def entries_about(connection: Connection, zone_id: int, one: Subject) -> list[tuple[str, str]]:
    """The entries that speak of a subject, as links name them."""
    query = select(delta.c.seq).distinct().where(
        delta.c.zone_id == zone_id, delta.c.kind == one.kind, delta.c.subject_id == one.id
    )  # fmt: skip
    return [(ENTRY, str(seq)) for (seq,) in connection.execute(query)]


def subjects_in(connection: Connection, zone_id: int, seq: int) -> list[Subject]:
    """The subjects that an entry speaks of."""
    query = select(delta.c.kind, delta.c.subject_id).distinct()
    rows = connection.execute(query.where(delta.c.zone_id == zone_id, delta.c.seq == seq))
    return [Subject(*row) for row in rows]


def loose(connection: Connection, zone_id: int, before: str) -> list[str]:
    """Papers with a file that nothing is tied to, sent before a moment."""
    tied = select(paper_link.c.sha256).where(
        paper_link.c.zone_id == zone_id, paper_link.c.removed_at.is_(None)
    )
    query = select(paper.c.sha256).where(
        paper.c.zone_id == zone_id, paper.c.removed_at.is_(None), paper.c.uploaded_at < before,
        paper.c.sha256.not_in(tied),
    )  # fmt: skip
    return [sha256 for (sha256,) in connection.execute(query)]


__all__ = [
    "ENTRY", "StoredLink", "StoredPaper", "add", "change", "entries_about", "link", "links_of",
    "links_to", "loose", "some", "subjects_in", "tie", "untie",
]  # fmt: skip
