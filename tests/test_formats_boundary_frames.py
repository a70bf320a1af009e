"""Boundary points to shapes: rings and holes, axes, zones, declared areas."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkmap.errors import BadFile, BadValue, TooLarge
from parkmap.geometry.coordinates import to_lng_lat
from tests.boundary_text import BESIDE, INNER, SQUARE, codes, points, read, txt
from tests.shapes import array


def test_northing_comes_first_and_the_prefix_says_the_zone(tmp_path: Path) -> None:
    reading = read(tmp_path, txt(points(SQUARE)))
    assert reading.epsg == 4526 and reading.findings == []
    assert reading.rows[0].geometry.bounds == (38_419_000, 4_008_000, 38_419_100, 4_008_100)


def test_the_closing_point_may_have_a_new_name(tmp_path: Path) -> None:
    *lines, last = points(SQUARE).splitlines()
    reading = read(tmp_path, txt("\n".join([*lines, last.replace("J1", "J5")])))
    assert reading.rows[0].geometry.area == pytest.approx(10_000) and reading.findings == []


def test_an_open_ring_is_closed_and_said_with_its_lines(tmp_path: Path) -> None:
    text = txt(points(SQUARE).rsplit("\n", 2)[0], count=4)
    (finding,) = read(tmp_path, text).findings
    assert finding.code == "open_ring" and "lines 7 to 10" in finding.sentence


def test_a_closing_point_a_hand_off_is_said(tmp_path: Path) -> None:
    off = [*SQUARE[:4], (0.05, 0)]
    reading = read(tmp_path, txt(points(off)))
    assert codes(reading) == ["closing_point_differs"]
    assert len(reading.rows[0].geometry.exterior.coords) == 5


@pytest.mark.parametrize("number", ["1", "2"])
def test_a_ring_inside_is_a_hole_whatever_its_number(tmp_path: Path, number: str) -> None:
    reading = read(tmp_path, txt(points(SQUARE) + points(INNER, number), area="0.96", count=10))
    assert reading.rows[0].geometry.area == pytest.approx(9_600) and reading.findings == []


@pytest.mark.parametrize("number", ["1", "2"])
def test_a_ring_beside_is_a_part_whatever_its_number(tmp_path: Path, number: str) -> None:
    reading = read(tmp_path, txt(points(SQUARE) + points(BESIDE, number), area="2", count=10))
    assert reading.rows[0].geometry.geom_type == "MultiPolygon" and reading.findings == []


def test_the_hole_may_come_before_its_outer_ring(tmp_path: Path) -> None:
    reading = read(tmp_path, txt(points(INNER) + points(SQUARE, "2"), area="", count=0))
    assert reading.rows[0].geometry.area == pytest.approx(9_600)


def test_an_island_in_a_hole_is_a_part(tmp_path: Path) -> None:
    island = [(45, 45), (45, 55), (55, 55), (55, 45), (45, 45)]
    body = points(SQUARE) + points(INNER, "2") + points(island, "3")
    shape = read(tmp_path, txt(body, area="", count=0)).rows[0].geometry
    assert shape.geom_type == "MultiPolygon" and shape.area == pytest.approx(9_700)


def test_numbers_that_begin_again_begin_a_ring(tmp_path: Path) -> None:
    body = points(SQUARE).rsplit("\n", 2)[0] + "\n" + points(BESIDE)
    reading = read(tmp_path, txt(body, area="2", count=9))
    assert len(reading.rows[0].geometry.geoms) == 2 and codes(reading) == ["open_ring"]


def test_a_later_ring_may_have_its_first_point_twice(tmp_path: Path) -> None:
    body = points(SQUARE).rsplit("\n", 2)[0] + "\n"
    body += points(BESIDE).splitlines()[0] + "\n" + points(BESIDE)
    assert len(read(tmp_path, txt(body, area="2", count=10)).rows[0].geometry.geoms) == 2


def test_easting_first_is_exchanged_and_said(tmp_path: Path) -> None:
    reading = read(tmp_path, txt(points(SQUARE, form="J{no},{ring},{e},{n}")))
    assert codes(reading) == ["axes_swapped"]
    assert reading.rows[0].geometry.bounds[:2] == (38_419_000, 4_008_000)


def test_without_a_prefix_the_header_says_the_zone(tmp_path: Path) -> None:
    reading = read(tmp_path, txt(points(SQUARE, prefix="")))
    assert reading.epsg == 4547 and reading.rows[0].geometry.bounds[0] == 419_000


@pytest.mark.parametrize("zone", ["", "50", "x"])
def test_without_prefix_and_zone_the_system_stays_open(tmp_path: Path, zone: str) -> None:
    with pytest.raises(BadFile, match="its eastings carry no zone"):
        read(tmp_path, txt(points(SQUARE, prefix=""), zone=zone))


@pytest.mark.parametrize("said", ["38", "第38带", "第 38 带", "３８"])
def test_a_zone_is_read_in_the_words_of_offices(tmp_path: Path, said: str) -> None:
    reading = read(tmp_path, txt(points(SQUARE, prefix=""), zone=said))
    assert reading.epsg == 4547 and reading.findings == []


def test_the_central_meridian_says_the_zone_too(tmp_path: Path) -> None:
    text = txt(points(SQUARE, prefix=""), zone="").replace("带号=", "中央子午线=114")
    assert read(tmp_path, text).epsg == 4547


def test_a_prefix_is_believed_more_than_the_header(tmp_path: Path) -> None:
    reading = read(tmp_path, txt(points(SQUARE, prefix="39")))
    assert reading.epsg == 4527 and codes(reading) == ["zone_mismatch"]
    assert "zone 38" in reading.findings[0].sentence


def test_a_six_degree_zone_is_known_by_its_number(tmp_path: Path) -> None:
    assert read(tmp_path, txt(points(SQUARE, prefix="19"), zone="19")).epsg == 4497


def test_a_system_that_is_asked_for_is_used(tmp_path: Path) -> None:
    reading = read(tmp_path, txt(points(SQUARE, prefix="39")), epsg=4547)
    assert reading.epsg == 4547 and codes(reading) == ["zone_mismatch"]
    assert reading.rows[0].geometry.bounds[0] == 419_000


def test_degrees_are_longitude_and_latitude(tmp_path: Path) -> None:
    body = "1,1,113.1,36.2\n2,1,113.101,36.2\n3,1,113.101,36.201\n1,1,113.1,36.2\n"
    reading = read(tmp_path, txt(body, count=0, area=""))
    assert reading.epsg == 4326
    assert reading.rows[0].geometry.bounds == (113.1, 36.2, 113.101, 36.201)


def test_latitude_first_is_turned(tmp_path: Path) -> None:
    body = "1,1,36.2,113.1\n2,1,36.2,113.101\n3,1,36.201,113.101\n1,1,36.2,113.1\n"
    reading = read(tmp_path, txt(body, count=0, area=""))
    assert reading.rows[0].geometry.bounds == (113.1, 36.2, 113.101, 36.201)


def test_degrees_minutes_and_seconds_are_read(tmp_path: Path) -> None:
    body = "1,1,113°6′0″,36°12′0″\n2,1,113°6′4″,36°12′0″\n3,1,113°6′4″,36°12′4.5″\n"
    reading = read(tmp_path, txt(body, count=0, area=""))
    assert reading.rows[0].geometry.bounds[3] == pytest.approx(36.20125)


def test_parcels_of_two_zones_come_into_one_plane(tmp_path: Path) -> None:
    reading = read(tmp_path, txt(points(SQUARE), points(BESIDE), points(SQUARE, prefix="39")))
    assert reading.epsg == 4526 and "mixed_systems" in codes(reading)
    middle = to_lng_lat(array(reading.rows[2].geometry.centroid), 4526)[0]
    assert middle.x == pytest.approx(116.1, abs=0.01)


def test_a_parcel_without_prefix_goes_with_the_others(tmp_path: Path) -> None:
    text = txt(points(SQUARE), points(SQUARE), points(BESIDE, prefix=""), zone="")
    reading = read(tmp_path, text)
    assert codes(reading) == ["zone_assumed"]
    assert reading.rows[2].geometry.bounds[0] == 38_419_200


@pytest.mark.parametrize("area", ["1", "1.0000", "10000", "10000.0", "15", "15.0亩", "1公顷"])
def test_the_unit_of_the_area_is_told_by_the_measured_one(tmp_path: Path, area: str) -> None:
    reading = read(tmp_path, txt(points(SQUARE), area=area))
    assert reading.rows[0].attributes["declared_area_m2"] == 10_000 and reading.findings == []


@pytest.mark.parametrize(("area", "kept"), [("1.0200", 10_200.0), ("7", None), ("约一公顷", None)])
def test_an_area_that_does_not_fit_is_said(tmp_path: Path, area: str, kept: float | None) -> None:
    reading = read(tmp_path, txt(points(SQUARE), area=area))
    assert codes(reading) == ["declared_area"]
    assert reading.rows[0].attributes["declared_area_m2"] == kept


def test_a_wrong_count_is_said_with_its_line(tmp_path: Path) -> None:
    (finding,) = read(tmp_path, txt(points(SQUARE), count=66)).findings
    assert finding.code == "point_count" and "line 6 counts 66 points, 5" in finding.sentence


@pytest.mark.parametrize("count", [0, 4, 5])
def test_a_count_may_leave_out_the_closing_point(tmp_path: Path, count: int) -> None:
    assert read(tmp_path, txt(points(SQUARE), count=count)).findings == []


def test_each_section_goes_by_its_own_zone(tmp_path: Path) -> None:
    west = txt(points(SQUARE, prefix=""), zone="37")
    alone = to_lng_lat(array(read(tmp_path, west).rows[0].geometry), 4546)
    both = read(tmp_path, txt(points(SQUARE, prefix="")) + west)
    assert both.epsg == 4547 and both.rows[0].geometry.bounds[0] == 419_000
    second = to_lng_lat(array(both.rows[1].geometry), 4547)
    assert second[0].equals_exact(alone[0], 1e-9)


@pytest.mark.parametrize("bracketed", ["", "[基本信息]\n", "[属性描述],,\n"])
def test_a_zone_said_after_parcels_is_that_of_the_next(tmp_path: Path, bracketed: str) -> None:
    west = txt(points(BESIDE, prefix=""), zone="37").replace("[属性描述]\n", bracketed)
    reading = read(tmp_path, txt(points(SQUARE, prefix="")) + west)
    place = to_lng_lat(array(reading.rows[1].geometry.centroid), reading.epsg)[0]
    assert place.x == pytest.approx(110.1, abs=0.01)


def test_a_description_may_follow_its_parcels(tmp_path: Path) -> None:
    text = points(SQUARE, prefix="") + "[属性描述]\n带号=38\n项目名称=一期\n"
    reading = read(tmp_path, text)
    assert reading.epsg == 4547 and reading.rows[0].attributes["项目名称"] == "一期"


def test_a_zone_that_is_asked_for_against_a_section_is_said(tmp_path: Path) -> None:
    west = txt(points(BESIDE, prefix=""), zone="37")
    (finding,) = read(tmp_path, txt(points(SQUARE, prefix="")) + west, epsg=4547).findings
    assert finding.code == "zone_mismatch" and "says zone 37" in finding.sentence


def test_a_local_datum_in_a_later_section_is_refused(tmp_path: Path) -> None:
    later = txt(points(BESIDE)).replace("2000国家大地坐标系", "西安80坐标系")
    with pytest.raises(BadValue, match="Xian 1980"):
        read(tmp_path, txt(points(SQUARE)) + later)


def test_more_sections_than_parcels_may_be_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="more than 3"):
        read(tmp_path, "[属性描述]\n带号=38\n" * 9, max_features=3)
