"""`/api/papers`: photos and documents come in, are listed, shown, tied and taken off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask import Blueprint, Response, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from parkmap.errors import BadInput, BadValue
from parkmap.land.ledger import Subject
from parkmap.land.paper import KINDS
from parkmap.services import filing, papers, tying
from parkmap.services.locating import parcels_at
from parkmap.services.papers import Bytes, Paper
from parkmap.services.record import Actor, Record
from parkmap.web.answers import json_answer
from parkmap.web.arguments import json_body, text_of
from parkmap.web.context import current_actor, current_record, needed
from parkmap.web.downloads import sent
from parkmap.web.stories import actor_names

MB: Final = 1024 * 1024
ROOM_FOR_FORM: Final = 1 * MB
"""What a form has around its file."""
SEALED: Final = "sandbox; default-src 'none'"
"""For files as they were sent: should a browser show one after all, it may do nothing."""

blueprint = Blueprint("papers", __name__)


@blueprint.record_once
def _ask_first(state: BlueprintSetupState) -> None:
    """Refuse strangers before their upload is read; let a paper be larger than other requests."""

    def asked() -> None:
        if request.endpoint == "papers.send":
            needed(filing.PERMISSION)
            request.max_content_length = current_record().zone.papers.most_mb * MB + ROOM_FOR_FORM

    state.app.before_request_funcs.setdefault(None, []).insert(0, asked)


@blueprint.get("/api/papers")
def list_() -> ResponseReturnValue:
    record, actor = current_record(), current_actor()
    found = papers.papers_of(record, actor, _subject(request.args))
    names = actor_names(record) if actor.may("read_internal") else {}
    return json_answer({"papers": [paper_body(record, actor, one, names) for one in found]})


@blueprint.post("/api/papers")
def send() -> ResponseReturnValue:
    actor, record = needed(filing.PERMISSION), current_record()
    file = request.files.get("file")
    if file is None or not file.filename:
        raise BadInput("no file was sent, or it was cut short; send it as the form field 'file'")
    to = _subject(request.form) if request.form.get("kind") else None
    kept = filing.keep(record, actor, file.stream, file.filename, to)
    return json_answer(paper_body(record, actor, kept, actor_names(record)), 201)


@blueprint.get("/api/papers/<sha256>/file")
def file(sha256: str) -> ResponseReturnValue:
    return _sent(papers.whole(current_record(), current_actor(), sha256))


@blueprint.get("/api/papers/<sha256>/<any(thumbnail,picture):what>")
def picture(sha256: str, what: str) -> ResponseReturnValue:
    return _sent(papers.picture(current_record(), current_actor(), sha256, what), shown=True)


@blueprint.patch("/api/papers/<sha256>")
def change(sha256: str) -> ResponseReturnValue:
    actor, record = needed(tying.PERMISSION), current_record()
    seen = tying.show_to(record, actor, sha256, text_of(json_body(), "visibility"))
    return json_answer(paper_body(record, actor, seen, actor_names(record)))


@blueprint.post("/api/papers/<sha256>/links")
def tie(sha256: str) -> ResponseReturnValue:
    actor, record = needed(tying.PERMISSION), current_record()
    seen = tying.tie(record, actor, sha256, _subject(json_body()))
    return json_answer(paper_body(record, actor, seen, actor_names(record)))


@blueprint.delete("/api/papers/links/<int:link_id>")
def untie(link_id: int) -> ResponseReturnValue:
    actor = needed(tying.PERMISSION)
    tying.untie(current_record(), actor, link_id, text_of(json_body(), "reason"))
    return Response(status=204)


def paper_body(
    record: Record, actor: Actor, one: Paper, names: Mapping[str, str]
) -> dict[str, Any]:  # fmt: skip
    """A paper as the API tells it; staff read too who sent it and what it is tied to."""
    address = f"/api/papers/{one.sha256}"
    body: dict[str, Any] = dict(one.facts) | {
        "media": KINDS[one.kind].media,
        "picture": f"{address}/picture" if one.is_picture else None,
        "thumbnail": f"{address}/thumbnail" if one.is_picture else None,
        "file": f"{address}/file",
    }
    body.pop("removed_at", None)
    if "uploaded_by" in body:
        body["uploaded_by_name"] = names.get(body["uploaded_by"], body["uploaded_by"])
        body["links"] = [
            {"link": tie.link_id, "kind": tie.kind, "id": tie.id, "at": tie.at,
             "by_name": names.get(tie.by, tie.by)}
            for tie in one.ties
        ]  # fmt: skip
    if body.get("lng") is not None:
        body["lies_in"] = parcels_at(record, actor, body["lng"], body["lat"])
    return body


def _subject(sent: Mapping[str, Any]) -> Subject:
    kind, name = sent.get("kind"), sent.get("id")
    if not isinstance(kind, str) or not isinstance(name, str) or not kind or not name:
        raise BadValue("kind and id are missing; send kind=parcel and id=CZ-0132, say")
    return Subject(kind[:32], name[:128])


def _sent(one: Bytes, *, shown: bool = False) -> Response:
    """A file to save; a picture of our own making may be shown in a page."""
    answer = sent(one.path, one.media, one.name, shown=shown)
    answer.content_length = one.path.stat().st_size
    answer.set_etag(one.path.name)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Security-Policy"] = SEALED
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.vary.add("Cookie")
    answer.make_conditional(request)
    return answer


__all__ = ["blueprint", "paper_body"]
