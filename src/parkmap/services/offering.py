"""Whether a parcel can be had, as an audience may know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parkmap.land.availability import Availability, Reason, availability, missing
from parkmap.said import say
from parkmap.services.record import Actor, Record
from parkmap.services.views import view_or_refuse
from parkmap.store import present


@dataclass(frozen=True, slots=True)
class Offered:
    """Whether a parcel can be had today, and what its offer lacks still."""

    availability: Availability
    missing: tuple[str, ...]


def offered(record: Record, actor: Actor, parcel_id: str) -> Offered:
    """Whether a parcel can be had today; NotFound where this audience may not know of it.

    It is worked out from all that is recorded. A reason that lies in a field which this audience
    does not read is told as "it is held" and no more.
    """
    with record.store.read() as connection:
        stored = present.one(connection, record.zone_id, "parcel", parcel_id)
    view_or_refuse(record, actor, stored, parcel_id)
    state = stored.state if stored else {}
    found = availability(state, record.today())
    return Offered(told(record, actor, "parcel", state, found), missing(state))


def told(
    record: Record, actor: Actor, kind: str, state: Mapping[str, Any], found: Availability
) -> Availability:
    """An availability as this audience may know it: a reason that it may not read says no more."""
    policy = record.zone.policy
    reasons = [
        one if policy.shows(actor.audience, kind, one.field, state)
        else Reason("offer", say("it is held"))
        for one in found.reasons
    ]  # fmt: skip
    return found._replace(reasons=tuple(dict.fromkeys(reasons)))


__all__ = ["Offered", "offered", "told"]
