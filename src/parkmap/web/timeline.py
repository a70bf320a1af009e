"""`/progress/map`: the land on any day of the record, two days beside each other, what moved."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

import orjson
from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from parkmap.land.courses import Sum
from parkmap.services import statistics
from parkmap.services.moving import Moved, lines_of, moved
from parkmap.services.record import Actor, Record
from parkmap.services.tiles import edition
from parkmap.services.timeline import land_in_time
from parkmap.units import dm2_to_mu
from parkmap.web.arguments import day_argument, text_argument
from parkmap.web.config_script import page_config
from parkmap.web.context import current_actor, current_record
from parkmap.web.etags import known_tag, tagged
from parkmap.web.kept import kept, parks_now, token_now
from parkmap.web.language import current_language
from parkmap.web.pages import map_page

VIEWS: Final = ("one", "two", "swipe")
STEPS: Final = ("day", "week", "month")
SPEEDS: Final = ("1", "2", "3")
YEAR: Final = timedelta(days=365)
PAGE: Final = 100
MOST_START: Final = 10_000_000
EXTENSION: Final = "parkmap_timeline"
FORM: Final = 1
"""Moves when the answer changes its form, so that no browser keeps an old one."""

blueprint = Blueprint("timeline", __name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says; `kind` is a pair of statuses, `start` a row of the list."""

    on: date
    since: date
    view: str = "one"
    step: str = "week"
    speed: str = "2"
    only: bool = False
    kind: tuple[str | None, str | None] = (None, None)
    start: int = 0

    @property
    def days(self) -> tuple[date, date]:
        """The two days that are compared, the earlier one first."""
        return min(self.on, self.since), max(self.on, self.since)

    def address(self, path: str = "/progress/map", **changed: Any) -> str:
        """A path with this state in its query, some of it changed."""
        one = replace(self, **changed)
        said = {"on": one.on.isoformat(), "from": one.since.isoformat(), "view": one.view,
                "step": one.step, "speed": one.speed}  # fmt: skip
        if one.only:
            said["only"] = "1"
        if one.kind != (None, None):
            said["kind"] = "-".join(code or "" for code in one.kind)
        if one.start:
            said["start"] = str(one.start)
        return f"{path}?{urlencode(said)}"


@blueprint.get("/progress/map")
def timeline() -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    first, last = statistics.first_day(record), record.today()
    asked = asked_state(first, last)
    found = moved(record, actor, *asked.days)
    config = page_config(record, actor, lang) | {
        "still": True,
        "timeline": {
            "url": f"/api/timeline?lang={lang}", "moved": "/progress/map/moved",
            "first": first, "last": last, "on": asked.on, "since": asked.since,
            "view": asked.view, "step": asked.step, "speed": asked.speed, "only": asked.only,
        },
    }  # fmt: skip
    config["timeline"] = {name: _plain(value) for name, value in config["timeline"].items()}
    return map_page(
        "timeline.html", "progress", config=config, first=first, last=last, asked=asked,
        rows=day_rows(found, asked, config["styles"]), **moved_values(record, actor, found, asked),
    )  # fmt: skip


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@blueprint.get("/progress/map/moved")
def moved_part() -> ResponseReturnValue:
    """The list of the page alone, for its script: asked for once the days have come to rest."""
    record, actor, lang = current_record(), current_actor(), current_language()
    asked = asked_state(statistics.first_day(record), record.today())
    found = moved(record, actor, *asked.days)
    styles = page_config(record, actor, lang)["styles"]
    return render_template(
        "_moved.html", asked=asked, styles=styles, **moved_values(record, actor, found, asked)
    )


