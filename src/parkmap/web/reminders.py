"""`/reminders`: what leaders are told of as it is now, and what was told: without any mail too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue
from parkmap.land.reminder_texts import told
from parkmap.land.reminders import KINDS, Condition
from parkmap.services import reminding
from parkmap.services.watched import with_names
from parkmap.store.reminders import StoredReminder
from parkmap.web.answers import json_answer
from parkmap.web.arguments import text_argument
from parkmap.web.context import current_record, needed
from parkmap.web.language import current_language
from parkmap.web.pages import plain_page

READ: Final = "read_internal"
FEW: Final = 10
"""Lines of a kind where all are shown; with `kind` there is a page of them."""
ROWS: Final = 100

blueprint = Blueprint("reminders", __name__)


@blueprint.get("/reminders")
def page() -> ResponseReturnValue:
    record, actor, kind = current_record(), needed(READ), _kind()
    at, told_at = _number("page"), _number("told")
    found = reminding.page(record, actor, ROWS, (told_at - 1) * ROWS)
    held = {name: [one for one in found.now if one.kind == name] for name in KINDS}
    groups = []
    for name, word in KINDS.items():
        if kind in {"", name}:
            some = held[name]
            start = (at - 1) * ROWS if kind else 0
            shown = some[start : start + (ROWS if kind else FEW)]
            groups.append({"kind": name, "word": word, "number": len(some), "start": start,
                           "rows": _conditions(shown)})  # fmt: skip
    return plain_page(
        "reminders.html", "reminders", groups=groups, kind=kind, at=at, rows=ROWS,
        told=[_told(one) for one in found.told], count=found.count, told_at=told_at,
        looked_at=found.looked_at, terms=record.zone.reminders, kinds=KINDS,
    )  # fmt: skip


@blueprint.get("/api/reminders")
def api() -> ResponseReturnValue:
    record, actor, kind = current_record(), needed(READ), _kind()
    at = _number("page")
    found = reminding.page(record, actor, ROWS, (at - 1) * ROWS)
    return json_answer({
        "on": record.today(),
        "now": [_body(one) for one in found.now if kind in {"", one.kind}],
        "told": [_told(one) for one in found.told if kind in {"", one.kind}],
        "told_count": found.count, "looked_at": found.looked_at or None,
    })  # fmt: skip


def _kind() -> str:
    kind = text_argument("kind")
    if kind and kind not in KINDS:
        raise BadValue("'%(value)s' is not allowed for %(field)s; use one of %(allowed)s",
                       value=kind[:40], field="kind", allowed=", ".join(KINDS))  # fmt: skip
    return kind


def _number(name: str) -> int:
    text = text_argument(name)
    return max(int(text) if text.isdecimal() and len(text) < 7 else 1, 1)


def _conditions(some: Sequence[Condition]) -> list[dict[str, str]]:
    named = with_names(current_record(), some)
    return [_line(one.kind, one.about, one.detail, one.since, one.values) for one in named]


def _line(
    kind: str, about: str, detail: str, since: str, values: Mapping[str, Any]
) -> dict[str, str]:
    one = told(kind, about, detail, since, values, current_language())
    return {"text": one.text, "path": one.path}


def _told(one: StoredReminder) -> dict[str, Any]:
    line = _line(one.kind, one.about, one.detail, one.since, one.told)
    return {
        "number": one.number, "kind": one.kind, "about": one.about, "detail": one.detail,
        "since": one.since, "begun_at": one.begun_at, "over_at": one.over_at or None, **line,
    }  # fmt: skip


def _body(one: Condition) -> dict[str, Any]:
    line = _line(*one)
    return {
        "kind": one.kind, "about": one.about, "detail": one.detail, "since": one.since or None,
        **line,
    }  # fmt: skip
