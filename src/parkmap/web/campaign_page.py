"""The pages of campaigns: what their templates show, from the figures that the API gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

import orjson
import shapely
from flask import request
from flask_babel import gettext

from parkmap.land.campaigns import CAMPAIGN_ITEMS, COUNTS, campaign_name, form_of
from parkmap.land.codes import word
from parkmap.reports.frame import Frame
from parkmap.services import campaigns, statistics
from parkmap.services.campaign_map import map_of
from parkmap.services.campaign_next import Next
from parkmap.services.campaign_sentences import reason_of
from parkmap.services.campaign_standing import Row, Standing
from parkmap.services.papers import paper_of
from parkmap.services.record import Actor
from parkmap.units import dm2_to_mu
from parkmap.web.arguments import day_argument, moment_argument
from parkmap.web.campaign_body import campaign_body, overlap_bodies, points_body
from parkmap.web.campaign_file import fallen_text, method_text, status_word
from parkmap.web.config_script import styles
from parkmap.web.context import current_record
from parkmap.web.item_facts import item_rows
from parkmap.web.kept import parks_now
from parkmap.web.language import current_language
from parkmap.web.pages import plain_page
from parkmap.web.registers import form_config
from parkmap.web.stories import actor_names
from parkmap.web.telling import told

EDIT: Final = "edit"
SHOWN: Final = 12
MAP_MM: Final = (0.0, 0.0, 120.0, 84.0)


@dataclass(frozen=True, slots=True)
class Line:
    """A parcel in a table of the page, with words for its codes."""

    id: str
    name: str
    park: str
    mu: float
    values: Mapping[str, Any]


def campaigns_page(actor: Actor) -> str:
    """All campaigns, each with its sentence, and what counts in more than one."""
    record, lang = current_record(), current_language()
    on = day_argument("on")
    found = campaigns.standings(record, actor, on, moment_argument(record, "known"))
    names = {one.id: campaign_name(one.state, lang) for one in found.standings}
    return plain_page(
        "campaigns.html", "campaigns", config=form_config() if actor.may(EDIT) else None,
        rows=[campaign_body(one, lang) for one in found.standings], on=found.land.on,
        seq=found.land.seq, overlaps=overlap_bodies(found.overlaps, names),
        fields=campaigns.items(record, actor), query=_query(),
        min_on=statistics.first_day(record),
    )  # fmt: skip


def campaign_page(actor: Actor, one: Standing, ahead: Next) -> str:
    """One campaign: the sentence, the burn-up, the parcels behind it, and what could come next."""
    record, lang = current_record(), current_language()
    parks = {park.id: park.name(lang) for park in parks_now(record, actor)}
    names, every = actor_names(record), request.args.get("next") == "all"
    body = campaign_body(one, lang)
    points = points_body(one)
    config = form_config() | {"styles": styles(record, actor, lang), "burn_up": _plain({
        "points": points, "goal": one.goal_mu, "deadline": one.mu.run.deadline_on.isoformat(),
        "forecast": body["forecast"] if one.mu.forecast is one.expected else None,
    })}  # fmt: skip
    shown = ahead.rows if every else ahead.rows[:SHOWN]
    return plain_page(
        "campaign.html", "campaigns", config=config, one=one, body=body,
        lines=[_line(one, row, names, parks, lang) for row in one.rows],
        ahead=[_ahead(each, parks, lang) for each in shown], ahead_count=len(ahead.rows),
        ahead_mu=dm2_to_mu(ahead.area_dm2), steps=_steps(one, points), picture=_picture(
            actor, one, ahead), method=method_text(), query=_query(),
        counts=COUNTS[one.rule.counts],
        scope=item_rows(campaigns.items(record, actor), form_of(one.state),
                        ("needs", "parks", "statuses", "parcels", "team", "leader_post",
                         "officer_post", "note"), lang),
        fields=campaigns.items(record, actor), form=form_of(one.state),
        overlaps=_overlaps(actor, one), paper=partial(paper_of, record, actor),
        min_on=statistics.first_day(record), light_item=CAMPAIGN_ITEMS,
    )  # fmt: skip


def _line(
    one: Standing, row: Row, names: Mapping[str, str], parks: Mapping[str, str], lang: str
) -> Line:
    counted, by = row
    return Line(
        counted.parcel, "", parks.get(counted.park, counted.park), dm2_to_mu(counted.area_dm2),
        {
            "on": counted.on, "counts": dm2_to_mu(counted.counts_dm2),
            "from": counted.before, "to": counted.to,
            "change": f"{status_word(counted.before, lang)} → {status_word(counted.to, lang)}",
            "route": word("route", counted.route, lang) if counted.route else "",
            "fallen": fallen_text(one, row, lang),
            "by": names.get(by.actor, by.actor) if by else "", "entry": by.seq if by else None,
            "reason": by.reason if by else "",
        },
    )  # fmt: skip


def _ahead(each: Any, parks: Mapping[str, str], lang: str) -> Line:
    name = each.state.get("name_zh") if lang == "zh" else each.state.get("name_en")
    who = each.state.get("responsible_post") or each.state.get("responsible_unit") or ""
    return Line(
        each.id, str(name or ""), parks.get(each.park, each.park), dm2_to_mu(each.area_dm2),
        {"status": each.status, "word": status_word(each.status, lang),
         "reason": told(reason_of(each.near, lang)), "who": who,
         "case": each.near.values.get("case"), "fell": each.near.values.get("fell")},
    )  # fmt: skip


def _steps(one: Standing, points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The points at which the line of the chart moves, its ends, and the day looked at."""
    kept, last = [], None
    for n, point in enumerate(points):
        moved = point["done"] is not None and point["done"] != last
        if moved or n in {0, len(points) - 1} or point["day"] == one.mu.run.cut:
            kept.append(point)
        last = point["done"] if point["done"] is not None else last
    return kept