@blueprint.get("/api/timeline")
def land() -> ResponseReturnValue:
    """The whole history in one compressed answer, kept until the record or the day changes."""
    record, actor, lang = current_record(), current_actor(), current_language()
    which = edition(record, actor, lang)
    tag = f"{FORM}-{token_now(record)}-{which}-{actor.audience}-{record.today().isoformat()}"
    if known_tag() == tag:
        return tagged(Response(status=304), tag)
    body = _kept(record, actor, lang, tag)
    if request.accept_encodings["gzip"]:
        answer = Response(body, mimetype="application/json")
        answer.headers["Content-Encoding"] = "gzip"
    else:
        answer = Response(gzip.decompress(body), mimetype="application/json")
    answer.vary.add("Accept-Encoding")
    return tagged(answer, tag)


def _kept(record: Record, actor: Actor, lang: str, tag: str) -> bytes:
    """The newest answer for each audience and language is kept, and no older one."""
    store: dict[tuple[str, str], tuple[str, bytes]]
    store = current_app.extensions.setdefault(EXTENSION, {})
    found = store.get((actor.audience, lang))
    if found is None or found[0] != tag:
        made = orjson.dumps(land_in_time(record, actor, lang).as_json())
        found = store[actor.audience, lang] = (tag, gzip.compress(made, 6, mtime=0))
    return found[1]


def asked_state(first: date, last: date) -> Asked:
    """The state of the address; a day outside the record is moved to its first or its last."""
    on = _within(day_argument("on") or last, first, last)
    since = _within(day_argument("from") or on - YEAR, first, last)
    start = text_argument("start")
    return Asked(
        on, since,
        _one_of("view", VIEWS, "one"), _one_of("step", STEPS, "week"),
        _one_of("speed", SPEEDS, "2"),
        text_argument("only") == "1",
        asked_kind(),
        min(int(start), MOST_START) if start.isdecimal() and len(start) < 9 else 0,
    )  # fmt: skip


def asked_kind() -> tuple[str | None, str | None]:
    """The statuses before and after that are asked for, as `idle-in_use`; None for all."""
    before, parted, after = text_argument("kind").partition("-")
    return (before, after) if parted else (None, None)


def _within(day: date, first: date, last: date) -> date:
    return min(max(day, first), last)


def _one_of(name: str, known: tuple[str, ...], otherwise: str) -> str:
    text = text_argument(name)
    return text if text in known else otherwise


def day_rows(found: Moved, asked: Asked, styles: dict[str, Any]) -> list[dict[str, Any]]:
    """A row for each status: its sums on the day compared with, on the day shown, the net."""
    since, on = (found.was, found.now) if asked.since <= asked.on else (found.now, found.was)
    rows = []
    for code, style in styles.items():
        was, now = since.get(code, Sum()), on.get(code, Sum())
        rows.append({
            "s": code, "label": style["label"], "letter": style["letter"],
            "was": _sum(was), "now": _sum(now),
            "net": dm2_to_mu(now.area_dm2 - was.area_dm2, 1), "more": now.count - was.count,
        })  # fmt: skip
    return rows


def _sum(one: Sum) -> dict[str, Any]:
    return {"count": one.count, "mu": dm2_to_mu(one.area_dm2, 1)}


def moved_values(record: Record, actor: Actor, found: Moved, asked: Asked) -> dict[str, Any]:
    """What the list shows: sums by kind, the lines of the page, how many there are."""
    wanted, lang = found.between(*asked.kind), current_language()
    shown = wanted[asked.start : asked.start + PAGE]
    return {
        "found": found, "lines": lines_of(record, actor, found, shown, lang),
        "matched": len(wanted), "park_names": park_names(record, actor, lang),
        "matched_dm2": sum(one.area_dm2 for one in wanted),
        "net": [(code, dm2_to_mu(found.net[code], 1))
                for code in found.styles if code in found.net],
        "next": asked.start + PAGE if asked.start + PAGE < len(wanted) else None,
    }  # fmt: skip


def park_names(record: Record, actor: Actor, lang: str) -> dict[str, str]:
    """Park id -> its name in the language of the page."""
    return kept(
        record, actor, f"park-names-{lang}",
        lambda: {park.id: park.name(lang) or park.id for park in parks_now(record, actor)},
    )  # fmt: skip
