"""Zip archives: bombs, links, names that point outside, and what is read from a good one."""

from __future__ import annotations

import io
import stat
import struct
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from parkmap.errors import BadFile, ParkmapError, TooLarge, UnsupportedFile
from parkmap.formats.reading import Limits, read_boundaries
from tests.foreign import kml, layer_file, parts, placemark, zipped
from tests.shapes import SQUARE_1HA, array, collection, feature

GOOD = collection(feature(SQUARE_1HA))
VRT = b'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>canary.csv</SrcDataSource>'
LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


@pytest.fixture(autouse=True)
def nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


def refused(path: Path, said: str, limits: Limits | None = None) -> ParkmapError:
    with pytest.raises(BadFile, match=said) as caught:
        read_boundaries(path, limits=limits or Limits())
    return caught.value


def shapefile(folder: Path) -> dict[str, bytes]:
    path = layer_file(folder / "lots.shp", "EPSG:4326", array(SQUARE_1HA), no=[1])
    return {part.name: part.read_bytes() for part in parts(path)}


def patched(path: Path, magic: bytes, layout: str, offset: int, *values: int) -> None:
    """Overwrite numbers in the last header of a kind."""
    data = bytearray(path.read_bytes())
    struct.pack_into(layout, data, data.rfind(magic) + offset, *values)
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("name", ["lots.geojson", "数据/地块.json", "a.txt"])
def test_one_file_in_a_zip_is_read_by_its_content(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "lots.zip", {name: GOOD, "readme.pdf": b"%PDF"})
    reading = read_boundaries(path)
    assert reading.rows[0].fault is None and reading.source == "lots.zip"


def test_names_in_gbk_without_the_flag_are_understood(tmp_path: Path) -> None:
    members = {stem + name[4:]: data for name, data in shapefile(tmp_path).items()
               for stem in ("a一", "b二")}  # fmt: skip
    path = zipped(tmp_path / "x.zip", members)
    data = path.read_bytes()
    for letter in "一二":
        data = data.replace(letter.encode(), letter.encode("gbk") + b"_")
    data = data.replace(LOCAL + b"\x14\x00\x00\x08", LOCAL + b"\x14\x00\x00\x00")
    made = CENTRAL + b"\x14\x03\x14\x00"
    path.write_bytes(data.replace(made + b"\x00\x08", made + b"\x00\x00"))
    refused(path, "choose one: a一_, b二_")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "bomb.zip", {"lots.shp": bytes(60_000_000)})
    assert isinstance(refused(path, "looks like a zip bomb"), TooLarge)
    limits = Limits(max_unpacked_mb=50)
    assert isinstance(refused(path, "would unpack to 57 MB, more than 50", limits), TooLarge)


def test_more_than_fifty_entries_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "many.zip", {f"{n}.shp": b"x" for n in range(51)})
    assert isinstance(refused(path, "has 51 entries, more than 50"), TooLarge)


def test_entries_that_share_bytes_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"a.shp": bytes(90_000), "b.shp": bytes(90_000)})
    patched(path, CENTRAL, "<I", 42, 0)  # the second begins where the first does
    refused(path, "share the same bytes", Limits(max_ratio=10_000))


@pytest.mark.parametrize("declared", [10, 90_000_000])
def test_a_header_that_lies_about_the_size_is_refused(tmp_path: Path, declared: int) -> None:
    path = zipped(tmp_path / "x.zip", {"a.shp": bytes(range(256)) * 4_000})
    patched(path, LOCAL, "<I", 22, declared)
    patched(path, CENTRAL, "<I", 24, declared)
    refused(path, "damaged zip", Limits(max_ratio=100_000))


def test_an_archive_in_an_archive_is_refused(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"a.geojson": GOOD}).read_bytes()
    refused(zipped(tmp_path / "x.zip", {"inner.zip": inner}), "an archive inside")
    refused(zipped(tmp_path / "x.zip", {"lots.kmz": inner}), "an archive inside")
    refused(zipped(tmp_path / "x.zip", {"lots.json": inner}), "an archive inside")


@pytest.mark.parametrize("name", ["../../evil", "/abs/evil", "C:\\evil", "..\\evil"])
def test_names_that_point_outside_are_not_followed(tmp_path: Path, name: str) -> None:
    members = {name + key[4:]: data for key, data in shapefile(tmp_path).items()}
    reading = read_boundaries(zipped(tmp_path / "x.zip", members))
    assert len(reading.rows) == 1
    assert "names_point_outside" in {finding.code for finding in reading.findings}
    assert not list(tmp_path.parent.rglob("evil*"))


def test_a_link_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    link = zipfile.ZipInfo("lots.geojson")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    refused(path, "holds a link")


def test_a_password_and_an_unusual_packing_are_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"lots.geojson": GOOD})
    patched(path, CENTRAL, "<H", 8, 1)
    refused(path, "locked with a password")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("lots.geojson", GOOD)
    refused(path, "packed in an unusual way")


@pytest.mark.parametrize("name", ["up.shp", "up.geojson", "up.kml", "up.gpkg", "up.csv", "up.txt"])
def test_a_vrt_in_a_zip_is_not_followed(tmp_path: Path, name: str) -> None:
    canary = tmp_path / "temporary" / "canary.csv"
    canary.write_text("id,WKT\n1,CANARY\n")
    error = refused(zipped(tmp_path / "x.zip", {name: VRT, "canary.bak": b"CANARY"}), "up|x.zip")
    canary.unlink()
    assert "CANARY" not in str(error)


def test_what_holds_nothing_or_too_much_is_told(tmp_path: Path) -> None:
    nothing = zipped(tmp_path / "a.zip", {"letter.docx": b"x"})
    assert isinstance(refused(nothing, "holds nothing with boundaries"), UnsupportedFile)
    refused(zipped(tmp_path / "b.zip", {"a.geojson": GOOD, "b.csv": b"id,wkt"}), "several boundary")
    refused(zipped(tmp_path / "c.zip", {}), "empty archive")


@pytest.mark.parametrize("size", [4, 30, 60, -1, -30])
def test_an_archive_cut_short_is_refused(tmp_path: Path, size: int) -> None:
    path = zipped(tmp_path / "x.zip", {"doc.kml": kml(placemark())})
    path.write_bytes(path.read_bytes()[:size])
    refused(path, "damaged zip archive")


def test_an_endless_list_of_entries_meets_the_limits_of_the_child(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(endless(400_000))
    refused(path, "entries, more than 50|of memory|damaged", Limits(memory_mb=200))


def endless(count: int) -> bytes:
    """A central directory of many entries that all name the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.shp", b"")
    data = buffer.getvalue()
    start, end = data.find(CENTRAL), data.find(END)
    entries = data[start:end] * count
    tail = bytearray(data[end:])
    struct.pack_into("<HHI", tail, 8, 0xFFFE, 0xFFFE, len(entries))
    return data[:start] + entries + bytes(tail)
