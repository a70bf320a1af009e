"""Which parcels of a saved search the public can have today: the filters of `/explore`."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from urllib.parse import parse_qs

from parkmap.errors import BadValue
from parkmap.land.asked import wanted_of
from parkmap.land.availability import AVAILABLE
from parkmap.land.criteria import Wanted
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.sifting import fitting

LONGEST: Final = 1_000
MOST_PARAMETERS: Final = 200
AVAIL: Final = "avail"


def wish_of(query_string: str) -> Wanted:
    """What a query string asks of land: not how it is shown, and not whether it can be had yet.

    Raises
    ------
    BadValue
        A filter that does not fit, or too many of them.

    Examples
    --------
    >>> wish_of("?view=14/36.2/113.1&mu_min=60&siding=1&sort=-mu&avail=preparing").address()
    'mu_min=60&siding=1'
    """
    try:
        sent = parse_qs(query_string.removeprefix("?"), max_num_fields=MOST_PARAMETERS)
    except ValueError as cause:
        raise BadValue("this filter is too long to be kept; leave parts of it out", field="query"
                       ) from cause  # fmt: skip
    return replace(wanted_of(sent), sort="").without(AVAIL)


def kept_query(query_string: str) -> str:
    """A query string as it is kept: only what filters, in one order.

    Raises
    ------
    BadValue
        A filter that does not fit, or too many of them.
    """
    kept = wish_of(query_string).address()
    if len(kept) > LONGEST:
        raise BadValue("this filter is too long to be kept; leave parts of it out", field="query")
    return kept


def available_query(query_string: str) -> str:
    """The query string by which `/explore` shows what of a search can be had."""
    return wish_of(query_string).asking(AVAIL, frozenset({AVAILABLE})).address()


def matching(record: Record, query_string: str) -> tuple[str, ...]:
    """Ids of the parcels that a query string lets through and that the public can have today."""
    wanted = wish_of(query_string).asking(AVAIL, frozenset({AVAILABLE}))
    return tuple(sorted(fitting(record, PUBLIC_ACTOR, wanted)))


__all__ = ["available_query", "kept_query", "matching", "wish_of"]
