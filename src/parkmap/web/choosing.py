"""What the pages of several parcels share: which are asked for, and how the map shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote, urlencode

import shapely

from parkmap.land.neighbours import place_in
from parkmap.services.record import PUBLIC_ACTOR, Actor, Record
from parkmap.services.short_list import Chosen, chosen
from parkmap.services.views import View
from parkmap.web.arguments import texts_argument
from parkmap.web.availability import availability_body
from parkmap.web.config_script import page_config, styles
from parkmap.web.kept import parks_now


def asked_parcels(record: Record, most: int) -> Chosen:
    """The parcels of `ids` as the public reads them, whoever asks: the link is for sending on."""
    ids = (one.replace("\x00", "") for one in texts_argument("ids"))
    return chosen(record, PUBLIC_ACTOR, list(ids), most)


def address(path: str, ids: Iterable[str], **more: str) -> str:
    """The address of a page about parcels.

    Examples
    --------
    >>> address("/compare", ["A-1", "B&2"], show="differences")
    '/compare?ids=A-1,B%262&show=differences'
    """
    listed = ",".join(quote(one, safe="") for one in ids)
    rest = f"&{urlencode(more)}" if more else ""
    return f"{path}?ids={listed}{rest}"


def numbered(record: Record, views: Sequence[View], lang: str) -> list[dict[str, Any]]:
    """Each parcel with its number, whether it can be had, its park and the way it is drawn."""
    parks = {one.id: one.name(lang) for one in parks_now(record, PUBLIC_ACTOR)}
    looks = styles(record, PUBLIC_ACTOR, lang)
    return [
        {
            "n": number,
            "view": view,
            "park": parks.get(str(view.state.get("park") or ""), ""),
            "style": {"code": view.drawn_as, **looks[view.drawn_as]},
            "available": availability_body(record, PUBLIC_ACTOR, view.id, lang),
        }
        for number, view in enumerate(views, 1)
    ]


def numbered_config(
    record: Record, actor: Actor, views: Sequence[View], lang: str
) -> dict[str, Any]:  # fmt: skip
    """The map's config: what is outlined, where each number stands, and the box of all."""
    config = page_config(record, actor, lang)
    drawn = [(number, view) for number, view in enumerate(views, 1) if _is_drawn(view)]
    config["numbered"] = [
        {"id": view.id, "n": number, "place": _place(view)} for number, view in drawn
    ]
    if drawn:
        boxes = [view.bbox for _, view in drawn]
        west, south = (min(box[at] for box in boxes) for at in (0, 1))
        east, north = (max(box[at] for box in boxes) for at in (2, 3))
        config["numbered_bbox"] = config["view"] = [west, south, east, north]
    return config


def _is_drawn(view: View) -> bool:
    return bool(view.geometry) and view.geometry != "null"


def _place(view: View) -> list[float]:
    """A point inside, [lng, lat], where its number stands."""
    lng, lat = place_in(shapely.from_geojson(view.geometry))
    return [round(lng, 6), round(lat, 6)]


__all__ = ["address", "asked_parcels", "numbered", "numbered_config"]
