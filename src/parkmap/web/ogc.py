"""`/api/`: OGC API - Features (17-069r4), parks and parcels as GeoJSON; PATCH marks a parcel."""

from __future__ import annotations

from datetime import UTC
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue, NotFound
from parkmap.services import marking, reading
from parkmap.services.reading import Page, ParcelQuery
from parkmap.services.record import Actor, Record
from parkmap.services.views import View
from parkmap.web.answers import GEOJSON, json_answer
from parkmap.web.arguments import (
    bbox_argument,
    codes_argument,
    datetime_argument,
    json_body,
    limit_argument,
    moment_argument,
    only_arguments,
    text_argument,
)
from parkmap.web.context import current_actor, current_record, needed
from parkmap.web.etags import tagged, version_seen
from parkmap.web.items import feature
from parkmap.web.kept import frame_now
from parkmap.web.language import current_language
from parkmap.web.marks import idempotency_key, mark_of
from parkmap.web.openapi import document

CORE: Final = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CONFORMS: Final = tuple(f"{CORE}/{name}" for name in ("core", "geojson"))
"""No class for the description: it is OpenAPI 3.1, and the standard has one for 3.0 only."""

OPENAPI: Final = "application/vnd.oai.openapi+json;version=3.1"
PAGE: Final = 100
TIME: Final = frozenset({"datetime", "known_at"})
PAGES: Final = TIME | {"bbox", "limit", "after"}
TAKEN: Final = {
    "parks": PAGES,
    "parcels": PAGES | {"status", "park", "q"},
    "item": TIME,
}
"""View -> its parameters; each address takes those of `EVERYWHERE` too."""
EVERYWHERE: Final = frozenset({"f", "lang"})
FORMS: Final = frozenset({"", "json", "geojson"})

blueprint = Blueprint("ogc", __name__, url_prefix="/api")


@blueprint.before_request
def only_what_is_known() -> None:
    """A parameter that is not known, or a format that there is not, is refused with its name."""
    if request.method not in {"GET", "HEAD"} or request.endpoint is None:
        return
    view = request.endpoint.rpartition(".")[2]
    only_arguments(TAKEN.get(view, frozenset()) | EVERYWHERE)
    form = request.args.get("f", "")
    if form not in FORMS:
        raise BadValue("f is '%(value)s'; json is the only format here", value=form[:40])


@blueprint.get("/")
def landing() -> ResponseReturnValue:
    zone = current_record().zone
    lang = current_language()
    return json_answer(
        {
            "title": zone.name(lang),
            "description": zone.notice(lang),
            "links": [
                _link("/api/", "self"),
                _link("/api/openapi.json", "service-desc", OPENAPI),
                _link("/api/conformance", "conformance"),
                _link("/api/collections", "data"),
            ],
        }
    )


@blueprint.get("/conformance")
def conformance() -> ResponseReturnValue:
    return json_answer({"conformsTo": list(CONFORMS)})


@blueprint.get("/openapi.json")
def openapi() -> ResponseReturnValue:
    answer = json_answer(document(), lasting="no-cache")
    answer.headers["Content-Type"] = OPENAPI
    return answer


@blueprint.get("/collections")
def collections() -> ResponseReturnValue:
    described = [_collection(name) for name in ("parks", "parcels")]
    return json_answer({"links": [_link("/api/collections", "self")], "collections": described})


@blueprint.get("/collections/<any(parks,parcels):name>")
def collection(name: str) -> ResponseReturnValue:
    return json_answer(_collection(name))


@blueprint.get("/collections/parks/items")
def parks() -> ResponseReturnValue:
    record, actor = current_record(), current_actor()
    box, limit, after = bbox_argument(), limit_argument(PAGE), text_argument("after")
    found = [
        park
        for park in sorted(
            reading.parks(record, actor, datetime_argument(record), moment_argument(record)),
            key=lambda one: one.id,
        )
        if box is None or _meets(park.bbox, box)
    ]
    rest = [park for park in found if park.id > after][: limit + 1]
    more = rest[limit - 1].id if len(rest) > limit else None
    return _features("parks", tuple(rest[:limit]), len(found), more)


