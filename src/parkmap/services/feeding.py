"""The feed of land that can be had: what the public sees, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.ledger import stamp
from parkmap.land.policy import ON_OFFER, PUBLIC
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.views import View, view_of
from parkmap.services.wanted import matching
from parkmap.store import ledger, moments, present

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Item:
    """A parcel of the feed: an id that stays, the moment of its newest public change."""

    view: View
    urn: str
    updated: str


@dataclass(frozen=True, slots=True)
class Feed:
    """The newest parcels of a filter, of how many, and when anything of it last changed."""

    items: tuple[Item, ...]
    matched: int
    urn: str
    updated: str


def feed(record: Record, query_string: str) -> Feed:
    """The parcels of a query string that can be had today; at most `MOST` of them.

    A parcel's moment is that of its last change in a field that the public reads, or the beginning
    of the day from which it can be had, whichever is later.
    """
    ids = matching(record, query_string)
    policy = record.zone.policy
    shown = [name for name in PARCEL_FIELDS if policy.shows(PUBLIC, "parcel", name, ON_OFFER)]
    with record.store.read() as connection:
        epoch = ledger.read_head(connection, record.zone_id).epoch
        stored = present.some(connection, record.zone_id, "parcel", ids, with_geometry=False)
        said = moments.changed_at(connection, record.zone_id, "parcel", ids, shown)
    views = [view for one in stored if (view := view_of(record, PUBLIC_ACTOR, one)) is not None]
    name = f"parkmap:{epoch}:{record.zone.code}"
    items = [
        Item(one, f"urn:uuid:{uuid5(NAMESPACE_URL, f'{name}:parcel:{one.id}')}",
             max(said.get(one.id, ""), _from(record, one)))
        for one in views
    ]  # fmt: skip
    items.sort(key=lambda item: (item.updated, item.view.id), reverse=True)
    of_feed = f"urn:uuid:{uuid5(NAMESPACE_URL, f'{name}:feed:{query_string}')}"
    newest = items[0].updated if items else stamp(record.clock())
    return Feed(tuple(items[:MOST]), len(items), of_feed, newest)


def _from(record: Record, view: View) -> str:
    """The beginning of the day from which it can be had, as moments are written."""
    day = date.fromisoformat(str(view.state.get("available_from") or "1970-01-01"))
    return stamp(datetime.combine(day, time(), ZoneInfo(record.zone.time_zone)))


__all__ = ["MOST", "Feed", "Item", "feed"]
