"""Comments as they are kept: who said what of which subject, and what was taken back."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select, update

from parkmap.store.schema_comments import comment


class Comment(NamedTuple):
    """A comment; one that was taken back has no text any more."""

    comment_id: int
    kind: str
    subject_id: str
    author: str
    text: str
    at: str
    taken_back_at: str = ""
    taken_back_by: str = ""


_COLUMNS = tuple(comment.c[name] for name in Comment._fields)


def add(connection: Connection, zone_id: int, one: Comment) -> Comment:
    """Keep a comment under the next number of the zone; numbers are never used again."""
    top = select(func.coalesce(func.max(comment.c.comment_id), 0))
    number = int(connection.execute(top.where(comment.c.zone_id == zone_id)).scalar_one()) + 1
    kept = one._replace(comment_id=number)
    connection.execute(insert(comment).values(zone_id=zone_id, **kept._asdict()))
    return kept


def of_subject(connection: Connection, zone_id: int, kind: str, subject_id: str) -> list[Comment]:
    """The comments on a subject, in the order in which they were made."""
    query = select(*_COLUMNS).where(
        comment.c.zone_id == zone_id, comment.c.kind == kind, comment.c.subject_id == subject_id
    )
    return [Comment(*row) for row in connection.execute(query.order_by(comment.c.comment_id))]


def counts(connection: Connection, zone_id: int, kind: str) -> dict[str, int]:
    """Subject -> how many comments it has that were not taken back."""
    query = (
        select(comment.c.subject_id, func.count())
        .where(comment.c.zone_id == zone_id, comment.c.kind == kind,
               comment.c.taken_back_at == "")
        .group_by(comment.c.subject_id)
    )  # fmt: skip
    return {one: int(number) for one, number in connection.execute(query)}


def one(connection: Connection, zone_id: int, number: int) -> Comment | None:
    """A comment by its number; None where there is none."""
    query = select(*_COLUMNS).where(comment.c.zone_id == zone_id, comment.c.comment_id == number)
    row = connection.execute(query).first()
    return None if row is None else Comment(*row)


def take_back(connection: Connection, zone_id: int, number: int, actor: str, at: str) -> None:
    """Empty a comment and note who took it back, and when."""
    connection.execute(
        update(comment)
        .where(comment.c.zone_id == zone_id, comment.c.comment_id == number)
        .values(text="", taken_back_at=at, taken_back_by=actor)
    )


__all__ = ["Comment", "add", "counts", "of_subject", "one", "take_back"]
