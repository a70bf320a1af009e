"""`/api/table`: every parcel as a row, a stretch at a time, and the edits of its cells."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue
from parkmap.land.ledger import canonical, digest
from parkmap.services import table_rows
from parkmap.services.changes import map_fact
from parkmap.services.many_notes import Notes, annotate_each
from parkmap.services.table_rows import ID, SHOWN, Order
from parkmap.services.views import View
from parkmap.units import dm2_to_mu
from parkmap.web.answers import json_answer
from parkmap.web.arguments import day, json_body, limit_argument, text_argument, text_of
from parkmap.web.arguments import texts_argument as texts
from parkmap.web.context import current_record, needed
from parkmap.web.kept import kept
from parkmap.web.language import current_language
from parkmap.web.listing import asked_query
from parkmap.web.marks import idempotency_key, receipt_body, version_of

PAGE: Final = 100
MOST_IDS: Final = 5_000

blueprint = Blueprint("table", __name__)


@blueprint.get("/api/table")
def table() -> ResponseReturnValue:
    actor, record = needed("read_internal"), current_record()
    asked = _order()
    name = f"table-{digest(canonical([*map(str, _asked(asked))]))[:16]}"
    found = kept(record, actor, name, lambda: table_rows.ordered(record, actor, asked))
    offset, columns = _offset(), texts("columns") or ("name_zh", "status")
    part = found.ids[offset : offset + limit_argument(PAGE)]
    body: dict[str, Any] = {
        "matched": len(found.ids),
        "mu": dm2_to_mu(found.area_dm2, 1),
        "offset": offset,
        "rows": [_row(one, columns) for one in table_rows.rows(record, actor, part)],
    }
    if text_argument("ids_too") and len(found.ids) <= MOST_IDS:
        body["ids"] = list(found.ids)
    return json_answer(body)


@blueprint.post("/api/table")
def edit() -> ResponseReturnValue:
    actor, body = needed("edit"), json_body()
    sent = body.get("parcels")
    if not isinstance(sent, dict) or not all(_is_edit(one) for one in sent.values()):
        raise BadValue(
            'parcels is missing or not an object; send {"CZ-0001": {"version": 17, '
            '"fields": {"holder": "..."}}}'
        )
    asked = Notes(
        {str(one): version_of(str(one), said.get("version")) for one, said in sent.items()},
        {str(one): said["fields"] for one, said in sent.items()},
        day(text_of(body, "effective_on"), "effective_on"), text_of(body, "reason"),
    )  # fmt: skip
    done = annotate_each(current_record(), actor, asked, idempotency_key())
    return json_answer(receipt_body(done))


def _is_edit(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("fields"), dict)


def _order() -> Order:
    return Order(
        asked_query(),
        text_argument("sort") or ID,
        text_argument("order") == "desc",
        text_argument("field"),
        text_argument("fits"),
    )


def _asked(asked: Order) -> tuple[object, ...]:
    query = asked.query
    return (query.statuses, query.park, query.ids, query.text, query.bbox, asked.sort,
            asked.descending, asked.field, asked.fits)  # fmt: skip


def _offset() -> int:
    text = request.args.get("offset", "0").strip()
    if not text.isdecimal() or len(text) > 9:
        raise BadValue("offset is '%(value)s'; write a whole number from 0 on", value=text[:40])
    return int(text)


def _row(view: View, columns: tuple[str, ...]) -> dict[str, Any]:
    values = {name: view.state.get(name) for name in columns if name in SHOWN}
    return map_fact(view, current_language()) | {"bbox": list(view.bbox), "values": values}
