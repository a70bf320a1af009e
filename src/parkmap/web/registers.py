"""`/registers` and `/api/registers`: the registers 台账 on the page, as Excel, and in again."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

from flask import Blueprint, Response, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from werkzeug.utils import redirect

from parkmap.errors import BadInput, BadValue
from parkmap.land.registers import REGISTERS, header
from parkmap.services import register_forms, registers
from parkmap.services.cases import open_cases
from parkmap.services.cell_by_cell import Change, Incoming, Line
from parkmap.services.register_files import compare_file, take_in, workbook
from parkmap.services.registers import Row, Sum, View
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day, day_argument, json_body, text_of
from parkmap.web.context import current_record, needed
from parkmap.web.formatting import word as word_of
from parkmap.web.kept import parks_now
from parkmap.web.language import current_language
from parkmap.web.marks import idempotency_key, receipt_body, version_of
from parkmap.web.pages import plain_page
from parkmap.web.telling import told
from parkmap.web.words import words

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READ: Final = "read_internal"
EDIT: Final = "edit"

blueprint = Blueprint("registers", __name__)


@blueprint.get("/registers")
def first() -> ResponseReturnValue:
    needed(READ)
    return redirect(url_for("registers.page", name=next(iter(REGISTERS))), 303)


@blueprint.get("/registers/<name>")
def page(name: str) -> ResponseReturnValue:
    actor, record, lang = needed(READ), current_record(), current_language()
    shown = registers.view(record, actor, name, day_argument("on"))
    parks = {park.id: park.name(lang) for park in parks_now(record, actor)}
    return plain_page(
        "registers.html",
        "registers",
        config=form_config(),
        shown=shown,
        headers=_headers(shown, lang),
        every_column=_every_column(shown, lang),
        parks=parks,
        cases=open_cases(record, actor),
        cell=lambda column, value: _text(column, value, parks),
    )  # fmt: skip


@blueprint.get("/api/registers")
def list_() -> ResponseReturnValue:
    actor, record, lang = needed(READ), current_record(), current_language()
    on = day_argument("on")
    found = [registers.view(record, actor, name, on) for name in REGISTERS]
    return json_answer({"registers": [_sums(one, lang) for one in found]})


@blueprint.get("/api/registers/<name>")
def show(name: str) -> ResponseReturnValue:
    actor, record, lang = needed(READ), current_record(), current_language()
    shown = registers.view(record, actor, name, day_argument("on"))
    rows = [_row(one, shown) for one in (*shown.rows, *shown.left)]
    form = {"headers": shown.headers, "order": list(shown.headers),
            "title_lines": list(shown.title_lines)}  # fmt: skip
    return json_answer(_sums(shown, lang) | form | {"rows": rows})


@blueprint.get("/api/registers/<name>/workbook")
def download(name: str) -> ResponseReturnValue:
    actor = needed(READ)
    file_name, data = workbook(current_record(), actor, name, day_argument("on"))
    return attachment(file_name, data, XLSX)


@blueprint.put("/api/registers/<name>/headers")
def keep(name: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    columns = body.get("columns")
    if not isinstance(columns, dict) or not all(isinstance(one, str) for one in columns.values()):
        raise BadValue('columns is missing or no object of texts; send {"id": "宗地编号"}')
    order = _texts(body, "order") or list(columns)
    if sorted(order) != sorted(columns):
        raise BadValue("order and columns name different columns; name each once in both")
    wanted = {one: columns[one] for one in order}
    lines = _texts(body, "title_lines")
    kept = register_forms.keep_form(current_record(), actor, name, wanted, lines)
    return json_answer({"columns": kept.headers, "order": list(kept.headers),
                        "title_lines": list(kept.title)})  # fmt: skip


@blueprint.post("/api/registers/<name>/comparison")
def comparison(name: str) -> ResponseReturnValue:
    actor, record = needed(EDIT), current_record()
    stream, source = upload()
    blanks = request.form.get("blanks") == "1"
    found = compare_file(record, actor, name, stream, source, blanks=blanks)
    return json_answer(incoming_body(found, lambda field, value: _text(field, value, {})))


@blueprint.post("/api/registers/<name>/rows")
def rows(name: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    on = day(text_of(body, "effective_on"), "effective_on")
    reason = text_of(body, "reason")
    done = take_in(current_record(), actor, name, changes_of(body), on, reason, idempotency_key())
    return json_answer(receipt_body(done))


def form_config() -> dict[str, Any]:
    """What the scripts of a page with forms need: words, and the token of their writes."""
    return {"lang": current_language(), "csrf": generate_csrf(), "words": words(desk=True)}


def upload() -> tuple[Any, str]:
    """The file that was sent as the form field `file`, and its name."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise BadInput("no file was sent, or it was cut short; send it as the form field 'file'")
    return file.stream, file.filename