def _overlaps(actor: Actor, one: Standing) -> list[dict[str, Any]]:
    record, lang = current_record(), current_language()
    others, mine = campaigns.shared_with(record, actor, one)
    names = {each.id: campaign_name(each.state, lang) for each in (one, *others)}
    made = overlap_bodies(mine, names)
    for each in made:
        each["other"] = next(other for other in each["campaigns"] if other != one.id)
    return made


def _picture(actor: Actor, one: Standing, ahead: Next) -> dict[str, Any] | None:
    """The small map as paths of an SVG in millimetres."""
    found = map_of(current_record(), actor, one, ahead, MAP_MM, current_language())
    if found is None:
        return None
    return {
        "width": found.frame.width, "height": found.frame.height, "scale": found.frame.scale,
        "parks": [{"d": _path(found.frame, shape), "name": name} for name, shape in found.parks],
        "parcels": [{"d": _path(found.frame, each.shape), "id": each.id, "kind": each.kind,
                     "status": each.status} for each in found.parcels],
        "says": str(gettext("Map of the parcels of this campaign")),
    }  # fmt: skip


def _path(frame: Frame, shape: Any) -> str:
    parts = []
    for polygon in shapely.get_parts(frame.cut(shape)):
        if polygon.geom_type != "Polygon" or polygon.is_empty:
            continue
        for ring in (polygon.exterior, *polygon.interiors):
            parts.append("M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in ring.coords[:-1]) + "Z")
    return "".join(parts)


def _plain(told: Any) -> Any:
    """Days as texts, as the API writes them."""
    return orjson.loads(orjson.dumps(told))


def _query() -> str:
    """What of the address goes along: the day and the moment that are looked at."""
    kept = {name: request.args[name] for name in ("on", "known") if request.args.get(name)}
    return f"?{urlencode(kept)}" if kept else ""


__all__ = ["campaign_page", "campaigns_page"]
