"""How a structural change ends: written as one entry, or only shown; the same for all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from parkmap.services import once, proposing
from parkmap.services.asking import checked_day, checked_reason
from parkmap.services.entering import Saying, enter
from parkmap.services.evidence import checked_papers
from parkmap.services.outcome import Change, Outcome, Work
from parkmap.services.proposing import Draft, Proposed
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt, receipt
from parkmap.services.repeating import told_again
from parkmap.store import ledger

EDIT: Final = "edit"
"""The permission that structural changes need."""


def perform(
    record: Record, actor: Actor, change: Change, work_out: Callable[[Connection], Work]
) -> Outcome:
    """Work a change out in one transaction and write it as one entry; a preview writes nothing.

    Raises
    ------
    SignInNeeded, Forbidden
        Without the permission to edit.
    BadValue
        No reason, or a day in the future.
    Conflict
        The key was used for another request.
    AwaitsReview
        The change waits for a second person, as the workspace asks.
    """
    require(actor, EDIT)
    reason = checked_reason(change.reason)
    checked_day(record, change.effective_on)
    if change.dry_run:
        with record.store.read() as connection:
            return _outcome(None, change, work_out(connection))
    done = _written(record, actor, replace(change, reason=reason), work_out)
    if isinstance(done, Proposed):
        proposing.refuse_as_waiting(done)
    return done


def _written(
    record: Record, actor: Actor, change: Change, work_out: Callable[[Connection], Work]
) -> Outcome | Proposed:
    with record.store.write() as connection:
        first = once.answered(connection, record, actor, change.key, change.whole)
        if first is not None:
            return told_again(connection, record, change, first)
        ledger.read_head(connection, record.zone_id)  # locked from here on: nothing moves below us
        work = work_out(connection)
        if proposing.waits(record, actor, change.action):
            shown = checked_papers(connection, record, change.papers)
            draft = Draft(change.action, change.reason, change.effective_on, change.whole,
                          change.key, work.deltas, shown)  # fmt: skip
            return proposing.propose(connection, record, actor, draft)
        moment = record.clock()
        saying = Saying(
            change.action, change.reason, change.effective_on, work.deltas, change.whole,
            change.key, change.papers,
        )  # fmt: skip
        touched = {delta.subject for delta in work.deltas}
        moved, _header = enter(connection, record, actor, saying, moment, touched)
        changed = sorted(one.id for one in touched if one.kind == "parcel")
        done = receipt(connection, record, actor, moved, moment, changed)
        return _outcome(done, change, work)


def _outcome(done: Receipt | None, change: Change, work: Work) -> Outcome:
    return Outcome(
        done, change.effective_on, work.pieces, work.neighbours, work.retired, work.before_dm2,
        work.after_dm2, work.proof, work.plan_id,
        {one.subject_id: one.old for one in work.deltas
         if one.field == "area_m2" and one.old is not None and one.new is not None},
    )  # fmt: skip


__all__ = ["EDIT", "Change", "Outcome", "Work", "perform"]
