"""The queue of the desk: what wants attention, put off with a reason, given to a colleague."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from parkmap.errors import BadValue, NotFound
from parkmap.land.ledger import stamp
from parkmap.services import findings
from parkmap.services.accounts import list_users
from parkmap.services.asking import checked_reason
from parkmap.services.checking import check
from parkmap.services.noting import Annotation, annotate
from parkmap.services.queue_rows import Asked, Group, Row
from parkmap.services.queue_sources import SOURCES
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.store import ledger, queue
from parkmap.store.queue import Kept, Note

READ: Final = "read_internal"
WORK: Final = "mark"
LONGEST_KEY: Final = 255
CHECKER: Final = Actor("check", frozenset({"leader"}))
"""Who the check runs as: somebody who reads and never writes."""


@dataclass(frozen=True, slots=True)
class Queue:
    """The groups by kind, in order; when the last check was made, None where never."""

    groups: dict[str, Group]
    checked_at: str | None


def queue_of(
    record: Record, actor: Actor, *, kind: str = "", snoozed: bool = False, mine: bool = False,
    limit: int = 20, offset: int = 0,
) -> Queue:  # fmt: skip
    """What wants attention today, by kinds; of each its count and one page.

    Parameters
    ----------
    kind
        Only this one.
    snoozed
        What was put off, instead of what is due.
    mine
        Only what was given to who asks.

    Raises
    ------
    BadValue
        There is no such kind.
    SignInNeeded, Forbidden
        The queue is internal.
    """
    require(actor, READ)
    if kind and kind not in SOURCES:
        raise BadValue("'%(value)s' is no kind of the queue; use one of %(allowed)s",
                       value=kind[:40], allowed=", ".join(SOURCES))  # fmt: skip
    with record.store.read() as connection:
        notes = queue.notes(connection, record.zone_id)
        asked = Asked(actor, record.today(), notes, snoozed, actor.id if mine else "", limit,
                      offset)  # fmt: skip
        groups = {
            name: source(connection, record, asked)
            for name, source in SOURCES.items()
            if kind in {"", name}
        }
        kept = queue.last_check(connection, record.zone_id)
    told = {name: _noted(group, asked) for name, group in groups.items()}
    return Queue(told, kept.checked_at if kept else None)


def _noted(group: Group, asked: Asked) -> Group:
    rows: tuple[Row, ...] = tuple(replace(one, note=asked.notes.get(one.key)) for one in group.rows)
    return Group(group.count, rows)


def require_work(actor: Actor) -> None:
    """Refuse who neither works on land nor reviews: others only read the queue."""
    if not actor.may("review"):
        require(actor, WORK)


def snooze(record: Record, actor: Actor, key: str, until: date, reason: str) -> Note:
    """Put a row off until a day, and say why; today or earlier brings it back.

    Raises
    ------
    BadValue
        No reason, or a key that names no kind of row.
    """
    require_work(actor)
    text = checked_reason(reason)
    back = until <= record.today()
    return _change(record, actor, key, snoozed_until="" if back else until.isoformat(), reason=text)


def assign(record: Record, actor: Actor, key: str, assignee: str) -> Note:
    """Give a row to a colleague by the id of the account; "" takes it back.

    Raises
    ------
    NotFound
        There is no such account, or nobody can sign in with it.
    """
    require_work(actor)
    if assignee and assignee not in {one.id for one in list_users(record) if one.active}:
        raise NotFound("there is no account '%(id)s'; choose one from the list", id=assignee[:64],
                       field="assignee")  # fmt: skip
    return _change(record, actor, key, assignee=assignee)


def _change(record: Record, actor: Actor, key: str, **values: str) -> Note:
    kind = key.partition(":")[0]
    if kind not in SOURCES or len(key) > LONGEST_KEY:
        raise BadValue("'%(value)s' names no row of the queue; take its key from the list",
                       value=key[:80])  # fmt: skip
    moment = stamp(record.clock())
    with record.store.write() as connection:
        before = queue.notes(connection, record.zone_id).get(key, Note(key))
        after = before._replace(**values, actor=actor.id, updated_at=moment)
        queue.put_note(connection, record.zone_id, after)
    return after


def confirm(
    record: Record, actor: Actor, key: str, version: int | None, reason: str,
    idempotency_key: str | None = None,
) -> Receipt:  # fmt: skip
    """Answer "still so?" with yes: the parcel is confirmed today.

    Raises
    ------
    BadValue
        The row asks no such question.
    MissingVersion, StaleVersion, NotFound, Conflict
        As for an annotation.
    """
    kind, _, parcel_id = key.partition(":")
    if kind != "confirm" or not parcel_id:
        raise BadValue("'%(value)s' asks nothing that can be confirmed; open it", value=key[:80])
    today = record.today()
    asked = Annotation({parcel_id: version}, {"confirmed_on": today.isoformat()}, today, reason)
    return annotate(record, actor, asked, idempotency_key)


def refresh_check(record: Record) -> int:
    """Check the land and keep what was found, without remarks; how many findings."""
    with record.store.read() as connection:
        seq = ledger.read_head(connection, record.zone_id).seq
    checked = check(record, CHECKER)
    found = [findings.kept(replace(one, geometry=None)) for one in checked.findings
             if one.severity != "info"]  # fmt: skip
    with record.store.write() as connection:
        queue.keep_check(connection, record.zone_id, Kept(seq, stamp(record.clock()), found))
    return len(found)


__all__ = ["Queue", "assign", "confirm", "queue_of", "refresh_check", "require_work", "snooze"]
