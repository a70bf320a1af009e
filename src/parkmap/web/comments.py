"""`/api/comments`: what staff say of a subject; a page shows it by `_comments.html`."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.services import comments
from parkmap.services.record import Actor, Record
from parkmap.store.comments import Comment
from parkmap.web.answers import json_answer
from parkmap.web.arguments import json_body, text_argument, text_of
from parkmap.web.context import current_record, needed
from parkmap.web.stories import actor_names

READ: Final = "read_internal"
WRITE: Final = "comment"

blueprint = Blueprint("comments", __name__)


@blueprint.get("/api/comments")
def list_() -> ResponseReturnValue:
    actor, record = needed(READ), current_record()
    found = comment_rows(record, actor, text_argument("kind"), text_argument("id"))
    return json_answer({"comments": found})


@blueprint.post("/api/comments")
def add() -> ResponseReturnValue:
    actor, record, body = needed(WRITE), current_record(), json_body()
    kind, one = text_of(body, "kind"), text_of(body, "id")
    made = comments.comment(record, actor, kind, one, text_of(body, "text"))
    return json_answer(_row(made, actor, actor_names(record)))


@blueprint.delete("/api/comments/<int:number>")
def take_back(number: int) -> ResponseReturnValue:
    actor, record = needed(WRITE), current_record()
    comments.take_back(record, actor, number)
    return json_answer({"comment_id": number, "taken_back": True})


def comment_rows(record: Record, actor: Actor, kind: str, subject_id: str) -> list[dict[str, Any]]:
    """The comments on a subject as a page shows them, and whether the reader may take one back."""
    names = actor_names(record)
    return [_row(one, actor, names) for one in comments.comments_on(record, actor, kind,
                                                                    subject_id)]  # fmt: skip


def _row(one: Comment, actor: Actor, names: dict[str, str]) -> dict[str, Any]:
    mine = one.author == actor.id or actor.may(comments.ANYBODYS)
    return {
        "comment_id": one.comment_id, "kind": one.kind, "id": one.subject_id, "text": one.text,
        "author": one.author, "author_name": names.get(one.author, one.author), "at": one.at,
        "taken_back": bool(one.taken_back_at),
        "may_take_back": mine and actor.may(WRITE) and not one.taken_back_at,
    }  # fmt: skip
