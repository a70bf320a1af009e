"""The OpenAPI 3.1 document of everything under `/api`, built from tables."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from parkmap import __version__
from parkmap.land.codes import ROUTE
from parkmap.land.status import STATUSES
from parkmap.web.arguments import MAX_LIMIT

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
DAY: Final[Schema] = {"type": "string", "format": "date"}
WHOLE: Final[Schema] = {"type": "integer"}
FIGURE: Final[Schema] = {"type": "number"}
STATUS: Final[Schema] = {"type": "string", "enum": list(STATUSES)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(required: tuple[str, ...] = (), **properties: Schema) -> Schema:
    made: Schema = {"type": "object", "properties": properties}
    return made | {"required": list(required)} if required else made


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


BOX: Final[Schema] = {"type": "array", "items": FIGURE, "minItems": 4, "maxItems": 4}

SCHEMAS: Final[dict[str, Schema]] = {
    "Link": _object(("href", "rel"), href=TEXT, rel=TEXT, type=TEXT, title=TEXT),
    "Landing": _object(
        ("links",), title=TEXT, description=TEXT, links=_list(_ref("Link"))
    ),
    "Conformance": _object(("conformsTo",), conformsTo=_list(TEXT)),
    "Collection": _object(("id", "links"), id=TEXT, title=TEXT, links=_list(_ref("Link"))),
    "Collections": _object(
        ("links", "collections"),
        links=_list(_ref("Link")),
        collections=_list(_ref("Collection")),
    ),
    "Feature": _object(
        ("type", "id", "geometry", "properties"),
        type={"const": "Feature"},
        id=TEXT,
        bbox=BOX,
        geometry={"type": ["object", "null"]},
        properties={"type": "object", "description": "The fields that the reader may see."},
    ),
    "FeatureCollection": _object(
        ("type", "features"),
        type={"const": "FeatureCollection"},
        timeStamp={"type": "string", "format": "date-time"},
        numberMatched=WHOLE,
        numberReturned=WHOLE,
        links=_list(_ref("Link")),
        features=_list(_ref("Feature")),
    ),
    "Short": _object(("id", "s", "v"), id=TEXT, s=TEXT, name=TEXT, park=TEXT, mu=FIGURE, v=WHOLE),
    "ListItem": _object(
        ("id", "s", "v"),
        id=TEXT, s=TEXT, name=TEXT, park=TEXT, park_name=TEXT, mu=FIGURE, v=WHOLE, facts=TEXT,
        since={"type": ["string", "null"]}, bbox=BOX,
    ),
    "List": _object(
        ("matched", "items"),
        matched=WHOLE, mu=FIGURE, next={"type": ["string", "null"]},
        items=_list(_ref("ListItem")),
    ),
    "Card": _object(
        ("id", "s", "v"),
        id=TEXT, s=TEXT, name=TEXT, park=TEXT, park_name=TEXT, mu=FIGURE, m2=FIGURE, ha=FIGURE,
        v=WHOLE, since={"type": ["string", "null"]}, url=TEXT, bbox=BOX,
        facts=_list(_object(label=TEXT, value=TEXT)),
    ),
    "TotalRow": _object(("park", "s"), park=TEXT, s=TEXT, count=WHOLE, mu=FIGURE, area_m2=FIGURE),
    "Totals": _object(("on", "rows"), on=DAY, token=TEXT, rows=_list(_ref("TotalRow"))),
    "Changes": _object(
        ("token", "reload", "changed", "gone"),
        token=TEXT, reload={"type": "boolean"}, changed=_list(_ref("Short")), gone=_list(TEXT),
        totals=_list(_ref("TotalRow")),
    ),
    "Mark": _object(
        ("status", "effective_on", "reason"),
        status=STATUS, effective_on=DAY, reason=TEXT,
        route={"type": ["string", "null"], "enum": [*ROUTE, None]},
    ),
    "Marks": _object(
        ("parcels", "status", "effective_on", "reason"),
        parcels={
            "type": "object",
            "description": "Each parcel id with the version that was seen.",
            "additionalProperties": {"type": ["integer", "null"]},
        },
        status=STATUS, effective_on=DAY, reason=TEXT,
        route={"type": ["string", "null"], "enum": [*ROUTE, None]},
    ),
    "Undo": _object(("reason",), reason=TEXT),
    "Receipt": _object(
        ("seq", "token", "changed", "unchanged"),
        seq={"type": ["integer", "null"]}, recorded_at={"type": ["string", "null"]}, token=TEXT,
        changed=_list(_ref("Short")), unchanged=_list(TEXT),
    ),
    "LastEntry": _object(("entry",), entry={"type": ["object", "null"]}),
    "Problem": _object(
        ("type", "title", "status", "detail", "code"),
        type=TEXT, title=TEXT, status=WHOLE, detail=TEXT, code=TEXT,
    ),
}  # fmt: skip


def _query(name: str, schema: Schema, says: str) -> Schema:
    return {
        "name": name, "in": "query", "required": False, "description": says, "schema": schema
    }  # fmt: skip


def _path(name: str, schema: Schema) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _header(name: str, says: str) -> Schema:
    return {
        "name": name, "in": "header", "required": False, "description": says, "schema": TEXT
    }  # fmt: skip


LIMIT: Final = _query(
    "limit", WHOLE | {"minimum": 1, "maximum": MAX_LIMIT}, "How many at once; more is cut."
)
BBOX: Final = _query("bbox", TEXT, "west,south,east,north in degrees (CRS84).")
AFTER: Final = _query("after", TEXT, "Continue after this id; the `next` link carries it.")
DATETIME: Final = _query("datetime", TEXT, "The land as it stood on this day; no interval.")
PARK: Final = _query("park", TEXT, "Id of a park.")
WORDS: Final = _query("q", TEXT, "Words in names, ids and locations.")
LANG: Final = _query("lang", {"type": "string", "enum": ["zh", "en"]}, "Language of names.")
STATUSES_ASKED: Final = _query("status", TEXT, "One or more statuses, separated by commas.")
STYLES: Final = _query("s", TEXT, "One or more statuses, separated by commas.")
ID: Final = _path("id", TEXT)
COLLECTION: Final = _path("collection", {"type": "string", "enum": ["parks", "parcels"]})
CSRF: Final = _header("X-CSRFToken", "The token that pages carry for people who signed in.")
KEY: Final = _header("Idempotency-Key", "The same key gives the same answer, marked once.")
IF_MATCH: Final = _header("If-Match", "The ETag of the parcel that was seen.")
GEOJSON: Final = "application/geo+json"
WRITE_PROBLEMS: Final = ("400", "401", "403", "404", "409", "412", "428")


def _get(
    name: str, says: str, answer: str, *parameters: Schema, kind: str = "application/json"
) -> Schema:
    return {
        "operationId": name,
        "summary": says,
        "parameters": list(parameters),
        "responses": _responses(answer, kind, ("400", "404")),
    }


def _write(name: str, says: str, body: str, answer: str, *parameters: Schema, kind: str) -> Schema:
    return {
        "operationId": name,
        "summary": says,
        "parameters": list(parameters),
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _ref(body)}},
        },
        "responses": _responses(answer, kind, WRITE_PROBLEMS),
        "security": [{"session": []}],
    }


def _responses(answer: str, kind: str, problems: tuple[str, ...]) -> Schema:
    good = {"description": "As asked.", "content": {kind: {"schema": _ref(answer)}}}
    bad = {
        "description": "What is wrong, where, and what to do.",
        "content": {"application/problem+json": {"schema": _ref("Problem")}},
    }
    return {"200": good} | dict.fromkeys(problems, bad)


def _paths() -> Schema:
    json = "application/json"
    items = "/api/collections/{collection}/items/{id}"
    return {
        "/api/": {"get": _get("landing", "Where to start.", "Landing")},
        "/api/conformance": {"get": _get("conformance", "What is supported.", "Conformance")},
        "/api/openapi.json": {"get": _get("openapi", "This document.", "Landing")
                              | {"responses": {"200": {"description": "OpenAPI 3.1."}}}},
        "/api/collections": {"get": _get("collections", "Parks and parcels.", "Collections")},
        "/api/collections/{collection}": {
            "get": _get("collection", "One of the two.", "Collection", COLLECTION)
        },
        "/api/collections/parks/items": {
            "get": _get("parks", "Parks as GeoJSON.", "FeatureCollection",
                        BBOX, LIMIT, AFTER, DATETIME, kind=GEOJSON)
        },
        "/api/collections/parcels/items": {
            "get": _get("parcels", "Parcels as GeoJSON.", "FeatureCollection", BBOX, LIMIT, AFTER,
                        STATUSES_ASKED, PARK, DATETIME, WORDS, kind=GEOJSON)
        },
        items: {"get": _get("item", "One feature.", "Feature", COLLECTION, ID, kind=GEOJSON)},
        "/api/collections/parcels/items/{id}": {
            "patch": _write("patchParcel", "Mark a parcel.", "Mark", "Feature",
                            ID, IF_MATCH, CSRF, KEY, kind=GEOJSON)
        },
        "/api/list": {
            "get": _get("list", "The list beside the map.", "List", WORDS, PARK, STYLES,
                        _query("ids", TEXT, "Ids, separated by commas."),
                        _query("on", DAY, "The land as it stood on this day."),
                        BBOX, AFTER, LIMIT, LANG)
        },
        "/api/parcels/{id}/card": {"get": _get("card", "The panel of a parcel.", "Card", ID, LANG)},
        "/api/changes": {
            "get": _get("changes", "What moved since a token.", "Changes",
                        _query("since", TEXT, "The token of an earlier answer."), LANG)
        },
        "/api/totals": {
            "get": _get("totals", "Count and mu by park and status.", "Totals",
                        _query("on", DAY, "The day; today if left out."))
        },
        "/api/marks": {
            "post": _write("mark", "Mark parcels in one entry.", "Marks", "Receipt",
                           CSRF, KEY, kind=json)
        },
        "/api/entries/last": {"get": _get("lastEntry", "The last entry.", "LastEntry")
                              | {"security": [{"session": []}]}},
        "/api/entries/{seq}/undo": {
            "post": _write("undo", "Take an entry back.", "Undo", "Receipt",
                           _path("seq", WHOLE), CSRF, kind=json)
        },
    }  # fmt: skip


@lru_cache(maxsize=1)
def document() -> Schema:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "parkmap",
            "version": __version__,
            "description": "The land record of an industrial park; OGC API - Features.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": _paths(),
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "parkmap"}},
        },
    }
