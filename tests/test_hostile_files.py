"""Files that mean harm or are odd: each ends in rows, a finding or words, soon, leaving nothing."""

from __future__ import annotations

import csv
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
import shapely

from parkmap.errors import BadFile, BadInput, ParkmapError
from parkmap.formats.reading import Limits, Reading, read_boundaries
from tests.foreign import kml, placemark, zipped
from tests.shapes import LNG_LAT_SQUARE, SQUARE_1HA, collection, feature

SECONDS = 5.0
"""Of processor time, where `LOOP` rounds take `LOOP_SECONDS`; a slower processor has more."""
LOOP, LOOP_SECONDS = 1_000_000, 0.07
MOST_BYTES = 1024**3
LIBRARY_WORDS = ("Traceback", "OGR", "GEOS", "IllegalArgument", "ParseException", "Errno",
                 "object at 0x", "Exception", "/tmp/", "pyogrio", "expected str")  # fmt: skip
CANARY = "canary-7f3a"
ROOTS = ["json_suite", "check_geojson", "fiona", "gdal"]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert [one.name for one in folder.iterdir()] == []


def ended(path: Path, **options: Any) -> Reading | ParkmapError:
    """How a file ended: in time, and in words of our own."""
    slower, start = pace(), processor()
    result: Reading | ParkmapError
    try:
        result = read_boundaries(path, **options)
    except ParkmapError as refusal:
        result = refusal
    spent = processor() - start
    assert spent < SECONDS or spent < SECONDS * max(slower, pace()), path.name
    said = [str(result)] if isinstance(result, ParkmapError) else texts(result)
    assert [text for text in said if any(word in text for word in LIBRARY_WORDS)] == [], path.name
    return result


