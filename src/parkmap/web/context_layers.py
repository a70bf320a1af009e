"""`/context/<file>`: the backdrop layers that `parkmap.toml` lists, and no other file."""

from __future__ import annotations

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from parkmap.errors import NotFound
from parkmap.web.answers import GEOJSON
from parkmap.web.context import current_record
from parkmap.web.etags import known, not_modified

blueprint = Blueprint("context_layers", __name__)


@blueprint.get("/context/<path:name>")
def layer(name: str) -> ResponseReturnValue:
    record = current_record()
    listed = {one.file for one in record.zone.context}
    file = record.folder / "context" / name
    if name not in listed or not file.is_file():
        raise NotFound("there is no context layer '%(name)s'", name=name[:120])
    # Read whole, not sent as a file: what is sent as a file cannot be compressed on the way.
    answer = Response(file.read_bytes(), mimetype=GEOJSON)
    stat = file.stat()
    answer.headers["Cache-Control"] = "no-cache"
    answer.set_etag(f"{stat.st_mtime_ns:x}-{stat.st_size:x}")
    if known(answer.get_etag()[0] or ""):
        return not_modified(answer)
    return answer
