"""Comments on a subject of any kind: staff read them, their author takes one back.

They are internal and no part of the record: nothing is derived from them, the ledger never has one.
"""

from __future__ import annotations

from typing import Final

from parkmap.errors import BadValue, Conflict, Forbidden, NotFound
from parkmap.land.ledger import stamp
from parkmap.services.record import Actor, Record, require
from parkmap.store import comments, present
from parkmap.store.comments import Comment

READ: Final = "read_internal"
WRITE: Final = "comment"
ANYBODYS: Final = "manage_users"
"""Who may take back what somebody else said."""
LONGEST: Final = 2_000


def comments_on(record: Record, actor: Actor, kind: str, subject_id: str) -> list[Comment]:
    """What was said of a subject, the first first; for staff.

    Raises
    ------
    NotFound
        There is no such subject.
    SignInNeeded, Forbidden
        Who does not read internal facts.
    """
    require(actor, READ)
    with record.store.read() as connection:
        if present.one(connection, record.zone_id, kind, subject_id) is None:
            raise _unknown(subject_id)
        return comments.of_subject(connection, record.zone_id, kind, subject_id)


def comment_counts(record: Record, actor: Actor, kind: str) -> dict[str, int]:
    """Subject -> how many comments it has; for staff."""
    require(actor, READ)
    with record.store.read() as connection:
        return comments.counts(connection, record.zone_id, kind)


def comment(record: Record, actor: Actor, kind: str, subject_id: str, text: str) -> Comment:
    """Say something of a subject.

    Raises
    ------
    NotFound
        There is no such subject.
    BadValue
        Nothing was said, or too much.
    SignInNeeded, Forbidden
        Who may not comment.
    """
    require(actor, WRITE)
    said = text.strip()
    if not said:
        raise BadValue("this cannot be left empty; fill it in", field="text")
    if len(said) > LONGEST or "\x00" in said:
        raise BadValue(
            "this is too long; write at most %(most)s characters", field="text", most=LONGEST
        )
    with record.store.write() as connection:
        if present.one(connection, record.zone_id, kind, subject_id) is None:
            raise _unknown(subject_id)
        fresh = Comment(0, kind, subject_id, actor.id, said, stamp(record.clock()))
        return comments.add(connection, record.zone_id, fresh)


def take_back(record: Record, actor: Actor, number: int) -> Comment:
    """Take a comment back: its text goes, who took it back stays.

    Raises
    ------
    NotFound
        There is no such comment.
    Forbidden
        Somebody else wrote it.
    Conflict
        It was taken back already.
    """
    require(actor, WRITE)
    with record.store.write() as connection:
        found = comments.one(connection, record.zone_id, number)
        if found is None:
            raise _unknown(str(number))
        if found.author != actor.id and not actor.may(ANYBODYS):
            raise Forbidden("somebody else wrote this comment; ask its author or an administrator")
        if found.taken_back_at:
            raise Conflict("this comment was taken back already; load the page again")
        comments.take_back(connection, record.zone_id, number, actor.id, stamp(record.clock()))
        return found._replace(text="")


def _unknown(one: str) -> NotFound:
    return NotFound("there is no '%(id)s' here; look it up in the list", id=one[:80])


__all__ = ["comment", "comment_counts", "comments_on", "take_back"]