def attachment(file_name: str, data: bytes, media: str) -> Response:
    """Bytes that a browser keeps under a name."""
    answer = send_file(
        BytesIO(data), mimetype=media, as_attachment=True, download_name=file_name, etag=False
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def changes_of(body: Mapping[str, Any]) -> list[Change]:
    """The chosen rows, as sent: `[{"id": "CZ-0001", "version": 3, "fields": {...}}]`."""
    sent = body.get("rows")
    if not isinstance(sent, list) or not all(
        isinstance(one, dict) and isinstance(one.get("fields"), dict) for one in sent
    ):
        raise BadValue(
            'rows is missing or no list; send [{"id": "CZ-0001", "version": 3, "fields": {}}]'
        )
    return [Change(text_of(one, "id"), version_of(text_of(one, "id"), one.get("version")),
                   one["fields"]) for one in sent]  # fmt: skip


def incoming_body(found: Incoming, text: Any) -> dict[str, Any]:
    """A workbook beside the record, as JSON; `text` says a value of a field for people."""

    def line_body(line: Line) -> dict[str, Any]:
        cells = [
            {"field": one.field, "header": one.header, "old": text(one.field, one.old),
             "new": text(one.field, one.new), "value": one.new,
             "fault": told(one.fault)}
            for one in line.cells
        ]  # fmt: skip
        return {"line": line.line, "id": line.id, "version": line.version, "name": line.name,
                "cells": cells, "fault": told(line.fault)}  # fmt: skip

    return {"sheet": found.sheet, "equal": found.equal, "ignored": list(found.ignored),
            "lines": [line_body(one) for one in found.lines]}  # fmt: skip


def _headers(shown: View, lang: str) -> list[tuple[str, str]]:
    own = {column: header(column, "zh") for column in shown.register.columns}
    return [(column, header(column, lang) if text == own[column] else text)
            for column, text in shown.headers.items()]  # fmt: skip


def _texts(body: Mapping[str, Any], name: str) -> list[str] | None:
    sent = body.get(name)
    if sent is None:
        return None
    if not isinstance(sent, list) or not all(isinstance(one, str) for one in sent):
        raise BadValue("%(name)s is no list of texts; send [] or leave it out", name=name)
    return sent


def _every_column(shown: View, lang: str) -> list[tuple[str, str, str, bool]]:
    """Column, its word, its header, whether the form has it: in its order, what it lacks last."""
    left_out = [one for one in shown.register.columns if one not in shown.headers]
    return [
        (one, header(one, lang), shown.headers.get(one, header(one, "zh")), one in shown.headers)
        for one in (*shown.headers, *left_out)
    ]


def _text(column: str, value: Any, parks: Mapping[str, str]) -> str:
    if value is None or value == "":
        return ""
    if column == "park":
        return parks.get(value, str(value))
    if column == "area_mu":
        return f"{value:,.2f}"
    if isinstance(value, bool):
        return "✓" if value else "✗"
    return word_of(column, value)


def _sum(one: Sum) -> dict[str, Any]:
    return {"count": one.parcels, "area_m2": one.area_dm2 / 100, "mu": one.mu}


def _sums(shown: View, lang: str) -> dict[str, Any]:
    return {
        "name": shown.register.name,
        "title": shown.register.title(lang),
        "on": shown.on,
        "since": shown.since,
        "as_known": shown.as_known,
        "seq": shown.seq,
        "all": _sum(shown.sum()),
        "open": _sum(shown.sum(closed=False)),
        "closed": _sum(shown.sum(closed=True)),
        "zone": _sum(shown.zone),
        "month": {one: _sum(shown.sum(one)) for one in ("new", "closed", "changed", "left")},
    }


def _row(one: Row, shown: View) -> dict[str, Any]:
    values = {column: one.values.get(column) for column in shown.headers if column != "id"}
    return {"id": one.id, "version": one.version, "change": one.compared.change,
            "before": one.compared.before, "values": values}  # fmt: skip
