"""The OpenAPI 3.1 document of everything under `/api`, built from tables."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from parkmap import __version__
from parkmap.land.availability import KINDS
from parkmap.land.codes import ROUTE
from parkmap.web.arguments import MAX_LIMIT
from parkmap.web.openapi_parts import (
    BOX,
    COLLECTION,
    CSRF,
    DAY,
    FIGURE,
    FIGURE_OR_NULL,
    GEOJSON,
    ID,
    IF_MATCH,
    KEY,
    OBJECT_OR_NULL,
    PAPERS,
    STAFF,
    STATUS,
    TEXT,
    TEXT_OR_NULL,
    WHOLE,
    WHOLE_OR_NULL,
    YES,
    Schema,
    completed,
)
from parkmap.web.openapi_parts import list_of as _list
from parkmap.web.openapi_parts import object_of as _object
from parkmap.web.openapi_parts import query as _query
from parkmap.web.openapi_parts import read as _get
from parkmap.web.openapi_parts import ref as _ref
from parkmap.web.openapi_parts import write as _write
from parkmap.web.openapi_rooms import ROOM_PATHS, ROOM_SCHEMAS

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
        geometry=OBJECT_OR_NULL,
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
    "Card": _object(
        ("id", "s", "v"),
        id=TEXT, s=TEXT, name=TEXT, park=TEXT, park_name=TEXT, mu=FIGURE, m2=FIGURE, ha=FIGURE,
        v=WHOLE, since=TEXT_OR_NULL, url=TEXT, bbox=BOX,
        facts=_list(_object(label=TEXT, value=TEXT)), available=_ref("Availability"),
        contact=TEXT_OR_NULL, phone=TEXT_OR_NULL, phone_text=TEXT_OR_NULL,
        wechat_qr=TEXT_OR_NULL,
        navigate=_object(("gaode", "baidu"), gaode=TEXT_OR_NULL, baidu=TEXT_OR_NULL),
    ),
    "Availability": _object(
        ("kind", "label", "reasons", "missing"),
        kind={"enum": list(KINDS)}, label=TEXT, reasons=_list(TEXT), until=TEXT_OR_NULL, on=DAY,
        missing=_list(_object(name=TEXT, label=TEXT)),
    ),
    "Finding": _object(
        ("code", "severity", "parcels", "sentence", "remedy"),
        code=TEXT, severity={"type": "string", "enum": ["error", "warning", "info"]},
        parcels=_list(TEXT), place={"type": ["array", "null"], "items": FIGURE},
        sentence=TEXT, remedy=TEXT, area_m2=FIGURE_OR_NULL,
        geometry=OBJECT_OR_NULL,
    ),
    "Findings": _object(
        ("matched", "parcels", "counts", "findings"),
        matched=WHOLE, parcels=WHOLE, counts=_object(error=WHOLE, warning=WHOLE, info=WHOLE),
        findings=_list(_ref("Finding")),
    ),
    "Measures": _object(
        ("id", "gk_zone", "epsg", "crs"),
        id=TEXT, gk_zone=WHOLE, epsg=WHOLE, crs=TEXT,
        recorded_area_m2=FIGURE_OR_NULL, plane_area_m2=FIGURE_OR_NULL,
        plane_area_mu=FIGURE_OR_NULL, plane_area_ha=FIGURE_OR_NULL,
        geodesic_area_m2=FIGURE_OR_NULL, perimeter_m=FIGURE_OR_NULL,
        boundary_points={
            "type": ["array", "null"],
            "description": "Clockwise from the north-western one; null if the outline is hidden.",
            "items": _object(
                ("name", "ring", "northing", "easting", "side_m", "bearing_deg"),
                name=TEXT, ring=WHOLE, northing=FIGURE, easting=FIGURE, lng=FIGURE, lat=FIGURE,
                side_m=FIGURE, bearing_deg=FIGURE,
            ),
        },
    ),
    "TotalRow": _object(("park", "s"), park=TEXT, s=TEXT, count=WHOLE, mu=FIGURE, area_m2=FIGURE),
    "Totals": _object(("on", "rows"), on=DAY, token=TEXT, rows=_list(_ref("TotalRow"))),
    "Changes": _object(
        ("token", "reload", "changed", "gone"),
        token=TEXT, reload=YES, changed=_list(_ref("Short")), gone=_list(TEXT),
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
            "additionalProperties": WHOLE_OR_NULL,
        },
        status=STATUS, effective_on=DAY, reason=TEXT,
        route={"type": ["string", "null"], "enum": [*ROUTE, None]},
        confirmed=_list(TEXT) | {"description": "Codes of questions answered with yes."},
        papers=PAPERS,
    ),
    "LastEntry": _object(("entry",), entry={"oneOf": [_ref("Entry"), {"type": "null"}]}),
    "Entry": _object(
        ("seq", "action", "reason", "actor", "actor_name", "subjects", "undoable"),
        seq=WHOLE, action=TEXT, reason=TEXT, actor=TEXT, actor_name=TEXT,
        recorded_at={"type": "string", "format": "date-time"}, effective_on=DAY,
        subjects=_list(TEXT), undoable=YES,
    ),
    "Problem": _object(
        ("type", "title", "status", "detail", "code"),
        type=TEXT, title=TEXT, status=WHOLE, detail=TEXT, code=TEXT,
    ),
}  # fmt: skip


LIMIT: Final = _query(
    "limit", WHOLE | {"minimum": 1, "maximum": MAX_LIMIT}, "How many at once; more is cut."
)
BBOX: Final = _query("bbox", TEXT, "west,south,east,north in degrees (CRS84).")
AFTER: Final = _query("after", TEXT, "Continue after this id; the `next` link carries it.")
DATETIME: Final = _query(
    "datetime", TEXT,
    "The land as it stood on this day; of an interval, on its last day (today where it is open).",
)  # fmt: skip
KNOWN_AT: Final = _query(
    "known_at", TEXT, "As the record stood at a moment, 2026-11-23T09:00:00+08:00; for staff."
)
FORM: Final = _query("f", {"type": "string", "enum": ["json", "geojson"]}, "The one format.")
PARK: Final = _query("park", TEXT, "Id of a park.")
WORDS: Final = _query("q", TEXT, "Words in names, ids and locations.")
LANG: Final = _query("lang", {"type": "string", "enum": ["zh", "en"]}, "Language of names.")
STATUSES_ASKED: Final = _query("status", TEXT, "One or more statuses, separated by commas.")


def _about() -> Schema:
    """What this is, and what it holds."""
    return {
        "/api/": {"get": _get("landing", "Where to start.", "Landing")},
        "/api/conformance": {"get": _get("conformance", "What is supported.", "Conformance")},
        "/api/openapi.json": {"get": _get("openapi", "This document.", "Landing")
                              | {"responses": {"200": {"description": "OpenAPI 3.1."}}}},
        "/api/collections": {"get": _get("collections", "Parks and parcels.", "Collections")},
        "/api/collections/{collection}": {
            "get": _get("collection", "One of the two.", "Collection", COLLECTION)
        },
    }  # fmt: skip


def _features() -> Schema:
    """Parks and parcels as GeoJSON."""
    return {
        "/api/collections/parks/items": {
            "get": _get("parks", "Parks as GeoJSON.", "FeatureCollection",
                        BBOX, LIMIT, AFTER, DATETIME, KNOWN_AT, FORM, LANG, kind=GEOJSON)
        },
        "/api/collections/parcels/items": {
            "get": _get("parcels", "Parcels as GeoJSON.", "FeatureCollection", BBOX, LIMIT, AFTER,
                        STATUSES_ASKED, PARK, DATETIME, KNOWN_AT, WORDS, FORM, LANG, kind=GEOJSON)
        },
        "/api/collections/{collection}/items/{id}": {
            "get": _get("item", "One feature.", "Feature", COLLECTION, ID, DATETIME, KNOWN_AT,
                        FORM, LANG, kind=GEOJSON)
        },
        "/api/collections/parcels/items/{id}": {
            "get": _get("parcel", "One parcel.", "Feature", ID, DATETIME, KNOWN_AT, FORM, LANG,
                        kind=GEOJSON),
            "patch": _write("patchParcel", "Mark a parcel.", "Mark", "Feature",
                            ID, IF_MATCH, CSRF, KEY, kind=GEOJSON)
        },
    }  # fmt: skip


def _parcels() -> Schema:
    """What pages show of parcels: list, panel, measures, findings."""
    return {
        "/api/parcels/{id}/card": {"get": _get("card", "The panel of a parcel.", "Card", ID, LANG)},
        "/api/parcels/{id}/availability": {
            "get": _get("availability", "Whether it can be had today, and why.", "Availability",
                        ID, LANG)
        },
        "/api/parcels/{id}/measures": {
            "get": _get("measures", "Areas, perimeter, boundary points and sides.", "Measures", ID)
        },
        "/api/findings": {
            "get": _get("findings", "What a check of the record finds; for staff.", "Findings",
                        BBOX, PARK, LIMIT, LANG)
                   | STAFF
        },
    }  # fmt: skip


def _land() -> Schema:
    """What moved, how much there is, and marks."""
    return {
        "/api/changes": {
            "get": _get("changes", "What moved since a token.", "Changes",
                        _query("since", TEXT, "The token of an earlier answer."), LANG)
        },
        "/api/totals": {
            "get": _get("totals", "Count and mu by park and status.", "Totals",
                        _query("on", DAY, "The day; today if left out."), KNOWN_AT)
        },
        "/api/marks": {
            "post": _write("mark", "Mark parcels in one entry.", "Marks", "Receipt",
                           CSRF, KEY, kind="application/json")
        },
        "/api/entries/last": {"get": _get("lastEntry", "The last entry.", "LastEntry")
                              | STAFF},
    }  # fmt: skip


def _paths() -> Schema:
    return _about() | _features() | _parcels() | _land()


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
        "paths": completed(_paths() | ROOM_PATHS),
        "components": {
            "schemas": SCHEMAS | ROOM_SCHEMAS,
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "parkmap"},
                "screen": {"type": "apiKey", "in": "cookie", "name": "parkmap_wall"},
            },
        },
    }
