"""Land put together and cut off, in the OpenAPI document."""

from __future__ import annotations

from typing import Final

from parkmap.web.openapi_parts import (
    BOX,
    DAY,
    FIGURE,
    FIGURE_OR_NULL,
    ID,
    OBJECT_OR_NULL,
    PROBLEM,
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

SHAPE: Final[Schema] = {"type": "object", "description": "GeoJSON, as the reader may see it."}
RANGE: Final[Schema] = {
    "type": ["object", "null"],
    "properties": {"least": FIGURE, "most": FIGURE, "average": FIGURE_OR_NULL, "unit": TEXT},
}
CODE: Final[Schema] = object_of(("code", "label"), code=TEXT, label=TEXT)

ASSEMBLING_SCHEMAS: Final[dict[str, Schema]] = {
    "JointTerms": object_of(
        ("available_from", "servicing", "supply_modes"), reference_price=RANGE,
        reference_price_total=OBJECT_OR_NULL, reference_rent=RANGE, far=RANGE, term_years=RANGE,
        available_from=TEXT_OR_NULL, offer_ends_on=TEXT_OR_NULL, servicing=OBJECT_OR_NULL,
        supply_modes=list_of(CODE), land_uses=list_of(CODE),
    ),
    "Assembly": object_of(
        ("ids", "names", "mu", "bbox", "geometry", "owners", "compactness", "terms"),
        ids=list_of(TEXT), names=list_of(TEXT), mu=FIGURE, m2=FIGURE, bbox=BOX, geometry=SHAPE,
        owners=WHOLE, owners_label=TEXT, terms=ref("JointTerms"),
        compactness=object_of(("value", "label"), value=FIGURE, label=TEXT),
    ),
    "Assemblies": object_of(
        ("assemblies", "wanted_mu", "most_mu", "day"), assemblies=list_of(ref("Assembly")),
        wanted_mu=FIGURE, most_mu=FIGURE, day=DAY,
        largest_mu=FIGURE | {"description": "Where nothing was found: the largest group there is."},
    ),
    "PartPiece": object_of(
        ("mu", "m2", "bbox", "geometry", "frontage_m", "frontage"), mu=FIGURE, m2=FIGURE, bbox=BOX,
        geometry=SHAPE, frontage_m=FIGURE,
        frontage=list_of(object_of(("street", "metres"), street=TEXT, metres=FIGURE)),
    ),
    "Parting": object_of(
        ("id", "street", "way", "part", "rest", "note", "day"), id=TEXT, street=TEXT,
        way={"enum": ["across", "along"]}, way_label=TEXT, part=ref("PartPiece"),
        rest=ref("PartPiece"), note=TEXT, day=DAY,
    ),
}  # fmt: skip

_MU: Final = query("mu", FIGURE, "The area that is wanted, in mu; needed.")
_LANG: Final = query("lang", {"type": "string", "enum": ["zh", "en"]}, "Language of names.")
_PART: Final = read(
    "part", "A piece of the wanted size cut off an available parcel along its street; a proposal.",
    "Parting", ID, _MU, _LANG,
)  # fmt: skip

ASSEMBLING_PATHS: Final[dict[str, Schema]] = {
    "/api/assemblies": {
        "get": read(
            "assemblies", "Available parcels that touch and together have the wanted size.",
            "Assemblies", _MU,
            query("most", FIGURE, "The most mu; one and a half times the wanted if left out."),
            query("ids", TEXT, "The parcels to choose from; all that can be had if left out."),
            query("limit", WHOLE | {"minimum": 1, "maximum": 20}, "How many sets at most; 5."),
            _LANG,
        )
    },
    "/api/parcels/{id}/part": {
        "get": _PART | {"responses": _PART["responses"] | {"422": PROBLEM}}
    },
}  # fmt: skip