@blueprint.get("/collections/parcels/items")
def parcels() -> ResponseReturnValue:
    record = current_record()
    page: Page = reading.parcels(
        record,
        current_actor(),
        ParcelQuery(
            bbox=bbox_argument(),
            statuses=codes_argument("status"),
            park=text_argument("park") or None,
            text=text_argument("q"),
            as_of=datetime_argument(record),
            known_at=moment_argument(record),
            after=text_argument("after"),
            limit=limit_argument(PAGE),
            with_geometry=True,
        ),
    )
    return _features("parcels", page.views, page.matched, page.next_after)


@blueprint.get("/collections/<any(parks,parcels):name>/items/<item_id>")
def item(name: str, item_id: str) -> ResponseReturnValue:
    record, actor = current_record(), current_actor()
    on, known_at = datetime_argument(record), moment_argument(record)
    if on is None and known_at is None:
        return _item(name, _view(record, actor, name, item_id))
    kind = name.removesuffix("s")
    view = reading.one_on(record, actor, kind, item_id, on or record.today(), known_at)
    return _item(name, view)


@blueprint.patch("/collections/parcels/items/<item_id>")
def patch(item_id: str) -> ResponseReturnValue:
    actor = needed("mark")
    record = current_record()
    wanted = mark_of(json_body(), {item_id: version_seen()})
    marking.mark(record, actor, wanted, idempotency_key())
    return _item("parcels", _view(record, actor, "parcels", item_id))


def _view(record: Record, actor: Actor, name: str, item_id: str) -> View:
    if name == "parks":
        return reading.park(record, actor, item_id)
    return reading.parcel(record, actor, item_id)


def _item(name: str, view: View) -> Response:
    links = [_link(_here(), "self", GEOJSON), _link(f"/api/collections/{name}", "collection")]
    return tagged(json_answer(feature(view, links), kind=GEOJSON), str(view.version))


def _features(name: str, views: tuple[View, ...], matched: int, more: str | None) -> Response:
    links = [_link(_here(), "self", GEOJSON)]
    if more is not None:
        links.append(_link(_here(after=more), "next", GEOJSON))
    links.append(_link(f"/api/collections/{name}", "collection"))
    body = {
        "type": "FeatureCollection",
        "timeStamp": current_record().clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "numberMatched": matched,
        "numberReturned": len(views),
        "links": links,
        "features": [feature(view) for view in views],
    }
    return json_answer(body, kind=GEOJSON)


def _here(**changed: str) -> str:
    sent = [pair for pair in request.args.items(multi=True) if pair[0] not in changed]
    query = urlencode([*sent, *changed.items()])
    return f"{request.path}?{query}" if query else request.path


def _collection(name: str) -> dict[str, Any]:
    record = current_record()
    if name not in {"parks", "parcels"}:
        raise NotFound("there is no collection '%(name)s'", name=name)
    frame = frame_now(record, current_actor())
    here = f"/api/collections/{name}"
    zh = current_language() == "zh"
    titles = {"parks": ("园区", "Parks"), "parcels": ("地块", "Parcels")}
    return {
        "id": name,
        "title": titles[name][0 if zh else 1],
        "itemType": "feature",
        "extent": {"spatial": {"bbox": [list(frame.bounds)], "crs": CRS84}},
        "crs": [CRS84],
        "links": [
            _link(here, "self"),
            _link(f"{here}/items", "items", GEOJSON),
        ],
    }


def _meets(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    apart = one[0] > other[2] or one[2] < other[0] or one[1] > other[3] or one[3] < other[1]
    return not apart


def _link(href: str, rel: str, kind: str = "application/json") -> dict[str, str]:
    return {"href": request.host_url.rstrip("/") + href, "rel": rel, "type": kind}
