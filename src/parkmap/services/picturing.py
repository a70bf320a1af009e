"""Pictures to share: a parcel's preview, poster and tall picture, a zone's preview; as PNG.

They are made to be forwarded, so they show what the public may know, whoever asks for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import shapely
from sqlalchemy import Connection

from parkmap.errors import BadValue, NotFound
from parkmap.geometry.coordinates import array_of
from parkmap.geometry.plane import to_plane
from parkmap.land.status import STATUSES, SUPPLY_WORDS, Style
from parkmap.reports.sketch import close_frame, parcel_sketch, zone_sketch
from parkmap.reports.typeset import typeset
from parkmap.reports.view_map import Plot
from parkmap.services.imprint import Printed, Words, head_of
from parkmap.services.reading import one_or_refuse, parks
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.surroundings import backdrop, degrees_of
from parkmap.services.views import View, view_of
from parkmap.store import lists, present

MOST_SHARED: Final = 10
"""Parcels on one tall picture."""

MOST_BESIDE: Final = 400
MOST_OF_A_ZONE: Final = 3_000
"""A zone with more parcels is drawn by its parks alone: they would be specks."""

PREVIEW_MM: Final = (36.0, 36.0)
POSTER_MM: Final = (120.0, 74.0)
LONG_MM: Final = (90.0, 66.0)
Size = tuple[float, float]
Content = Mapping[str, Any]


def shared_parcel(record: Record, parcel_id: str) -> View:
    """A parcel as the public reads it.

    Raises
    ------
    NotFound
        The public may not know of it, it has no boundary, or it is history.
    """
    view = one_or_refuse(record, PUBLIC_ACTOR, "parcel", parcel_id)
    if not view.geometry or view.geometry == "null" or view.state.get("retired_on"):
        raise NotFound("there is no '%(id)s' with a boundary here; look it up in the list",
                       id=parcel_id[:80])  # fmt: skip
    return view


def public_styles(record: Record) -> Mapping[str, Style]:
    """The styles by which the public sees parcels drawn."""
    return SUPPLY_WORDS if record.zone.policy.wording == "supply" else STATUSES


def preview(record: Record, view: View, lang: str) -> Printed:
    """The picture of a parcel for link previews: 200 pixels square, without words."""
    sketch = _sketch(record, view, PREVIEW_MM, lang, named=False)
    return _made(record, {"kind": "preview", "lang": lang, "title": view.id, "map": sketch})


def zone_preview(record: Record, lang: str) -> Printed:
    """The picture of the zone for link previews: 200 pixels square, without words."""
    plots = _plots_of_zone(record)
    outlines = [one for view in parks(record, PUBLIC_ACTOR) if (one := _plane(record, view))]
    shapes = [*outlines, *(one.shape for one in plots)]
    if not shapes:
        raise NotFound("there is no land on record yet; import boundaries first")
    frame = close_frame(tuple(shapely.total_bounds(shapes)), PREVIEW_MM, share=0.94, least_m=500)
    sketch = zone_sketch(frame, outlines, plots, backdrop(record, degrees_of(record, frame), lang),
                         public_styles(record))  # fmt: skip
    return _made(record, {"kind": "preview", "lang": lang, "title": "", "map": sketch})


def poster(record: Record, view: View, content: Content, words: Words, lang: str) -> Printed:
    """海报: one parcel on an upright picture of 1080 by 1620 pixels.

    Parameters
    ----------
    content
        What it says of the parcel, as text; nothing of it is markup.
    words
        What is the same on every poster.
    """
    parcel = {**content, "map": _sketch(record, view, POSTER_MM, lang)}
    return _made(record, {"kind": "poster", "lang": lang, "title": view.id, "words": words,
                          "parcels": [parcel]})  # fmt: skip


def long_picture(
    record: Record, shown: Sequence[tuple[View, Content]], words: Words, lang: str
) -> Printed:  # fmt: skip
    """长图: one parcel or a short list, 750 pixels wide and as tall as it needs.

    Raises
    ------
    BadValue
        No parcel, or more than `MOST_SHARED`.
    """
    refuse_many(len(shown))
    parcels = [{**content, "map": _sketch(record, view, LONG_MM, lang)} for view, content in shown]
    return _made(record, {"kind": "long", "lang": lang, "title": words["long"], "words": words,
                          "parcels": parcels})  # fmt: skip


def refuse_many(count: int) -> None:
    """Refuse a picture of no parcel, or of too many.

    Raises
    ------
    BadValue
        It says how many go on one picture.
    """
    if not 1 <= count <= MOST_SHARED:
        raise BadValue(
            "%(count)s parcels on one picture; take 1 to %(most)s", count=count, most=MOST_SHARED
        )


def _made(record: Record, data: dict[str, Any]) -> Printed:
    with record.store.read() as connection:
        top, moment = head_of(connection, record)
    return Printed(typeset("share", data, moment, "png", ppi=72.0), top.seq)


def _sketch(
    record: Record, view: View, size: Size, lang: str, *, named: bool = True
) -> dict[str, Any]:  # fmt: skip
    shape = _plane(record, view)
    frame = close_frame(tuple(shapely.bounds(shape)), size)
    box = degrees_of(record, frame)
    with record.store.read() as connection:
        beside = _plots(connection, record, lists.Filter(box=box), MOST_BESIDE)
    return parcel_sketch(
        frame, Plot(view.id, view.drawn_as, shape),
        [one.shape for one in beside if one.id != view.id], backdrop(record, box, lang),
        public_styles(record), named=named,
    )  # fmt: skip


def _plots_of_zone(record: Record) -> list[Plot]:
    with record.store.read() as connection:
        number, _ = lists.count(connection, record.zone_id, lists.Filter())
        return [] if number > MOST_OF_A_ZONE else _plots(connection, record, lists.Filter(),
                                                         MOST_OF_A_ZONE)  # fmt: skip


def _plots(
    connection: Connection, record: Record, chosen: lists.Filter, most: int
) -> list[Plot]:  # fmt: skip
    """The parcels that the public sees among those chosen."""
    ids = lists.ids(connection, record.zone_id, chosen, limit=most)
    stored = present.some(connection, record.zone_id, "parcel", ids, with_geometry=True)
    seen = [one for each in stored if (one := view_of(record, PUBLIC_ACTOR, each)) and one.geometry]
    if not seen:
        return []
    degrees = array_of(shapely.from_geojson([one.geometry for one in seen]))
    planes = to_plane(degrees, record.zone.gk_zone)
    return [Plot(one.id, one.drawn_as, plane) for one, plane in zip(seen, planes, strict=True)]


def _plane(record: Record, view: View) -> Any:
    if not view.geometry or view.geometry == "null":
        return None
    return to_plane(array_of([shapely.from_geojson(view.geometry)]), record.zone.gk_zone)[0]


__all__ = [
    "MOST_SHARED", "long_picture", "poster", "preview", "public_styles", "refuse_many",
    "shared_parcel", "zone_preview",
]  # fmt: skip
