"""Boundary-point TXT: headers, points, encodings and faults, in every way that is found."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest

from parkmap.errors import BadFile, BadValue, TooLarge
from parkmap.formats.txt.lines import Unread, line_of
from parkmap.said import Said
from tests.boundary_text import (
    BESIDE,
    HEAD,
    HEADER,
    INNER,
    SQUARE,
    codes,
    faults,
    points,
    read,
    settled,
    txt,
)


@pytest.mark.parametrize(
    ("name", "epsg", "hectares"),
    [
        ("foshan_plot_000.txt", 4526, 1.2247),
        ("foshan_plot_002.txt", 4526, 0.5242),
        ("hangzhou_66pts.utf8.txt", 4528, 5.7089),
        ("hangzhou_66pts.gb18030_crlf.txt", 4528, 5.7089),
    ],
)
def test_real_files_are_read(shared_data: Path, name: str, epsg: int, hectares: float) -> None:
    path = shared_data / "boundary_txt" / name
    reading = settled(path)
    (row,) = reading.rows
    assert reading.epsg == epsg and row.fault is None and reading.findings == []
    assert row.geometry.area / 10_000 == pytest.approx(hectares, abs=0.00006)


def test_the_declared_area_of_a_real_file_is_kept(shared_data: Path) -> None:
    path = shared_data / "boundary_txt" / "hangzhou_66pts.utf8.txt"
    (row,) = settled(path).rows
    assert row.attributes["declared_area_m2"] == 57_089.0
    assert row.attributes["数据产生单位"] == "浙江华东建设工程有限公司"


def test_attributes_have_the_words_of_the_format(tmp_path: Path) -> None:
    assert read(tmp_path, txt(points(SQUARE))).rows[0].attributes == {
        "地块面积": "1", "地块编号": "G-1", "地块名称": "厂区", "地块用途": "工业",
        "地类编码": "0601", "declared_area_m2": 10_000.0}  # fmt: skip


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("5,1,G-1,厂区,面,,,,@", {"地块编号": "G-1", "地块名称": "厂区"}),
        ("5,1,G-1,厂区,面, , , ,@", {"地块编号": "G-1"}),
        ("5,1,330106104,横桥村,G-1,厂区,面,,,,@", {"行政区码": "330106104", "村名": "横桥村"}),
        ("5,1,G-1,厂区,面,I49,工业,0601,厂,0602,8,9,备,@", {"图斑类型": "厂", "备注": "备"}),
        ("5,1,G-1,面,,,,@", {"地块编号": "G-1", "地块名称": None}),
        ("5,1,G-1,厂区,面,,,", {"地块编号": "G-1"}),
        ("5,1,G-1,厂区,面,,,,@,", {"地块编号": "G-1"}),
        (",,G-1,面,面,,,,@", {"地块编号": "G-1", "地块名称": "面"}),
        ("5,1,G-1,厂区，二期,面,,,,@", {"地块编号": "G-1", "地块名称": "厂区，二期"}),
        ("5，1，G-1，厂区，面，，，，＠", {"地块编号": "G-1", "地块名称": "厂区"}),
    ],
)
def test_headers_of_all_widths_are_understood(
    tmp_path: Path, header: str, expected: dict[str, str | None]
) -> None:
    (row,) = read(tmp_path, HEAD.format(zone=38) + header + "\n" + points(SQUARE)).rows
    assert expected.items() <= row.attributes.items() and row.fault is None


def test_two_parcels_with_the_same_header_stay_two(tmp_path: Path) -> None:
    text = txt(points(SQUARE)) + HEADER.format(count=5, area=1, id="G-1") + points(BESIDE)
    assert [row.attributes["地块编号"] for row in read(tmp_path, text).rows] == ["G-1", "G-1"]


@pytest.mark.parametrize("brackets", ["【】", "［］"])
def test_full_width_brackets_are_read(tmp_path: Path, brackets: str) -> None:
    text = txt(points(SQUARE)).replace("[", brackets[0]).replace("]", brackets[1])
    assert read(tmp_path, text).rows[0].fault is None


def test_full_width_commas_are_read_and_said_with_the_line(tmp_path: Path) -> None:
    reading = read(tmp_path, txt(points(SQUARE).replace(",", "，", 3)))
    (finding,) = reading.findings
    assert finding.code == "wide_characters" and "line 7" in finding.sentence


@pytest.mark.parametrize(
    "form",
    [
        "J{no:02d},{ring},{n},{e}",
        "{no},{ring},{n},{e}",
        " J{no} , {ring} , {n} , {e} ",
        "J{no}\t{ring}\t{n}\t{e}",
        "J{no} {ring} {n} {e}",
        "J{no},{ring},{n},{e},",
        "J{no},{ring},{n},{e},901.5",
        "J{no},,{n},{e}",
        "J{no},{n},{e}",
    ],
)
def test_points_in_all_forms_are_read(tmp_path: Path, form: str) -> None:
    reading = read(tmp_path, txt(points(SQUARE, form=form)))
    assert faults(reading) == [None] and reading.rows[0].geometry.area == pytest.approx(10_000)


def test_points_without_headers_give_a_parcel_each_outer_ring(tmp_path: Path) -> None:
    text = points(SQUARE) + points(BESIDE) + points(INNER)
    reading = read(tmp_path, text)
    assert [row.geometry.area for row in reading.rows] == pytest.approx([9_600, 10_000])
    assert codes(reading) == ["header_missing"]


@pytest.mark.parametrize("form", ["{n},{e}", "{n} {e}", "{e}\t{n}", "{n},{e},901.5"])
def test_bare_coordinates_are_read(tmp_path: Path, form: str) -> None:
    assert faults(read(tmp_path, "点号,X坐标,Y坐标\n" + points(SQUARE, form=form))) == [None]


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("38419100.000", "x", "bad_line", "line 9 is no boundary point: 'J2,1,4008000.000,x'"),
        ("38419100.000", "1e999", "bad_line", "line 9"),
        ("38419100.000", "419100.000", "odd_point", "line 9: 4008000, 419100 does not fit"),
        ("J2", "hello world", "bad_line", "line 9"),
    ],
)
def test_a_bad_line_keeps_only_its_parcel_out(
    tmp_path: Path, old: str, new: str, code: str, said: str
) -> None:
    bad = points(SQUARE).replace(old, new, 1)
    reading = read(tmp_path, txt(bad, points(BESIDE)).replace("[地块坐标]\n", "[地块坐标]\n\n"))
    fault = reading.rows[0].fault
    assert faults(reading) == [code, None] and fault is not None
    assert said in fault.sentence and fault.parcel_id == "G-1" and fault.row == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "no_boundary"),
        (points(SQUARE[:2]), "short_ring"),
        (points(SQUARE) + points(INNER[:2], "2"), "short_ring"),
        (points(SQUARE, prefix="50"), "no_zone"),
        (points(SQUARE, prefix="24"), "no_zone"),
        (points(SQUARE, prefix="7" * 5), "no_coordinates"),
        (points([*SQUARE] * 1_200), "too_many_vertices"),
    ],
)
def test_a_parcel_that_cannot_be_has_its_fault(tmp_path: Path, body: str, code: str) -> None:
    reading = read(tmp_path, txt(body, points(BESIDE)))
    assert faults(reading) == [code, None]


@pytest.mark.parametrize("kind", ["线", "点"])
def test_a_line_or_a_point_is_no_parcel(tmp_path: Path, kind: str) -> None:
    reading = read(tmp_path, txt(points(SQUARE)).replace(",面,", f",{kind},"))
    assert faults(reading) == ["not_a_polygon"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_are_told(tmp_path: Path, encoding: str, ending: str) -> None:
    data = txt(points(SQUARE)).replace("\n", ending).encode(encoding)
    (row,) = read(tmp_path, data).rows
    assert row.attributes["地块名称"] == "厂区" and row.fault is None


@pytest.mark.parametrize(
    "data", [b"\xff\xff\xfe\x80" * 9, b"\x00" * 99, b"\xff\xfe\x00", bytes(range(256))]
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadFile, match=r"lots.txt"):
        read(tmp_path, data)


@pytest.mark.parametrize("text", ["", "[属性描述]\n带号=38\n", "hello\nworld\n"])
def test_a_text_without_points_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadFile, match="no boundary points"):
        read(tmp_path, text)


@pytest.mark.parametrize(
    "datum", ["1980西安坐标系", "西安80", "1954年北京坐标系", "长治市独立坐标系"]
)
def test_local_datums_are_refused_with_the_reason(tmp_path: Path, datum: str) -> None:
    text = txt(points(SQUARE)).replace("2000国家大地坐标系", datum)
    with pytest.raises(BadValue, match="ask the surveyor for CGCS2000"):
        read(tmp_path, text)
    assert read(tmp_path, text, epsg=4526).rows[0].fault is None


def test_transformation_parameters_are_not_applied_but_said(tmp_path: Path) -> None:
    text = txt(points(SQUARE)).replace("带号", "转换参数=1.5,0,0,0,0,0,0\n带号")
    assert codes(read(tmp_path, text)) == ["shift_not_applied"]


def test_stray_lines_are_said_with_their_numbers(tmp_path: Path) -> None:
    reading = read(tmp_path, "制图\n" + txt(points(SQUARE)))
    assert codes(reading) == ["stray_lines"] and "lines 1" in reading.findings[0].sentence


def test_other_keys_stay_with_every_parcel(tmp_path: Path) -> None:
    text = txt(points(SQUARE), points(BESIDE)).replace("带号", "项目名称=光电=一期\n带号")
    rows = read(tmp_path, text).rows
    assert [row.attributes["项目名称"] for row in rows] == ["光电=一期"] * 2


def test_keys_of_a_section_stay_with_its_own_parcels(tmp_path: Path) -> None:
    first, second = (txt(points(one)).replace("带号", f"项目名称={name}\n带号")
                     for one, name in ((SQUARE, "一期"), (BESIDE, "二期")))  # fmt: skip
    rows = read(tmp_path, first + second).rows
    assert [row.attributes["项目名称"] for row in rows] == ["一期", "二期"]


def test_a_closing_point_far_from_the_first_is_named(tmp_path: Path) -> None:
    reading = read(tmp_path, txt(points([*SQUARE[:-1], (9, 12)])))
    (fault,) = (row.fault for row in reading.rows)
    assert fault is not None and fault.code == "closing_point_differs"
    assert "point J1 in line 11 should close the ring that begins in line 7" in fault.sentence
    assert "15.00 m" in fault.sentence


def test_keys_of_a_section_before_the_description_stay_with_its_parcels(tmp_path: Path) -> None:
    first, second = (f"[项目信息]\n项目名称={name}\n" + txt(points(one))
                     for one, name in ((SQUARE, "一期"), (BESIDE, "二期")))  # fmt: skip
    rows = read(tmp_path, first + second).rows
    assert [row.attributes["项目名称"] for row in rows] == ["一期", "二期"]


def test_keys_after_points_speak_for_the_parcels_to_come(tmp_path: Path) -> None:
    later = "批次=2\n" + HEADER.format(count=5, area=1, id="G-2") + points(BESIDE)
    text = txt(points(SQUARE)).replace("带号", "项目名称=一期\n批次=1\n带号") + later
    rows = read(tmp_path, text).rows
    assert [row.attributes["批次"] for row in rows] == ["1", "2"]
    assert [row.attributes["项目名称"] for row in rows] == ["一期", "一期"]


def test_a_key_between_header_and_points_is_of_that_parcel(tmp_path: Path) -> None:
    text = txt("备注=甲\n" + points(SQUARE), "备注=乙\n" + points(BESIDE))
    rows = read(tmp_path, text).rows
    assert [row.attributes["备注"] for row in rows] == ["甲", "乙"]


@pytest.mark.parametrize("first", [1, 5])
def test_a_closing_point_far_from_the_first_joins_no_later_ring(tmp_path: Path, first: int) -> None:
    body = points([*SQUARE[:-1], (9, 12)]) + points(BESIDE, first=first)
    (fault,) = (row.fault for row in read(tmp_path, txt(body)).rows)
    assert fault is not None and "line 11 should close the ring that begins in" in fault.sentence


@pytest.mark.parametrize("ring", ["1", "2"])
def test_a_lone_point_after_a_closed_ring_closes_nothing(tmp_path: Path, ring: str) -> None:
    body = points(SQUARE) + points([(9, 12), (9, 13)], ring)
    assert faults(read(tmp_path, txt(body.rsplit("\n", 2)[0]))) == ["short_ring"]


def test_more_parcels_than_the_limit_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="more than 2"):
        read(tmp_path, txt(*[points(SQUARE)] * 3), max_features=2)


def test_an_endless_line_is_no_point() -> None:
    assert isinstance(line_of("1," * 1_000_000, 1), Unread)


def test_every_sentence_can_be_translated(tmp_path: Path) -> None:
    bodies = [points(SQUARE).replace("J2", "??"), points(SQUARE[:2]), points(SQUARE, prefix="39")]
    reading = read(tmp_path, "x\n" + txt(*bodies, area="9", count=77))
    found = [*reading.findings, *(row.fault for row in reading.rows if row.fault)]
    assert found and all(isinstance(one.sentence, Said) for one in found)
    assert all(isinstance(one.remedy, Said) for one in found)


@pytest.mark.parametrize("body", ["x\n", "\n", "1 1\n", "[a]\n", "a=1\n", "，\n", "1,1,1,1,1,1\n"])
def test_a_file_of_one_line_over_and_over_ends_soon(tmp_path: Path, body: str) -> None:
    started = process_time()
    for head in ("", txt("")):
        with suppress(BadFile):
            read(tmp_path, head + body * (400_000 // len(body)))
    assert process_time() - started < 5
