"""Cases, letters, matters and checklists in the OpenAPI document."""

from __future__ import annotations

from typing import Any, Final

from parkmap.formats.letter_templates import LETTERS
from parkmap.land.cases import STEPS
from parkmap.land.matters import LIGHT
from parkmap.land.supervision import TIES
from parkmap.web.openapi_parts import (
    CSRF,
    DAY,
    FIGURE,
    KEY,
    PAPERS,
    STAFF,
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
    write,
)
from parkmap.web.openapi_registers import ANYTHING, JSON, SEEN, file

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CASE_ID: Final = path("case_id", TEXT)
SUBJECT_ID: Final = path("subject_id", TEXT)
STEP: Final = path("step", {"type": "string", "enum": list(STEPS)})
LETTER: Final = path("step", {"type": "string", "enum": list(LETTERS)})
LOAD: Final[dict[str, Schema]] = {
    "open": WHOLE, "lights": ANYTHING | {"description": "Light -> open matters."},
    "overdue": WHOLE, "next_due_on": TEXT_OR_NULL,
}  # fmt: skip
PARCEL: Final = query("parcel", TEXT, "Only of this parcel.")

CASE_SCHEMAS: Final[dict[str, Schema]] = {
    "Filled": object_of(
        ("fields",), fields={**ANYTHING, "description": "Item -> value; null empties it."},
        version=SEEN, reason=TEXT, papers=PAPERS,
    ),
    "Step": object_of(
        ("fields", "version"), fields=ANYTHING, version=SEEN, reason=TEXT, papers=PAPERS,
        anyway={"type": "boolean", "description": "The question about an unusual step: yes."},
    ),
    "Entered": object_of(
        ("seq", "token", "ids"), seq=WHOLE, recorded_at=TEXT, token=TEXT,
        ids=list_of(TEXT), changed=list_of(ref("Short")), unchanged=list_of(TEXT),
        gone=list_of(TEXT),
    ),
    "Case": object_of(
        ("id", "version", "fields", "steps"), id=TEXT, version=WHOLE, mu=FIGURE, fields=ANYTHING,
        steps={**ANYTHING, "description": "Step -> number, on, received_on, note, papers."},
        next=TEXT_OR_NULL,
    ),
    "Cases": object_of(("cases",), cases=list_of(ref("Case"))),
    "LetterFile": object_of(
        ("file",),
        file={"type": "string", "contentMediaType": DOCX, "description": "At most 4 MB."},
    ),
    "LetterKept": object_of(
        ("own",), own={"type": "boolean", "description": "Whether it is one of your own now."}
    ),
    "Subject": object_of(
        ("id", "version", "fields"), id=TEXT, version=WHOLE, fields=ANYTHING
    ),
    "MatterSums": object_of(
        ("on", "open", "lights", "overdue", "closed", "leaders", "units"),
        on=DAY, **LOAD, closed=WHOLE,
        leaders=list_of(object_of(("name", "open", "lights", "overdue"), name=TEXT, **LOAD)),
        units=list_of(object_of(("name", "open", "lights", "overdue"), name=TEXT, **LOAD)),
    ),
    "Subjects": object_of(("subjects",), subjects=list_of(ref("Subject"))),
}  # fmt: skip


def listed(name: str, says: str, *parameters: Schema) -> Schema:
    """A GET of subjects beside the land; for staff."""
    return read(name, says, "Subjects", *parameters) | STAFF


def entered(name: str, says: str, *parameters: Schema) -> Schema:
    """A POST of a filled form that makes a new subject."""
    return write(name, says, "Filled", "Entered", *parameters, CSRF, KEY, kind=JSON)


def amended(name: str, says: str, *parameters: Schema) -> Schema:
    """A write of a filled form about a subject that is there."""
    return write(name, says, "Filled", "Receipt", *parameters, CSRF, KEY, kind=JSON)


def _kept_letter() -> Schema:
    made: dict[str, Any] = write(
        "keepLetter", "Keep a Word file as the letter of a step; for administrators.",
        "LetterFile", "LetterKept", LETTER, CSRF, kind=JSON,
    )  # fmt: skip
    made["requestBody"]["content"] = {"multipart/form-data": {"schema": ref("LetterFile")}}
    return made


CASE_PATHS: Final[dict[str, Schema]] = {
    "/api/cases": {
        "get": read("cases", "Cases of idle land; for staff.", "Cases") | STAFF,
        "post": entered("openCase", "Open a case on a parcel."),
    },
    "/api/cases/{case_id}": {
        "get": read("oneCase", "A case with its steps.", "Case", CASE_ID) | STAFF,
        "patch": amended("amendCase", "Change what a case says of itself.", CASE_ID),
    },
    "/api/cases/{case_id}/steps/{step}": {
        "post": write("takeStep", "Record a step; what is unusual is asked about (409, ask).",
                      "Step", "Receipt", CASE_ID, STEP, CSRF, KEY, kind=JSON),
    },
    "/api/cases/{case_id}/letters/{step}": {
        "get": file("caseLetter", "The letter of a step, filled.", DOCX, CASE_ID, LETTER)
    },
    "/api/letters/{step}": {
        "get": file("letterTemplate", "The template of a letter, neutral or own.", DOCX, LETTER,
                    query("own", TEXT, "Anything: the one of your own; 404 without one.")),
        "put": _kept_letter(),
        "delete": write("dropLetter", "Use the neutral template again; for administrators.",
                        "LetterFile", "LetterKept", LETTER, CSRF, kind=JSON),
    },
    "/api/matters": {
        "get": listed(
            "matters", "Supervised matters, red or overdue ones first; for staff.",
            query("state", {"enum": ["open", "closed"]}, "All by default."),
            query("light", {"enum": list(LIGHT)}, "Of this light."),
            query("unit", TEXT, "Of this unit."), query("leader", TEXT, "Of this leader (post)."),
            query("overdue", {"enum": ["1"]}, "Only overdue ones."),
            *(query(kind, TEXT, "Those that are tied to it.") for kind in TIES),
        ),
        "post": entered("enterMatter", "Enter a matter."),
    },
    "/api/matters/sums": {
        "get": read("matterSums", "Matters of today by light, leader and unit; for staff.",
                    "MatterSums") | STAFF
    },
    "/api/matters/{subject_id}": {
        "patch": amended("amendMatter", "Change or close a matter.", SUBJECT_ID)
    },
    "/api/criteria": {
        "get": listed("criteria", "The checklist of inefficient land; for staff.", PARCEL),
        "post": entered("enterCriterion", "Add a criterion to a parcel's checklist."),
    },
    "/api/criteria/{subject_id}": {
        "patch": amended("amendCriterion", "Change a criterion.", SUBJECT_ID)
    },
}  # fmt: skip
