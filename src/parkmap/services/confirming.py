"""An import is confirmed: what was chosen of it becomes one entry, or nothing does.

What is to be written is worked out on a reading of the record; then, alone on the head row, the
record is asked whether it moved there. A crash at any point leaves the import as it was: ready.
Where imports are reviewed, it waits as a proposal instead, with what was chosen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeVar

import shapely
from sqlalchemy import Connection

from parkmap.errors import BadValue, StaleVersion
from parkmap.geometry.measure import total_bounds
from parkmap.land.ledger import Delta, Subject, stamp
from parkmap.services.asking import checked_reason, refuse_later_facts
from parkmap.services.choosing import (
    Choices,
    chosen_ids,
    chosen_rows,
    refuse_overlaps,
    retired_ids,
)
from parkmap.services.import_deltas import deltas_of, retirements
from parkmap.services.imports import PERMISSION, needed, refuse_decided
from parkmap.services.intake import compared
from parkmap.services.lines import Line, Options
from parkmap.services.matching import array
from parkmap.services.proposing import Draft, Proposed, propose, refuse_as_waiting, waits
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import commit, token_of
from parkmap.services.standing import PARCEL
from parkmap.services.unmoved import refuse_moved
from parkmap.store import assertions, imports, ledger, proposals, spatial
from parkmap.store.imports import CONFIRMED, PROPOSED, READY
from parkmap.store.ledger import Head

ACTION: Final = "import"
NAMED: Final = 10
LISTED: Final = 100
"""So many ids stay with an import that was confirmed; its entry has them all."""
TRIES: Final = 3
OUTLINE: Final = ("geometry", "retired_on")


Done = TypeVar("Done")


class Taken(NamedTuple):
    """What a confirmation did.

    Entry, token for the map, ids that came, changed and went into history, and how many rows that
    say something else than the record were left out.
    """

    seq: int
    token: str
    new: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Plan:
    """An entry that is ready to be written, and the reading of the record that it stands on.

    `was` is the state that the import has to have still.
    """

    import_id: int
    was: str
    seq: int
    reason: str
    options: Options
    chosen: list[Line]
    retired: list[str]
    deltas: list[Delta]
    left: int


class _Crossed(Exception):
    """The record moved where the import falls, between reading and writing."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a second person's yes adds: what the entry says of it, and what is settled with it."""

    delta: Delta
    settle: Callable[[Connection, Head], None]


def confirm(record: Record, actor: Actor, import_id: int, choices: Choices) -> Taken:
    """Take an import in, as one entry.

    Raises
    ------
    AwaitsReview
        Imports by this person are reviewed: it waits, as a proposal.
    StaleVersion
        The record moved since it was compared, so that rows would do something else now; they are
        listed, the new comparison is kept, and can be confirmed next.
    Conflict
        It was decided before, or what was chosen would overlap without having been chosen so.
    LaterFacts
        A parcel to be retired has facts for later days.
    BadValue
        A row or an id that is none, a row that cannot be taken, nothing to take, no reason.
    """
    require(actor, PERMISSION)
    if waits(record, actor, ACTION):
        refuse_as_waiting(_tried(record, import_id, choices, lambda plan: _propose(
            record, actor, plan, choices)))  # fmt: skip
    return _tried(record, import_id, choices, lambda plan: _write(record, actor, plan))


def confirm_reviewed(
    record: Record, proposer: Actor, import_id: int, choices: Choices, reviewed: Reviewed
) -> Taken:
    """Take an import in that waited, as its proposer chose; refused as `confirm` refuses."""
    return _tried(
        record, import_id, choices, lambda plan: _write(record, proposer, plan, reviewed), PROPOSED
    )


def _tried(
    record: Record, import_id: int, choices: Choices, write: Callable[[Plan], Done],
    was: str = READY,
) -> Done:  # fmt: skip
    for _ in range(TRIES):
        plan = _plan(record, import_id, choices, was)
        try:
            return write(plan)
        except _Crossed:
            continue
    raise StaleVersion(
        "the record keeps moving where import %(id)s falls; nothing was written: try again",
        id=import_id,
        conflicts=[],
    )


