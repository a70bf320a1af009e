"""What changed since a client last asked, so that an open map restyles and reloads nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from parkmap.services.record import Actor, Record
from parkmap.services.recording import token_of
from parkmap.services.views import View, view_of
from parkmap.store import ledger, present
from parkmap.units import dm2_to_mu

MOST = 2_000
LONGEST = 18
SEEN_BY = "offer"
"""The only field by which a parcel comes into public sight or leaves it (`Policy.sees`)."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The new token, parcels as they are now, and ids this audience no longer sees.

    `reload` says that the token was of another ledger, from the future, or too old to list.
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
        touched = ledger.touched_since(connection, record.zone_id, "parcel", int(number))
        if len(touched) > MOST:
            return Changes(now, True, (), ())
        moved = ledger.touched_since(connection, record.zone_id, "parcel", int(number), SEEN_BY)
        stored = present.some(
            connection, record.zone_id, "parcel", sorted(touched), with_geometry=False
        )
    views = {one.id: view_of(record, actor, one) for one in stored}
    seen = tuple(map_fact(view, language) for view in views.values() if view is not None)
    # A parcel that was hidden before and is now is not named: its id is not for this audience.
    gone = tuple(sorted(one for one in moved if views.get(one) is None))
    return Changes(now, False, seen, gone)


def _is_before(number: str, seq: int) -> bool:
    """Whether a text is the number of an entry up to `seq`; one of 5,000 digits is none."""
    return number.isdecimal() and len(number) < 19 and int(number) <= seq


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
