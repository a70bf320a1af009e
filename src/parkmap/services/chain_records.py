"""Chains, investment maps, directions, advisers and teams: entered, changed, listed; for staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from parkmap.errors import NotFound
from parkmap.land.chains import KINDS, Kind, refuse_backward
from parkmap.land.codes import Word
from parkmap.land.items import Items, checked
from parkmap.services import subjects
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.subjects import EDIT, Amendment, Entered, Fresh
from parkmap.store.present import Stored


def kind_of(name: str) -> Kind:
    """A kind of record by its name; NotFound where there is none."""
    if name not in KINDS:
        raise NotFound(
            "there is no kind '%(kind)s'; use one of %(all)s", kind=name[:40], all=", ".join(KINDS)
        )
    return KINDS[name]


def items(record: Record, actor: Actor, kind: str) -> Items:
    """The items of a kind; chains and maps are chosen among those that the record has."""
    found = dict(kind_of(kind).items)
    for name, tied in KINDS[kind].tied.items():
        found[name] = found[name]._replace(kind="code", codes=choices(record, actor, tied))
    return found


def choices(record: Record, actor: Actor, kind: str) -> dict[str, Word]:
    """Id -> name of the records of a kind, to choose from."""
    said = KINDS[kind].title_of
    return {
        one.id: Word(said(one.state, one.id, "zh"), said(one.state, one.id, "en"))
        for one in subjects.every(record, actor, kind)
    }


def records(record: Record, actor: Actor, kind: str) -> list[Stored]:
    """All records of a kind, by id; for staff."""
    kind_of(kind)
    return subjects.every(record, actor, kind)


def enter(
    record: Record, actor: Actor, kind: str, fields: Mapping[str, Any], reason: str,
    key: str | None = None, papers: Sequence[str] = (),
) -> Entered:  # fmt: skip
    """Enter a record as of today.

    Raises
    ------
    BadValue
        An item that is missing or does not fit; a chain or a map that is not in the record; an
        end before its beginning.
    NotFound
        There is no such kind.
    SignInNeeded, Forbidden
        Who may not edit.
    """
    require(actor, EDIT)
    about = kind_of(kind)
    kept = checked(items(record, actor, kind), fields, whole=True)
    refuse_backward(kept)
    fresh = Fresh(kind, kept, record.today(), reason or str(kept[about.title]), papers)
    return subjects.enter(record, actor, [fresh], about.prefix, key)


def amend(
    record: Record, actor: Actor, kind: str, one: str, version: int | None,
    fields: Mapping[str, Any], reason: str, key: str | None = None, papers: Sequence[str] = (),
) -> Receipt:  # fmt: skip
    """Change a record from today on; refusals as for entering one."""
    require(actor, EDIT)
    kept = checked(items(record, actor, kind), fields, whole=False)
    refuse_backward({**subjects.read(record, actor, kind, one).state, **kept})
    asked = Amendment(kind, {one: version}, kept, record.today(), reason or one, papers)
    return subjects.amend(record, actor, asked, key)


__all__ = ["amend", "choices", "enter", "items", "kind_of", "records"]
