"""Reports in the OpenAPI document."""

from __future__ import annotations

from typing import Any, Final

from parkmap.land.report_words import LANGUAGES
from parkmap.services.report_files import FORMS
from parkmap.web.openapi_parts import (
    CSRF,
    DAY,
    STAFF,
    TEXT,
    TEXT_OR_NULL,
    WHOLE,
    WHOLE_OR_NULL,
    Schema,
    list_of,
    object_of,
    path,
    read,
    ref,
    responses,
    write,
)
from parkmap.web.openapi_registers import JSON

REPORT_ID: Final = path("report_id", TEXT)
LANG: Final[Schema] = {"type": "string", "enum": list(LANGUAGES)}
FORM: Final[Schema] = {"type": "string", "enum": list(FORMS)}

REPORT_SCHEMAS: Final[dict[str, Schema]] = {
    "Report": object_of(
        ("id", "state", "since", "on", "format", "entry"),
        id=TEXT, state={"enum": ["queued", "running", "done", "failed", "cancelled"]}, done=WHOLE,
        total=WHOLE, name=TEXT, since=DAY, on=DAY, lang=LANG, format=FORM, entry=WHOLE,
        enquiries_until=DAY, asked_by=TEXT, asked_at=TEXT, size=WHOLE_OR_NULL, sha256=TEXT_OR_NULL,
        version=TEXT_OR_NULL, fault=TEXT_OR_NULL, file=TEXT_OR_NULL,
    ),
    "Reports": object_of(("reports",), most=WHOLE, reports=list_of(ref("Report"))),
    "ReportAsked": object_of(
        ("format",), format=FORM, lang=LANG, entry=WHOLE_OR_NULL, enquiries_until=DAY, since=DAY,
        on=DAY, period=TEXT | {"description": "2025-12, 2025-Q4 or 2025; or since and on."},
    ),
}  # fmt: skip


def _file() -> Schema:
    made: dict[str, Any] = read("reportFile", "The file of a report that is made.", "Problem",
                                REPORT_ID)  # fmt: skip
    content = {one.media: {"schema": {"type": "string", "contentMediaType": one.media}}
               for one in FORMS.values()}  # fmt: skip
    made["responses"]["200"] = {
        "description": "The same question gives the same bytes.", "content": content,
    }  # fmt: skip
    return made | STAFF


def _cancel() -> Schema:
    answers = responses("Problem", JSON, ("401", "403", "404"))
    gone = {code: one for code, one in answers.items() if code != "200"}
    return {
        "operationId": "cancelReport", "summary": "A report that waits or runs is not made.",
        "parameters": [REPORT_ID, CSRF],
        "responses": {"204": {"description": "It is not made."}} | gone, **STAFF,
    }  # fmt: skip


REPORT_PATHS: Final[dict[str, Schema]] = {
    "/api/reports": {
        "get": read("reports", "Reports that were asked for, newest first.", "Reports") | STAFF,
        "post": write("askReport", "Ask for a report; a job makes it.", "ReportAsked", "Report",
                      CSRF, kind=JSON),
    },
    "/api/reports/{report_id}": {
        "get": read("oneReport", "How a report stands.", "Report", REPORT_ID) | STAFF,
        "delete": _cancel(),
    },
    "/api/reports/{report_id}/file": {"get": _file()},
}  # fmt: skip

__all__ = ["REPORT_PATHS", "REPORT_SCHEMAS"]
