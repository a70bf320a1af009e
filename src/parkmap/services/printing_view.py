"""The thematic map of a view on A3: parcels by status, and what they add up to. For staff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import shapely

from parkmap.errors import BadValue
from parkmap.geometry.coordinates import array_of
from parkmap.geometry.plane import to_plane
from parkmap.land.status import STATUSES
from parkmap.reports.frame import Frame
from parkmap.reports.typeset import Form, typeset
from parkmap.reports.view_map import Plot, looks, view_frame, view_page
from parkmap.services.imprint import (
    PERMISSION,
    Printed,
    Words,
    head_of,
    mu_text,
    proof,
    remarks,
    short,
)
from parkmap.services.reading import ParcelQuery, parcels, parks
from parkmap.services.record import Actor, Record, require
from parkmap.services.surroundings import Box, backdrop, degrees_of
from parkmap.services.views import View

MOST_ON_VIEW: Final = 5_000


@dataclass(frozen=True, slots=True)
class ViewOrder:
    """Which view is printed: west, south, east, north in degrees, and the filters of the map."""

    bbox: Box
    statuses: tuple[str, ...] = ()
    park: str | None = None
    title: str = ""


def thematic_map(
    record: Record, actor: Actor, order: ViewOrder, words: Words, lang: str, form: Form = "pdf"
) -> Printed:  # fmt: skip
    """The thematic map of a view on A3, with what its parcels add up to.

    Raises
    ------
    BadValue
        More parcels than a sheet can show.
    """
    require(actor, PERMISSION)
    zone = record.zone.gk_zone
    plane = to_plane(array_of([shapely.box(*order.bbox)]), zone)[0]
    frame = view_frame(tuple(shapely.bounds(plane)))
    box = degrees_of(record, frame)
    found = _in_view(record, actor, order, frame, box)
    with record.store.read() as connection:
        top, moment = head_of(connection, record)
    page = view_page(
        frame, [Plot(one.id, one.drawn_as, shape) for one, shape in found],
        _parks(record, actor, frame, lang), backdrop(record, box, lang), STATUSES, lang,
    )  # fmt: skip
    title = short(order.title) or f"{record.zone.name(lang)}{words['view']}"
    data = {
        "lang": lang, "title": title, "words": words, "page": page,
        "figures": _figures([one for one, _ in found], words, lang),
        "total": words["parcels"] % {"n": f"{len(found):,}"} + "　" + mu_text(
            sum(one.area_dm2 for one, _ in found), words),
        "remarks": [words["counted"], words["on"] % {"day": record.today().isoformat()},
                    *remarks(record, moment, words, lang)],
        "proof": proof(top, words),
    }  # fmt: skip
    return Printed(typeset("view", data, moment, form), top.seq)


def _in_view(
    record: Record, actor: Actor, order: ViewOrder, frame: Frame, box: Box
) -> list[tuple[View, Any]]:  # fmt: skip
    query = ParcelQuery(bbox=box, statuses=order.statuses, park=order.park, limit=MOST_ON_VIEW,
                        with_geometry=True)  # fmt: skip
    page = parcels(record, actor, query)
    if page.matched > MOST_ON_VIEW:
        raise BadValue(
            "%(count)s parcels in this view; a sheet shows at most %(most)s: zoom in, or filter",
            count=page.matched,
            most=MOST_ON_VIEW,
        )
    views = [one for one in page.views if one.geometry]
    shapes = to_plane(
        array_of(shapely.from_geojson([one.geometry for one in views])), record.zone.gk_zone
    )
    met = shapely.intersects(shapes, shapely.box(*frame.metres))
    return [(one, shape) for one, shape, here in zip(views, shapes, met, strict=True) if here]


def _parks(record: Record, actor: Actor, frame: Frame, lang: str) -> list[tuple[str, Any]]:
    views = [one for one in parks(record, actor) if one.geometry]
    if not views:
        return []
    shapes = array_of(shapely.from_geojson([one.geometry for one in views]))
    plane = to_plane(shapes, record.zone.gk_zone)
    return [(one.name(lang), shape) for one, shape in zip(views, plane, strict=True)]


def _figures(views: Sequence[View], words: Words, lang: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for code, style in STATUSES.items():
        mine = [one for one in views if one.drawn_as == code]
        area = mu_text(sum(one.area_dm2 for one in mine), words)
        rows.append(
            looks(style) | {
                "name": style.zh if lang == "zh" else style.en,
                "letter": style.letter_zh if lang == "zh" else style.letter_en,
                "count": f"{len(mine):,}", "area": area,
            }
        )  # fmt: skip
    return rows


__all__ = ["MOST_ON_VIEW", "ViewOrder", "thematic_map"]
