"""Which coordinate system a file is in: named, or told by its numbers and the place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import CRS

from parkmap.crs import transformer
from parkmap.errors import BadValue
from parkmap.formats.crs.gcj02 import from_gcj02, gcj02_suspicion, to_gcj02
from parkmap.formats.crs.guess import Guess, applied, guess
from parkmap.formats.crs.magnitudes import frames, zone_of
from parkmap.formats.crs.names import named_epsg
from parkmap.geometry.coordinates import Floats
from tests.shapes import SQUARE_1HA, array

HOME = (113.05, 36.1, 113.2, 36.25)
PARKS = [
    ("光电装备产业园", shapely.box(113.05, 36.1, 113.08, 36.25)),
    ("精密制造产业园", shapely.box(113.08, 36.1, 113.2, 36.25)),
]
LAND = np.array([[113.1, 36.2], [113.101, 36.2], [113.101, 36.201], [113.1, 36.201]])


def land(epsg: int, *, swapped: bool = False, at: Floats = LAND) -> Floats:
    """Four corners as a file in another system has them."""
    moved = np.column_stack(transformer(4326, epsg).transform(at[:, 0], at[:, 1]))
    return moved[:, ::-1] if swapped else moved


def found(points: Floats, named: str | int | None = None, **around: Any) -> Guess:
    return guess(points, **{"gk_zone": 38, "home": HOME, "parks": PARKS, **around}, named=named)


def codes(one: Guess) -> list[str]:
    return [finding.code for finding in one.findings]


def test_a_prefix_tells_the_zone_and_the_park_is_named() -> None:
    one = found(land(4526))
    assert (one.epsg, one.swapped, one.lands_in) == (4526, False, "精密制造产业园")
    assert one.sentence == "easting 38419057 → CGCS2000 zone 38; lands in 精密制造产业园"
    assert one.findings == ()


@pytest.mark.parametrize("epsg", [4526, 4547, 4326, 4497, 4546])
@pytest.mark.parametrize("swapped", [False, True])
def test_usual_systems_are_told_in_either_order(epsg: int, swapped: bool) -> None:
    one = found(land(epsg, swapped=swapped))
    assert one.swapped == swapped and one.lands_in == "精密制造产业园"
    assert one.epsg == epsg and codes(one) == (["columns_exchanged"] if swapped else [])


@pytest.mark.parametrize("epsg", [3857, 32649])
def test_other_systems_that_land_inside_are_told_or_offered(epsg: int) -> None:
    one = found(land(epsg), home=(113.08, 36.19, 113.12, 36.21))
    assert one.lands_in == "精密制造产业园"


def test_eastings_without_a_zone_are_taken_in_that_of_the_workspace() -> None:
    assert found(land(4547), home=None, parks=[]).epsg == 4547


def test_eastings_without_a_zone_and_without_a_workspace_are_not_guessed() -> None:
    one = guess(land(4547))
    assert one.epsg == 0 and "carry no zone" in one.sentence


def test_the_zone_of_the_place_is_found_where_the_workspace_names_another() -> None:
    one = found(land(4546, at=LAND - (1.5, 0)), home=(111.5, 36.1, 111.7, 36.3), parks=[])
    assert one.epsg == 4546 and one.findings == ()


def test_land_outside_is_told_how_far_and_where() -> None:
    (finding,) = found(land(4526, at=np.add(LAND, (0, 1)))).findings
    assert finding.code == "outside_home" and finding.place is not None
    assert finding.sentence == "the land would lie 105.5 km north of the zone"
    assert finding.remedy.startswith("no usual reading lands inside")


@pytest.mark.parametrize(
    ("step", "words"),
    [((1, 0), "east"), ((-1, 0), "west"), ((0, -1), "south"), ((1, 1), "north-east"),
     ((-1, 1), "north-west"), ((1, -1), "south-east"), ((-1, -1), "south-west")],
)  # fmt: skip
def test_all_directions_have_their_sentence(step: tuple[int, int], words: str) -> None:
    (finding,) = found(LAND + step).findings
    assert f"km {words} of the zone" in finding.sentence


def test_a_wrong_prefix_is_told_with_the_reading_that_lands_inside() -> None:
    (finding,) = found(np.add(land(4526), (1e6, 0))).findings
    assert "east of the zone" in finding.sentence
    assert finding.remedy.startswith("without the zone before its eastings, as EPSG:4547")


def test_a_named_system_is_kept_but_another_reading_is_told() -> None:
    one = found(land(4547), 4548)
    assert one.epsg == 4548 and codes(one) == ["outside_home"]
    assert "name it with --crs EPSG:4547" in one.findings[0].remedy


def test_a_named_system_gets_or_loses_the_zone_of_its_eastings() -> None:
    for points, named, shift in ((land(4526), 4547, -38e6), (land(4547), 4526, 38e6)):
        one = found(points, named)
        assert one.epsg == named and one.easting_shift_m == shift and one.lands_in
        assert applied(array(shapely.Point(points[0])), one)[0].x == pytest.approx(
            land(named)[0, 0]
        )


def test_a_projection_named_for_degrees_is_contradicted() -> None:
    one = found(LAND, 2434 + 2113)  # a .prj that lies: metres of zone 38 for degrees
    assert one.epsg == 4326 and codes(one) == ["crs_contradicted"]


def test_degrees_named_for_metres_are_contradicted() -> None:
    one = found(land(4526), "EPSG:4490")
    assert one.epsg == 4526 and codes(one) == ["crs_contradicted"]


def test_a_named_zone_that_the_eastings_deny_is_told() -> None:
    one = found(land(4526), 4527)
    assert one.epsg == 4526 and codes(one) == ["zone_mismatch"]


def test_a_foreign_system_is_taken_as_named() -> None:
    one = guess(np.array([[2_690_000.0, 240_000.0]]), named=2272)
    assert one.epsg == 2272 and not one.swapped


@pytest.mark.parametrize(
    "points", [np.empty((0, 2)), np.full((3, 2), np.nan), np.array([[1e12, 1e12]]),
               np.array([[24_500_000.0, 4_000_000.0]])]
)  # fmt: skip
def test_what_fits_nothing_is_not_guessed(points: Floats) -> None:
    assert found(points).epsg == 0


@pytest.mark.parametrize(
    "name",
    ["1980西安坐标系", "西安80", "1954年北京坐标系", "北京54坐标系", 2362, "EPSG:2383", 4610, 2414,
     "EPSG:4214", "长治市地方坐标系", CRS.from_epsg(2362).to_wkt("WKT1_ESRI"),
     CRS.from_epsg(2435).to_wkt(), CRS.from_epsg(4610).to_wkt("WKT1_GDAL")],
)  # fmt: skip
def test_local_datums_are_refused_with_the_reason(name: str | int) -> None:
    with pytest.raises(BadValue, match="needs official parameters: ask the surveyor"):
        found(land(4526), name)


@pytest.mark.parametrize("epsg", [4526, 4547, 4497, 4490, 4326, 3857, 2272])
@pytest.mark.parametrize("form", ["WKT1_ESRI", "WKT1_GDAL", "WKT2_2019"])
def test_wkt_is_known(epsg: int, form: Any) -> None:
    assert named_epsg(CRS.from_epsg(epsg).to_wkt(form)) == epsg


@pytest.mark.parametrize("name", ["CGCS2000_GK_CM_114E", "CGCS2000 / 3-degree GK zone 38 (own)"])
def test_a_projection_under_another_name_is_known_by_its_parameters(name: str) -> None:
    system = CRS.from_epsg(4547).to_wkt("WKT1_ESRI")
    own = system.replace("CGCS2000_3_Degree_GK_CM_114E", name)
    assert named_epsg(own) == 4547


@pytest.mark.parametrize(
    "name",
    ["2000国家大地坐标系", "CGCS2000", "", "hello", "+init=/etc/passwd", "+proj=longlat", "EPSG:x",
     "PROJCS[" * 3_000, 'PROJCS["x"]'],
)  # fmt: skip
def test_what_names_no_system_is_none(name: str) -> None:
    assert named_epsg(name) is None


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:EPSG::4547", "http://www.opengis.net/def/crs/EPSG/0/4547"]
)
def test_urns_are_codes(name: str) -> None:
    assert named_epsg(name) == 4547


def test_the_formula_gives_what_the_maps_have() -> None:
    east, north = (to_gcj02(LAND[:1]) - LAND[:1])[0]
    assert (east, north) == pytest.approx((0.006669, 0.000175), abs=1e-6)
    assert np.abs(from_gcj02(to_gcj02(LAND)) - LAND).max() < 1e-9


def test_land_that_fits_its_parks_only_when_moved_back_is_suspected() -> None:
    strip = [shapely.box(113.1, 36.2, 113.105, 36.205)]
    corners = shapely.get_coordinates(strip[0])
    finding = gcj02_suspicion(to_gcj02(corners), strip)
    assert finding is not None and finding.code == "maybe_gcj02"
    assert "offset of 599 m, 100 % do" in finding.sentence
    assert gcj02_suspicion(corners, strip) is None


def test_land_elsewhere_is_not_suspected() -> None:
    assert gcj02_suspicion(LAND + 1, [SQUARE_1HA]) is None
    assert gcj02_suspicion(LAND, []) is None


def test_a_guess_tells_the_suspicion() -> None:
    parks = [("园", shapely.box(113.1, 36.2, 113.101, 36.201))]
    assert codes(found(to_gcj02(LAND), parks=parks)) == ["maybe_gcj02"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(), st.floats()), max_size=6), st.sampled_from([None, 4547, 3857])
)
def test_any_numbers_are_guessed_or_refused(
    pairs: list[tuple[float, float]], named: int | None
) -> None:
    one = found(np.array(pairs, dtype=float).reshape(-1, 2), named)
    assert one.epsg in {0, 4326, 4547, 3857, 32649} or zone_of(one.epsg) is not None
    assert str(one.sentence)


@settings(max_examples=25, deadline=None)
@given(st.floats(73.7, 135), st.floats(18.2, 53.5), st.booleans(), st.booleans())
def test_in_all_of_china_the_columns_tell_themselves_apart(
    lng: float, lat: float, prefixed: bool, swapped: bool
) -> None:
    zone = round(lng / 3)
    points = land((4488 if prefixed else 4509) + zone, swapped=swapped, at=np.array([[lng, lat]]))
    seen = frames(points)
    assert seen.zone[0] == (zone if prefixed else 0) and seen.swapped[0] == swapped
