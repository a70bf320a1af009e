"""`/api/queue`: what wants attention on the desk; put off, given to a colleague, answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue
from parkmap.land.codes import word
from parkmap.land.fields import PARCEL_FIELDS, label
from parkmap.services import queue
from parkmap.services.accounts import list_users
from parkmap.services.queue_rows import Row
from parkmap.services.record import Actor, Record
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day, json_body, limit_argument, text_argument, text_of
from parkmap.web.context import current_record, needed
from parkmap.web.language import current_language
from parkmap.web.marks import idempotency_key, receipt_body, version_of
from parkmap.web.stories import actor_names
from parkmap.web.telling import told

ROWS: Final = 10
MOST_ROWS: Final = 200
MOST_OFFSET: Final = 1_000_000

blueprint = Blueprint("queue", __name__)


@blueprint.get("/api/queue")
def show() -> ResponseReturnValue:
    actor, record, lang = needed("read_internal"), current_record(), current_language()
    found = queue.queue_of(
        record, actor, kind=text_argument("kind"), snoozed=_yes("snoozed"), mine=_yes("mine"),
        limit=min(limit_argument(ROWS), MOST_ROWS), offset=_offset(),
    )  # fmt: skip
    names = actor_names(record)
    groups = [
        {"kind": kind, "count": group.count,
         "rows": [_row_body(one, lang, names) for one in group.rows]}
        for kind, group in found.groups.items()
    ]  # fmt: skip
    body = {
        "count": sum(group.count for group in found.groups.values()),
        "day": record.today(), "checked_at": found.checked_at, "groups": groups,
    }  # fmt: skip
    return json_answer(body)


@blueprint.get("/api/queue/people")
def people() -> ResponseReturnValue:
    actor, record = _worker(), current_record()
    able = [one for one in list_users(record) if one.active and one.actor.may("read_internal")]
    return json_answer({"people": [{"id": one.id, "name": one.name or one.username,
                                    "me": one.id == actor.id} for one in able]})  # fmt: skip


@blueprint.post("/api/queue/<path:key>/snooze")
def snooze(key: str) -> ResponseReturnValue:
    actor, body = _worker(), json_body()
    until = day(text_of(body, "until"), "until")
    note = queue.snooze(current_record(), actor, key, until, text_of(body, "reason"))
    return json_answer({"key": key, "snoozed_until": note.snoozed_until or None})


@blueprint.post("/api/queue/<path:key>/assign")
def assign(key: str) -> ResponseReturnValue:
    actor, body, record = _worker(), json_body(), current_record()
    note = queue.assign(record, actor, key, text_of(body, "assignee", optional=True))
    return json_answer({"key": key, "assigned": _person(record, note.assignee)})


@blueprint.post("/api/queue/<path:key>/confirm")
def confirm(key: str) -> ResponseReturnValue:
    actor, body = needed("edit"), json_body()
    version = version_of(key, body.get("version"))
    done = queue.confirm(
        current_record(), actor, key, version, text_of(body, "reason"), idempotency_key()
    )
    return json_answer(receipt_body(done))


def _worker() -> Actor:
    actor = needed("read_internal")
    queue.require_work(actor)
    return actor


def _row_body(row: Row, lang: str, names: Mapping[str, str]) -> dict[str, Any]:
    note = row.note
    return {
        "key": row.key, "kind": row.kind, "weight": row.weight, "title": told(row.title),
        "detail": told(row.detail), "parcels": list(row.parcels), "version": row.version,
        "due": row.due or None, "opens": row.opens, "field": row.field or None,
        "confirms": row.confirms, "number": row.number,
        "inputs": [_input(name, value, lang) for name, value in row.inputs.items()],
        "rule": row.rule and {"article": row.rule.article if lang == "zh" else row.rule.article_en,
                              "says": row.rule.zh if lang == "zh" else row.rule.en},
        "source": row.source or None,
        "assigned": note and note.assignee and {"id": note.assignee,
                                                "name": names.get(note.assignee, note.assignee)},
        "snoozed": note and note.snoozed_until and {
            "until": note.snoozed_until, "reason": note.reason,
            "by": names.get(note.actor, note.actor)},
    }  # fmt: skip


def _input(name: str, value: object, lang: str) -> dict[str, Any]:
    """A field that a row was judged by, in words; no value where it is missing."""
    field = PARCEL_FIELDS[name]
    text = None if value is None else str(value)
    if text is not None and field.kind == "code":
        text = word(name, text, lang)
    elif text is not None and field.unit == "%":
        text = f"{text} %"
    return {"field": name, "label": label(field, lang), "value": text}


def _person(record: Record, account: str) -> dict[str, str] | None:
    return {"id": account, "name": actor_names(record).get(account, account)} if account else None


def _yes(name: str) -> bool:
    value = text_argument(name)
    if value not in {"", "true", "false"}:
        raise BadValue("%(name)s is '%(value)s'; send true or false", name=name, value=value[:40])
    return value == "true"


def _offset() -> int:
    text = text_argument("offset", 9) or "0"
    if not text.isdecimal() or int(text) > MOST_OFFSET:
        raise BadValue("offset is '%(value)s'; write a whole number", value=text[:40])
    return int(text)
