"""An officer marks parcels: one entry, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from parkmap.errors import BadValue, Conflict, MissingVersion, NotFound, StaleVersion
from parkmap.land.codes import ROUTE
from parkmap.land.fold import Assertion, fold
from parkmap.land.ledger import Delta, Subject, canonical, digest
from parkmap.land.status import checked_status
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt, commit_small, receipt
from parkmap.store import ledger, present
from parkmap.store.schema import idempotency

MAX_REASON = 500
MAX_PARCELS = 2_000


@dataclass(frozen=True, slots=True)
class Mark:
    """What an officer asks for: parcel id -> version seen, status, day, reason, route."""

    versions: dict[str, int | None]
    status: str
    effective_on: date
    reason: str
    route: str | None = None


def mark(record: Record, actor: Actor, asked: Mark, idempotency_key: str | None = None) -> Receipt:
    """Mark parcels with a status from a day on, as one entry.

    A parcel that has the status (and route) on that day already is left alone and named in
    ``unchanged``. The same idempotency key gives the first answer again.

    Raises
    ------
    BadValue
        Unknown status or route, empty or overlong reason, a day in the future, or a day before
        the parcel was recorded.
    MissingVersion, StaleVersion
        A version is not named, or somebody changed the parcel since.
    NotFound
        An id that is not in the record.
    """
    require(actor, "mark")
    _check(record, asked)
    with record.store.write() as connection:
        top = ledger.read_head(connection, record.zone_id)
        again = _answered(connection, record, actor, asked, idempotency_key)
        if again is not None:
            return again
        stored = _fetch(connection, record, asked)
        deltas, changed = _deltas(connection, record, asked, stored)
        moment = record.clock()
        if not deltas:
            return Receipt(top.seq, moment, f"{top.epoch}-{top.zone_id}-{top.seq}", (),
                           tuple(asked.versions))  # fmt: skip
        header = ledger.next_header(
            top, moment, actor.id, "mark", asked.reason.strip(), asked.effective_on
        )
        touched = [Subject("parcel", one) for one in changed]
        moved = commit_small(connection, record, header, deltas, touched)
        _remember(connection, record, actor, asked, idempotency_key, moved.seq)
        same = [one for one in asked.versions if one not in set(changed)]
        return receipt(connection, record, actor, moved, moment, changed, same)


def _check(record: Record, asked: Mark) -> None:
    checked_status(asked.status)
    if asked.route is not None and asked.route not in ROUTE:
        raise BadValue(
            "'%(value)s' is not a route; use one of %(allowed)s",
            value=asked.route[:60],
            allowed=", ".join(ROUTE),
        )
    if not asked.reason.strip():
        raise BadValue("a mark needs a reason; say in a few words why the status changes")
    if len(asked.reason) > MAX_REASON:
        raise BadValue("the reason is longer than %(most)s characters; shorten it", most=MAX_REASON)
    if asked.effective_on > record.today():
        raise BadValue(
            "%(day)s lies in the future (today is %(today)s); give the day from which it holds",
            day=asked.effective_on.isoformat(),
            today=record.today().isoformat(),
        )
    if not asked.versions:
        raise BadValue("no parcel was named; select at least one")
    if len(asked.versions) > MAX_PARCELS:
        raise BadValue(
            "%(count)s parcels are too many for one entry; mark at most %(most)s at a time",
            count=len(asked.versions),
            most=MAX_PARCELS,
        )


def _fetch(connection: Connection, record: Record, asked: Mark) -> list[present.Stored]:
    stored = present.some(
        connection, record.zone_id, "parcel", list(asked.versions), with_geometry=False
    )
    missing = sorted(set(asked.versions) - {one.id for one in stored})
    if missing:
        raise NotFound(
            "there is no parcel %(ids)s in the record; check the id", ids=", ".join(missing[:10])
        )
    unnamed = sorted(one for one, version in asked.versions.items() if version is None)
    if unnamed:
        raise MissingVersion(
            "name the version of %(ids)s that you saw (If-Match)", ids=", ".join(unnamed[:10])
        )
    stale = [one for one in stored if asked.versions[one.id] != one.version]
    if stale:
        raise StaleVersion(
            "somebody changed %(ids)s since you read it; "
            "look at the present state, then mark again",
            ids=", ".join(one.id for one in stale[:10]),
            conflicts=[_conflict(one, asked) for one in stale],
        )
    return stored


def _conflict(one: present.Stored, asked: Mark) -> dict[str, Any]:
    theirs = {
        "version": one.version,
        "status": one.state.get("status"),
        "status_since": one.state.get("status_since"),
        "route": one.state.get("route"),
    }
    mine = {"status": asked.status, "route": asked.route}
    return {"id": one.id, "base": asked.versions[one.id], "mine": mine, "theirs": theirs}


def _deltas(
    connection: Connection, record: Record, asked: Mark, stored: Sequence[present.Stored]
) -> tuple[list[Delta], list[str]]:
    day = asked.effective_on
    wanted = {"status": asked.status} | ({"route": asked.route} if asked.route else {})
    subjects = [Subject("parcel", one.id) for one in stored]
    held = ledger.live(connection, record.zone_id, subjects)
    deltas: list[Delta] = []
    changed: list[str] = []
    for one in subjects:
        before = _state_on(held[one], day, one)
        mine = [
            Delta("parcel", one.id, name, before.get(name), value, day)
            for name, value in wanted.items()
            if before.get(name) != value
        ]
        deltas.extend(mine)
        if mine:
            changed.append(one.id)
    return deltas, changed


def _state_on(assertions: Sequence[Assertion], day: date, one: Subject) -> dict[str, Any]:
    first = min(each.effective_on for each in assertions)
    if day.isoformat() < first:
        raise BadValue(
            "%(id)s is in the record from %(first)s on; %(day)s is before that",
            id=one.id,
            first=first,
            day=day.isoformat(),
        )
    return fold("parcel", assertions, day.isoformat()).state


def _asked_digest(asked: Mark) -> str:
    return digest(
        canonical([sorted(asked.versions), asked.status, asked.effective_on.isoformat(),
                   asked.reason, asked.route])
    )  # fmt: skip


def _answered(
    connection: Connection, record: Record, actor: Actor, asked: Mark, key: str | None
) -> Receipt | None:
    if not key:
        return None
    query = select(idempotency.c.asked, idempotency.c.seq).where(
        idempotency.c.zone_id == record.zone_id,
        idempotency.c.actor == actor.id,
        idempotency.c.key == key[:128],
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    if row.asked != _asked_digest(asked):
        raise Conflict("this Idempotency-Key was used for another request; take a new one")
    first = ledger.entries(connection, record.zone_id, seqs=[row.seq])[0].header
    changed = sorted({one.subject_id for one in ledger.deltas_of(connection, record.zone_id,
                                                                 row.seq)})  # fmt: skip
    top = ledger.read_head(connection, record.zone_id)._replace(seq=row.seq)
    same = [one for one in asked.versions if one not in set(changed)]
    return receipt(connection, record, actor, top, first.recorded_at, changed, same)


def _remember(
    connection: Connection, record: Record, actor: Actor, asked: Mark, key: str | None, seq: int
) -> None:
    if key:
        connection.execute(
            insert(idempotency).values(
                zone_id=record.zone_id,
                actor=actor.id,
                key=key[:128],
                asked=_asked_digest(asked),
                seq=seq,
            )
        )
