"""A request that is sent twice is done once: answers kept by Idempotency-Key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from parkmap.errors import Conflict
from parkmap.land.ledger import canonical, digest
from parkmap.services.record import Actor, Record
from parkmap.services.recording import Receipt, receipt
from parkmap.store import ledger
from parkmap.store.schema import idempotency

LONGEST_KEY = 128


def answered(
    connection: Connection, record: Record, actor: Actor, key: str | None, asked: Any,
    named: Sequence[str] = (),
) -> Receipt | None:  # fmt: skip
    """The first answer of a request that came before under this key; None where it is new.

    Parameters
    ----------
    asked
        Everything that was asked for, as JSON values: the same key with another is refused.
    named
        Ids that the request named; those that the entry left alone are told as unchanged.

    Raises
    ------
    Conflict
        The key was used for another request.
    """
    if not key:
        return None
    query = select(idempotency.c.asked, idempotency.c.seq).where(
        idempotency.c.zone_id == record.zone_id,
        idempotency.c.actor == actor.id,
        idempotency.c.key == key[:LONGEST_KEY],
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    if row.asked != _digest(asked):
        raise Conflict("this Idempotency-Key was used for another request; take a new one")
    first = ledger.entries(connection, record.zone_id, seqs=[row.seq])[0].header
    touched = ledger.touched_by(connection, record.zone_id, first)
    changed = sorted(one.id for one in touched if one.kind == "parcel")
    top = ledger.read_head(connection, record.zone_id)._replace(seq=row.seq)
    same = [one for one in named if one not in set(changed)]
    return receipt(connection, record, actor, top, first.recorded_at, changed, same)


def remember(
    connection: Connection, record: Record, actor: Actor, key: str | None, asked: Any, seq: int
) -> None:
    """Keep which entry answered a key, in the transaction of that entry."""
    if key:
        connection.execute(
            insert(idempotency).values(
                zone_id=record.zone_id,
                actor=actor.id,
                key=key[:LONGEST_KEY],
                asked=_digest(asked),
                seq=seq,
            )
        )


def _digest(asked: Any) -> str:
    return digest(canonical(asked))


__all__ = ["LONGEST_KEY", "answered", "remember"]
