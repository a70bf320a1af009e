"""Chains, their records and files in the OpenAPI document."""

from __future__ import annotations

from typing import Final

from parkmap.land.chain_gaps import LEVELS
from parkmap.land.chains import KINDS
from parkmap.web.openapi_cases import SUBJECT_ID, amended, entered, listed
from parkmap.web.openapi_parts import (
    DAY,
    FIGURE,
    STAFF,
    TEXT,
    WHOLE,
    YES,
    Schema,
    list_of,
    object_of,
    path,
    read,
    ref,
)
from parkmap.web.openapi_registers import ANYTHING, XLSX, file

CHAIN_ID: Final = path("chain_id", TEXT)
KIND: Final = path("kind", {"type": "string", "enum": list(KINDS)})
EXT: Final = path("ext", {"type": "string", "enum": ["xlsx", "csv"]})
LEVEL: Final[Schema] = {"type": "string", "enum": list(LEVELS)}
COUNTED: Final = object_of(("count", "mu"), count=WHOLE, mu=FIGURE)
BY_STATUS: Final[Schema] = {**ANYTHING, "description": "Status -> {count, mu}."}

CHAIN_SCHEMAS: Final[dict[str, Schema]] = {
    "ChainFigures": object_of(
        ("directions", "gaps", "levels", "enterprises", "projects", "land", "by_status"),
        directions=WHOLE, gaps=WHOLE, enterprises=WHOLE, projects=WHOLE, land=COUNTED,
        levels={**ANYTHING, "description": "Level -> how many directions are at it."},
        by_status=BY_STATUS,
    ),
    "ChainSegment": object_of(
        ("id", "name", "figures"), id={**TEXT, "description": "Empty: in no segment."}, name=TEXT,
        figures=ref("ChainFigures"), directions=list_of(ref("ChainDirection")),
    ),
    "ChainDirection": object_of(
        ("id", "name", "map", "level", "label", "gap", "here", "land", "asks", "suits"),
        id=TEXT, name=TEXT, map=TEXT, level=LEVEL, label=TEXT, gap=YES, land=COUNTED, asks=TEXT,
        here=list_of(ref("ChainPresent")), match=TEXT, explore=TEXT,
        suits={"oneOf": [{"type": "null"}, object_of(
            ("candidates", "large_enough", "best"), candidates=WHOLE, large_enough=WHOLE,
            best=list_of(object_of(("id", "score"), id=TEXT, score=FIGURE)),
        )], "description": "Null where it is no gap or nothing is asked of land."},
    ),
    "ChainPresent": object_of(
        ("kind", "id", "name", "level", "label", "url", "parcels"),
        kind={"type": "string", "enum": ["project", "enterprise"]}, id=TEXT, name=TEXT,
        level=LEVEL, label=TEXT, url=TEXT, parcels=list_of(TEXT),
    ),
    "Chain": object_of(
        ("id", "name", "lead_post", "advisers", "maps", "figures", "available", "planned",
         "segments"),
        id=TEXT, name=TEXT, lead_post=TEXT, advisers=WHOLE, maps=WHOLE, on=DAY,
        figures=ref("ChainFigures"), available=COUNTED, planned=BY_STATUS,
        segments=list_of(ref("ChainSegment")), loose=list_of(ref("ChainPresent")),
    ),
    "Chains": object_of(
        ("on", "figures", "chains", "outside", "told"),
        on=DAY, figures=ref("ChainFigures"), chains=list_of(ref("Chain")), told=list_of(TEXT),
        outside=object_of(("enterprises", "projects"), enterprises=WHOLE, projects=WHOLE),
    ),
}  # fmt: skip

CHAIN_PATHS: Final[dict[str, Schema]] = {
    "/api/chains": {
        "get": read("chains", "Every chain with its segments and sums of today; for staff.",
                    "Chains") | STAFF
    },
    "/api/chains/{chain_id}": {
        "get": read("oneChain", "A chain: who is in each direction, gaps, the land for them.",
                    "Chain", CHAIN_ID) | STAFF
    },
    "/api/exports/chains.{ext}": {
        "get": file("chainsFile", "The table of directions; as Excel with who is there and sums.",
                    XLSX, EXT)
    },
    "/api/chain-records/{kind}": {
        "get": listed("chainRecords", "Chains, maps, directions, advisers, teams; for staff.",
                      KIND),
        "post": entered("enterChainRecord", "Enter a chain, map, direction, adviser or team.",
                        KIND),
    },
    "/api/chain-records/{kind}/{subject_id}": {
        "patch": amended("amendChainRecord", "Change such a record.", KIND, SUBJECT_ID)
    },
}  # fmt: skip
