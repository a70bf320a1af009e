"""A change that waits for a second person is kept as it was worked out, instead of being written.

It is asked at the one seam through which entries are written, so that no page and no program gets
around it. Nothing of it is in the record: sums, maps and files do not know it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

import orjson
from sqlalchemy import Connection

from parkmap.errors import AwaitsReview, Conflict
from parkmap.land.fold import Folded, fold
from parkmap.land.ledger import Delta, body_text, canonical, stamp
from parkmap.services.record import Actor, Record
from parkmap.store import ledger, present, proposals
from parkmap.store.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Draft:
    """A change that could be written: what, why, from when, under which key, shown by what.

    One that undoes an entry has no deltas of its own; an import's are worked out when it is taken.
    """

    action: str
    reason: str
    effective_on: date
    asked: Any
    key: str | None
    deltas: Sequence[Delta]
    papers: Sequence[str] = ()
    undoes: int | None = None
    restores: int | None = None
    import_id: int | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """The number under which a change waits."""

    id: int


def waits(record: Record, actor: Actor, action: str) -> bool:
    """Whether a change of this kind by this person waits for a second one."""
    return record.zone.review.asks(actor.roles, action)


def propose(connection: Connection, record: Record, actor: Actor, draft: Draft) -> Proposed:
    """Keep a change; the same key gives the first number again.

    Raises
    ------
    Conflict
        The key was used for another request.
    """
    if draft.key:
        first = proposals.by_key(connection, record.zone_id, actor.id, draft.key)
        if first is not None and canonical(first.asked) != canonical(draft.asked):
            raise Conflict("this Idempotency-Key was used for another request; take a new one")
        if first is not None:
            return Proposed(first.id)
    top = ledger.read_head(connection, record.zone_id)
    shown = draft.deltas
    if draft.undoes is not None:
        shown = taken_back(connection, record, draft.undoes)
    one = Proposal(
        0, actor.id, draft.key, stamp(record.clock()), draft.action, draft.reason,
        draft.effective_on.isoformat(), draft.asked, list(draft.papers), top.seq,
        versions_of(connection, record, shown), [orjson.loads(body_text(one)) for one in shown],
        undoes=draft.undoes, restores=draft.restores, import_id=draft.import_id,
    )  # fmt: skip
    return Proposed(proposals.add(connection, record.zone_id, one))


def taken_back(connection: Connection, record: Record, seq: int) -> list[Delta]:
    """What undoing an entry would change: each field as it is now, and as it is without that."""
    said = ledger.deltas_of(connection, record.zone_id, seq)
    held = ledger.live(connection, record.zone_id, {one.subject for one in said})
    now = {one: fold(one.kind, lines) for one, lines in held.items()}
    then = {one: fold(one.kind, [line for line in lines if line.seq != seq])
            for one, lines in held.items()}  # fmt: skip
    changes = [(one, _value(now[one.subject], one.field), _value(then[one.subject], one.field))
               for one in said]  # fmt: skip
    return [one._replace(old=old, new=new) for one, old, new in changes if old != new]


def _value(folded: Folded, field: str) -> Any:
    return folded.geometry if field == "geometry" else folded.state.get(field)


def versions_of(connection: Connection, record: Record, deltas: Sequence[Delta]) -> list[list[Any]]:
    """[kind, id, version] of every subject that deltas speak of; 0 for what is not there."""
    found: list[list[Any]] = []
    for kind in sorted({one.kind for one in deltas}):
        ids = sorted({one.subject_id for one in deltas if one.kind == kind})
        stored = present.some(connection, record.zone_id, kind, ids, with_geometry=False)
        known = {one.id: one.version for one in stored}
        found.extend([kind, one, known.get(one, 0)] for one in ids)
    return found


def refuse_as_waiting(proposed: Proposed) -> NoReturn:
    """Tell who asked that the change waits.

    Raises
    ------
    AwaitsReview
        Always.
    """
    raise AwaitsReview(
        "sent to review as number %(proposal)s; it enters the ledger when a colleague accepts it",
        proposal=proposed.id,
    )


__all__ = [
    "Draft", "Proposed", "propose", "refuse_as_waiting", "taken_back", "versions_of", "waits",
]  # fmt: skip
