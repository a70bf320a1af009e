"""What a 地块推介单 tells of land: always as the public reads it, whoever asks for the sheet.

A sheet is made to be handed on, so that nothing internal may stand on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import shapely

from parkmap.errors import BadValue, NotFound
from parkmap.geometry.coordinates import array_of
from parkmap.geometry.plane import to_plane
from parkmap.reports.backdrop import Ground
from parkmap.reports.frame import Frame
from parkmap.reports.view_map import Plot
from parkmap.services import reading
from parkmap.services.bounding import Bounds, bounds_of
from parkmap.services.distances import Distance, distances
from parkmap.services.offering import Offered, offered
from parkmap.services.reading import ParcelQuery, filter_of
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.surroundings import backdrop, degrees_of
from parkmap.services.views import View, view_of
from parkmap.store import lists, present

MOST_SHEETS: Final = 20
MOST_BESIDE: Final = 600


@dataclass(frozen=True, slots=True)
class Offer:
    """A parcel as the public reads it, with its park, whether it can be had, and what is near."""

    view: View
    park: View | None
    offered: Offered
    near: tuple[Distance, ...]


def offer_of(record: Record, parcel_id: str) -> Offer:
    """What a sheet tells of a parcel.

    Raises
    ------
    NotFound
        The public may not know of it, or it became history.
    """
    view = reading.parcel(record, PUBLIC_ACTOR, parcel_id)
    if view.state.get("retired_on"):
        raise NotFound(
            "%(id)s became history on %(day)s, so no sheet is made of it; "
            "its page names what it became",
            id=view.id,
            day=view.state["retired_on"],
        )
    return Offer(
        view, _park(record, view), offered(record, PUBLIC_ACTOR, view.id),
        tuple(distances(record, view)),
    )  # fmt: skip


def offers_of(record: Record, ids: Sequence[str]) -> tuple[list[Offer], int]:
    """The parcels of a short list, in its order, and how many of it are not shown (any more).

    Raises
    ------
    BadValue
        No parcel, or more than `MOST_SHEETS`.
    NotFound
        None of them is shown.
    """
    if not 1 <= len(ids) <= MOST_SHEETS:
        raise BadValue(
            "%(count)s parcels on one list; name 1 to %(most)s in ids, by commas",
            count=len(ids),
            most=MOST_SHEETS,
        )
    found: list[Offer] = []
    for one in ids:
        try:
            found.append(offer_of(record, one))
        except NotFound:
            if len(ids) == 1:
                raise
    if not found:
        raise NotFound("none of these parcels is there for you; look them up in the list")
    return found, len(ids) - len(found)


def shape_of(record: Record, view: View) -> Any | None:
    """The outline on the plane as the public sees it; None without a boundary."""
    if not view.geometry or view.geometry == "null":
        return None
    return to_plane(array_of([shapely.from_geojson(view.geometry)]), record.zone.gk_zone)[0]


def sides_of(record: Record, view: View, lang: str) -> Bounds | None:
    """四至, worked out; None where they were entered, or the public may not read them."""
    hidden = not record.zone.policy.shows(PUBLIC_ACTOR.audience, "parcel", "bounds", view.state)
    return None if hidden or view.state.get("bounds") else bounds_of(
        record, PUBLIC_ACTOR, view, lang)  # fmt: skip


def around(
    record: Record, frame: Frame, lang: str, own: str
) -> tuple[list[Plot], list[Ground]]:  # fmt: skip
    """What lies in a frame beside a parcel: others, as the public may see them, and ground."""
    box = degrees_of(record, frame)
    chosen = filter_of(record, PUBLIC_ACTOR, ParcelQuery(bbox=box))
    with record.store.read() as connection:
        ids = [one for one in lists.ids(connection, record.zone_id, chosen) if one != own]
        stored = present.some(
            connection, record.zone_id, "parcel", ids[:MOST_BESIDE], with_geometry=True
        )
    views = [seen for one in stored if (seen := view_of(record, PUBLIC_ACTOR, one)) is not None]
    drawn = [one for one in views if one.geometry]
    shapes = to_plane(
        array_of(shapely.from_geojson([one.geometry for one in drawn])), record.zone.gk_zone
    )
    met = shapely.intersects(shapes, shapely.box(*frame.metres))
    beside = [Plot(one.id, one.drawn_as, shape)
              for one, shape, here in zip(drawn, shapes, met, strict=True) if here]  # fmt: skip
    return beside, backdrop(record, box, lang)


def parks_of(record: Record, lang: str) -> list[tuple[str, Any]]:
    """Names and outlines on the plane of all parks."""
    views = [one for one in reading.parks(record, PUBLIC_ACTOR) if one.geometry]
    shapes = to_plane(
        array_of(shapely.from_geojson([one.geometry for one in views])), record.zone.gk_zone
    )
    return [(one.name(lang), shape) for one, shape in zip(views, shapes, strict=True)]


def _park(record: Record, view: View) -> View | None:
    try:
        return reading.park(record, PUBLIC_ACTOR, str(view.state.get("park") or ""))
    except NotFound:
        return None  # a parcel may name a park that was never given a boundary


__all__ = [
    "MOST_SHEETS", "Offer", "around", "offer_of", "offers_of", "parks_of", "shape_of", "sides_of",
]  # fmt: skip
