"""The thematic map of a view on A3: parcels by a theme, and what they add up to. For staff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import shapely

from parkmap.errors import BadValue
from parkmap.geometry.coordinates import array_of
from parkmap.geometry.plane import to_plane
from parkmap.land.fields import PARCEL_FIELDS, label
from parkmap.land.status import STATUSES
from parkmap.land.themes import OTHER, THEMES, UNTOLD, drawn_in
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
from parkmap.services.table_rows import Order, ordered
from parkmap.services.views import View

MOST_ON_VIEW: Final = 5_000


@dataclass(frozen=True, slots=True)
class ViewOrder:
    """Which view is printed: west, south, east, north in degrees, and the filter of the map.

    `field` and `fits` filter as the table does; `ids` prints these parcels alone.
    """

    bbox: Box
    statuses: tuple[str, ...] = ()
    park: str | None = None
    title: str = ""
    text: str = ""
    field: str = ""
    fits: str = ""
    ids: tuple[str, ...] = ()
    theme: str = "status"


def thematic_map(
    record: Record, actor: Actor, order: ViewOrder, words: Words, lang: str, form: Form = "pdf"
) -> Printed:  # fmt: skip
    """The thematic map of a view on A3, with what its parcels add up to.

    Raises
    ------
    BadValue
        More parcels than a sheet can show, or a theme that there is not.
    """
    require(actor, PERMISSION)
    if order.theme not in THEMES:
        raise BadValue("'%(value)s' is no theme; use one of %(allowed)s", value=order.theme[:40],
                       allowed=", ".join(THEMES))  # fmt: skip
    zone = record.zone.gk_zone
    plane = to_plane(array_of([shapely.box(*order.bbox)]), zone)[0]
    frame = view_frame(tuple(shapely.bounds(plane)))
    box = degrees_of(record, frame)
    found = _in_view(record, actor, order, frame, box)
    with record.store.read() as connection:
        top, moment = head_of(connection, record)
    page = view_page(
        frame, [Plot(one.id, _drawn(order, one), shape) for one, shape in found],
        _parks(record, actor, frame, lang), backdrop(record, box, lang), THEMES[order.theme], lang,
    )  # fmt: skip
    title = short(order.title) or f"{record.zone.name(lang)}{words[f'view_{order.theme}']}"
    data = {
        "lang": lang, "title": title, "words": words, "page": page,
        "figures": _figures(order, [one for one, _ in found], words, lang),
        "total": words["parcels"] % {"n": f"{len(found):,}"} + "　" + mu_text(
            sum(one.area_dm2 for one, _ in found), words),
        "remarks": [*_only(record, actor, order, words, lang), words["counted"],
                    words["on"] % {"day": record.today().isoformat()},
                    *remarks(record, moment, words, lang)],
        "proof": proof(top, words),
    }  # fmt: skip
    return Printed(typeset("view", data, moment, form), top.seq)


def _in_view(
    record: Record, actor: Actor, order: ViewOrder, frame: Frame, box: Box
) -> list[tuple[View, Any]]:  # fmt: skip
    query = ParcelQuery(bbox=box, statuses=order.statuses, park=order.park, text=order.text,
                        ids=order.ids, limit=MOST_ON_VIEW, with_geometry=True)  # fmt: skip
    if order.field:
        fitting = ordered(record, actor, Order(query, field=order.field, fits=order.fits)).ids
        _refuse_many(len(fitting))
        if not fitting:
            return []
        query = replace(query, ids=fitting)
    page = parcels(record, actor, query)
    _refuse_many(page.matched)
    views = [one for one in page.views if one.geometry]
    shapes = to_plane(
        array_of(shapely.from_geojson([one.geometry for one in views])), record.zone.gk_zone
    )
    met = shapely.intersects(shapes, shapely.box(*frame.metres))
    return [(one, shape) for one, shape, here in zip(views, shapes, met, strict=True) if here]


def _refuse_many(count: int) -> None:
    if count > MOST_ON_VIEW:
        raise BadValue(
            "%(count)s parcels in this view; a sheet shows at most %(most)s: zoom in, or filter",
            count=count,
            most=MOST_ON_VIEW,
        )


def _drawn(order: ViewOrder, one: View) -> str:
    return one.drawn_as if order.theme == "status" else drawn_in(order.theme, one.state)


def _only(
    record: Record, actor: Actor, order: ViewOrder, words: Words, lang: str
) -> list[str]:  # fmt: skip
    """What the paper leaves out has to stand on it: the filter in words."""
    zh = lang == "zh"
    said = [STATUSES[code].zh if zh else STATUSES[code].en
            for code in order.statuses if code in STATUSES]  # fmt: skip
    said += [one.name(lang) for one in parks(record, actor) if one.id == order.park]
    said += [order.text] if order.text else []
    if order.field in PARCEL_FIELDS:
        said.append(f"{label(PARCEL_FIELDS[order.field], lang)} {order.fits}")
    said += [words["selection"]] if order.ids else []
    return [words["only"] % {"what": " · ".join(map(short, said))}] if said else []


def _parks(record: Record, actor: Actor, frame: Frame, lang: str) -> list[tuple[str, Any]]:
    views = [one for one in parks(record, actor) if one.geometry]
    if not views:
        return []
    shapes = array_of(shapely.from_geojson([one.geometry for one in views]))
    plane = to_plane(shapes, record.zone.gk_zone)
    return [(one.name(lang), shape) for one, shape in zip(views, plane, strict=True)]


def _figures(
    order: ViewOrder, views: Sequence[View], words: Words, lang: str
) -> list[dict[str, str]]:  # fmt: skip
    rows: list[dict[str, str]] = []
    for code, style in THEMES[order.theme].items():
        mine = [one for one in views if _drawn(order, one) == code]
        if code in {OTHER, UNTOLD} and not mine:
            continue
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
