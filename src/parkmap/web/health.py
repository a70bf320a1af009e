"""`/healthz`: the process lives. `/readyz`: the record can be read."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap import __version__
from parkmap.services.changes import token
from parkmap.web.answers import json_answer
from parkmap.web.context import current_record

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def live() -> ResponseReturnValue:
    return json_answer({"status": "ok", "version": __version__})


@blueprint.get("/readyz")
def ready() -> ResponseReturnValue:
    return json_answer({"status": "ready", "token": token(current_record())})
