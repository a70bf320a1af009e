"""How an entry about named subjects is written: once for a key, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from parkmap.land.ledger import Delta
from parkmap.services import once, proposing
from parkmap.services.entering import Saying, enter
from parkmap.services.evidence import checked_papers
from parkmap.services.proposing import Draft, Proposed
from parkmap.services.record import Actor, Record
from parkmap.services.recording import Receipt, receipt, token_of
from parkmap.store import ledger


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for, before the record was looked at.

    `asked` is all of it as JSON values: an Idempotency-Key is good for exactly that. `named` are
    the ids it speaks of; those that the entry leaves alone are told as unchanged. `papers` are the
    SHA-256 of papers that show it: the entry's evidence.
    """

    action: str
    reason: str
    asked: Any
    key: str | None = None
    named: Sequence[str] = ()
    papers: Sequence[str] = ()

    @property
    def whole(self) -> Any:
        """All that was asked for; as before papers were known where there are none."""
        return [self.asked, sorted(set(self.papers))] if self.papers else self.asked


@dataclass(frozen=True, slots=True)
class Statement:
    """What the entry says, and from which day on; which entry it undoes or restores."""

    effective_on: date
    deltas: Sequence[Delta] = ()
    undoes: int | None = None
    restores: int | None = None


def write(
    record: Record, actor: Actor, request: Request, work_out: Callable[[Connection], Statement]
) -> Receipt:
    """Work a request out in one transaction and write it as one entry; nothing where it says none.

    Raises
    ------
    Conflict
        The key was used for another request.
    AwaitsReview
        The change waits for a second person, as the workspace asks.
    ParkmapError
        Whatever `work_out` refuses; the transaction leaves no trace.
    """
    done = _written(record, actor, request, work_out)
    if isinstance(done, Proposed):
        proposing.refuse_as_waiting(done)
    return done


def _written(
    record: Record, actor: Actor, request: Request, work_out: Callable[[Connection], Statement]
) -> Receipt | Proposed:
    with record.store.write() as connection:
        top = ledger.read_head(connection, record.zone_id)
        named, key, asked = list(request.named), request.key, request.whole
        again = once.answered(connection, record, actor, key, asked, named)
        if again is not None:
            return again
        said = work_out(connection)
        moment = record.clock()
        if not said.deltas and said.undoes is None and said.restores is None:
            left = tuple(named)
            return Receipt(top.seq, moment, token_of(top), (), left, written=False)
        if proposing.waits(record, actor, request.action):
            shown = checked_papers(connection, record, request.papers)
            draft = Draft(request.action, request.reason, said.effective_on, asked, key,
                          said.deltas, shown, said.undoes, said.restores)  # fmt: skip
            return proposing.propose(connection, record, actor, draft)
        saying = Saying(
            request.action, request.reason, said.effective_on, said.deltas, asked, key,
            request.papers, said.undoes, said.restores,
        )  # fmt: skip
        moved, header = enter(connection, record, actor, saying, moment)
        touched = ledger.touched_by(connection, record.zone_id, header)
        changed = sorted(one.id for one in touched if one.kind == "parcel")
        told = {one.id for one in touched}
        same = [one for one in named if one not in told]
        return receipt(connection, record, actor, moved, moment, changed, same)


__all__ = ["Request", "Statement", "write"]