def processor() -> float:
    """Seconds of processor that this process and its ended children took."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def pace() -> float:
    """How many times slower than the processor of `SECONDS` this one is just now; 1 at least.

    A processor that is shared, or hot, needs more of its own time for the same work.
    """
    start, total = time.process_time(), 0
    for n in range(LOOP):
        total += n * n
    return max(1.0, (time.process_time() - start) / LOOP_SECONDS)


def texts(reading: Reading) -> list[str]:
    faults = [row.fault for row in reading.rows if row.fault is not None]
    return [text for one in reading.findings + faults for text in (one.sentence, one.remedy)]


@contextmanager
def modest() -> Iterator[None]:
    """Fail where this process grows, or a child that it starts is, larger than may be."""
    me, most, over = psutil.Process(), [0], threading.Event()
    before, held = set(me.children(recursive=True)), me.memory_info().rss

    def look() -> None:
        while not over.wait(0.01):
            most.append(me.memory_info().rss - held)
            for one in set(me.children(recursive=True)) - before:
                with suppress(psutil.Error):
                    most.append(one.memory_info().rss)

    watch = threading.Thread(target=look)
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()
    assert max(most) < MOST_BYTES


@pytest.mark.parametrize("root", ROOTS)
def test_every_hostile_file_ends_in_rows_or_in_words(
    shared_data: Path, temporary: Path, root: str
) -> None:
    files = sorted(one for one in (shared_data / "hostile" / root).rglob("*") if one.is_file())
    with modest():
        results = [ended(path) for path in files]
    assert len(results) == len(files) > 1


@pytest.mark.parametrize("layer", ["polygon", "null_polygon", "curvepolygon", "nope"])
def test_every_kind_of_layer_of_a_geodatabase_ends_so(
    shared_data: Path, temporary: Path, layer: str
) -> None:
    path = shared_data / "hostile" / "fiona" / "data" / "testopenfilegdb.gdb.zip"
    assert isinstance(ended(path, layer=layer), Reading | BadInput)


def test_the_wkt_cases_come_out_valid_or_with_their_fault(
    shared_data: Path, tmp_path: Path, temporary: Path
) -> None:
    with (shared_data / "hostile" / "wkt_cases.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row if "POLYGON" in cell.upper()]
    shapes = [shape for text in cells if (shape := parsed(text)) is not None]
    path = tmp_path / "cases.geojson"
    path.write_bytes(collection(*map(feature, shapes)))
    reading = ended(path)
    assert isinstance(reading, Reading) and len(reading.rows) == len(shapes) > 300
    kept = [row.geometry for row in reading.rows if row.fault is None]
    assert shapely.is_valid(kept).all()


def parsed(text: str) -> Any:
    shape: Any
    try:
        shape = shapely.from_wkt(text, on_invalid="ignore")
    except (shapely.GEOSException, NotImplementedError):
        return None
    if shape is None or shape.is_empty:
        return None
    return shape if np.isfinite(shapely.get_coordinates(shape)).all() else None


def star(points: int) -> shapely.Polygon:
    """A ring that crosses itself as often as it can."""
    angles = np.arange(points) * 2.5
    ring = np.column_stack([113 + np.cos(angles * 7) / 99, 36 + np.sin(angles * 3) / 99])
    return shapely.Polygon(ring)


@pytest.mark.parametrize("points", [100, 400, 1_500])
def test_a_ring_that_crosses_itself_often_is_told_in_time(
    tmp_path: Path, temporary: Path, points: int
) -> None:
    path = tmp_path / "star.geojson"
    path.write_bytes(collection(feature(star(points)), feature(SQUARE_1HA)))
    reading = ended(path)
    assert isinstance(reading, Reading)
    assert [row.fault and row.fault.code for row in reading.rows] == ["invalid_boundary", None]


def circle(points: int) -> list[list[float]]:
    angles = np.linspace(0, 2 * np.pi, points)
    ring = np.column_stack([113 + np.cos(angles) / 99, 36 + np.sin(angles) / 99])
    ring[-1] = ring[0]
    out: list[list[float]] = ring.tolist()
    return out


def holes(count: int) -> list[list[list[float]]]:
    at = [113 + number * 1e-6 for number in range(count)]
    return [[[x, 36.0], [x + 5e-7, 36.0], [x, 36.0000005], [x, 36.0]] for x in at]


def as_geojson(rings: list[Any]) -> bytes:
    return collection(feature({"type": "Polygon", "coordinates": rings}))


def as_kml(rings: list[Any]) -> bytes:
    def ring(points: list[list[float]], tag: str) -> str:
        text = " ".join(f"{lng!r},{lat!r}" for lng, lat in points)
        return f"<{tag}><LinearRing><coordinates>{text}</coordinates></LinearRing></{tag}>"

    inner = "".join(ring(one, "innerBoundaryIs") for one in rings[1:])
    polygon = f"<Polygon>{ring(rings[0], 'outerBoundaryIs')}{inner}</Polygon>"
    return kml(f"<Placemark>{polygon}</Placemark>")


@pytest.mark.parametrize("drawn", [as_geojson, as_kml])
@pytest.mark.parametrize(
    "rings",
    [lambda: [circle(1_000_000)], lambda: [circle(90), *holes(100_000)]],
    ids=["a million vertices", "a hundred thousand holes"],
)
def test_a_boundary_that_is_too_large_is_counted_and_not_measured(
    tmp_path: Path, temporary: Path, drawn: Callable[[Any], bytes], rings: Callable[[], Any]
) -> None:
    path = tmp_path / "large.file"
    path.write_bytes(drawn(rings()))
    with modest():
        reading = ended(path)
    assert isinstance(reading, Reading) and reading.rows[0].fault is not None
    assert reading.rows[0].fault.code.startswith("too_many_")


@pytest.mark.parametrize("bomb", ["[", '{"a":', '{"type":"FeatureCollection","features":[',
                                  '{"type":"FeatureCollection","features":[{"a":'])  # fmt: skip
def test_ten_thousand_deep_is_refused(tmp_path: Path, temporary: Path, bomb: str) -> None:
    path = tmp_path / "deep.geojson"
    close = "".join({"[": "]", "{": "}"}.get(letter, "") for letter in reversed(bomb))
    for text in (bomb * 10_000, bomb * 10_000 + "1" + close * 10_000):
        path.write_text(text)
        assert isinstance(ended(path), BadFile)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1e308"])
def test_a_number_that_is_not_finite_never_becomes_a_coordinate(
    tmp_path: Path, temporary: Path, number: str
) -> None:
    text = collection(feature(LNG_LAT_SQUARE), feature(SQUARE_1HA)).decode()
    path = tmp_path / "nan.geojson"
    path.write_text(text.replace("113.101", number))
    result = ended(path)
    rows = result.rows if isinstance(result, Reading) else []
    kept = [row.geometry for row in rows if row.geometry is not None]
    assert np.isfinite(shapely.get_coordinates(kept)).all()
    assert not rows or rows[0].fault is not None


VRT = """<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource relativeToVRT="0">{0}
</SrcDataSource><SrcLayer>canary</SrcLayer></OGRVRTLayer></OGRVRTDataSource>"""
LURES = [
    *((f"up.{suffix}", VRT) for suffix in ("geojson", "shp", "kml", "gpkg", "dxf", "csv", "vrt")),
    ("up.kml", "<kml><a>{0}</a>" + VRT + "</kml>"),
    ("up.geojson", "/vsicurl/http://127.0.0.1:9/{0}"),
    ("up.csv", "CSV:{0}"),
    ("up.gpkg", "GPKG:{0}"),
    ("up.txt", "/vsizip/{0}"),
    ("up.json", '{{"type":"link","href":"{0}"}}'),
]


@pytest.mark.parametrize(("name", "text"), LURES)
def test_no_file_reaches_for_another_one(
    tmp_path: Path, temporary: Path, name: str, text: str
) -> None:
    canary = tmp_path / "canary.csv"
    canary.write_text(f'id,WKT,note\n1,"POINT (1 1)",{CANARY}\n')
    path = tmp_path / name
    path.write_text(text.format(canary))
    for file in (path, zipped(tmp_path / "up.zip", {name: path.read_bytes()})):
        result = ended(file)
        assert CANARY not in str(result) and CANARY not in repr(getattr(result, "rows", ""))


STARTS = [b"", b"PK\x03\x04", b"\x00\x00\x27\x0a", b"SQLite format 3\x00" + bytes(52) + b"GPKG",
          b"<kml>", b"  0\nSECTION\n", b"AutoCAD Binary DXF", b"{", b"\x1e{", b"id,wkt\n",
          "[属性描述]\n".encode()]  # fmt: skip


@pytest.mark.parametrize("start", STARTS)
def test_a_million_bytes_of_noise_are_refused(
    tmp_path: Path, temporary: Path, start: bytes
) -> None:
    path = tmp_path / "noise"
    path.write_bytes(start + np.random.default_rng(7).bytes(1_000_000))
    assert isinstance(ended(path), BadInput)


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.99])
@pytest.mark.parametrize("name", ["coutwildrnp.zip", "gre.shp", "testopenfilegdb.gdb.zip",
                                  "grenada.geojson", "trio.seq", "test_tin.shp"])  # fmt: skip
def test_a_file_cut_anywhere_ends_in_rows_or_words(
    shared_data: Path, tmp_path: Path, temporary: Path, name: str, cut: float
) -> None:
    data = (shared_data / "hostile" / "fiona" / "data" / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(data[: int(len(data) * cut)])
    assert isinstance(ended(path), Reading | BadInput)


def test_a_child_cannot_take_more_memory_than_it_was_given(tmp_path: Path, temporary: Path) -> None:
    path = tmp_path / "large.kml"
    path.write_bytes(kml(placemark("x" * 90_000_000)))
    result = ended(path, limits=Limits(memory_mb=150))
    assert isinstance(result, BadFile) and "memory" in str(result)


def test_attributes_stay_data(tmp_path: Path, temporary: Path) -> None:
    names = ["{{ 7*7 }}", "=cmd|' /C calc'!A0", "<img onerror=x>", "a\u0000b"]
    path = tmp_path / "x.geojson"
    path.write_bytes(collection(*[feature(SQUARE_1HA, no=name) for name in names]))
    result = ended(path)
    assert isinstance(result, Reading)
    assert [row.attributes["no"] for row in result.rows] == names
