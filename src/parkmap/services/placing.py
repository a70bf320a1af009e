"""Which park the rows of an import lie in: by the name that they say, or by their outline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, hypot, radians
from typing import Final

import shapely

from parkmap.crs import METRES_PER_DEGREE
from parkmap.geometry.coordinates import Geometries
from parkmap.said import say
from parkmap.services.lines import Line
from parkmap.services.matching import array
from parkmap.services.standing import PARK

FAR_KM: Final = 20.0
"""From here on a row is no land of the zone unless somebody says so."""


def name_parks(names: dict[str, str], mine: Sequence[Line], lines: Iterable[Line]) -> None:
    """A park named in words becomes its id; one that is not there is told and left out."""
    names |= {one.own_id: one.own_id for one in lines if one.kind == PARK and one.own_id}
    for one in mine:
        said = one.state.get("park")
        if said is None:
            continue
        if str(said) in names:
            one.state["park"] = names[str(said)]
            continue
        del one.state["park"]
        one.tell("unknown_park", "warning", say("there is no park '%(park)s'", park=str(said)[:60]),
                say("correct it, or draw the park first"))  # fmt: skip


def place(parks: tuple[list[str], Geometries], mine: Sequence[Line], lines: Iterable[Line]) -> None:
    """A new parcel that names no park gets the one that it lies in."""
    fresh = [one for one in lines if one.kind == PARK and one.shape is not None and one.own_id]
    ids = [*parks[0], *(str(one.own_id) for one in fresh)]
    tree = shapely.STRtree([*parks[1], *(one.shape for one in fresh)])
    drawn = [one for one in mine if one.draws]
    points = shapely.point_on_surface(array([one.shape for one in drawn]))
    around: dict[int, set[str]] = {}
    for number, at in zip(*tree.query(points, predicate="intersects").tolist(), strict=True):
        around.setdefault(number, set()).add(ids[at])
    for number, one in enumerate(drawn):
        inside = around.get(number, set())
        named = one.state.get("park")
        if one.verdict == "new" and named is None and inside:
            one.state["park"] = min(inside)
        if not inside or (named is not None and named not in inside):
            one.tell("outside_park", "warning", say("it lies outside its park"),
                    say("check the park that it names, and the coordinate system"))  # fmt: skip
    _keep_far_out(tree, [one for number, one in enumerate(drawn) if number not in around])


def _keep_far_out(parks: shapely.STRtree, lines: Sequence[Line]) -> None:
    """Rows that lie far from every park wait until somebody chooses them."""
    if not len(parks.geometries) or not lines:
        return
    points = shapely.point_on_surface(array([one.shape for one in lines]))
    _, nearest = parks.query_nearest(points, all_matches=False)
    ways = shapely.shortest_line(points, parks.geometries[nearest])
    for one, way in zip(lines, shapely.get_coordinates(ways).reshape(-1, 2, 2), strict=True):
        (west, south), (east, north) = way.tolist()
        across = (east - west) * cos(radians((south + north) / 2))
        far_km = hypot(across, north - south) * METRES_PER_DEGREE / 1000
        if far_km > FAR_KM:
            one.tell(
                "far_away", "error",
                say("it lies %(km)s km from the nearest park", km=f"{far_km:,.0f}"),
                say("check the coordinate system; choose the row if it is right all the same"),
            )  # fmt: skip


__all__ = ["name_parks", "place"]