def _plan(record: Record, import_id: int, choices: Choices, was: str) -> Plan:
    reason = checked_reason(choices.reason)
    with record.store.read() as connection:
        one = needed(connection, record, import_id)
        refuse_decided(one, was)
        shown = list(imports.rows(connection, record.zone_id, import_id))
    gone = (one.report or {}).get("gone", {})
    fresh = compared(record, import_id)
    refuse_moved(record, one, fresh, shown, gone)
    ids = chosen_ids(fresh[1], choices)
    seq, found = compared(record, import_id, ids=ids) if ids else fresh
    options = Options.of_json(one.options)
    chosen = chosen_rows(found, choices, ids)
    retired = retired_ids(gone, choices)
    refuse_overlaps(record, chosen, retired, choices)
    deltas = [*deltas_of(record, chosen), *retirements(options, retired)]
    if not deltas:
        raise BadValue("import %(id)s has nothing to take in; drop it", id=import_id)
    left = len(found.lines) - len(chosen) - found.counts()["unchanged"]
    return Plan(import_id, was, seq, reason, options, chosen, retired, deltas, left)


def _propose(record: Record, actor: Actor, plan: Plan, choices: Choices) -> Proposed:
    """One transaction: nothing moved there, the import waits, and with it what was chosen."""
    with record.store.write() as connection:
        top = ledger.read_head(connection, record.zone_id)
        if top.seq != plan.seq:
            _refuse_crossed(connection, record, plan)
        one = needed(connection, record, plan.import_id)
        kept = choices.as_json()
        if not imports.change(
            connection, record.zone_id, plan.import_id, was=plan.was, state=PROPOSED,
            report={**(one.report or {}), "draft": kept},
        ):  # fmt: skip
            refuse_decided(one, plan.was)
        proposals.close_import(connection, record.zone_id, plan.import_id, stamp(record.clock()))
        draft = Draft(ACTION, plan.reason, plan.options.on, kept, None, (),
                      import_id=plan.import_id)  # fmt: skip
        return propose(connection, record, actor, draft)


def _write(record: Record, actor: Actor, plan: Plan, reviewed: Reviewed | None = None) -> Taken:
    """One transaction: nothing moved there, the import is as it was, the entry."""
    with record.store.write() as connection:
        top = ledger.read_head(connection, record.zone_id)
        if top.seq != plan.seq:
            _refuse_crossed(connection, record, plan)
        retired = [Subject(PARCEL, one) for one in plan.retired]
        refuse_later_facts(connection, record, retired, plan.options.on)
        header = ledger.next_header(
            top, record.clock(), actor.id, ACTION, plan.reason, plan.options.on
        )
        also = [reviewed.delta] if reviewed else []
        moved = commit(connection, record, header, [*plan.deltas, *also])
        taken = _taken(plan, moved)
        one = needed(connection, record, plan.import_id)
        if not imports.change(
            connection, record.zone_id, plan.import_id, was=plan.was, state=CONFIRMED,
            seq=moved.seq,
            report={**(one.report or {}), "taken": _kept(taken)},
        ):  # fmt: skip
            refuse_decided(one, plan.was)
        if reviewed:
            reviewed.settle(connection, moved)
    return taken


def _taken(plan: Plan, moved: Head) -> Taken:
    new = [str(line.subject_id) for line in plan.chosen if line.version is None]
    changed = [str(line.subject_id) for line in plan.chosen if line.version is not None]
    return Taken(
        moved.seq, token_of(moved), tuple(sorted(new)), tuple(sorted(changed)),
        tuple(plan.retired), plan.left,
    )  # fmt: skip


def _kept(taken: Taken) -> dict[str, Any]:
    """What stays with the import for whoever looks at it later: how many, and the first of them."""
    counts = {"new": taken.new, "changed": taken.changed, "retired": taken.retired}
    return {
        **{name: len(ids) for name, ids in counts.items()},
        "left": taken.left,
        "ids": [*taken.new, *taken.changed][:LISTED],
    }


def _refuse_crossed(connection: Connection, record: Record, plan: Plan) -> None:
    """Begin again where an entry since the reading touched what the import touches, or near it."""
    for kind in {one.kind for one in plan.deltas}:
        mine = {one.subject_id for one in plan.deltas if one.kind == kind}
        if mine & assertions.touched_since(connection, record.zone_id, kind, plan.seq):
            raise _Crossed
    box = total_bounds(array([line.shape for line in plan.chosen if line.draws]))
    if box is None:
        return
    drawn = assertions.touched_since(connection, record.zone_id, PARCEL, plan.seq, OUTLINE)
    around = spatial.boxes_of(connection, record.zone_id, [Subject(PARCEL, one) for one in drawn])
    whole = shapely.box(*box)
    if any(whole.intersects(shapely.box(*one)) for one in around):
        raise _Crossed


__all__ = ["Choices", "Reviewed", "Taken", "confirm", "confirm_reviewed"]
