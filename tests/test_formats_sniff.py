"""What a text is, told by its first lines; titles and keys may stand before what tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from parkmap.errors import BadFile, UnsupportedFile
from parkmap.formats.reading import read_boundaries
from parkmap.formats.sniff import LOOK_LINES, sniff
from tests.shapes import SQUARE_1HA

SPOTS = [(4_008_000, 38_419_000), (4_008_000, 38_419_100), (4_008_100, 38_419_100)]
HEADER = "地块编号,圈号,点号,纵坐标,横坐标"
TABLE = "\n".join([HEADER, *(f"G-1,1,J{at},{x},{y}" for at, (x, y) in enumerate(SPOTS, 1))])
COMMAS = "\n".join(f"J{at},1,{x},{y}" for at, (x, y) in enumerate(SPOTS, 1))
SPACES = COMMAS.replace(",", " ")
KEYS = "坐标系=2000国家大地坐标系\n带号=38\n转换参数=0,0,0,0,0,0,0\n"
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")


def kind_of(folder: Path, text: str, encoding: str = "utf-8", name: str = "a.txt") -> str:
    (folder / name).write_bytes(text.encode(encoding))
    return sniff(folder / name)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"界址点成果表\n\n单位：米\n{TABLE}", "csv"),
        (f"地块表 2026\nid;wkt\n1;{SQUARE_1HA.wkt}", "csv"),
        (f"sep=;\nid;wkt\n1;{SQUARE_1HA.wkt}", "csv"),
        ("wkt\n", "csv"),
        (KEYS + COMMAS, "boundary_txt"),
        (f"测量成果\n{KEYS}[地块坐标]\n{SPACES}", "boundary_txt"),
        (SPACES, "boundary_txt"),
        (COMMAS.replace(",", "，"), "boundary_txt"),
        (COMMAS.replace(",", "\t"), "boundary_txt"),
        ("某某地块\n3,0.5,G-1,厂区,面,,,0601,@\n", "boundary_txt"),
    ],
)
def test_a_text_is_told_by_its_first_lines(
    tmp_path: Path, text: str, kind: str, encoding: str
) -> None:
    assert kind_of(tmp_path, text, encoding) == kind


@pytest.mark.parametrize("text", [f"界址点成果表\n{TABLE}", KEYS + COMMAS, SPACES])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_such_a_text_is_read(tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (row,) = read_boundaries(tmp_path / "a.txt").rows
    assert row.fault is None and row.geometry.bounds[0] == pytest.approx(113.1, abs=0.01)


def test_points_in_a_csv_are_no_lie_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(COMMAS, "utf-8")
    codes = {one.code for one in read_boundaries(tmp_path / "a.csv").findings}
    assert "name_disagrees" not in codes


@pytest.mark.parametrize(
    "text", ["land and sea\n", "地块\n" * 30, "# 标题\n\n一段话。\n", "7\n8\n"]
)
def test_other_text_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnsupportedFile, match="plain text"):
        kind_of(tmp_path, text)


@pytest.mark.parametrize("text", ["<html><p>a,b</p>", "<OGRVRTDataSource>\na,b\n", "\n<?xml ?>"])
def test_marks_of_xml_go_before_separators(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnsupportedFile, match="XML"):
        kind_of(tmp_path, text)


@pytest.mark.parametrize("text", ["a = 1\nb = 2\n", "Dear Sir,\nland, and sea\n"])
def test_text_that_looks_like_one_is_refused_by_its_reader(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    with pytest.raises(BadFile, match=r"no boundary points|no column with boundaries"):
        read_boundaries(tmp_path / "a.txt")


def test_only_so_many_lines_are_searched(tmp_path: Path) -> None:
    title = "地块\n" * (LOOK_LINES - 1)
    assert kind_of(tmp_path, title + TABLE) == "csv"
    with pytest.raises(UnsupportedFile):
        kind_of(tmp_path, title + "地块\n" + TABLE)
