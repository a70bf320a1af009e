"""`/api/imports`: files come in by a job, are looked at on the map, confirmed or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, get_args

import orjson
from flask import Blueprint, Response, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from parkmap.crs import accepted_epsg
from parkmap.errors import BadInput, BadValue
from parkmap.land.finding import Finding, Severity
from parkmap.land.status import IN_USE, checked_status
from parkmap.services import findings, imports
from parkmap.services.asking import checked_day
from parkmap.services.confirming import Choices, Taken, confirm
from parkmap.services.imports import LOOK, PERMISSION, View
from parkmap.services.lines import TOLERANCE_M, VERDICTS, Key, Options
from parkmap.services.reading import ParcelQuery, parcels
from parkmap.services.receiving import receive
from parkmap.services.record import Actor, Record
from parkmap.store.imports import StoredRow
from parkmap.web.answers import GEOJSON, json_answer
from parkmap.web.arguments import day, json_body, limit_argument, text_argument, text_of
from parkmap.web.context import current_record, needed
from parkmap.web.review import may, proposal_head
from parkmap.web.stories import actor_names
from parkmap.web.telling import told

ROWS: Final = 500
MOST_TOLERANCE_M: Final = 100.0
GONE: Final = "gone"

blueprint = Blueprint("imports", __name__)


@blueprint.record_once
def _ask_first(state: BlueprintSetupState) -> None:
    """Refuse strangers before their upload is read: the check of the form token would read it."""

    def asked() -> None:
        if request.blueprint == blueprint.name:
            needed(LOOK if request.method in {"GET", "HEAD"} else PERMISSION)

    state.app.before_request_funcs.setdefault(None, []).insert(0, asked)


@blueprint.get("/api/imports")
def list_() -> ResponseReturnValue:
    actor, record = needed(LOOK), current_record()
    found, names = imports.every(record, actor), actor_names(record)
    return json_answer({"imports": [view_body(one, actor, names) for one in found]})


@blueprint.post("/api/imports")
def send() -> ResponseReturnValue:
    actor, record = needed(PERMISSION), current_record()
    file = request.files.get("file")
    if file is None or not file.filename:
        raise BadInput("no file was sent, or it was cut short; send it as the form field 'file'")
    options = _options(record, request.form)
    import_id, job = receive(
        record, actor, file.stream, file.filename, options, most_mb=record.zone.upload_mb
    )
    address = url_for("imports.show", import_id=import_id)
    body = {"id": import_id, "state": "waiting", "job": job.job_id, "location": address}
    answer = json_answer(body, 202)
    answer.headers["Location"] = address
    return answer


@blueprint.get("/api/imports/<int:import_id>")
def show(import_id: int) -> ResponseReturnValue:
    return json_answer(shown(import_id, needed(LOOK)))


@blueprint.get("/api/imports/<int:import_id>/rows")
def rows(import_id: int) -> ResponseReturnValue:
    actor, record = needed(LOOK), current_record()
    view = imports.show(record, actor, import_id)
    verdict = text_argument("verdict") or None
    limit = limit_argument(ROWS)
    if verdict == GONE:
        return _gone(record, actor, view, limit)
    if verdict is not None and verdict not in VERDICTS:
        raise BadValue(
            "'%(value)s' is no verdict; use one of %(allowed)s",
            value=verdict[:40],
            allowed=", ".join([*VERDICTS, GONE]),
        )
    after = text_argument("after")
    found = imports.rows_of(
        record, import_id, verdict=verdict, severity=_severity(),
        after=row_key(after) if after else None, limit=limit + 1,
    )  # fmt: skip
    last = found[limit - 1] if len(found) > limit else None
    next_after = None if last is None else f"{last.kind}:{last.row}"
    return _features(map(row_feature, found[:limit]), next_after)


@blueprint.post("/api/imports/<int:import_id>/mapping")
def mapping(import_id: int) -> ResponseReturnValue:
    actor, body = needed(PERMISSION), json_body()
    columns = body.get("columns", {})
    if not isinstance(columns, dict) or not all(isinstance(one, str) for one in columns.values()):
        raise BadValue('columns is no object of texts; send {"DKBH": "id"}')
    imports.remap(
        current_record(), actor, import_id, columns,
        save_as=text_of(body, "save_as", optional=True) or None,
        profile=text_of(body, "profile", optional=True) or None,
    )  # fmt: skip
    return json_answer(shown(import_id, actor), 202)


@blueprint.post("/api/imports/<int:import_id>/confirm")
def confirm_(import_id: int) -> ResponseReturnValue:
    actor, body = needed(PERMISSION), json_body()
    return json_answer(taken_body(confirm(current_record(), actor, import_id, choices_of(body))))


@blueprint.delete("/api/imports/<int:import_id>")
def drop(import_id: int) -> ResponseReturnValue:
    imports.drop(current_record(), needed(PERMISSION), import_id)
    return Response(status=204)


def _severity() -> str | None:
    """With a finding of which severity, as asked."""
    text = text_argument("severity")
    if text and text not in get_args(Severity):
        raise BadValue(
            "'%(value)s' is no severity; use one of %(allowed)s",
            value=text[:40],
            allowed=", ".join(get_args(Severity)),
        )
    return text or None


def _options(record: Record, form: Mapping[str, str]) -> Options:
    on = form.get("on", "").strip()
    crs = form.get("crs", "").strip()
    given = {
        form[field]: target
        for field, target in (("id_field", "id"), ("status_field", "status"))
        if form.get(field)
    }
    kind = form.get("kind") or "parcel"
    scope = form.get("scope") or "near"
    if kind not in {"parcel", "park"} or scope not in {"near", "all"}:
        raise BadValue("kind is parcel or park, scope is near or all; send one of these")
    options = Options(
        on=day(on, "on") if on else record.today(), kind=kind,
        epsg=accepted_epsg(crs) if crs else None, layer=form.get("layer") or None,
        status=checked_status(form.get("status") or IN_USE),
        tolerance_m=tolerance_of(form.get("tolerance_m", "")),
        scope="all" if scope == "all" else "near", given=given,
        profile=form.get("profile") or None,
    )  # fmt: skip
    checked_day(record, options.on)
    return options


def tolerance_of(text: str) -> float:
    """How far a boundary may lie off to be the same (m), as sent."""
    if not text.strip():
        return TOLERANCE_M
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= MOST_TOLERANCE_M:
        raise BadValue(
            "tolerance_m is '%(value)s'; write metres from 0 to %(most)s",
            value=text[:40],
            most=MOST_TOLERANCE_M,
        )
    return value


def choices_of(body: Mapping[str, Any]) -> Choices:
    """What was chosen of an import, as sent."""
    retire = body.get("retire", [])
    ids = body.get("ids", {})
    if not isinstance(ids, dict) or not all(isinstance(one, str) for one in ids.values()):
        raise BadValue('ids is no object of texts; send {"12": "A-9"}')
    return Choices(
        reason=text_of(body, "reason"),
        take=[_word_or_key(one) for one in _listed(body, "take")],
        leave=[_word_or_key(one) for one in _listed(body, "leave")],
        ids={row_key(row): text for row, text in ids.items()},
        retire=retire if isinstance(retire, bool) else [str(one) for one in
                                                        _listed(body, "retire")],
    )  # fmt: skip


def _listed(body: Mapping[str, Any], name: str) -> list[Any]:
    value = body.get(name, [])
    if not isinstance(value, list):
        raise BadValue("%(name)s is no list; send [12, 13]", name=name)
    return value


def _word_or_key(value: object) -> Key | str:
    return value if isinstance(value, str) and value.isalpha() else row_key(value)


def row_key(value: object) -> Key:
    """What names a row, as sent: 12, or park:3."""
    kind, _, number = str(value).rpartition(":")
    if not number.isdecimal() or len(number) > 9 or kind not in {"", "parcel", "park"}:
        raise BadValue("'%(value)s' is no row; give its number, as 12", value=str(value)[:40])
    return kind or "parcel", int(number)


def shown(import_id: int, actor: Actor) -> dict[str, Any]:
    """An import as it stands, as the API tells it."""
    record = current_record()
    return view_body(imports.show(record, actor, import_id), actor, actor_names(record))


def view_body(view: View, actor: Actor, names: Mapping[str, str]) -> dict[str, Any]:
    """An import as the API tells it; with the proposal by which it waits, or came back."""
    one = view.proposal
    return {
        "proposal": one and (proposal_head(one, names) | {"may": may(one, actor)}),
        "id": view.id, "source": view.source, "created_at": view.created_at, "state": view.state,
        "progress": {"done": view.done, "total": view.total}, "on": view.options.on,
        "kind": view.options.kind, "tolerance_m": view.options.tolerance_m,
        "columns": view.columns, "mapping": view.mapping, "counts": view.counts,
        "findings": [finding_body(one) for one in view.findings],
        "format": view.format, "epsg": view.epsg, "asked_epsg": view.options.epsg,
        "layer": view.options.layer, "status": view.options.status, "scope": view.options.scope,
        "box": view.box, "told": view.told, "draft": view.draft, "taken": view.taken,
        "gone": list(view.gone), "refusal": None if view.refusal is None else told(view.refusal),
        "asks": view.asks, "choices": list(view.choices),
        "compared_seq": view.compared_seq, "seq": view.seq,
    }  # fmt: skip


def finding_body(one: Finding) -> dict[str, Any]:
    """A finding as the API tells it, in the reader's language."""
    return {
        "code": one.code, "severity": one.severity, "row": one.row,
        "parcels": list(one.parcel_ids) or [each for each in [one.parcel_id] if each],
        "place": one.place, "sentence": told(one.sentence), "remedy": told(one.remedy),
        "area_m2": one.area_m2,
    }  # fmt: skip


