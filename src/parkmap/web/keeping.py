"""`/api/verification`, `/api/edits`, `/api/backup`: the proof, edits by hand, and a copy of all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue, MissingVersion
from parkmap.services import edits as service
from parkmap.services.backing_up import backup
from parkmap.services.imports import PERMISSION
from parkmap.services.lines import Options
from parkmap.services.record import Record
from parkmap.services.verifying import verify
from parkmap.web.answers import GEOJSON, json_answer
from parkmap.web.arguments import (
    day,
    day_argument,
    json_body,
    limit_argument,
    text_argument,
    text_of,
)
from parkmap.web.context import current_record, needed
from parkmap.web.downloads import room, sent, turn
from parkmap.web.imports import (
    ROWS,
    choices_of,
    finding_body,
    row_feature,
    row_key,
    taken_body,
    tolerance_of,
)
from parkmap.web.telling import told

MOST_DIFFERENCES: Final = 200
MEDIA: Final = "application/zip"

blueprint = Blueprint("keeping", __name__)


@blueprint.get("/api/verification")
def verification() -> ResponseReturnValue:
    needed("read_internal")
    record = current_record()
    with turn(record, "verification"):
        report = verify(record)
    return json_answer(
        {
            "clean": report.clean,
            "entries": report.entries,
            "deltas": report.deltas,
            "head": report.head,
            "matched": len(report.differences),
            "differences": [told(one) for one in report.differences[:MOST_DIFFERENCES]],
        }
    )


@blueprint.get("/api/edits")
def edits() -> ResponseReturnValue:
    actor, record = needed(PERMISSION), current_record()
    limit, after = limit_argument(ROWS), text_argument("after")
    options = _options(record, text_argument("tolerance_m"), day_argument("on"))
    with turn(record, "edits"):
        found = service.look(record, actor, options)
    start = row_key(after) if after else ("", 0)
    rest = [one for one in found.stored if (one.kind, one.row) > start]
    last = rest[limit - 1] if len(rest) > limit else None
    body = {
        "type": "FeatureCollection",
        "files": found.files,
        "counts": found.counts,
        "gone": list(found.gone),
        "findings": [finding_body(one) for one in found.findings],
        "features": [row_feature(one) for one in rest[:limit]],
        "next": None if last is None else f"{last.kind}:{last.row}",
    }
    return json_answer(body, kind=GEOJSON)


@blueprint.post("/api/edits")
def decide() -> ResponseReturnValue:
    actor, record, body = needed(PERMISSION), current_record(), json_body()
    action = text_of(body, "action")
    if action not in {"take", "discard"}:
        raise BadValue("action is '%(value)s'; send take or discard", value=action[:40])
    seen = _seen(body)
    with turn(record, "edits"):
        if action == "discard":
            aside = service.put_aside(record, actor, seen)
            return json_answer({"aside": [one.name for one in aside]})
        on = text_of(body, "on", optional=True)
        options = _options(record, body.get("tolerance_m"), day(on, "on") if on else None)
        done = service.take_in(record, actor, options, choices_of(body), seen)
    return json_answer({"aside": [], "taken": None if done is None else taken_body(done)})


@blueprint.get("/api/backup")
def save() -> ResponseReturnValue:
    needed("backup")
    record = current_record()
    with turn(record, "backup"), room() as folder:
        done = backup(record, Path(folder))
        answer = sent(done.path, MEDIA)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Parkmap-Ledger"] = done.epoch
    answer.headers["X-Parkmap-Entry"] = str(done.seq)
    answer.headers["X-Parkmap-Head"] = done.head
    for one in done.told:
        answer.headers.add("X-Parkmap-Note", quote(told(one)))
    return answer


def _options(record: Record, tolerance: object, on: Any) -> Options:
    text = "" if tolerance is None else str(tolerance)
    return Options(on or record.today(), tolerance_m=tolerance_of(text))


def _seen(body: Mapping[str, Any]) -> dict[str, str]:
    """Which edits were looked at, as sent: those that came since are not decided unseen."""
    files = body.get("files")
    if not isinstance(files, dict) or not all(isinstance(one, str) for one in files.values()):
        raise MissingVersion(
            "files is missing or no object of texts; send the files of GET /api/edits, so that no "
            "edit is decided unseen"
        )
    return files
