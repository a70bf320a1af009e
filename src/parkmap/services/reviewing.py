"""A second person looks at a change that waits: accepted as one entry, or sent back with a word."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import numpy as np
import shapely
from sqlalchemy import Connection

from parkmap.errors import Conflict, Forbidden, NotFound, StaleVersion
from parkmap.land.ledger import Delta, delta_of, stamp
from parkmap.services import syncing
from parkmap.services.asking import checked_reason
from parkmap.services.choosing import Choices
from parkmap.services.confirming import Reviewed, confirm_reviewed
from parkmap.services.entering import Saying, enter
from parkmap.services.proposing import versions_of
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt, receipt
from parkmap.services.undoing import bringing_back, taking_back
from parkmap.store import imports, ledger, lists, proposals, standing
from parkmap.store.imports import PROPOSED, READY
from parkmap.store.proposals import ACCEPTED, DROPPED, RETURNED, WAITING, Proposal

READ: Final = "read_internal"
REVIEW: Final = "review"
SUBJECT: Final = "review"
NAMED: Final = 10


@dataclass(frozen=True, slots=True)
class Look:
    """A proposal with its deltas, and the ids that changed since it was made."""

    proposal: Proposal
    deltas: tuple[Delta, ...]
    changed: tuple[str, ...]


def every(record: Record, actor: Actor, states: Sequence[str] = (WAITING, RETURNED)) -> list[Look]:
    """Proposals in some states, the oldest first; for staff."""
    require(actor, READ)
    with record.store.read() as connection:
        found = proposals.in_states(connection, record.zone_id, states, whole=True)
        return [_look(connection, record, one) for one in found]


def look(record: Record, actor: Actor, number: int) -> Look:
    """One proposal, and whether it still applies.

    Raises
    ------
    NotFound
        There is none with this number.
    """
    require(actor, READ)
    with record.store.read() as connection:
        return _look(connection, record, _needed(connection, record, number))


def accept(record: Record, reviewer: Actor, number: int) -> Receipt:
    """Write a proposal as an entry: its actor is who proposed it, the reviewer is named in it.

    Raises
    ------
    Forbidden
        Nobody accepts his own; or without the permission to review.
    Conflict
        It does not wait any more.
    StaleVersion
        What it was made on has changed since; it has to be made anew.
    """
    require(reviewer, REVIEW)
    with record.store.read() as connection:
        first = _acceptable(connection, record, reviewer, number).proposal
    if first.import_id is not None:
        return _taken_in(record, reviewer, first)
    with record.store.write() as connection:
        seen = _acceptable(connection, record, reviewer, number)
        _refuse_changed(seen)
        return _written(connection, record, reviewer, seen)


def _acceptable(connection: Connection, record: Record, reviewer: Actor, number: int) -> Look:
    seen = _look(connection, record, _needed(connection, record, number))
    _refuse_unless(seen.proposal, WAITING)
    if seen.proposal.actor == reviewer.id:
        raise Forbidden("nobody accepts his own proposal; ask a colleague")
    return seen


def _taken_in(record: Record, reviewer: Actor, one: Proposal) -> Receipt:
    """The import that a proposal is about, taken in as its proposer chose."""
    moment = record.clock()

    def settle(connection: Connection, moved: ledger.Head) -> None:
        _refuse_unless(_needed(connection, record, one.id), WAITING)
        _accepted(connection, record, reviewer, one, moment, moved.seq)

    reviewed = Reviewed(_named(one, reviewer), settle)
    choices = Choices.of_json(one.asked)
    taken = confirm_reviewed(record, Actor(one.actor), one.import_id or 0, choices, reviewed)
    syncing.accept_files(record, one.import_id or 0)
    return Receipt(taken.seq, moment, taken.token, ())


def _written(connection: Connection, record: Record, reviewer: Actor, seen: Look) -> Receipt:
    one, moment = seen.proposal, record.clock()
    day = date.fromisoformat(one.effective_on)
    said = list(seen.deltas)
    if one.undoes is not None:
        said = list(taking_back(connection, record, one.undoes).deltas)
    if one.restores is not None:
        said = list(bringing_back(connection, record, one.restores).deltas)
    saying = Saying(
        one.action, one.reason, day, [*said, _named(one, reviewer)], one.asked, one.key,
        one.papers, one.undoes, one.restores,
    )  # fmt: skip
    moved, _header = enter(connection, record, Actor(one.actor), saying, moment)
    _accepted(connection, record, reviewer, one, moment, moved.seq)
    changed = sorted({delta.subject_id for delta in seen.deltas if delta.kind == "parcel"})
    return receipt(connection, record, reviewer, moved, moment, changed)


def _named(one: Proposal, reviewer: Actor) -> Delta:
    day = date.fromisoformat(one.effective_on)
    return Delta(SUBJECT, f"R{one.id:06d}", "reviewed_by", None, reviewer.id, day)


def _accepted(
    connection: Connection, record: Record, reviewer: Actor, one: Proposal, moment: datetime,
    seq: int,
) -> None:  # fmt: skip
    proposals.decide(
        connection, record.zone_id, one.id, state=ACCEPTED, reviewer=reviewer.id,
        decided_at=stamp(moment), seq=seq,
    )  # fmt: skip


def send_back(record: Record, reviewer: Actor, number: int, word: str) -> None:
    """Give a proposal back to who made it, with a word.

    Raises
    ------
    BadValue
        No word.
    Conflict
        It does not wait any more.
    """
    require(reviewer, REVIEW)
    _decided(record, reviewer, number, WAITING, RETURNED, checked_reason(word))


def send_again(record: Record, actor: Actor, number: int) -> None:
    """Send a proposal that came back once more, as it is; refused where the land changed since.

    Raises
    ------
    Conflict
        It is an import: that is looked at, and confirmed, anew.
    """
    seen = _own(record, actor, number)
    if seen.proposal.import_id is not None:
        raise Conflict(
            "proposal %(id)s is import %(import)s; look at it and confirm it again",
            id=number,
            **{"import": seen.proposal.import_id},
        )
    _refuse_changed(seen)
    _decided(record, actor, number, RETURNED, WAITING, "")


def drop(record: Record, actor: Actor, number: int) -> None:
    """Give one's own proposal up, whether it waits or came back."""
    seen = _own(record, actor, number)
    _decided(record, actor, number, seen.proposal.state, DROPPED, seen.proposal.word)


