"""The search for land, in the OpenAPI document: every filter of `/explore` is a parameter."""

from __future__ import annotations

from typing import Final

from parkmap.land.availability import KINDS
from parkmap.land.codes import SUPPLY_MODE
from parkmap.land.criteria import CRITERIA, IDS, SORT, SORTS, TEXT, Criterion
from parkmap.land.suitability import DEMANDS, Demand
from parkmap.web.arguments import MAX_LIMIT
from parkmap.web.openapi_parts import (
    BOX,
    DAY,
    FIGURE,
    TEXT_OR_NULL,
    WHOLE,
    YES,
    Schema,
    list_of,
    object_of,
    query,
    read,
    ref,
)
from parkmap.web.openapi_parts import TEXT as STRING

ORDERS: Final = [*SORTS, *(f"-{one}" for one in SORTS)]


def _parameters(one: Criterion) -> list[Schema]:
    unit = f", {one.unit}" if one.unit else ""
    if one.kind == "codes":
        codes = list_of({"enum": list(one.codes)} if one.codes else STRING)
        return [query(one.name, codes, f"{one.en}: any of these.")]
    if one.kind == "range":
        return [query(f"{one.name}_min", FIGURE, f"{one.en} at least{unit}."),
                query(f"{one.name}_max", FIGURE, f"{one.en} at most{unit}.")]  # fmt: skip
    if one.kind == "most":
        return [query(one.name, FIGURE, f"{one.en} along the straight line, at most{unit}.")]
    kind = DAY if one.kind == "day" else {"enum": ["1"]}
    return [query(one.name, kind, f"{one.en}.")]


WISH: Final[tuple[Schema, ...]] = (
    query(TEXT, STRING, "Words in names, ids, places, parks, chains, land use."),
    query(IDS, STRING, "Ids, separated by commas."),
    *(said for one in CRITERIA.values() for said in _parameters(one)),
    query(SORT, {"enum": ORDERS}, "Order; a minus turns it round."),
)
"""The parameters by which land is asked for."""

LANG: Final = query("lang", {"type": "string", "enum": ["zh", "en"]}, "Language of names.")
BBOX: Final = query("bbox", STRING, "west,south,east,north in degrees (CRS84).")

SEARCH_SCHEMAS: Final[dict[str, Schema]] = {
    "ListItem": object_of(
        ("id", "s", "v"),
        id=STRING, s=STRING, name=STRING, park=STRING, park_name=STRING, mu=FIGURE, v=WHOLE,
        facts=STRING, since=TEXT_OR_NULL, bbox=BOX,
        avail=object_of(("kind", "label"), kind={"enum": list(KINDS)}, label=STRING),
    ),
    "Loosening": object_of(("says", "count", "address"), says=STRING, count=WHOLE, address=STRING),
    "List": object_of(
        ("matched", "items"),
        matched=WHOLE, mu=FIGURE, next=TEXT_OR_NULL, items=list_of(ref("ListItem")),
        counts={"type": "object", "additionalProperties": WHOLE,
                "description": "filter=value -> how many choosing it would leave."},
        reach={"type": "object", "additionalProperties": list_of(STRING),
               "description": "Figure -> the least and the most that other filters leave."},
        parks={"type": ["object", "null"], "additionalProperties": object_of(
            ("count", "mu"), count=WHOLE, mu=FIGURE)},
        chips=list_of(object_of(("name", "label", "address"), name=STRING, label=STRING,
                                address=STRING)),
        loosely=YES | {"description": "Nothing has the words as they stand; these come close."},
        loosen=list_of(ref("Loosening")), address=STRING,
    ),
    "Suited": object_of(
        ("id", "score", "reasons"), id=STRING, name=STRING, mu=FIGURE, s=STRING, bbox=BOX,
        facts=STRING, url=STRING, score=FIGURE, too_large=YES, ask=STRING,
        reasons=list_of(object_of(("name", "points", "of"), name=STRING, label=STRING,
                                  points=FIGURE, of=FIGURE, have=STRING, need=STRING)),
    ),
    "Match": object_of(
        ("on", "candidates", "large_enough", "parcels", "assemblies"), on=DAY, candidates=WHOLE,
        large_enough=WHOLE, parcels=list_of(ref("Suited")), assemblies=list_of({"type": "object"}),
    ),
    "Matches": object_of(("ids",), ids={"type": ["array", "null"], "items": STRING}),
}  # fmt: skip


def _demand(one: Demand) -> list[Schema]:
    unit = f", {one.unit}" if one.unit else ""
    kind = {"by": DAY, "rail": {"enum": ["1"]}, "chain": STRING,
            "mode": {"enum": list(SUPPLY_MODE)}}.get(one.name, FIGURE)  # fmt: skip
    return [query(one.name, kind, f"{one.en}{unit}."),
            query(f"w_{one.name}", FIGURE, f"Its weight, {one.weight:g} unless said.")]  # fmt: skip


SEARCH_PATHS: Final[dict[str, Schema]] = {
    "/api/list": {
        "get": read("list", "Land that fits, a page at a time; the first tells of the filters.",
                    "List", *WISH, query("on", DAY, "The land as it stood on this day."), BBOX,
                    query("after", STRING, "Continue after this id."),
                    query("limit", WHOLE | {"minimum": 1, "maximum": MAX_LIMIT},
                          "How many at once; more is cut."),
                    LANG)
    },
    "/api/match": {
        "get": read("match", "Land for a project, best first, with the reason of each point.",
                    "Match", *(said for one in DEMANDS.values() for said in _demand(one)),
                    query("preparing", {"enum": ["1"]}, "Land in preparation too."), LANG)
    },
    "/api/matches": {
        "get": read("matches", "Ids of what fits within a box; null where that is too many.",
                    "Matches", *WISH, BBOX)
    },
}  # fmt: skip
