"""Subjects beside the land that the ledger keeps too: entered, amended and read alike.

An enterprise, a case, a matter: each kind has its own module, which knows its fields and checks
them; here they become entries. The public never sees one (`land.policy`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count as numbers
from typing import Any

from sqlalchemy import Connection

from parkmap.errors import NotFound
from parkmap.land.ledger import Delta, Subject
from parkmap.services.asking import checked_day, checked_ids, checked_reason, fetch
from parkmap.services.asserting import deltas_from
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.writing import Request, Statement, write
from parkmap.store import ledger, present, proposals
from parkmap.store.present import Stored

EDIT = "edit"
READ = "read_internal"
PAPERS = "papers"
"""The field of a subject that keeps the SHA-256 of the papers that show it, if any."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A subject to be entered: field -> value, checked by its kind; None is left out."""

    kind: str
    fields: Mapping[str, Any]
    effective_on: date
    reason: str
    papers: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Amendment:
    """Fields of subjects of one kind that get values: id -> version seen, field -> value.

    `papers` come to those that each has.
    """

    kind: str
    versions: dict[str, int | None]
    fields: Mapping[str, Any]
    effective_on: date
    reason: str
    papers: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """What was written, and the ids of the subjects that are new in it, in order."""

    receipt: Receipt
    ids: tuple[str, ...]


def enter(
    record: Record, actor: Actor, fresh: Sequence[Fresh], prefix: str, key: str | None = None,
    also: Sequence[Delta] = (),
) -> Entered:  # fmt: skip
    """Enter new subjects of one kind as one entry; ids are `<prefix>0001` and so on, never reused.

    Parameters
    ----------
    fresh
        At least one; day and reason of the first are those of the entry, each subject holds from
        its own day.
    also
        Deltas on other subjects that belong to the same entry.

    Raises
    ------
    BadValue
        No subject, an empty reason, a day in the future.
    SignInNeeded, Forbidden
        Who may not edit.
    """
    require(actor, EDIT)
    first = fresh[0]
    reason = checked_reason(first.reason)
    for one in fresh:
        checked_day(record, one.effective_on)
    asked = ["enter", prefix, [[one.kind, dict(one.fields), one.effective_on.isoformat()]
                               for one in fresh], reason]  # fmt: skip

    def work_out(connection: Connection) -> Statement:
        names = free_ids(connection, record, first.kind, prefix, len(fresh))
        deltas = [
            Delta(one.kind, name, field, None, value, one.effective_on)
            for name, one in zip(names, fresh, strict=True)
            for field, value in with_papers(one.fields, one.papers).items()
            if value is not None
        ]
        return Statement(first.effective_on, [*deltas, *also])

    shown = [paper for one in fresh for paper in one.papers]
    receipt = write(record, actor, Request("enter", reason, asked, key, (), shown), work_out)
    return Entered(receipt, _new_in(record, first.kind, receipt.seq))


def amend(record: Record, actor: Actor, asked: Amendment, key: str | None = None) -> Receipt:
    """Give fields of subjects values from a day on; what has them already is left alone.

    Raises
    ------
    BadValue, MissingVersion, StaleVersion, NotFound
        As for an annotation.
    """
    require(actor, EDIT)
    reason = checked_reason(asked.reason)
    checked_day(record, asked.effective_on)
    checked_ids(asked.versions)
    named, day = list(asked.versions), asked.effective_on
    whole = ["amend", asked.kind, sorted(named), dict(asked.fields), day.isoformat(), reason]

    def work_out(connection: Connection) -> Statement:
        stored = fetch(connection, record, asked.versions, mine=asked.fields, kind=asked.kind)
        deltas: list[Delta] = []
        for one in stored:
            wanted = with_papers(asked.fields, asked.papers, one.state.get(PAPERS) or ())
            subject = Subject(asked.kind, one.id)
            deltas += deltas_from(connection, record, [subject], wanted, day)
        return Statement(day, deltas)

    return write(record, actor, Request("amend", reason, whole, key, named, asked.papers), work_out)


def with_papers(
    fields: Mapping[str, Any], papers: Sequence[str], had: Sequence[str] = ()
) -> dict[str, Any]:  # fmt: skip
    """The fields, and with new papers the list of all: those it had, then these.

    Examples
    --------
    >>> with_papers({"title": "x"}, ["b", "a"], ["a"])
    {'title': 'x', 'papers': ['a', 'b']}
    >>> with_papers({"title": "x"}, [])
    {'title': 'x'}
    """
    shown = {PAPERS: list(dict.fromkeys([*had, *papers]))} if papers else {}
    return {**fields, **shown}


def read(record: Record, actor: Actor, kind: str, subject_id: str) -> Stored:
    """One subject as it stands; for staff.

    Raises
    ------
    NotFound
        There is none, or who asks may not know of it.
    """
    found = None
    if actor.may(READ):
        with record.store.read() as connection:
            found = present.one(connection, record.zone_id, kind, subject_id)
    if found is None or not found.state:
        raise not_here(subject_id)
    return found


def not_here(subject_id: str) -> NotFound:
    """What is raised for a subject that is not there, or that nobody may know of who asks."""
    return NotFound("there is no '%(id)s' here; look it up in the list", id=subject_id[:80])


def every(record: Record, actor: Actor, kind: str) -> list[Stored]:
    """All subjects of a kind that are in the record, by id; for staff."""
    require(actor, READ)
    with record.store.read() as connection:
        return [one for one in present.every(connection, record.zone_id, kind) if one.state]


def free_ids(
    connection: Connection, record: Record, kind: str, prefix: str, wanted: int
) -> list[str]:
    """The next ids of a kind that begin so, never used before, nor held by what waits."""
    used = ledger.ids_ever(connection, record.zone_id, kind, prefix)
    used |= proposals.new_names(connection, record.zone_id, kind)
    fresh = (name for n in numbers(_last(used, prefix) + 1) if (name := f"{prefix}{n:04d}"))
    return [next(fresh) for _ in range(wanted)]


def _last(used: Iterable[str], prefix: str) -> int:
    tails = (name[len(prefix) :] for name in used if name.startswith(prefix))
    return max((int(tail) for tail in tails if tail.isdecimal()), default=0)


def _new_in(record: Record, kind: str, seq: int) -> tuple[str, ...]:
    with record.store.read() as connection:
        said = ledger.deltas_of(connection, record.zone_id, seq)
    return tuple(dict.fromkeys(one.subject_id for one in said if one.kind == kind))


__all__ = [
    "PAPERS", "Amendment", "Entered", "Fresh", "amend", "enter", "every", "free_ids", "not_here",
    "read", "with_papers",
]  # fmt: skip
