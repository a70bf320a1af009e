"""Chains as JSON and as the nodes of a graph: the page, its picture and the API say the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from flask_babel import gettext

from parkmap.land.chain_asked import asked_text, match_address, wanted_of
from parkmap.land.chain_gaps import GAPS, LEVELS, Area, Figures, Level, taken
from parkmap.land.status import STATUSES
from parkmap.services.chain_land import Here
from parkmap.services.chain_suiting import Suiting
from parkmap.services.chain_views import Chains, ChainView, DirectionView, SegmentView
from parkmap.units import dm2_to_mu
from parkmap.web.formatting import mu
from parkmap.web.telling import told

NAMED: Final = 3


def level_word(level: Level, lang: str) -> str:
    """What a level is called."""
    return LEVELS[level].zh if lang == "zh" else LEVELS[level].en


def figures_body(one: Figures) -> dict[str, Any]:
    """Sums over some directions."""
    return {
        "directions": one.directions, "gaps": one.gaps, "levels": dict(one.levels),
        "enterprises": one.enterprises, "projects": one.projects,
        "land": area_body(one.area),
        "by_status": {status: area_body(area) for status, area in one.land.items()},
    }  # fmt: skip


def area_body(area: Area) -> dict[str, Any]:
    """A number of parcels and their area in mu."""
    return {"count": area.parcels, "mu": dm2_to_mu(area.area_dm2)}


def chains_body(found: Chains, lang: str) -> dict[str, Any]:
    """All chains with their segments and sums."""
    kinds = [one.counts.kind for one in found.outside]
    return {
        "on": found.on,
        "figures": figures_body(found.figures),
        "chains": [_chain(one, lang) for one in found.chains],
        "outside": {"enterprises": kinds.count("enterprise"), "projects": kinds.count("project")},
        "told": [told(one, lang) for one in found.told],
    }


def chain_body(found: Chains, one: ChainView, suiting: Suiting, lang: str) -> dict[str, Any]:
    """A chain with each direction: who is there, what it asks, the land that suits a gap."""
    segments = [
        _segment(segment, lang) | {
            "directions": [direction_body(found, one, each, suiting, lang)
                           for each in segment.directions],
        }
        for segment in one.segments
    ]  # fmt: skip
    return _chain(one, lang) | {
        "on": found.on,
        "segments": segments,
        "loose": [here_body(each, lang) for each in one.loose],
    }


def direction_body(
    found: Chains, chain: ChainView, one: DirectionView, suiting: Suiting, lang: str
) -> dict[str, Any]:
    """A direction with its level and land; `suits` is null where it is no gap or asks nothing."""
    land = taken([here.counts for here in one.here], found.land.counted())
    return {
        "id": one.id, "name": one.name(lang), "map": one.map_id, "level": one.level,
        "label": level_word(one.level, lang), "gap": one.level in GAPS,
        "here": [here_body(each, lang) for each in one.here],
        "land": area_body(Area(len(land), sum(land.values()))),
        "asks": asked_text(one.asks, lang), "suits": suits_body(chain, one, suiting),
        "match": f"/match?{match_address(one.asks, chain.name_zh)}",
        "explore": f"/explore?{wanted_of(one.asks).address()}",
    }  # fmt: skip


def suits_body(chain: ChainView, one: DirectionView, suiting: Suiting) -> dict[str, Any] | None:
    """The land that can be had today for a gap: how much, and what suits best."""
    match = suiting.land_for(chain, one) if one.level in GAPS else None
    if match is None:
        return None
    best = [{"id": each.id, "score": each.score} for each in match.suited[:NAMED]]
    return {"candidates": match.candidates, "large_enough": match.large_enough, "best": best}


def here_body(one: Here, lang: str) -> dict[str, Any]:
    """Somebody in a chain: a project or an enterprise with its parcels."""
    counts = one.counts
    return {
        "kind": counts.kind, "id": one.id, "name": one.name(lang), "level": counts.level,
        "label": level_word(counts.level, lang), "url": here_url(one),
        "parcels": list(counts.land),
    }  # fmt: skip


def here_url(one: Here) -> str:
    """Where somebody in a chain has a page."""
    place = "projects" if one.counts.kind == "project" else "enterprises"
    return f"/{place}/{quote(one.id, safe='')}"


def graph_of_chain(found: Chains, chain: ChainView, lang: str) -> dict[str, Any]:
    """The chain, its segments, their directions, as a tree for the picture."""
    return {
        "name": chain.name(lang), "note": _sums_line(chain.figures),
        "children": [
            {"name": segment.name(lang), "note": _sums_line(segment.figures),
             "children": [_leaf(found, one, lang) for one in segment.directions]}
            for segment in chain.segments
        ],
    }  # fmt: skip


def graph_of_all(found: Chains, name: str, lang: str) -> dict[str, Any]:
    """The zone, its chains, their segments, as a tree; a segment is marked by its gaps."""
    return {
        "name": name, "note": _sums_line(found.figures),
        "children": [
            {"name": chain.name(lang), "note": _sums_line(chain.figures), "url": _url(chain.id),
             "children": [
                 {"name": one.name(lang), "note": _sums_line(one.figures),
                  "mark": _extent(one.figures), "url": _url(chain.id)}
                 for one in chain.segments]}
            for chain in found.chains
        ],
    }  # fmt: skip


def _leaf(found: Chains, one: DirectionView, lang: str) -> dict[str, Any]:
    label = level_word(one.level, lang)
    land = taken([here.counts for here in one.here], found.land.counted())
    who = [here.name(lang) for here in one.here]
    note = label
    if who:
        note += " · " + str(gettext("%(n)s there", n=len(who)))
    if land:
        note += f" · {mu(dm2_to_mu(sum(land.values())))} {gettext('mu')}"
    return {"name": one.name(lang), "note": note, "mark": one.level, "url": f"#{one.id}",
            "more": who}  # fmt: skip


def _extent(one: Figures) -> str:
    """The mark of a segment: without a gap, with some, with nothing else."""
    if not one.gaps:
        return "producing"
    return "none" if one.gaps == one.directions else "under_way"


def _sums_line(one: Figures) -> str:
    return str(gettext("%(n)s directions, gaps: %(gaps)s", n=one.directions, gaps=one.gaps))


def _url(chain_id: str) -> str:
    return f"/chains/{quote(chain_id, safe='')}"


def _chain(one: ChainView, lang: str) -> dict[str, Any]:
    return {
        "id": one.id, "name": one.name(lang), "lead_post": one.state.get("lead_post") or "",
        "advisers": len(one.advisers), "maps": len(one.maps),
        "figures": figures_body(one.figures), "available": area_body(one.available),
        "planned": _by_status(one.planned),
        "segments": [_segment(segment, lang) for segment in one.segments],
    }  # fmt: skip


def _segment(one: SegmentView, lang: str) -> dict[str, Any]:
    return {"id": one.id, "name": one.name(lang), "figures": figures_body(one.figures)}


def _by_status(planned: Mapping[str, Area]) -> dict[str, dict[str, Any]]:
    return {status: area_body(planned[status]) for status in STATUSES if status in planned}


__all__ = [
    "area_body", "chain_body", "chains_body", "direction_body", "figures_body", "graph_of_all",
    "graph_of_chain", "here_body", "here_url", "level_word", "suits_body",
]  # fmt: skip
