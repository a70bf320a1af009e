"""The registers in the OpenAPI document."""

from __future__ import annotations

from typing import Any, Final

from parkmap.land.registers import REGISTERS
from parkmap.web.openapi_parts import (
    CSRF,
    DAY,
    FIGURE,
    KEY,
    STAFF,
    TEXT,
    WHOLE,
    YES,
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
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME: Final = path("name", {"type": "string", "enum": list(REGISTERS)})
ON: Final = query("on", DAY, "As of this day, by effective date; today by default.")
SEEN: Final[Schema] = {"type": ["integer", "null"], "description": "The version that was seen."}
ANYTHING: Final[Schema] = {"type": "object", "additionalProperties": True}
SUMS: Final[dict[str, Schema]] = {
    "name": TEXT, "title": TEXT, "on": DAY, "since": DAY, "as_known": YES,
    "seq": WHOLE, "all": ref("Sum"), "open": ref("Sum"), "closed": ref("Sum"),
    "zone": ref("Sum"), "month": ANYTHING,
}  # fmt: skip

ORDER: Final[Schema] = list_of(TEXT) | {
    "description": "The columns in their order; that of `columns` where it is left out."
}
TITLES: Final[Schema] = list_of(TEXT) | {
    "description": "Lines above the head; {{日期}} is the day. At most 5."
}

REGISTER_SCHEMAS: Final[dict[str, Schema]] = {
    "Sum": object_of(("count", "area_m2", "mu"), count=WHOLE, area_m2=FIGURE, mu=FIGURE),
    "Registers": object_of(
        ("registers",), registers=list_of(object_of(("name", "on", "all", "zone"), **SUMS))
    ),
    "Register": object_of(
        ("name", "on", "all", "zone", "headers", "rows"),
        **SUMS,
        headers={**ANYTHING, "description": "Column -> header in the form in use."},
        order=ORDER,
        title_lines=TITLES,
        rows=list_of(object_of(
            ("id", "version", "change", "values"),
            id=TEXT, version=WHOLE, before=ANYTHING, values=ANYTHING,
            change={"enum": ["new", "closed", "changed", "left", "same"]},
        )),
    ),
    "RegisterHeaders": object_of(
        ("columns",),
        columns={**ANYTHING, "description": "Column -> header; empty: the usual ones."},
        order=ORDER,
        title_lines=TITLES,
    ),
    "Incoming": object_of(
        ("sheet", "equal", "ignored", "lines"),
        sheet=TEXT, equal=WHOLE, ignored=list_of(TEXT),
        lines=list_of(object_of(
            ("line", "id", "version", "cells", "fault"),
            line=WHOLE, id=TEXT, version=WHOLE, name=TEXT, fault=TEXT,
            cells=list_of(object_of(
                ("field", "header", "old", "new", "fault"),
                field=TEXT, header=TEXT, old=TEXT, new=TEXT, value={}, fault=TEXT,
            )),
        )),
    ),
    "ChosenRows": object_of(
        ("rows", "effective_on", "reason"),
        rows=list_of(object_of(("id", "fields"), id=TEXT, version=SEEN, fields=ANYTHING)),
        effective_on=DAY, reason=TEXT, year=WHOLE,
    ),
}  # fmt: skip


def upload(name: str, says: str, answer: str, *parameters: Schema) -> Schema:
    """A POST of a workbook that is looked at and not kept."""
    form = object_of(
        ("file",), file={"type": "string", "contentMediaType": XLSX},
        blanks={"enum": ["1"], "description": "Empty cells empty the field."},
    )  # fmt: skip
    return STAFF | {
        "operationId": name,
        "summary": says,
        "parameters": [*parameters, CSRF],
        "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": form}}},
        "responses": responses(answer, JSON, ("400", "401", "403", "404", "413", "415")),
    }


def file(name: str, says: str, media: str, *parameters: Schema) -> Schema:
    """A GET whose answer is a file."""
    made: dict[str, Any] = read(name, says, "Problem", *parameters)
    whole = {"schema": {"type": "string", "contentMediaType": media}}
    made["responses"]["200"] = {"description": "The file.", "content": {media: whole}}
    return made | STAFF


REGISTER_PATHS: Final[dict[str, Schema]] = {
    "/api/registers": {
        "get": read("registers", "Sums of the registers; for staff.", "Registers", ON) | STAFF
    },
    "/api/registers/{name}": {
        "get": read("oneRegister", "A register beside the end of the month before.", "Register",
                    NAME, ON) | STAFF
    },
    "/api/registers/{name}/workbook": {
        "get": file("registerWorkbook", "A register as Excel.", XLSX, NAME, ON)
    },
    "/api/registers/{name}/headers": {
        "put": write("registerHeaders", "Keep the headers of the form in use.", "RegisterHeaders",
                     "RegisterHeaders", NAME, CSRF, kind=JSON)
    },
    "/api/registers/{name}/comparison": {
        "post": upload("registerComparison", "A workbook beside the record; writes nothing.",
                       "Incoming", NAME)
    },
    "/api/registers/{name}/rows": {
        "post": write("registerRows", "Write chosen rows as one entry.", "ChosenRows", "Receipt",
                      NAME, CSRF, KEY, kind=JSON)
    },
}  # fmt: skip
