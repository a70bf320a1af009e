"""`/api/moves` and `/api/exports/moves.<ext>`: land that counts otherwise between two days."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue, NotFound
from parkmap.services.moves_file import FORMS, MovesFile, told
from parkmap.services.moving import Moved, lines_of, moved, outlines_of
from parkmap.services.record import Record
from parkmap.units import dm2_to_m2, dm2_to_mu
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day_argument, limit_argument, text_argument
from parkmap.web.context import current_actor, current_record
from parkmap.web.downloads import room, sent, turn
from parkmap.web.exports import SLOTS
from parkmap.web.kept import token_now
from parkmap.web.language import current_language
from parkmap.web.timeline import asked_kind, park_names

PAGE: Final = 500
LONGEST: Final = 8

blueprint = Blueprint("moves", __name__)


@blueprint.get("/api/moves")
def moves() -> ResponseReturnValue:
    """A page of moves, with the sums of all."""
    record, actor, lang = current_record(), current_actor(), current_language()
    found = moved(record, actor, *asked_days(record))
    wanted = found.between(*asked_kind())
    start, limit = _start(), limit_argument(PAGE)
    lines = lines_of(record, actor, found, wanted[start : start + limit], lang)
    return json_answer(
        {
            "from": found.from_on, "to": found.to_on, "token": token_now(record),
            "sums": [_net(found, code) for code in found.styles],
            "kinds": [
                {"before": one.before, "after": one.after, "rows": one.rows,
                 **{f"{side}_{unit}": as_unit(dm2) if found.areas else None
                    for side, dm2 in (("before", one.before_dm2), ("after", one.after_dm2))
                    for unit, as_unit in (("m2", dm2_to_m2), ("mu", dm2_to_mu))}}
                for one in found.by_kind
            ],
            "matched": len(wanted),
            "mu": dm2_to_mu(sum(one.area_dm2 for one in wanted)) if found.areas else None,
            "items": [told(one, areas=found.areas) for one in lines],
            "next": start + limit if start + limit < len(wanted) else None,
        }
    )  # fmt: skip


@blueprint.get("/api/exports/moves.<ext>")
def export(ext: str) -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    form = FORMS.get(ext)
    if form is None:
        raise NotFound(
            "there is no export 'moves.%(ext)s'; use one of %(all)s",
            ext=ext[:40], all=", ".join(FORMS),
        )  # fmt: skip
    found = moved(record, actor, *asked_days(record))
    wanted = found.between(*asked_kind())
    places = [f"export-{actor.audience}-{n}" for n in range(SLOTS[actor.audience])]
    with turn(record, *places), room() as folder:
        lines = tuple(lines_of(record, actor, found, wanted, lang))
        shapes = outlines_of(record, actor, found, wanted) if ext == "geojson" else {}
        days = f"{found.from_on.isoformat()}_{found.to_on.isoformat()}"
        path = Path(folder) / f"{record.zone.code}-{days}.{ext}"
        form.write(path, MovesFile(found, lines, park_names(record, actor, "zh"), shapes))
        answer = sent(path, form.media)
    answer.headers["X-Parkmap-Count"] = str(len(lines))
    return answer


def asked_days(record: Record) -> tuple[date, date]:
    """The two days of the address.

    Raises
    ------
    BadValue
        The first is missing, or one is no day.
    """
    from_on = day_argument("from")
    if from_on is None:
        raise BadValue("from is missing; write a day as 2026-11-23")
    return from_on, day_argument("to") or record.today()


def _start() -> int:
    text = text_argument("start")
    if not text:
        return 0
    if not text.isdecimal() or len(text) > LONGEST:
        raise BadValue("start is '%(value)s'; send the number that `next` told", value=text[:40])
    return int(text)


def _net(found: Moved, code: str) -> dict[str, Any]:
    was, now = found.was.get(code), found.now.get(code)
    sides = {name: {"count": one.count if one else 0, "mu": one.mu if one else 0.0}
             for name, one in (("was", was), ("now", now))}  # fmt: skip
    more = (now.area_dm2 if now else 0) - (was.area_dm2 if was else 0)
    return {"s": code, "net_mu": dm2_to_mu(more), **sides}
