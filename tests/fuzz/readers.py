"""Any bytes through the readers of TXT, GeoJSON and CSV: rows or a refusal, and soon.

    make fuzz                     for FUZZ_SECONDS (60 by default)
    python -m tests.fuzz.readers  the same

Bytes are random, samples that were damaged, or sentences of a format's grammar with words that do
not belong. What fails is shrunk and printed with the bytes that do it.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import numpy as np
import shapely
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from parkmap.errors import BadInput
from parkmap.formats.limits import Limits
from parkmap.formats.placing import Surroundings, placed
from parkmap.formats.readers import read_rows
from parkmap.formats.reading import read_boundaries
from parkmap.formats.rows import Order, Reading
from tests.fuzz.corpus import HEADS, SAMPLES, WORDS

SECONDS: Final = 60.0
SLOWEST: Final = 5.0
WHOLE: Final = 25
"""One in so many goes through the repairs too, which start a process."""

ROUND: Final = 60
HOME: Final = (113.0, 36.1, 113.2, 36.3)
LIMITS: Final = Limits(max_features=200, max_vertices=500, seconds=2.0)


def outcome(data: bytes, name: str, *, whole: bool) -> Reading | None:
    """What becomes of a file: its reading, or None where it is refused."""
    started = perf_counter()
    with tempfile.TemporaryDirectory(prefix="parkmap-fuzz-") as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        try:
            reading = _read(path, whole=whole)
        except BadInput:
            reading = None
    assert perf_counter() - started < SLOWEST, "it took too long"
    if reading is not None:
        _look(reading, whole=whole)
    return reading


def _read(path: Path, *, whole: bool) -> Reading:
    if whole:
        return read_boundaries(path, limits=LIMITS, gk_zone=38, home=HOME)
    reading = read_rows(path, Order(path.name, None, None, LIMITS))
    return placed(reading, None, Surroundings(38, HOME))


def _look(reading: Reading, *, whole: bool) -> None:
    """Every row has a shape or a fault; a shape that stays is one that can be a boundary."""
    assert [row.number for row in reading.rows] == list(range(1, len(reading.rows) + 1))
    for row in reading.rows:
        assert (row.geometry is None) >= (row.fault is not None)
        if row.fault is None and whole:
            assert row.geometry.geom_type in {"Polygon", "MultiPolygon"} and row.geometry.is_valid
            assert np.isfinite(shapely.get_coordinates(row.geometry)).all()
        if row.fault is not None:
            assert row.fault.severity == "error" and row.fault.sentence and row.fault.remedy


@st.composite
def damaged(draw: st.DrawFn, samples: list[str]) -> bytes:
    """A sample with a few bytes cut out, put in or doubled, in one of the usual encodings."""
    encoding = draw(st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-8-sig"]))
    data = draw(st.sampled_from(samples)).encode(encoding)
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        word = draw(st.sampled_from(WORDS) | st.text(max_size=5)).encode("utf-8", "replace")
        piece = draw(st.sampled_from([b"", word, data[start:end] * 2, bytes([len(data) % 256])]))
        data = data[:start] + piece + data[end:]
    return data


def lines(separator: str, header: str = "") -> st.SearchStrategy[bytes]:
    """Lines of words, a separator between them."""
    word = st.sampled_from(WORDS) | st.floats(-1e8, 1e8).map(str) | st.text(max_size=4)
    line = st.lists(word, max_size=9).map(separator.join)
    return st.lists(line, max_size=8).map(
        lambda found: "\n".join([header, *found]).encode("utf-8", "replace")
    )


def values() -> st.SearchStrategy[Any]:
    """JSON values that may stand where a feature, a ring or a position should."""
    leaf = (
        st.none()
        | st.booleans()
        | st.floats(-200, 200)
        | st.integers(-200, 200)
        | st.text(max_size=3)
    )
    names = st.sampled_from(
        ["type", "features", "geometry", "coordinates", "properties", "id", "crs"]
    )
    kinds = st.sampled_from(["Feature", "FeatureCollection", "Polygon", "MultiPolygon", "Point"])
    return st.recursive(
        leaf | kinds,
        lambda inner: (
            st.lists(inner, max_size=5) | st.dictionaries(names, inner | kinds, max_size=5)
        ),
        max_leaves=25,
    )


def geojson() -> st.SearchStrategy[bytes]:
    """Collections in which anything may stand."""
    feature = st.fixed_dictionaries(
        {"type": st.just("Feature"), "properties": values(), "geometry": st.fixed_dictionaries(
            {"type": st.sampled_from(["Polygon", "MultiPolygon"]), "coordinates": values()})}
    )  # fmt: skip
    collection = st.fixed_dictionaries(
        {"type": st.just("FeatureCollection"), "features": st.lists(feature | values(), max_size=4)}
    )
    return (collection | values()).map(lambda value: json.dumps(value).encode())


def anything() -> st.SearchStrategy[bytes]:
    """Bytes that may begin like a format."""
    return st.tuples(st.sampled_from(HEADS), st.binary(max_size=300)).map(b"".join)


STRATEGIES: Final = {
    "a.txt": [damaged(SAMPLES["a.txt"]), lines(",", "[地块坐标]"), anything()],
    "a.csv": [
        damaged(SAMPLES["a.csv"]),
        lines(",", "id,x,y"),
        lines(",", "id,wkt"),
        lines(";", "a;lng;lat"),
        anything(),
    ],
    "a.geojson": [damaged(SAMPLES["a.geojson"]), geojson(), anything()],
}


def rounds(first_seed: int = 0, files: int = ROUND) -> Iterator[int]:
    """Rounds without an end, each of so many files of one kind; how many were tried in each."""
    kinds = [(name, one) for name, strategies in STRATEGIES.items() for one in strategies]
    for number, (name, strategy) in zip(count(first_seed), cycle(kinds), strict=False):
        yield _round(name, strategy, number, files)


def _round(name: str, strategy: st.SearchStrategy[bytes], number: int, files: int) -> int:
    tried = 0

    @seed(number)
    @settings(
        max_examples=files,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(data=strategy, turn=st.integers(0, WHOLE - 1))
    def tries(data: bytes, turn: int) -> None:
        nonlocal tried
        tried += 1
        outcome(data, name, whole=turn == 0)

    tries()
    return tried


def main() -> None:
    seconds = float(os.environ.get("FUZZ_SECONDS") or SECONDS)
    ends, tried = perf_counter() + seconds, 0
    for files in rounds(int(os.environ.get("FUZZ_SEED") or 0)):
        tried += files
        if perf_counter() >= ends:
            break
    sys.stdout.write(f"{tried} files in {seconds:g} s, every one read or refused\n")


if __name__ == "__main__":
    main()
