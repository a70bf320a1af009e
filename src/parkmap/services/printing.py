"""Papers to print: 宗地图 with 界址点成果表, of one or many parcels. For staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

import shapely
from sqlalchemy import Connection

from parkmap.errors import BadValue, Forbidden, NotFound
from parkmap.geometry.coordinates import array_of
from parkmap.geometry.plane import to_plane
from parkmap.geometry.sides import sides
from parkmap.land.codes import word
from parkmap.reports.frame import Paper
from parkmap.reports.parcel_plan import (
    Corner,
    Neighbour,
    ParcelPlan,
    plan_page,
    points_page,
    window_of,
)
from parkmap.reports.typeset import Form, typeset
from parkmap.services.imprint import (
    PERMISSION,
    Printed,
    Words,
    head_of,
    mu_text,
    proof,
    remarks,
    short,
)
from parkmap.services.measuring import points_of
from parkmap.services.record import Actor, Record, require
from parkmap.services.surroundings import Box, backdrop, degrees_of
from parkmap.services.views import View, view_of
from parkmap.store import lists, present

MOST_PLANS: Final = 100
MOST_BESIDE: Final = 400
Content = Literal["both", "plan", "points"]
CONTENTS: Final[tuple[Content, ...]] = ("both", "plan", "points")


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """Which parcels are printed, in that order, and how; names are printed as they are given."""

    ids: tuple[str, ...]
    content: Content = "both"
    paper: Paper = "A4"
    drawn_by: str = ""
    checked_by: str = ""


def plans(
    record: Record, actor: Actor, order: PlanOrder, words: Words, lang: str, form: Form = "pdf"
) -> Printed:  # fmt: skip
    """宗地图 and 界址点成果表 of one or many parcels, as one document.

    Parameters
    ----------
    words
        What the papers say, in the language of `lang`.

    Raises
    ------
    SignInNeeded, Forbidden
        Boundary points are for staff, and for whom the policy shows them.
    BadValue
        No parcel, or more than `MOST_PLANS`.
    NotFound
        One is not in the record, or has no boundary.
    """
    require(actor, PERMISSION)
    if not record.zone.policy.shows(actor.audience, "parcel", "boundary_points"):
        raise Forbidden("boundary points are not shown to you; ask the administrator")
    if not 1 <= len(order.ids) <= MOST_PLANS:
        raise BadValue(
            "%(count)s parcels on one order; print 1 to %(most)s at a time",
            count=len(order.ids),
            most=MOST_PLANS,
        )
    pages: list[dict[str, Any]] = []
    with record.store.read() as connection:
        top, moment = head_of(connection, record)
        for one in _drawn(connection, record, actor, order, words, lang):
            if order.content != "points":
                pages.append(plan_page(one, order.paper, words))
            if order.content != "plan":
                pages.append(points_page(one, "A4"))
    data = {
        "lang": lang, "title": words["plan"], "words": words, "pages": pages,
        "remarks": remarks(record, moment, words, lang), "proof": proof(top, words),
        "signed": [
            (words["drawn_by"], short(order.drawn_by)),
            (words["checked_by"], short(order.checked_by)),
            (words["drawn_on"], ""), (words["checked_on"], ""),
        ],
    }  # fmt: skip
    return Printed(typeset("plan", data, moment, form), top.seq)


def _drawn(
    connection: Connection, record: Record, actor: Actor, order: PlanOrder, words: Words, lang: str
) -> list[ParcelPlan]:  # fmt: skip
    stored = present.some(connection, record.zone_id, "parcel", order.ids, with_geometry=True)
    views = {one.id: (view_of(record, actor, one), one.geojson) for one in stored}
    made: list[ParcelPlan] = []
    for parcel_id in dict.fromkeys(order.ids):
        seen, outline = views.get(parcel_id, (None, None))
        if seen is None or outline is None:
            raise NotFound(
                "there is no '%(id)s' with a boundary here; look it up in the list",
                id=parcel_id[:80],
            )
        made.append(_plan_of(connection, record, actor, seen, outline, order, words, lang))
    return made


def _plan_of(
    connection: Connection, record: Record, actor: Actor, seen: View, outline: str,
    order: PlanOrder, words: Words, lang: str,
) -> ParcelPlan:  # fmt: skip
    zone = record.zone.gk_zone
    degrees = array_of([shapely.from_geojson(outline)])
    shape = to_plane(degrees, zone)[0]
    frame = window_of(shape, order.paper)
    box = degrees_of(record, frame)
    corners = [Corner(one.name, one.ring, one.northing, one.easting, one.side_m)
               for one in points_of(sides(degrees, zone))]  # fmt: skip
    use = _use(seen, lang)
    area = f"{seen.area_m2:,.2f} m² · {mu_text(seen.area_dm2, words)}"
    return ParcelPlan(
        seen.id, _titles(seen, use, words, lang), (seen.id, use or words["no_use"], area), shape,
        corners,
        _beside(connection, record, actor, seen.id, box, lang), backdrop(record, box, lang),
    )  # fmt: skip


def _titles(seen: View, use: str, words: Words, lang: str) -> list[list[tuple[str, str]]]:
    state = seen.state
    area = (
        f"{seen.area_m2:,.2f} m²　{mu_text(seen.area_dm2, words)}　{seen.area_ha:.4f} {words['ha']}"
    )
    name = seen.name(lang)
    return [
        [(words["code"], short(state.get("cadastral_code"))),
         (words["number"], seen.id if name == seen.id else short(f"{seen.id}　{name}"))],
        [(words["holder"], short(state.get("holder"))), (words["use"], short(use))],
        [(words["location"], short(state.get("location"))), (words["size"], area)],
    ]  # fmt: skip


def _use(seen: View, lang: str) -> str:
    code = seen.state.get("land_use_code")
    if not code:
        return ""
    named = word("land_use_code", str(code), lang)
    return f"{code} {named}" if named != code else str(code)


def _beside(
    connection: Connection, record: Record, actor: Actor, own: str, box: Box, lang: str
) -> list[Neighbour]:  # fmt: skip
    ids = lists.ids(connection, record.zone_id, lists.Filter(box=box))
    near = present.some(
        connection, record.zone_id, "parcel", [one for one in ids if one != own][:MOST_BESIDE],
        with_geometry=True,
    )  # fmt: skip
    found: list[Neighbour] = []
    for one in near:
        seen = view_of(record, actor, one)
        if seen is not None and one.geojson:
            shape = to_plane(array_of([shapely.from_geojson(one.geojson)]), record.zone.gk_zone)[0]
            found.append(Neighbour(one.id, short(seen.name(lang), 24), shape))
    return found


__all__ = ["CONTENTS", "MOST_PLANS", "Content", "PlanOrder", "plans"]
