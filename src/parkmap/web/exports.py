"""`/api/exports/parcels.<ext>`: the land as a file, in any format and with any filter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from parkmap import __version__
from parkmap.errors import BadValue, NotFound
from parkmap.formats.writing import FORMS
from parkmap.land.asked import parameters
from parkmap.land.ledger import canonical, digest
from parkmap.services.changes import token
from parkmap.services.exporting import export
from parkmap.services.record import Actor, Record
from parkmap.services.selecting import Choice
from parkmap.services.sifting import fitting
from parkmap.web.arguments import (
    bbox_argument,
    codes_argument,
    day_argument,
    ids_argument,
    moment_argument,
    text_argument,
    texts_argument,
)
from parkmap.web.context import current_actor, current_record
from parkmap.web.downloads import room, sent, turn
from parkmap.web.etags import known, tagged
from parkmap.web.listing import asked_wanted

SLOTS: Final = {"public": 1, "staff": 2}
"""Files that are made at a time, over all processes; the public cannot keep the staff out."""

OF_EXPLORE: Final = parameters() - {"park", "ids"}
"""What only `/explore` asks; a park and ids mean the same to both."""

SUFFIXES: Final = {form.suffix: name for name, form in FORMS.items()}

blueprint = Blueprint("exports", __name__)


@blueprint.get("/api/exports/parcels.<ext>")
def parcels(ext: str) -> ResponseReturnValue:
    record, actor = current_record(), current_actor()
    form = SUFFIXES.get(ext)
    if form is None:
        raise NotFound(
            "there is no export 'parcels.%(ext)s'; use one of %(all)s",
            ext=ext[:40],
            all=", ".join(SUFFIXES),
        )
    on = day_argument("on") or record.today()
    choice = asked_choice(record, actor)
    tag = _tag(record, actor, on.isoformat())
    if known(tag):
        return tagged(Response(status=304), tag)
    places = [f"export-{actor.audience}-{n}" for n in range(SLOTS[actor.audience])]
    with turn(record, *places), room() as folder:
        path = Path(folder) / f"{record.zone.code}-{on.isoformat()}.{ext}"
        encoding = text_argument("encoding") or None
        done = export(record, actor, form, path, on, choice=choice, encoding=encoding)
        answer = sent(path, FORMS[form].media)
    answer.headers["X-Parkmap-Count"] = str(done.count)
    return tagged(answer, tag)


def asked_choice(record: Record, actor: Actor) -> Choice:
    """The filters of the address: those of the command, or those of `/explore` for today."""
    wish = request.args.keys() & OF_EXPLORE
    choice = Choice(
        statuses=codes_argument("status"),
        park=None if wish else text_argument("park") or None,
        ids=ids_argument(),
        offers=texts_argument("offer"),
        bbox=bbox_argument(),
        known_at=moment_argument(record),
    )
    if not wish:
        return choice
    if choice.known_at is not None or day_argument("on") not in {None, record.today()}:
        raise BadValue(
            "%(names)s look at the land of today; leave them out, or the day",
            names=", ".join(sorted(wish)), field="on",
        )  # fmt: skip
    return replace(choice, fits=frozenset(fitting(record, actor, asked_wanted())))


def _tag(record: Record, actor: Actor, day: str) -> str:
    """What the bytes depend on: the record, the day, the reader and its rules, what was asked."""
    policy = record.zone.policy
    rules = [policy.parcels, policy.wording, policy.outline_tolerance_m, sorted(policy.also),
             sorted(policy.never)]  # fmt: skip
    asked = canonical([day, record.today().isoformat(), actor.audience, rules, __version__,
                       record.zone.gk_zone, request.full_path])  # fmt: skip
    return f"{token(record)}-{digest(asked)[:16]}"
