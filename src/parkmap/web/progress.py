"""`/progress`: mu and count for each status, by park, on a chosen day, and what is behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.services import statistics
from parkmap.services.changes import token
from parkmap.services.enquiry_sums import summary
from parkmap.services.record import Actor, Record
from parkmap.services.statistics import TotalRow
from parkmap.units import dm2_to_mu
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day_argument, moment_argument
from parkmap.web.board import Asked, board, to
from parkmap.web.config_script import page_config, total_rows
from parkmap.web.context import current_actor, current_record, needed
from parkmap.web.kept import parks_now
from parkmap.web.language import current_language
from parkmap.web.listing import asked_query, listed
from parkmap.web.measures import month_ends, shown_since
from parkmap.web.pages import plain_page

BEHIND: Final = 100
READ: Final = "read_internal"
STAFF_ONLY: Final = frozenset({"since", "known", "dim", "behind", "by", "word", "from", "to"})
"""What an address may ask for only of staff."""

blueprint = Blueprint("progress", __name__)


@blueprint.get("/progress")
def progress() -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    if not STAFF_ONLY.isdisjoint(request.args):
        needed(READ)
    asked = asked_period(record)
    on = asked.on
    found = statistics.totals(record, actor, on, asked.known_at)
    behind = None
    if "s" in request.args or "park" in request.args:
        query = replace(asked_query(BEHIND), as_of=on if on != record.today() else None)
        query = replace(query, known_at=asked.known_at)
        behind = listed(record, actor, query, lang)
    config = page_config(record, actor, lang)
    staff = actor.may(READ)
    ends = [] if staff else month_ends(shown_since(record, on, None), on)
    return plain_page(
        "progress.html",
        "progress",
        on=on,
        rows=park_rows(record, actor, found.rows, lang),
        sums=_cells(found.rows),
        min_on=statistics.first_day(record),
        behind=behind,
        enquiries=summary(record, actor) if staff else None,
        config=config,
        styles=config["styles"],
        board=board(record, actor, asked, lang) if staff else None,
        points=statistics.series(record, actor, ends)[::-1],
        to=to,
    )


def asked_period(record: Record) -> Asked:
    """The day, the first day of the period and the moment that the address asks for."""
    on = day_argument("on") or record.today()
    since = day_argument("since") or date(on.year, 1, 1)
    return Asked(on, since, moment_argument(record, "known"))


@blueprint.get("/api/totals")
def totals() -> ResponseReturnValue:
    record, actor = current_record(), current_actor()
    on = day_argument("on") or record.today()
    found = statistics.totals(record, actor, on, moment_argument(record))
    return json_answer({"on": on, "token": token(record), "rows": total_rows(found)})


def park_rows(
    record: Record, actor: Actor, rows: Iterable[TotalRow], lang: str
) -> list[dict[str, Any]]:
    """A row for each park that has land on the day, in the order of the parks."""
    by_park: dict[str, list[TotalRow]] = {}
    for row in rows:
        by_park.setdefault(row.park, []).append(row)
    names = {park.id: park.name(lang) or park.id for park in parks_now(record, actor)}
    order = [*(code for code in names if code in by_park), *sorted(by_park.keys() - names.keys())]
    return [
        {
            "park": code,
            "name": names.get(code, code),
            "cells": _cells(by_park[code]),
            "total": _sum(by_park[code]),
        }
        for code in order
    ]


def _cells(rows: Iterable[TotalRow]) -> dict[str, dict[str, Any]]:
    by_style: dict[str, list[TotalRow]] = {}
    for row in rows:
        by_style.setdefault(row.drawn_as, []).append(row)
    return {code: _sum(some) for code, some in by_style.items()}


def _sum(rows: Iterable[TotalRow]) -> dict[str, Any]:
    held = list(rows)
    return {
        "count": sum(row.sum.count for row in held),
        "mu": dm2_to_mu(sum(row.sum.area_dm2 for row in held), 1),
    }
