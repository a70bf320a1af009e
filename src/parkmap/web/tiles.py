"""`/tiles/parcels/{z}/{x}/{y}.mvt`: vector tiles, asked for again each time, mostly 304."""

from __future__ import annotations

import gzip

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from parkmap.errors import NotFound
from parkmap.services import tiles
from parkmap.web.context import current_actor, current_record
from parkmap.web.etags import known_tag, tagged
from parkmap.web.language import current_language

MVT = "application/vnd.mapbox-vector-tile"
DEEPEST = 22

blueprint = Blueprint("tiles", __name__)


@blueprint.get("/tiles/parcels/<int:z>/<int:x>/<int:y>.mvt")
def tile(z: int, x: int, y: int) -> ResponseReturnValue:
    if z > DEEPEST or x >= 2**z or y >= 2**z:
        raise NotFound("there is no tile %(z)s/%(x)s/%(y)s", z=z, x=x, y=y)
    found = tiles.tile(current_record(), current_actor(), z, x, y, current_language(), known_tag())
    if found.body is None:
        return tagged(Response(status=304), found.etag)
    if not found.body:
        return tagged(Response(status=204), found.etag)
    if request.accept_encodings["gzip"]:
        answer = Response(found.body, mimetype=MVT)
        answer.headers["Content-Encoding"] = "gzip"
    else:
        answer = Response(gzip.decompress(found.body), mimetype=MVT)
    answer.vary.add("Accept-Encoding")
    return tagged(answer, found.etag)
