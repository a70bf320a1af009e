"""Economic indicators in the OpenAPI document."""

from __future__ import annotations

from typing import Final

from parkmap.web.openapi_cases import amended, entered
from parkmap.web.openapi_parts import (
    CSRF,
    DAY,
    FIGURE,
    FIGURE_OR_NULL,
    KEY,
    STAFF,
    TEXT,
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
from parkmap.web.openapi_registers import ANYTHING, JSON, XLSX, file, upload

INDICATOR_ID: Final = path("indicator_id", TEXT)
PER_MU: Final = object_of(
    ("value", "unit", "on", "mu", "parcels"),
    value=FIGURE, unit=TEXT, on=DAY, mu=FIGURE, parcels=WHOLE,
)  # fmt: skip

INDICATOR_SCHEMAS: Final[dict[str, Schema]] = {
    "Indicator": object_of(
        ("id", "version", "fields", "periods"),
        id=TEXT, version=WHOLE, fields=ANYTHING,
        goal_reached=FIGURE_OR_NULL | {"description": "Percent, of the latest value."},
        periods=list_of(object_of(
            ("period", "value", "target", "source", "year_before", "growth"),
            period=TEXT | {"description": "2025, 2025Q1 or 2025-03; the latest first."},
            value=FIGURE_OR_NULL, target=FIGURE_OR_NULL, source=TEXT,
            year_before=FIGURE_OR_NULL | {"description": "The same period a year before."},
            growth=FIGURE_OR_NULL | {"description": "Percent; null where either is unknown."},
            reached=FIGURE_OR_NULL | {"description": "Percent of the target."},
            per_mu={"oneOf": [PER_MU, {"type": "null"}],
                    "description": "Over the land in use on the last day of the period."},
        )),
    ),
    "Indicators": object_of(("indicators",), indicators=list_of(ref("Indicator"))),
}  # fmt: skip

INDICATOR_PATHS: Final[dict[str, Schema]] = {
    "/api/indicators": {
        "get": read("indicators", "Economic indicators by period; for staff.",
                    "Indicators") | STAFF,
        "post": entered("enterIndicator", "Enter an indicator."),
    },
    "/api/indicators/workbook": {
        "get": file("indicatorWorkbook", "All periods as Excel, or an empty form.", XLSX,
                    query("form", {"enum": ["1"]}, "The form to fill in."))
    },
    "/api/indicators/comparison": {
        "post": upload("indicatorComparison", "A workbook beside the record; writes nothing.",
                       "Incoming")
    },
    "/api/indicators/rows": {
        "post": write("indicatorRows", "Write chosen rows as one entry.", "ChosenRows", "Receipt",
                      CSRF, KEY, kind=JSON)
    },
    "/api/indicators/{indicator_id}": {
        "get": read("oneIndicator", "An indicator with every period.", "Indicator",
                    INDICATOR_ID) | STAFF,
        "patch": amended("amendIndicator", "Change an indicator.", INDICATOR_ID),
    },
    "/api/indicators/{indicator_id}/figures": {
        "post": amended("enterFigure", "Enter value, target and source of a period.", INDICATOR_ID)
    },
}  # fmt: skip
