"""What staff read on `/progress` beside the public figures: every measure with its land."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from flask import request
from flask_babel import gettext as _

from parkmap.land.codes import word as code_word
from parkmap.land.figured import Figure
from parkmap.land.measures import AGES, MEASURES, RATES, TARGETED, TIMES, YIELDS
from parkmap.services import measures
from parkmap.services.behind import behind_page
from parkmap.services.figuring import Told, look_at
from parkmap.services.measures import Figures
from parkmap.services.ranking import ranks_of
from parkmap.services.record import Actor, Record
from parkmap.units import dm2_to_mu
from parkmap.web.arguments import day_argument, text_argument
from parkmap.web.listing import park_names
from parkmap.web.measures import ROWS, asked_word, shown_since, start_argument

DIMENSIONS: Final = ("chain", "route", "servicing", "supply_mode")
"""What the second table tells sums by; parks have a table of their own."""
KEPT: Final = ("on", "since", "known", "dim")
"""Parts of the address that every link of the page keeps."""
BALANCE: Final = (
    ("", "idle_before"), ("+", "became_idle"), ("+", "idle_entered"), ("+", "idle_corrected"),
    ("−", "started"), ("−", "idle_came_back"), ("−", "idle_to_use"), ("−", "idle_left"),
    ("=", "idle"),
)  # fmt: skip
"""How the idle stock at the end follows from that at the start."""
MONTH_COLUMNS: Final = ("idle", "under_construction", "revitalized", "became_idle", "started",
                        "came_back", "disposed")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """The day, the period and the moment that the address asks for."""

    on: date
    since: date
    known_at: datetime | None

    @property
    def when(self) -> tuple[date, date, datetime | None]:
        """As the services take them."""
        return self.on, self.since, self.known_at


def board(record: Record, actor: Actor, asked: Asked, lang: str) -> dict[str, Any]:
    """The values of the page's sections for staff."""
    told = look_at(record, actor, *asked.when)
    found = measures.figures_of(record, told)
    months = measures.months_of(told, shown_since(record, asked.on, day_argument("since")))
    return {
        "figures": found, "measures": MEASURES, "to": to, "behind_to": behind_to,
        "asked": asked, "balance": BALANCE, "ages": AGES, "rates": RATES, "times": TIMES,
        "yields": YIELDS, "months": months,
        "month_columns": MONTH_COLUMNS, "aims": aims(record, actor, asked, found),
        "partial": (asked.on + timedelta(1)).day != 1,
        "ranks": ranks_of(told.look), "park_names": park_names(record, actor, lang),
        "dimension": dimension(), "dimensions": dimension_words(),
        "groups": groups(told, lang), "list": _list(record, actor, asked),
    }  # fmt: skip


def to(anchor: str = "", **changed: Any) -> str:
    """The page's address with some parts changed; None takes a part out."""
    parts = {name: request.args.get(name, "") for name in KEPT} | changed
    query = urlencode({name: str(value) for name, value in parts.items()
                       if value not in {None, ""}})  # fmt: skip
    return "/progress" + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")


def behind_to(name: str, **more: Any) -> str:
    """The address of the list behind a measure."""
    return to("behind", behind=name, **more)


def aims(record: Record, actor: Actor, asked: Asked, found: Figures) -> list[dict[str, Any]]:
    """What the year is to bring and what it would come to, one for each target that is set."""
    target = record.zone.targets.get(asked.on.year)
    if target is None:
        return []
    begin, end = date(asked.on.year, 1, 1), date(asked.on.year, 12, 31)
    if asked.since != begin:
        found = measures.figures(record, actor, asked.on, begin, asked.known_at)
    told = []
    for flow in (one for one in TARGETED if one in target.mu):
        wanted, done = target.mu[flow], found.by_name[flow].value or 0.0
        ahead, days = found.by_name[f"{flow}_forecast"], (end - asked.on).days
        left = max(0.0, wanted - done)
        told.append({
            "flow": flow, "target": wanted, "source": target.source, "done": done, "left": left,
            "share": 100 * done / wanted, "need": 30 * left / days if days else None,
            "days": days, "forecast": ahead, "verdict": verdict(wanted, done, ahead),
            "begin": begin,
        })  # fmt: skip
    return told


def verdict(wanted: float, done: float, ahead: Figure) -> str:
    """Whether the target will be met, by the range of the forecast; empty where there is none."""
    if done >= wanted:
        return str(_("met already"))
    if ahead.value is None or ahead.low is None or ahead.high is None:
        return ""
    if ahead.low >= wanted:
        return str(_("will be met at every pace held lately"))
    if ahead.high < wanted:
        return str(_("will not be met at any pace held lately"))
    if ahead.value >= wanted:
        return str(_("will be met if the pace is held"))
    return str(_("will not be met unless the pace rises"))


def dimension() -> str:
    """By what the second table tells sums."""
    name = text_argument("dim")
    return name if name in DIMENSIONS else DIMENSIONS[0]


def dimension_words() -> dict[str, str]:
    """Dimension -> its word."""
    return {
        "chain": str(_("Chain")), "route": str(_("Route")), "servicing": str(_("Servicing")),
        "supply_mode": str(_("Supply mode")),
    }  # fmt: skip


def groups(told: Told, lang: str) -> list[dict[str, Any]]:
    """A row for each word of the dimension, most land first; land without the word last."""
    name = dimension()
    found = measures.sums_by(told, name)
    rows = [
        {
            "word": word, "name": code_word(name, word, lang) if word else str(_("not given")),
            "cells": {code: {"count": one.count, "mu": dm2_to_mu(one.area_dm2, 1)}
                      for code, one in sums.items()},
            "total": {"count": sum(one.count for one in sums.values()),
                      "mu": dm2_to_mu(sum(one.area_dm2 for one in sums.values()), 1)},
        }
        for word, sums in found.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (not row["word"], -row["total"]["mu"]))


def _list(record: Record, actor: Actor, asked: Asked) -> dict[str, Any] | None:
    """The list under the page, with what it is of; None where the address opens none."""
    name = text_argument("behind")
    if not name:
        return None
    since, on = day_argument("from") or asked.since, day_argument("to") or asked.on
    where = asked_word()
    page = behind_page(record, actor, name, on, since, asked.known_at, where=where,
                       start=start_argument(), limit=ROWS)  # fmt: skip
    following = page.start + len(page.rows)
    kept = {"behind": name, "by": text_argument("by"), "word": text_argument("word"),
            "from": text_argument("from"), "to": text_argument("to")}  # fmt: skip
    return {
        "name": name, "page": page, "on": on, "since": since, "where": where,
        "next": to("behind", start=following, **kept) if following < page.matched else "",
        "file": _file(name, on, since),
    }  # fmt: skip


def _file(name: str, on: date, since: date) -> Callable[[str], str]:
    query = {"on": on.isoformat(), "since": since.isoformat(),
             "known_at": text_argument("known"), "by": text_argument("by"),
             "word": text_argument("word")}  # fmt: skip
    text = urlencode({key: value for key, value in query.items() if value})
    return lambda form: f"/api/measures/{name}/parcels.{form}?{text}"


__all__ = ["Asked", "board", "to"]
