"""A drawn parcel enters the record beside its neighbours, or is refused with its place."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import shapely
from shapely.affinity import translate

from parkmap.errors import BadGeometry, BadValue, Forbidden
from parkmap.services.checking import check
from parkmap.services.drawing import Drawing, draw
from parkmap.services.reading import ParcelQuery, parcel, parcels, parks
from parkmap.services.record import Record
from parkmap.services.retiring import Retirement, retire
from tests.small import LEADER, OFFICER

DAY = date(2026, 11, 20)


def parcels_of(record: Record, park: str) -> list[Any]:
    query = ParcelQuery(park=park, limit=1000, with_geometry=True)
    return [shapely.from_geojson(one.geometry) for one in parcels(record, OFFICER, query).views]


def free_land(record: Record) -> tuple[Any, str]:
    """A square of a park's street land, which no parcel covers."""
    park = parks(record, OFFICER)[0]
    taken = shapely.union_all(parcels_of(record, park.id)).buffer(2e-5)
    whole: Any = shapely.from_geojson(park.geometry)
    free = whole.difference(taken)
    circle = shapely.maximum_inscribed_circle(free)
    (x, y), half = circle.coords[0], circle.length / 2
    return shapely.box(x - half, y - half, x + half, y + half), park.id


def pushed(record: Record, shape: Any, park: str) -> Any:
    """The square moved over the nearest parcel by some 5 m."""
    near = min(parcels_of(record, park), key=shape.distance)
    (x, y), (to_x, to_y) = shapely.get_coordinates(shapely.shortest_line(shape, near)).tolist()
    more = 1 + 5e-5 / shape.distance(near)
    return translate(shape, (to_x - x) * more, (to_y - y) * more)


def asked(shape: Any, **more: Any) -> Drawing:
    values: dict[str, Any] = {"status": "idle", "effective_on": DAY, "reason": "新增用地"}
    return Drawing(json.loads(shapely.to_geojson(shape)), **(values | more))


def test_a_drawn_parcel_gets_the_next_id_and_its_measured_area(changzhi: Record) -> None:
    shape, park = free_land(changzhi)
    done = draw(changzhi, OFFICER, asked(shape, name="街角地"))
    (piece,) = done.pieces
    found = parcel(changzhi, OFFICER, piece.id)
    assert (found.state["park"], found.state["name_zh"]) == (park, "街角地")
    assert found.area_m2 > 0 and piece.id.startswith("CZ-")


def test_an_id_is_never_given_out_twice(changzhi: Record) -> None:
    shape, _park = free_land(changzhi)
    first = draw(changzhi, OFFICER, asked(shape)).pieces[0].id
    gone: dict[str, int | None] = {first: parcel(changzhi, OFFICER, first).version}
    retire(changzhi, OFFICER, Retirement(gone, DAY, "误增"))
    assert draw(changzhi, OFFICER, asked(shape, reason="重绘")).pieces[0].id > first


def test_over_a_neighbour_it_is_refused_with_place_and_repair(changzhi: Record) -> None:
    wide = pushed(changzhi, *free_land(changzhi))
    with pytest.raises(BadGeometry) as refused:
        draw(changzhi, OFFICER, asked(wide), dry_run=True)
    repair: Any = refused.value.values["repair"]
    assert refused.value.values["place"] and repair["after_m2"] < repair["before_m2"]
    done = draw(changzhi, OFFICER, asked(wide, trimmed=True))
    assert done.proof is not None and done.proof.holds
    assert not [one for one in check(changzhi, OFFICER).findings if one.code == "overlap"
                and done.pieces[0].id in one.parcel_ids]  # fmt: skip


def test_outside_every_park_it_is_refused(changzhi: Record) -> None:
    with pytest.raises(BadGeometry, match="park"):
        draw(changzhi, OFFICER, asked(shapely.box(110, 30, 110.001, 30.001)))


def test_a_preview_writes_nothing(changzhi: Record) -> None:
    shape, _park = free_land(changzhi)
    done = draw(changzhi, OFFICER, asked(shape), dry_run=True)
    assert done.receipt is None
    assert not parcels(changzhi, OFFICER, ParcelQuery(ids=(done.pieces[0].id,))).views


def test_status_and_role_are_checked(changzhi: Record) -> None:
    shape, _park = free_land(changzhi)
    with pytest.raises(BadValue):
        draw(changzhi, OFFICER, asked(shape, status="lost"))
    with pytest.raises(Forbidden):
        draw(changzhi, LEADER, asked(shape))


def crossing(shape: Any, swap: tuple[int, int]) -> dict[str, Any]:
    """The square with two corners swapped, or with a loop, as somebody may type it."""
    ring = shapely.get_coordinates(shape).tolist()[:-1]
    one, other = swap
    ring[one], ring[other] = ring[other], ring[one]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def test_a_ring_that_crosses_itself_is_refused_with_its_repair(changzhi: Record) -> None:
    shape, _park = free_land(changzhi)
    twisted = Drawing(crossing(shape, (1, 2)), "idle", DAY, "新增用地")
    with pytest.raises(BadGeometry) as refused:
        draw(changzhi, OFFICER, twisted, dry_run=True)
    repair: Any = refused.value.values["repair"]
    assert (refused.value.values["fault"], repair["way"]) == ("invalid_boundary", "mend")
    assert 0 < repair["after_m2"] < repair["before_m2"] and refused.value.values["place"]
    taken = Drawing(repair["shape"], "idle", DAY, "新增用地")
    done = draw(changzhi, OFFICER, taken, dry_run=True)
    assert done.after_dm2 == round(repair["after_m2"] * 100)


def test_what_trimming_is_offered_as_is_taken_as_it_is(changzhi: Record) -> None:
    wide = pushed(changzhi, *free_land(changzhi))
    with pytest.raises(BadGeometry) as refused:
        draw(changzhi, OFFICER, asked(wide), dry_run=True)
    repair: Any = refused.value.values["repair"]
    done = draw(changzhi, OFFICER, Drawing(repair["shape"], "idle", DAY, "新增用地"))
    assert done.after_dm2 == round(repair["after_m2"] * 100)
