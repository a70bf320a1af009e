"""What changed since a client last asked, so that an open map restyles and reloads nothing."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from parkmap.land.fold import fold
from parkmap.land.ledger import Subject
from parkmap.services.record import Actor, Record
from parkmap.services.recording import token_of
from parkmap.services.views import View, view_of
from parkmap.store import ledger, present
from parkmap.units import dm2_to_mu

MOST = 2_000
LONGEST = 18
SEEN_BY = ("status", "offer", "retired_on")
"""The fields by which a parcel comes into sight or leaves it (`Policy.sees`, retirement)."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The new token, parcels as they are now, and ids this audience no longer sees.

    `reload` says that tiles have to be loaded anew: the token was of another ledger, from the
    future or too old to list, or outlines came, went or moved.
    """

    token: str
    reload: bool
    changed: tuple[dict[str, Any], ...]
    gone: tuple[str, ...]


def token(record: Record) -> str:
    """Where the record stands: epoch-zone-seq."""
    with record.store.read() as connection:
        return token_of(ledger.read_head(connection, record.zone_id))


def changes(record: Record, actor: Actor, since: str, language: str) -> Changes:
    """Parcels that an entry after the token touched."""
    with record.store.read() as connection:
        top = ledger.read_head(connection, record.zone_id)
        now = token_of(top)
        if since == now:
            return Changes(now, False, (), ())
        prefix, _, number = since.rpartition("-")
        if prefix != f"{top.epoch}-{top.zone_id}" or not _is_before(number, top.seq):
            return Changes(now, True, (), ())
        seq = int(number)
        touched = ledger.touched_since(connection, record.zone_id, "parcel", seq)
        if len(touched) > MOST:
            return Changes(now, True, (), ())
        moved = ledger.touched_since(connection, record.zone_id, "parcel", seq, ("geometry",))
        stored = present.some(
            connection, record.zone_id, "parcel", sorted(touched), with_geometry=False
        )
        drawn = [one for one in stored if not one.state.get("retired_on")]
        views = [view for one in drawn if (view := view_of(record, actor, one)) is not None]
        gone = _gone(connection, record, actor, seq, touched - {view.id for view in views})
    return Changes(now, bool(moved), tuple(map_fact(view, language) for view in views), gone)


def _gone(
    connection: Connection, record: Record, actor: Actor, seq: int, hidden: Set[str]
) -> tuple[str, ...]:
    """Those that this audience saw at the token: retired since, undone, or no longer its business.

    A parcel that was hidden before and is now is not named: its id is not for this audience.
    """
    subjects = [Subject("parcel", one) for one in hidden]
    held = ledger.live(connection, record.zone_id, subjects, fields=SEEN_BY, known=seq)
    sees = record.zone.policy.sees
    found = []
    for one, said in held.items():
        state = fold(one.kind, said).state
        if state and not state.get("retired_on") and sees(actor.audience, one.kind, state):
            found.append(one.id)
    return tuple(sorted(found))


def _is_before(number: str, seq: int) -> bool:
    """Whether a text is the number of an entry up to `seq`; one of 5,000 digits is none."""
    return number.isdecimal() and len(number) <= LONGEST and int(number) <= seq


def map_fact(view: View, language: str) -> dict[str, Any]:
    """The few fields by which a parcel is drawn and filtered, as tiles carry them."""
    return {
        "id": view.id,
        "s": view.drawn_as,
        "name": view.name(language),
        "park": str(view.state.get("park") or ""),
        "mu": dm2_to_mu(view.area_dm2, 1),
        "v": view.version,
    }
