"""Parcels like another one, those that can be had first, as an audience may know them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from sqlalchemy import Connection

from parkmap.land.availability import AVAILABLE, HELD, NOT_FOR_TAKING, PREPARING, availability
from parkmap.land.likeness import distance, likeness
from parkmap.said import Said
from parkmap.services.record import Actor, Record
from parkmap.services.views import View, view_of
from parkmap.store import present
from parkmap.store.alike import nearest_in_area

MOST: Final = 4
ORDER: Final = (AVAILABLE, PREPARING, HELD, NOT_FOR_TAKING)
"""Which kinds of availability come first."""


class Similar(NamedTuple):
    """A parcel like the one asked about, whether it can be had, and what makes it alike."""

    view: View
    kind: str
    reasons: tuple[Said, ...]


class _Place(NamedTuple):
    """Where candidates come from: offers (None: any), whether of the same park only, how many."""

    offers: tuple[str, ...] | None
    own_park: bool
    most: int


PLACES: Final = (_Place(("open",), False, 200), _Place(("preparing",), False, 60),
                 _Place(None, True, 60))  # fmt: skip
"""Looked through one after another until enough parcels can be had: a bounded number of the
nearest in area, so that it costs the same in a zone of 25,000 parcels."""


def similar(record: Record, actor: Actor, view: View, most: int = MOST) -> tuple[Similar, ...]:
    """Up to `most` parcels like this one: available ones first, then by likeness.

    Parameters
    ----------
    view
        The parcel as this audience reads it; what it does not read counts for nothing.

    Returns
    -------
    tuple of Similar
        Never a retired parcel, nor one that this audience may not know of.
    """
    found: dict[str, tuple[str, View]] = {}
    with record.store.read() as connection:
        for place in PLACES:
            if sum(kind == AVAILABLE for kind, _ in found.values()) >= most:
                break
            for kind, one in _candidates(connection, record, actor, view, place):
                found.setdefault(one.id, (kind, one))
    ranked = sorted(found.values(), key=lambda each: (
        ORDER.index(each[0]), distance(view.state, each[1].state), each[1].id))  # fmt: skip
    return tuple(Similar(one, kind, likeness(view.state, one.state)) for kind, one in ranked[:most])


def _candidates(
    connection: Connection, record: Record, actor: Actor, view: View, place: _Place
) -> Iterator[tuple[str, View]]:
    park = str(view.state.get("park") or "") if place.own_park else None
    if park == "":
        return
    ids = nearest_in_area(
        connection, record.zone_id, view.area_dm2, offers=place.offers, park=park,
        without=view.id, limit=place.most,
    )  # fmt: skip
    stored = present.some(connection, record.zone_id, "parcel", ids, with_geometry=False)
    for each in stored:
        seen = view_of(record, actor, each)
        if seen is not None:
            yield availability(each.state, record.today()).kind, seen


__all__ = ["MOST", "Similar", "similar"]
