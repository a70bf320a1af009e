"""Papers in the OpenAPI document."""

from __future__ import annotations

from typing import Any, Final

from parkmap.land.paper import KINDS, VISIBILITIES
from parkmap.web.openapi_parts import (
    CSRF,
    FIGURE_OR_NULL,
    TEXT,
    TEXT_OR_NULL,
    WHOLE,
    Schema,
    list_of,
    object_of,
    path,
    query,
    read,
    ref,
    responses,
    write,
)

JSON: Final = "application/json"
SHA256: Final = path("sha256", {"type": "string", "pattern": "^[0-9a-f]{64}$"})

PAPER_SCHEMAS: Final[dict[str, Schema]] = {
    "Paper": object_of(
        ("sha256", "name", "kind", "file"),
        sha256=TEXT, name=TEXT, kind={"type": "string", "enum": list(KINDS)}, media=TEXT,
        taken_at=TEXT_OR_NULL | {"description": "As the camera wrote it, without a time zone."},
        lng=FIGURE_OR_NULL | {"description": "Where the photo was taken, as the camera wrote it."},
        lat=FIGURE_OR_NULL, lies_in=list_of(TEXT | {"description": "Parcels at that place."}),
        file=TEXT, picture=TEXT_OR_NULL, thumbnail=TEXT_OR_NULL,
        size=WHOLE | {"description": "This and what follows for staff."},
        visibility={"type": "string", "enum": list(VISIBILITIES)},
        uploaded_by=TEXT, uploaded_by_name=TEXT, uploaded_at=TEXT,
        links=list_of(object_of(
            ("link", "kind", "id"),
            link={"type": ["integer", "null"], "description": "null where an entry names it."},
            kind=TEXT, id=TEXT, at=TEXT, by_name=TEXT,
        )),
    ),
    "Papers": object_of(("papers",), papers=list_of(ref("Paper"))),
    "PaperUpload": object_of(
        ("file",),
        file={"type": "string", "format": "binary"},
        kind=TEXT | {"description": "Of the subject that it is tied to at once: parcel, say."},
        id=TEXT,
    ),
    "PaperChange": object_of(
        ("visibility",), visibility={"type": "string", "enum": list(VISIBILITIES)}
    ),
    "PaperSubject": object_of(("kind", "id"), kind=TEXT, id=TEXT),
    "PaperRemoval": object_of(("reason",), reason=TEXT),
}  # fmt: skip


def _upload() -> Schema:
    made: dict[str, Any] = write(
        "sendPaper", "Keep a paper, internal; sent twice it is kept once.", "PaperUpload", "Paper",
        CSRF, kind=JSON,
    )  # fmt: skip
    made["requestBody"]["content"] = {"multipart/form-data": {"schema": ref("PaperUpload")}}
    answers = made["responses"]
    problem = answers["400"]
    return made | {
        "responses": {"201": answers["200"], "413": problem, "415": problem, "507": problem}
        | {code: one for code, one in answers.items() if code != "200"}
    }


def _bytes(name: str, says: str, kind: str) -> Schema:
    good = {"description": "As asked.", "content": {kind: {"schema": BYTES}}}
    bad = responses("Problem", JSON, ("404",))["404"]
    parameters = [SHA256] if kind != "image/jpeg" else [SHA256, WHAT]
    return {"operationId": name, "summary": says, "parameters": parameters,
            "responses": {"200": good, "404": bad}}  # fmt: skip


BYTES: Final[Schema] = {"type": "string", "format": "binary"}
WHAT: Final = path("what", {"type": "string", "enum": ["thumbnail", "picture"]})
_REMOVED: Final = write("untiePaper", "Take a paper off a subject, with a reason.", "PaperRemoval",
                        "Paper", path("link_id", WHOLE), CSRF, kind=JSON)  # fmt: skip

PAPER_PATHS: Final[Schema] = {
    "/api/papers": {
        "get": read("papers", "Papers of a subject, and of the entries about it.", "Papers",
                    query("kind", TEXT, "parcel, park, entry, or any kind of subject."),
                    query("id", TEXT, "Its id; of an entry its sequence number.")),
        "post": _upload(),
    },
    "/api/papers/{sha256}": {
        "patch": write("changePaper", "Make a paper public, or internal.", "PaperChange", "Paper",
                       SHA256, CSRF, kind=JSON)
    },
    "/api/papers/{sha256}/file": {
        "get": _bytes("paperFile", "The file, to be saved; a photo without EXIF for the public.",
                      "application/octet-stream")
    },
    "/api/papers/{sha256}/{what}": {
        "get": _bytes("paperPicture", "A photo to be shown, without EXIF.", "image/jpeg")
    },
    "/api/papers/{sha256}/links": {
        "post": write("tiePaper", "Tie a paper to one more subject.", "PaperSubject", "Paper",
                      SHA256, CSRF, kind=JSON)
    },
    "/api/papers/links/{link_id}": {
        "delete": _REMOVED | {"responses": {"204": {"description": "Taken off."}} | {
            code: one for code, one in _REMOVED["responses"].items() if code != "200"}}
    },
}  # fmt: skip

__all__ = ["PAPER_PATHS", "PAPER_SCHEMAS"]
