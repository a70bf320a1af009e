"""What the scripts of a page need to know: one dictionary, written as JSON and never as code."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from flask_wtf.csrf import generate_csrf

from parkmap.errors import WorkspaceError
from parkmap.geometry.edit import MOST_PIECES
from parkmap.geometry.measure import spans_reach
from parkmap.land.policy import PUBLIC
from parkmap.land.status import STATUSES, SUPPLY_WORDS, Style
from parkmap.services import statistics
from parkmap.services.record import PUBLIC_ACTOR, Actor, Record
from parkmap.units import dm2_to_m2, dm2_to_mu
from parkmap.web.kept import frame_now, kept, parks_now, token_now, totals_now
from parkmap.web.words import words


def styles(record: Record, actor: Actor, lang: str) -> dict[str, dict[str, str]]:
    """Style code -> label, letter, colours and hatching, in the order of legends."""
    return {
        code: {
            "label": style.zh if lang == "zh" else style.en,
            "letter": style.letter_zh if lang == "zh" else style.letter_en,
            "light": style.light,
            "dark": style.dark,
            "hatch": style.hatch,
        }
        for code, style in style_table(record, actor).items()
    }


def style_table(record: Record, actor: Actor) -> dict[str, Style]:
    """The styles by which parcels are drawn and counted for this reader."""
    if actor.audience == PUBLIC and record.zone.policy.wording == "supply":
        return SUPPLY_WORDS
    return STATUSES


def total_rows(totals: statistics.Totals) -> list[dict[str, Any]]:
    """Sums by park and style, as the map's legend reads them."""
    return [
        {
            "park": row.park,
            "s": row.drawn_as,
            "count": row.sum.count,
            "mu": dm2_to_mu(row.sum.area_dm2, 1),
            "area_m2": dm2_to_m2(row.sum.area_dm2),
        }
        for row in totals.rows
    ]


def zone_words(record: Record, lang: str) -> dict[str, Any]:
    """What pages print of the zone: names, notices, its belt, whether all land lies near it."""
    zone = record.zone
    return {
        "name": zone.name(lang),
        "notice": zone.notice(lang),
        "approval_number": zone.approval_number,
        "time_zone": zone.time_zone,
        "gk_zone": zone.gk_zone,
        "on_plane": _on_plane(record),
    }


def _on_plane(record: Record) -> bool:
    try:
        west, _south, east, _north = frame_now(record, PUBLIC_ACTOR).bounds
    except WorkspaceError:
        return True  # a page that tells of such a fault has no land to speak of
    return spans_reach(west, east, record.zone.gk_zone)


def page_config(record: Record, actor: Actor, lang: str) -> dict[str, Any]:
    """The `#parkmap-config` of a page with a map."""
    frame = frame_now(record, actor)
    config: dict[str, Any] = {
        "lang": lang,
        "audience": actor.audience,
        "token": token_now(record),
        "today": record.today().isoformat(),
        "zone": zone_words(record, lang),
        "frame": {
            "minzoom": frame.minzoom,
            "maxzoom": frame.maxzoom,
            "bounds": list(frame.bounds),
        },
        "styles": styles(record, actor, lang),
        "totals": total_rows(totals_now(record, actor)),
        "parks": [
            {"id": park.id, "name": park.name(lang), "bbox": list(park.bbox)}
            for park in parks_now(record, actor)
        ],
        "context": _context(record, lang),
        "basemaps": _basemaps(record, lang),
        "urls": _urls(lang),
        "words": kept(record, actor, f"words-{lang}", lambda: words(desk=actor.audience != PUBLIC)),
    }
    if actor.audience != PUBLIC:
        config["csrf"] = generate_csrf()
        config["actor"] = actor.id
        config["most_pieces"] = MOST_PIECES
    return config


def _context(record: Record, lang: str) -> list[dict[str, str]]:
    return [
        {
            "url": f"/context/{quote(layer.file)}",
            "name": layer.name_zh if lang == "zh" else layer.name_en,
            "kind": PurePosixPath(layer.file).stem,
        }
        for layer in record.zone.context
    ]


def _basemaps(record: Record, lang: str) -> list[dict[str, Any]]:
    return [
        {
            "name": basemap.name_zh if lang == "zh" else basemap.name_en,
            "url": basemap.url,
            "attribution": basemap.attribution,
            "subdomains": basemap.subdomains,
            "gcj02": basemap.gcj02,
        }
        for basemap in record.zone.basemaps
    ]


def _urls(lang: str) -> dict[str, str]:
    return {
        "tiles": f"/tiles/parcels/{{z}}/{{x}}/{{y}}.mvt?lang={lang}",
        "changes": "/api/changes",
        "parks": "/api/collections/parks/items",
        "list": "/api/list",
        "matches": "/api/matches",
        "card": "/api/parcels/{id}/card",
        "marks": "/api/marks",
    }