def _own(record: Record, actor: Actor, number: int) -> Look:
    seen = look(record, actor, number)
    if seen.proposal.actor != actor.id:
        raise Forbidden("only who made a proposal sends it again or drops it")
    if seen.proposal.state not in {WAITING, RETURNED}:
        _refuse_unless(seen.proposal, WAITING)
    return seen


def _decided(record: Record, actor: Actor, number: int, before: str, after: str, word: str) -> None:
    with record.store.write() as connection:
        one = _needed(connection, record, number)
        _refuse_unless(one, before)
        proposals.decide(
            connection, record.zone_id, number, state=after, word=word,
            reviewer=actor.id if after == RETURNED else one.reviewer,
            decided_at=stamp(record.clock()),
        )  # fmt: skip
        if one.import_id is not None:  # its people may choose again, or drop it
            imports.change(connection, record.zone_id, one.import_id, was=PROPOSED, state=READY)


def _needed(connection: Connection, record: Record, number: int) -> Proposal:
    found = proposals.one(connection, record.zone_id, number)
    if found is None:
        raise NotFound("there is no proposal %(id)s; list those that wait", id=number)
    return found


def _refuse_unless(one: Proposal, state: str) -> None:
    if one.state != state:
        raise Conflict(
            "proposal %(id)s is no longer open (%(state)s); load the list again",
            id=one.id,
            state=one.state,
        )


def _refuse_changed(seen: Look) -> None:
    if seen.changed:
        raise StaleVersion(
            "the land changed since proposal %(id)s was made: %(ids)s; send it back, to be made "
            "anew",
            id=seen.proposal.id,
            ids=", ".join(seen.changed[:NAMED]),
        )


def _look(connection: Connection, record: Record, one: Proposal) -> Look:
    deltas = tuple(delta_of(body) for body in one.deltas)
    changed = _changed(connection, record, one, deltas) if one.state in {WAITING, RETURNED} else ()
    return Look(one, deltas, tuple(changed))


def _changed(
    connection: Connection, record: Record, one: Proposal, deltas: Sequence[Delta]
) -> list[str]:
    """Ids of what is not as it was: touched subjects, names given out, outlines around."""
    now = versions_of(connection, record, deltas)
    moved = {after[1] for before, after in zip(one.versions, now, strict=True) if before != after}
    for kind, name, version in one.versions:
        again = one.restores is not None  # gives out no names: it brings those back that were
        used = not (version or again) and name in ledger.ids_ever(
            connection, record.zone_id, kind, name
        )
        moved |= {name} if used else set()
    outlines = [delta.new for delta in deltas if delta.field == "geometry" and delta.new]
    if outlines:
        shapes = np.array(shapely.from_geojson([json.dumps(each) for each in outlines]))
        west, south, east, north = shapely.total_bounds(shapes).tolist()
        near = lists.ids(connection, record.zone_id, lists.Filter(box=(west, south, east, north)))
        moved |= set(standing.outlined_since(connection, record.zone_id, one.seen_seq, near))
    return sorted(moved)


__all__ = ["Look", "accept", "drop", "every", "look", "send_again", "send_back"]
