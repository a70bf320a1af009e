"""`/api/proposals`: changes that wait for a second person, accepted or sent back."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

import orjson
from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue, NotFound
from parkmap.land.codes import word
from parkmap.land.fields import FIELDS, label
from parkmap.land.ledger import Delta
from parkmap.services import reviewing
from parkmap.services.papers import paper_of
from parkmap.services.record import Actor, Record
from parkmap.services.reviewing import Look
from parkmap.store.proposals import RETURNED, STATES, WAITING, Proposal
from parkmap.web.answers import json_answer
from parkmap.web.arguments import json_body, text_of, texts_argument
from parkmap.web.context import current_record, needed
from parkmap.web.item_facts import item_of, item_value
from parkmap.web.language import current_language
from parkmap.web.marks import receipt_body
from parkmap.web.papers import paper_body
from parkmap.web.stories import actor_names

MOST: Final = 100
"""So many subjects of a proposal are told one by one."""

blueprint = Blueprint("review", __name__)


@blueprint.get("/api/proposals")
def proposals() -> ResponseReturnValue:
    actor, record = needed("read_internal"), current_record()
    states = texts_argument("state") or (WAITING, RETURNED)
    for one in states:
        if one not in STATES:
            raise BadValue("'%(value)s' is no state of a proposal; use one of %(allowed)s",
                           value=one[:40], allowed=", ".join(STATES))  # fmt: skip
    names = actor_names(record)
    found = reviewing.every(record, actor, states)
    return json_answer({"proposals": [_head(one, names) for one in found]})


@blueprint.get("/api/proposals/<int:number>")
def show(number: int) -> ResponseReturnValue:
    actor, record, lang = needed("read_internal"), current_record(), current_language()
    found = reviewing.look(record, actor, number)
    subjects: dict[str, dict[str, Any]] = {}
    for delta in found.deltas:
        if len(subjects) >= MOST and f"{delta.kind}:{delta.subject_id}" not in subjects:
            continue
        one = subjects.setdefault(
            f"{delta.kind}:{delta.subject_id}",
            {"kind": delta.kind, "id": delta.subject_id, "before": None, "after": None,
             "changes": []},
        )  # fmt: skip
        if delta.field == "geometry":
            one |= {"before": delta.old, "after": delta.new}
            continue
        one["changes"].append(_change(delta, lang))
    count = len({(delta.kind, delta.subject_id) for delta in found.deltas})
    body = _head(found, actor_names(record)) | {
        "subjects": list(subjects.values()), "count": count, "may": may(found.proposal, actor),
        "papers": _papers(record, actor, found.proposal),
    }  # fmt: skip
    return json_answer(body)


@blueprint.post("/api/proposals/<int:number>/accept")
def accept(number: int) -> ResponseReturnValue:
    actor = needed("review")
    return json_answer(receipt_body(reviewing.accept(current_record(), actor, number)))


@blueprint.post("/api/proposals/<int:number>/return")
def send_back(number: int) -> ResponseReturnValue:
    actor, body = needed("review"), json_body()
    reviewing.send_back(current_record(), actor, number, text_of(body, "word"))
    return json_answer({"id": number, "state": RETURNED})


@blueprint.post("/api/proposals/<int:number>/resend")
def send_again(number: int) -> ResponseReturnValue:
    reviewing.send_again(current_record(), needed("mark"), number)
    return json_answer({"id": number, "state": WAITING})


@blueprint.post("/api/proposals/<int:number>/drop")
def drop(number: int) -> ResponseReturnValue:
    reviewing.drop(current_record(), needed("mark"), number)
    return json_answer({"id": number, "state": "dropped"})


def _papers(record: Record, actor: Actor, one: Proposal) -> list[dict[str, Any]]:
    """The papers that would show the entry; one whose file is gone is left out."""
    shown = []
    for sha256 in one.papers:
        with suppress(NotFound):
            shown.append(paper_body(record, actor, paper_of(record, actor, sha256), {}))
    return shown


def _change(delta: Delta, lang: str) -> dict[str, Any]:
    """A change in words: those of the fields of land, or of the form of its kind."""
    item = item_of(delta.kind, delta.field)
    field = FIELDS.get(delta.kind, {}).get(delta.field)
    name = item.label(lang) if item else label(field, lang) if field else delta.field
    old, new = (
        (item_value(item, value, lang) or None) if item else _shown(delta.field, value, lang)
        for value in (delta.old, delta.new)
    )
    return {"field": delta.field, "label": name, "old": old, "new": new}


def _shown(field: str, value: object, lang: str) -> str | None:
    """A value in words; None where there is none."""
    if value is None:
        return None
    if isinstance(value, str):
        return word(field, value, lang)
    return str(value) if isinstance(value, int | float) else orjson.dumps(value).decode()


def may(one: Proposal, actor: Actor) -> dict[str, bool]:
    """What somebody may do with a proposal: review it, or treat it as one's own."""
    mine = one.actor == actor.id
    return {"review": actor.may("review") and not mine, "own": mine}


def _head(found: Look, names: Mapping[str, str]) -> dict[str, Any]:
    changed = {"changed_since": list(found.changed)}
    return proposal_head(found.proposal, names) | changed


def proposal_head(one: Proposal, names: Mapping[str, str]) -> dict[str, Any]:
    """Who proposed what and when, and what became of it."""
    return {
        "id": one.id, "state": one.state, "action": one.action, "reason": one.reason,
        "effective_on": one.effective_on, "made_at": one.made_at, "actor": one.actor,
        "actor_name": names.get(one.actor, one.actor), "word": one.word or None,
        "reviewer_name": names.get(one.reviewer, one.reviewer) or None, "seq": one.seq,
        "undoes": one.undoes, "restores": one.restores, "import": one.import_id,
        "parcels": sorted({name for kind, name, seen in one.versions if kind == "parcel" and seen}),
    }  # fmt: skip
