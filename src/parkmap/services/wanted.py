"""Which parcels of a saved search the public can have today."""

from __future__ import annotations

from urllib.parse import parse_qs, parse_qsl, urlencode

from parkmap.errors import BadValue
from parkmap.land.availability import AVAILABLE, availability
from parkmap.services.reading import ParcelQuery, filter_of
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.store import lists, present

LONGEST = 1_000
OF_THE_VIEW = frozenset({"view", "lang", "sel", "sort", "order", "after", "limit", "on", "saved"})
"""What an address says of how land is shown, not of which."""


def kept_query(query: str) -> str:
    """A query string as it is kept: only what filters, in the order of its names.

    Examples
    --------
    >>> kept_query("view=14/36.2/113.1&park=P1&q=")
    'park=P1'
    """
    pairs = parse_qsl(query.removeprefix("?"), max_num_fields=100)
    kept = urlencode(sorted(pair for pair in pairs if pair[0] not in OF_THE_VIEW))
    if len(kept) > LONGEST:
        raise BadValue("this filter is too long to be kept; leave parts of it out", field="query")
    return kept


def matching(record: Record, query_string: str) -> tuple[str, ...]:
    """Ids of the parcels that a query string lets through and that the public can have today."""
    asked = parse_qs(query_string)
    query = ParcelQuery(
        text=" ".join(asked.get("q", [])),
        park=asked["park"][-1] if "park" in asked else None,
        statuses=tuple(code for text in asked.get("s", []) for code in text.split(",") if code),
    )
    with record.store.read() as connection:
        ids = lists.ids(connection, record.zone_id, filter_of(record, PUBLIC_ACTOR, query))
        found = present.some(connection, record.zone_id, "parcel", ids, with_geometry=False)
    policy, today = record.zone.policy, record.today()
    return tuple(
        one.id
        for one in found
        if policy.sees(PUBLIC_ACTOR.audience, "parcel", one.state)
        and availability(one.state, today).kind == AVAILABLE
    )


__all__ = ["kept_query", "matching"]
