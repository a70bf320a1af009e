"""`/context/<file>`: the backdrop layers that `parkmap.toml` lists, and no other file."""

from __future__ import annotations

from flask import Blueprint, send_file
from flask.typing import ResponseReturnValue

from parkmap.errors import NotFound
from parkmap.web.answers import GEOJSON
from parkmap.web.context import current_record

blueprint = Blueprint("context_layers", __name__)


@blueprint.get("/context/<path:name>")
def layer(name: str) -> ResponseReturnValue:
    record = current_record()
    listed = {one.file for one in record.zone.context}
    file = record.folder / "context" / name
    if name not in listed or not file.is_file():
        raise NotFound("there is no context layer '%(name)s'", name=name[:120])
    answer = send_file(file, mimetype=GEOJSON, conditional=True, max_age=0)
    answer.direct_passthrough = False
    answer.headers["Cache-Control"] = "no-cache"
    return answer
