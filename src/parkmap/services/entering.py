"""How every change ends: one entry, with what it answers and the papers that show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from parkmap.land.ledger import Delta, Header, Subject
from parkmap.services import once
from parkmap.services.evidence import checked_papers, tie_to_entry
from parkmap.services.record import Actor, Record
from parkmap.services.recording import commit
from parkmap.store import ledger


@dataclass(frozen=True, slots=True)
class Saying:
    """What an entry says and why; under which key it was asked for, and which papers show it."""

    action: str
    reason: str
    effective_on: date
    deltas: Sequence[Delta]
    asked: Any
    key: str | None = None
    papers: Sequence[str] = ()
    undoes: int | None = None
    restores: int | None = None


def enter(
    connection: Connection, record: Record, actor: Actor, said: Saying, moment: datetime,
    touched: Iterable[Subject] = (),
) -> tuple[ledger.Head, Header]:  # fmt: skip
    """Write an entry in the transaction at hand, keep its key, and tie its papers to it.

    Raises
    ------
    BadValue, NotFound
        A paper is not kept here.
    """
    shown = checked_papers(connection, record, said.papers)
    header = ledger.next_header(
        ledger.read_head(connection, record.zone_id), moment, actor.id, said.action, said.reason,
        said.effective_on, undoes=said.undoes, restores=said.restores, evidence=shown,
    )  # fmt: skip
    moved = commit(connection, record, header, said.deltas, touched)
    once.remember(connection, record, actor, said.key, said.asked, moved.seq)
    tie_to_entry(connection, record, actor, moved.seq, shown, moment)
    return moved, header


__all__ = ["Saying", "enter"]
