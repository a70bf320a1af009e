"""Whom to ask about a parcel, and how to get there by a map on a telephone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

import numpy as np
import shapely

from parkmap.formats.crs.gcj02 import to_bd09, to_gcj02
from parkmap.geometry.coordinates import Floats
from parkmap.land.sharing import secure_link
from parkmap.land.telephones import Telephone, telephone
from parkmap.services.record import Record
from parkmap.services.views import View

GAODE: Final = "https://uri.amap.com/marker"
BAIDU: Final = "https://api.map.baidu.com/marker"
IN_CHINA: Final = (72.004, 0.8293, 137.8347, 55.8271)
"""West, south, east, north of where Chinese web maps are shifted."""

LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Reach:
    """The office of a parcel, and the parcel on two maps; each of them may be missing.

    The office as it is written, the number in that, and what its WeChat code holds.
    """

    contact: str
    telephone: Telephone | None
    wechat: str
    gaode: str | None
    baidu: str | None


def reach(record: Record, view: View, lang: str) -> Reach:
    """How to reach the office and the land, as this view of the parcel tells it.

    What the parcel does not name, the zone does.
    """
    sharing = record.zone.sharing
    contact = str(view.state.get("contact") or sharing.telephone)
    wechat = secure_link(view.state.get("contact_wechat")) or sharing.wechat
    gaode, baidu = _maps(record, view, lang)
    return Reach(contact, telephone(contact), wechat, gaode, baidu)


def _maps(record: Record, view: View, lang: str) -> tuple[str | None, str | None]:
    """Both maps have shifted coordinates of their own (GCJ-02, BD-09); what is stored stays."""
    if not view.geometry or view.geometry == "null":
        return None, None
    middle = shapely.from_geojson(view.geometry).representative_point()
    at = np.array([[middle.x, middle.y]])
    name = view.name(lang)[:LONGEST_NAME]
    to_gaode, to_baidu = shifted(at)
    gaode = {"position": "{:.6f},{:.6f}".format(*to_gaode), "name": name, "src": "parkmap",
             "coordinate": "gaode", "callnative": "1"}  # fmt: skip
    baidu = {"location": "{1:.6f},{0:.6f}".format(*to_baidu), "title": name,
             "content": record.zone.name(lang)[:LONGEST_NAME], "output": "html",
             "coord_type": "bd09ll", "src": "parkmap"}  # fmt: skip
    gaode_at, baidu_at = (urlencode(one, quote_via=quote, safe=",") for one in (gaode, baidu))
    return f"{GAODE}?{gaode_at}", f"{BAIDU}?{baidu_at}"


def shifted(at: Floats) -> tuple[tuple[float, float], tuple[float, float]]:
    """A place in degrees (one row) as Gaode and as Baidu have it: longitude, latitude.

    Outside China neither is shifted.

    Examples
    --------
    >>> [tuple(round(n, 6) for n in one) for one in shifted(np.array([[113.1, 36.2]]))]
    [(113.106669, 36.200175), (113.113255, 36.20585)]
    """
    west, south, east, north = IN_CHINA
    inside = west <= at[0, 0] <= east and south <= at[0, 1] <= north
    gcj = to_gcj02(at) if inside else at
    bd = to_bd09(gcj) if inside else at
    return (float(gcj[0, 0]), float(gcj[0, 1])), (float(bd[0, 0]), float(bd[0, 1]))


__all__ = ["Reach", "reach", "shifted"]
