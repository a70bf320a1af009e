"""Parcels that somebody keeps in a link: those still shown, and what became of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from parkmap.services import histories
from parkmap.services.record import Actor, Record
from parkmap.services.views import View, view_of
from parkmap.store import present

MOST: Final = 20
LONGEST: Final = 128
"""Characters of an id; a longer one is none."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A parcel that is not shown any more, and those that its land is now, where it was retired."""

    id: str
    retired_on: str = ""
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The parcels in the order asked for, and those that are gone."""

    views: tuple[View, ...]
    gone: tuple[Gone, ...]


def chosen(record: Record, actor: Actor, ids: Sequence[str], most: int = MOST) -> Chosen:
    """The first `most` of these parcels as this audience may know them; nothing is refused.

    What never was, and what may not be known, is gone alike.
    """
    asked = list(dict.fromkeys(one for one in ids if one and len(one) <= LONGEST))[:most]
    with record.store.read() as connection:
        stored = present.some(connection, record.zone_id, "parcel", asked, with_geometry=True)
    seen = {one.id: view for one in stored if (view := view_of(record, actor, one)) is not None}
    retired = {one.id for one in stored if one.state.get("retired_on")}
    views = tuple(seen[one] for one in asked if one in seen and one not in retired)
    there = {one.id for one in views}
    gone = (_gone(record, actor, one, seen.get(one)) for one in asked if one not in there)
    return Chosen(views, tuple(gone))


def what_became(record: Record, actor: Actor, parcel_id: str) -> Gone | None:
    """What became of a parcel that is history now; None of one that is not, or may not be known."""
    with record.store.read() as connection:
        stored = present.some(
            connection, record.zone_id, "parcel", [parcel_id], with_geometry=False
        )
    if not stored or not stored[0].state.get("retired_on"):
        return None
    view = view_of(record, actor, stored[0])
    return None if view is None else _gone(record, actor, parcel_id, view)


def _gone(record: Record, actor: Actor, parcel_id: str, view: View | None) -> Gone:
    if view is None:
        return Gone(parcel_id)
    became = [step.id for step in histories.lineage(record, actor, parcel_id).became]
    with record.store.read() as connection:
        current = _current(connection, record, actor, became)
    return Gone(parcel_id, str(view.state.get("retired_on") or ""), current)


def _current(
    connection: Connection, record: Record, actor: Actor, ids: Sequence[str]
) -> tuple[str, ...]:  # fmt: skip
    stored = present.some(connection, record.zone_id, "parcel", ids, with_geometry=False)
    current = (one for one in stored if not one.state.get("retired_on"))
    return tuple(one.id for one in current if view_of(record, actor, one) is not None)


__all__ = ["MOST", "Chosen", "Gone", "chosen", "what_became"]
