"""`/api/changes`: what moved since the token that a client holds."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from parkmap.services import changes as service
from parkmap.services import statistics
from parkmap.web.answers import json_answer
from parkmap.web.config_script import total_rows
from parkmap.web.context import current_actor, current_record
from parkmap.web.language import current_language

blueprint = Blueprint("changes", __name__)


@blueprint.get("/api/changes")
def changes() -> ResponseReturnValue:
    record, actor, lang = current_record(), current_actor(), current_language()
    found = service.changes(record, actor, request.args.get("since", "")[:200], lang)
    body: dict[str, Any] = {
        "token": found.token,
        "reload": found.reload,
        "changed": list(found.changed),
        "gone": list(found.gone),
    }
    if found.changed or found.gone:
        body["totals"] = total_rows(statistics.totals(record, actor))
    return json_answer(body)
