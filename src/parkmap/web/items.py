"""Parcels as lists, deltas and features write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import orjson

from parkmap.services.changes import map_fact
from parkmap.services.views import View
from parkmap.web.facts import card_facts, fact_line
from parkmap.web.reaching import reach_body


def list_item(view: View, parks: Mapping[str, str], lang: str) -> dict[str, Any]:
    """A row of the list beside the map."""
    park = str(view.state.get("park") or "")
    return map_fact(view, lang) | {
        "park": park,
        "park_name": parks.get(park, park),
        "bbox": list(view.bbox),
        "facts": fact_line(view, lang),
        "since": view.state.get("status_since"),
    }


def card(view: View, parks: Mapping[str, str], lang: str) -> dict[str, Any]:
    """The click panel of a parcel."""
    park = str(view.state.get("park") or "")
    return map_fact(view, lang) | {
        "park": park,
        "park_name": parks.get(park, park),
        "m2": view.area_m2,
        "ha": view.area_ha,
        "since": view.state.get("status_since"),
        "facts": card_facts(view, lang),
        "url": f"/parcels/{quote(view.id, safe='')}",
        "bbox": list(view.bbox),
        **reach_body(view, lang),
    }


def feature(view: View, links: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """A parcel or park as a GeoJSON feature; the geometry goes in as the text that is stored."""
    shape: Any = orjson.Fragment(view.geometry) if view.geometry else None
    made: dict[str, Any] = {
        "type": "Feature",
        "id": view.id,
        "bbox": list(view.bbox),
        "geometry": shape,
        "properties": view.state
        | {
            "area_m2": view.area_m2,
            "area_mu": view.area_mu,
            "version": view.version,
            "drawn_as": view.drawn_as,
        },
    }
    if links:
        made["links"] = links
    return made
