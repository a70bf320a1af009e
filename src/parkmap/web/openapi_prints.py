"""Papers to print in the OpenAPI document."""

from __future__ import annotations

from typing import Final

from parkmap.land.themes import THEMES
from parkmap.reports.frame import SIZES_MM
from parkmap.services.printing import CONTENTS
from parkmap.web.openapi_files import BUSY
from parkmap.web.openapi_parts import BOX, STAFF, STATUS, TEXT, Schema, list_of, query, responses

PDF: Final[Schema] = {
    "description": "A PDF; the same record and the same order give the same bytes.",
    "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
}
BAD: Final = responses("Problem", "application/json", ("400", "401", "403", "404", "429"))


def _paper(name: str, says: str, *parameters: Schema) -> Schema:
    answers = {code: one for code, one in BAD.items() if code != "200"} | {"429": BUSY}
    return {"get": {"operationId": name, "summary": says, "parameters": list(parameters),
                    "responses": {"200": PDF} | answers, **STAFF}}  # fmt: skip


PRINT_PATHS: Final[Schema] = {
    "/api/prints/plans.pdf": _paper(
        "printPlans", "Plans with boundary points, of one or many parcels.",
        query("ids", TEXT, "Parcel ids by commas."),
        query("content", {"type": "string", "enum": list(CONTENTS)}, "What of it; both."),
        query("paper", {"type": "string", "enum": list(SIZES_MM)}, "Of the plan; A4."),
        query("drawn_by", TEXT, "Printed as given."), query("checked_by", TEXT, "The same."),
    ),
    "/api/prints/view.pdf": _paper(
        "printView", "A thematic map of a view on A3, with its figures.",
        query("bbox", BOX, "West, south, east, north in degrees."),
        query("status", list_of(STATUS), "Only these."), query("park", TEXT, "Only of this."),
        query("q", TEXT, "Only with these words in names, ids and locations."),
        query("field", TEXT, "Only where this field fits, as in the table."),
        query("fits", TEXT, "What fits: a part of it, a comparison, or = for empty."),
        query("ids", TEXT, "Only these parcels, by commas."),
        query("theme", {"type": "string", "enum": list(THEMES)}, "What the colours say; status."),
        query("title", TEXT, "Printed above."),
    ),
}  # fmt: skip

__all__ = ["PRINT_PATHS"]
