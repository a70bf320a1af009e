"""The measures of leaders in the OpenAPI document."""

from __future__ import annotations

from typing import Final

from parkmap.land.measures import MEASURES, UNIT_WORDS
from parkmap.services.behind import DIMENSIONS
from parkmap.web.openapi_parts import (
    DAY,
    FIGURE,
    FIGURE_OR_NULL,
    STAFF,
    TEXT,
    TEXT_OR_NULL,
    WHOLE,
    WHOLE_OR_NULL,
    Schema,
    list_of,
    object_of,
    path,
    query,
    read,
    ref,
)
from parkmap.web.openapi_registers import ANYTHING, XLSX, file

NAME: Final = path("name", {"type": "string", "enum": list(MEASURES)})
ON: Final = query("on", DAY, "The day, by effective date; today by default.")
SINCE: Final = query("since", DAY, "First day of the period; 1 January by default.")
KNOWN: Final = query("known_at", TEXT, "As the record stood at a moment; for staff.")
BY: Final = query("by", {"type": "string", "enum": list(DIMENSIONS)}, "Only land of one `word`.")
WORD: Final = query("word", TEXT, "The word of `by`; empty for land without one.")
START: Final = query("start", WHOLE, "Rows to pass over.")
LIMIT: Final = query("limit", WHOLE, "Rows to send; 100 by default.")
FORM: Final = path("form", {"type": "string", "enum": ["csv", "xlsx"]})

MEASURE_SCHEMAS: Final[dict[str, Schema]] = {
    "LeaderMeasure": object_of(
        ("name", "title", "unit", "kind", "value"),
        name={"type": "string", "enum": list(MEASURES)}, title=TEXT,
        unit={"type": "string", "enum": list(UNIT_WORDS)},
        kind={"type": "string", "enum": ["stock", "flow", "rate", "time", "yield"]},
        value=FIGURE_OR_NULL, count=WHOLE_OR_NULL,
        of=FIGURE_OR_NULL | {"description": "The denominator, in mu."},
        denominator=TEXT_OR_NULL,
        known=FIGURE_OR_NULL | {"description": "Share of the area with data, 0 to 1."},
        missing=WHOLE | {"description": "Parcels without data."},
        low=FIGURE_OR_NULL, high=FIGURE_OR_NULL, parcels=TEXT,
    ),
    "LeaderMeasures": object_of(
        ("on", "since", "seq", "head", "measures"),
        on=DAY, since=DAY, seq=WHOLE, head=TEXT, known_at=TEXT_OR_NULL,
        year=WHOLE | {"description": "The year of the yields."},
        measures=list_of(ref("LeaderMeasure")),
    ),
    "MeasureSeries": object_of(
        ("on", "first", "points"),
        on=DAY, first=DAY, token=TEXT,
        points=list_of(object_of(("on", "sums"), on=DAY, sums=ANYTHING)),
        months=list_of(object_of(("first", "last", "mu", "count"), first=DAY, last=DAY,
                                 mu=ANYTHING, count=ANYTHING)),
    ),
    "MeasureParcels": object_of(
        ("name", "matched", "mu", "rows"),
        name=TEXT, matched=WHOLE, mu=FIGURE, start=WHOLE, next=WHOLE_OR_NULL,
        rows=list_of(object_of(
            ("parcel", "mu", "part"),
            parcel=TEXT, name=TEXT, park=TEXT, before=TEXT, status=TEXT, day=TEXT_OR_NULL,
            mu=FIGURE, days=WHOLE_OR_NULL,
            part={"type": "string", "enum": ["counted", "rest", "missing"]},
        )),
    ),
}  # fmt: skip

MEASURE_PATHS: Final[dict[str, Schema]] = {
    "/api/measures": {
        "get": read("everyMeasure", "Every measure of docs/measures.md; for staff.",
                    "LeaderMeasures", ON, SINCE, KNOWN) | STAFF
    },
    "/api/measures/series": {
        "get": read("measureSeries", "Land by status at the end of each month; flows for staff.",
                    "MeasureSeries", ON, SINCE, KNOWN)
    },
    "/api/measures/{name}/parcels": {
        "get": read("measureParcels", "The dated parcels behind a measure; for staff.",
                    "MeasureParcels", NAME, ON, SINCE, KNOWN, BY, WORD, START, LIMIT) | STAFF
    },
    "/api/measures/{name}/parcels.{form}": {
        "get": file("measureFile", "The same as a workbook or CSV; for staff.", XLSX, NAME, FORM,
                    ON, SINCE, KNOWN, BY, WORD)
    },
}  # fmt: skip
