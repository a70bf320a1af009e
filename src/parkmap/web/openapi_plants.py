"""Standard plants in the OpenAPI document."""

from __future__ import annotations

from typing import Final

from parkmap.land.plant_finding import FREEST, SORTS
from parkmap.land.plants import MODES
from parkmap.web.openapi_cases import PARCEL, SUBJECT_ID, amended, entered
from parkmap.web.openapi_parts import (
    DAY,
    FIGURE,
    TEXT,
    TEXT_OR_NULL,
    WHOLE,
    Schema,
    list_of,
    object_of,
    query,
    read,
    ref,
)
from parkmap.web.openapi_registers import ANYTHING

PLANT_SCHEMAS: Final[dict[str, Schema]] = {
    "Plant": object_of(
        ("id", "version", "name", "url", "parcel", "park", "fields", "available"),
        id=TEXT, version=WHOLE, name=TEXT, url=TEXT, parcel=TEXT_OR_NULL, park=TEXT_OR_NULL,
        fields={**ANYTHING, "description": "The items that the reader may see."},
        available=ref("Availability"),
    ),
    "Plants": object_of(
        ("plants", "count", "floor_area_m2"),
        plants=list_of(ref("Plant")), count=WHOLE, floor_area_m2=FIGURE,
    ),
}  # fmt: skip

ASKED: Final = (
    query("area_from", FIGURE, "Floor area in m2, at least."),
    query("area_to", FIGURE, "Floor area in m2, at most."),
    query("height", FIGURE, "Storey height in m, at least."),
    query("load", FIGURE, "Floor load in t/m2, at least."),
    query("crane", FIGURE, "Crane in t, at least."),
    query("rent", FIGURE, "Rent in CNY/m2 a month, at most."),
    query("mode", {"type": "string", "enum": list(MODES)}, "To let, for sale, or either."),
    query("park", TEXT, "Id of a park."),
    query("by", DAY, "To be had by this day."),
    query("sort", {"type": "string", "enum": [FREEST, *SORTS]}, "The order."),
    PARCEL,
)

PLANT_PATHS: Final[dict[str, Schema]] = {
    "/api/plants": {
        "get": read("plants", "Standard plants: on offer for the public, all for staff.", "Plants",
                    *ASKED),
        "post": entered("enterPlant", "Enter a standard plant."),
    },
    "/api/plants/{subject_id}": {
        "get": read("onePlant", "A standard plant.", "Plant", SUBJECT_ID),
        "patch": amended("amendPlant", "Change a standard plant.", SUBJECT_ID),
    },
}  # fmt: skip