def row_feature(row: StoredRow) -> dict[str, Any]:
    """A compared row as GeoJSON."""
    compared = dict(row.compared or {})
    said = [findings.told(one) for one in compared.pop("findings", [])]
    return {
        "type": "Feature",
        "id": f"{row.kind}:{row.row}",
        "geometry": orjson.Fragment(row.geojson or "null"),
        "properties": {
            "row": row.row, "kind": row.kind, "verdict": row.verdict, "parcel": row.subject_id,
            "attributes": row.attributes, "findings": [finding_body(one) for one in said],
            **compared,
        },
    }  # fmt: skip


def _gone(record: Record, actor: Actor, view: View, limit: int) -> Response:
    ids = sorted(one for one in view.gone if one > text_argument("after"))
    asked = tuple(ids[:limit])
    query = ParcelQuery(ids=asked, limit=max(1, len(asked)), with_geometry=True)
    found = parcels(record, actor, query).views if asked else ()
    features = (
        {
            "type": "Feature",
            "id": one.id,
            "geometry": orjson.Fragment(one.geometry or "null"),
            "properties": {"verdict": GONE, "parcel": one.id, "version": one.version},
        }
        for one in found
    )
    return _features(features, asked[-1] if len(ids) > limit else None)


def _features(features: Iterable[dict[str, Any]], next_after: str | None) -> Response:
    listed = list(features)
    body = {"type": "FeatureCollection", "features": listed, "next": next_after}
    return json_answer(body, kind=GEOJSON)


def taken_body(done: Taken) -> dict[str, Any]:
    """What a confirmation did."""
    return {
        "seq": done.seq, "token": done.token, "new": list(done.new),
        "changed": list(done.changed), "retired": list(done.retired), "left": done.left,
    }  # fmt: skip
