"""`/ledger`: every entry with who and why, as a page, as JSON and as a file; for staff."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parkmap.errors import BadValue, NotFound
from parkmap.services import ledger_file, ledger_lines
from parkmap.services.ledger_lines import LedgerLine, LedgerQuery
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day_argument, limit_argument, text_argument, texts_argument
from parkmap.web.config_script import page_config
from parkmap.web.context import current_record, needed
from parkmap.web.downloads import room, sent, turn
from parkmap.web.language import current_language
from parkmap.web.noted import noted
from parkmap.web.pages import plain_page
from parkmap.web.stories import actor_names, sentence

PAGE: Final = 100
MOST_DELTAS: Final = 500
SLOTS: Final = 2
MEDIA: Final = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ACTIONS: Final = {
    "import": noted("Import"),
    "record": noted("Written"),
    "init": noted("Beginning of the record"),
    "mark": noted("Status marked"),
    "annotate": noted("Facts written"),
    "correction": noted("Correction of the past"),
    "retire": noted("Retired"),
    "split": noted("Split"),
    "merge": noted("Merged"),
    "reshape": noted("Boundary reshaped"),
    "plan": noted("Split planned"),
    "undo": noted("Undone"),
    "restore": noted("Entry brought back"),
    "revert": noted("Earlier state restored"),
    "create": noted("New boundary entered"),
    "case_step": noted("Step of a case recorded"),
    "enter": noted("Entered"),
    "amend": noted("Amended"),
}
"""What each action is called; one that is not here is shown by its code."""

blueprint = Blueprint("ledger", __name__)


@blueprint.get("/ledger")
def page() -> ResponseReturnValue:
    actor = needed("read_internal")
    record, lang = current_record(), current_language()
    known = ledger_lines.actions(record, actor)
    config = page_config(record, actor, lang)
    return plain_page(
        "ledger.html", "ledger", config=config, may_undo=actor.may("undo"),
        actions=[(code, action_name(code)) for code in known],
        people=sorted(actor_names(record).items(), key=lambda pair: pair[1]),
    )  # fmt: skip


@blueprint.get("/api/ledger")
def entries() -> ResponseReturnValue:
    actor, record = needed("read_internal"), current_record()
    found = ledger_lines.entries(record, actor, asked_query())
    names = actor_names(record)
    return json_answer(
        {"entries": [_line(one, names) for one in found.lines], "before": found.before}
    )


@blueprint.get("/api/ledger/<int:seq>")
def entry(seq: int) -> ResponseReturnValue:
    actor, record, lang = needed("read_internal"), current_record(), current_language()
    said = ledger_lines.deltas(record, actor, seq)
    told = [
        {"kind": one.kind, "id": one.subject_id, "field": one.field,
         "effective_on": one.effective_on, "sentence": sentence(one, lang)}
        for one in islice(said, MOST_DELTAS)
    ]  # fmt: skip
    return json_answer({"seq": seq, "count": len(said), "deltas": told})


@blueprint.get("/api/exports/ledger.<ext>")
def export(ext: str) -> ResponseReturnValue:
    actor, record = needed("read_internal"), current_record()
    writer = ledger_file.WRITERS.get(ext)
    if writer is None:
        raise NotFound(
            "there is no export 'ledger.%(ext)s'; use one of %(all)s",
            ext=ext[:40],
            all=", ".join(ledger_file.WRITERS),
        )
    names = {code: action_name(code) for code in ACTIONS}
    with turn(record, *(f"export-ledger-{n}" for n in range(SLOTS))), room() as folder:
        path = Path(folder) / f"{record.zone.code}-ledger-{record.today().isoformat()}.{ext}"
        found = ledger_file.rows(record, actor, asked_query(), actor_names(record), names)
        count = writer(path, found)
        answer = sent(path, MEDIA[ext])
    answer.headers["X-Parkmap-Count"] = str(count)
    return answer


def action_name(code: str) -> str:
    """What an action is called in the language of the request."""
    text = ACTIONS.get(code)
    return str(gettext(text)) if text else code


def asked_query() -> LedgerQuery:
    """The entries that the address asks for; page, API and files read the same parameters."""
    return LedgerQuery(
        from_on=day_argument("from"),
        to_on=day_argument("to"),
        actors=texts_argument("actor"),
        actions=texts_argument("action"),
        parcel=text_argument("parcel"),
        park=text_argument("park"),
        text=text_argument("q"),
        before=_number("before"),
        limit=limit_argument(PAGE),
    )


def _number(name: str) -> int | None:
    text = request.args.get(name, "").strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 15:
        raise BadValue(
            "%(name)s is '%(value)s'; write the number of an entry", name=name, value=text[:40]
        )
    return int(text)


def _line(one: LedgerLine, names: dict[str, str]) -> dict[str, Any]:
    header = one.header
    return {
        "seq": header.seq,
        "recorded_at": header.recorded_at,
        "effective_on": header.effective_on,
        "actor": header.actor,
        "actor_name": names.get(header.actor, header.actor),
        "action": header.action,
        "action_name": action_name(header.action),
        "reason": header.reason,
        "undoes": header.undoes,
        "restores": header.restores,
        "undone_by": one.undone_by,
        "subjects": [{"kind": kind, "id": subject} for kind, subject in one.extent.ids],
        "more": one.extent.more,
        "deltas": one.extent.deltas,
    }


__all__ = ["action_name", "asked_query", "blueprint"]
