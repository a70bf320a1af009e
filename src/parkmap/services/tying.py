"""What papers are tied to, and who reads them; papers that nothing holds any more go."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from parkmap.errors import BadValue, NotFound
from parkmap.formats import pictures
from parkmap.land.ledger import Subject, stamp
from parkmap.land.paper import VISIBILITIES
from parkmap.services.asking import checked_reason
from parkmap.services.papers import (
    FOLDER,
    Paper,
    made_place,
    paper_of,
    place_of,
    refuse_unknown,
)
from parkmap.services.record import Actor, Record, require
from parkmap.store import ledger, papers, proposals
from parkmap.store.papers import ENTRY

PERMISSION: Final = "edit"
LOOSE_AFTER: Final = timedelta(days=1)
"""A paper that was sent for an entry which never came goes after so long."""


def tie(record: Record, actor: Actor, sha256: str, to: Subject) -> Paper:
    """Tie a paper that is there to one more subject.

    Raises
    ------
    NotFound
        There is no such paper or subject.
    BadValue
        An entry: only the entry itself says what shows it.
    """
    require(actor, PERMISSION)
    if to.kind == ENTRY:
        raise BadValue("papers of an entry are named when it is written; write a new entry")
    paper_of(record, actor, sha256)
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        refuse_unknown(connection, record, actor, to)
        refuse_gone(connection, record, [sha256])
        papers.tie(connection, record.zone_id, sha256, to, actor.id, record.clock())
    return paper_of(record, actor, sha256)


def untie(record: Record, actor: Actor, link_id: int, reason: str) -> None:
    """Take a paper off a subject. The row says who and why; the last link takes the file along.

    Raises
    ------
    NotFound
        There is no such link.
    BadValue
        It is what an entry names, which stays; or no reason.
    """
    require(actor, PERMISSION)
    why = checked_reason(reason)
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        found = papers.link(connection, record.zone_id, link_id)
        if found is None:
            raise NotFound(
                "there is no link %(id)s of a paper; load the list again", id=str(link_id)
            )
        if found.kind == ENTRY:
            raise BadValue(
                "entry %(seq)s names this paper as what shows it, so it stays; undo the entry "
                "if it was wrong",
                seq=found.subject_id,
            )
        papers.untie(connection, record.zone_id, link_id, actor.id, record.clock(), why)
        _drop_if_loose(connection, record, found.sha256)


def show_to(record: Record, actor: Actor, sha256: str, visibility: str) -> Paper:
    """Make a paper public, or internal again.

    Raises
    ------
    BadValue
        Neither of the two.
    NotFound
        There is no such paper.
    """
    require(actor, PERMISSION)
    if visibility not in VISIBILITIES:
        raise BadValue(
            "visibility is '%(value)s'; use one of %(allowed)s",
            value=visibility[:40],
            allowed=", ".join(VISIBILITIES),
        )
    paper_of(record, actor, sha256)
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        papers.change(
            connection, record.zone_id, sha256, visibility=visibility, visibility_by=actor.id,
            visibility_at=stamp(record.clock()),
        )  # fmt: skip
    return paper_of(record, actor, sha256)


def refuse_gone(connection: Connection, record: Record, hashes: list[str]) -> None:
    """Refuse papers that are not kept here.

    Raises
    ------
    NotFound
        Never sent, or their file is gone.
    """
    found = papers.some(connection, record.zone_id, hashes)
    gone = [one for one in hashes if one not in found or found[one].removed_at]
    if gone:
        raise NotFound("there is no paper '%(id)s' here; send the file first", id=gone[0][:80])


def tidy(record: Record) -> None:
    """Remove papers that were sent and never tied to anything, and half-received files.

    What shows a change that waits for a second person stays.
    """
    moment = record.clock() - LOOSE_AFTER
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        waiting = proposals.papers_held(connection, record.zone_id)
        for sha256 in papers.loose(connection, record.zone_id, stamp(moment)):
            if sha256 not in waiting:
                _drop_if_loose(connection, record, sha256)
    for left in (record.folder / FOLDER).glob(".*.new"):
        with suppress(OSError):
            if left.stat().st_mtime < moment.timestamp():
                left.unlink()


def _drop_if_loose(connection: Connection, record: Record, sha256: str) -> None:
    """In the writer's transaction, so that nobody ties it meanwhile."""
    if papers.links_of(connection, record.zone_id, sha256):
        return
    gone = stamp(record.clock())
    papers.change(connection, record.zone_id, sha256, removed_at=gone)
    for what in (pictures.THUMBNAIL, pictures.COPY):
        made_place(record, sha256, what).unlink(missing_ok=True)
    place_of(record, sha256).unlink(missing_ok=True)


__all__ = ["PERMISSION", "refuse_gone", "show_to", "tidy", "tie", "untie"]
