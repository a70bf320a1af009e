"""GeoJSON read with orjson and shapely, never by GDAL: a collection, a feature, or a sequence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from parkmap.crs import WGS84
from parkmap.errors import BadFile
from parkmap.formats.features.feature_rows import feature_row, not_json
from parkmap.formats.features.json_features import open_collection
from parkmap.formats.features.json_text import UTF8_BOM, parse_json, repeated_key
from parkmap.formats.refusals import too_many_features
from parkmap.formats.rows import Order, Reading, Row, heights_dropped
from parkmap.land.finding import Finding
from parkmap.said import say

LNG_LAT_NAMES: Final = ("CRS84", "EPSG::4326", "EPSG:4326", "EPSG::4490", "EPSG:4490")
LNG_LAT: Final = f"EPSG:{WGS84}"
SHAPES: Final = frozenset({"Polygon", "MultiPolygon"})
RECORD_SEPARATOR: Final = b"\x1e"
STEP: Final = 1_000


def read_geojson(path: Path, order: Order) -> Reading:
    """Rows of a collection, of a single Feature, or of a bare polygon; shapes as in the file.

    Raises
    ------
    BadFile
        Not JSON, not a collection, more features than the limit.
    """
    parts = open_collection(path.read_bytes(), order.name)
    features = parts.features
    kind = parts.members.get("type") if isinstance(parts.members, Mapping) else None
    if kind == "Feature":
        features = iter([(parts.members, None)])
    elif isinstance(kind, str) and kind in SHAPES:
        features = iter([({"type": "Feature", "properties": {}, "geometry": parts.members}, None)])
    else:
        _refuse_others(parts.members, parts.size, order.name)
    if parts.size > order.limits.max_features:
        raise too_many_features(order.name, parts.size, order.limits)
    named, remarks = _crs_member(parts.members)
    rows = (feature_row(number, one, order.limits, twice)
            for number, (one, twice) in enumerate(features, 1))  # fmt: skip
    return _gathered(rows, max(parts.size, 1), order, named, list(remarks))


def read_sequence(path: Path, order: Order) -> Reading:
    """Rows of a sequence of features, each after a record separator (RFC 8142) or on its line.

    A record that is no JSON, or cut short, is the fault of its row; the others are kept.

    Raises
    ------
    BadFile
        Not one record can be read, or there are more than the limit.
    """
    data = path.read_bytes().removeprefix(UTF8_BOM)
    apart = RECORD_SEPARATOR if data.startswith(RECORD_SEPARATOR) else b"\n"
    records = list(_records(data, apart))
    if len(records) > order.limits.max_features:
        raise too_many_features(order.name, len(records), order.limits)
    rows = (_row_of(number, record, order) for number, record in enumerate(records, 1))
    reading = _gathered(rows, len(records), order, LNG_LAT, [])
    faults = {row.fault.code for row in reading.rows if row.fault is not None}
    if faults == {"not_json"} and all(row.fault for row in reading.rows):
        parse_json(records[0].text, order.name, data, records[0].start)
    return reading


def _gathered(
    rows: Iterator[tuple[Row, bool]], total: int, order: Order, named: str, findings: list[Finding]
) -> Reading:
    taken: list[Row] = []
    heights = 0
    for row, had_z in rows:
        taken.append(row)
        heights += had_z
        if order.progress is not None and len(taken) % STEP == 0:
            order.progress(len(taken), total)
    if heights:
        findings.append(heights_dropped(heights))
    return Reading(order.name, order.epsg or 0, taken, findings, named)


def _refuse_others(members: Any, count: int, name: str) -> None:
    kind = members.get("type") if isinstance(members, Mapping) else None
    if kind != "FeatureCollection":
        raise BadFile(
            "%(file)s is JSON, but no GeoJSON FeatureCollection (its type is %(kind)s); "
            "export it as one",
            file=name,
            kind=repr(kind)[:60],
        )
    if not isinstance(members.get("features"), list):
        raise BadFile(
            "%(file)s has no list of features; export it again as a FeatureCollection", file=name
        )
    if not count:
        raise BadFile("%(file)s has no features; nothing to read", file=name)


class _Record(NamedTuple):
    """One text of a sequence: where it starts, and in which line."""

    start: int
    line: int
    text: bytes


def _records(data: bytes, apart: bytes) -> Iterator[_Record]:
    start, line = 0, 1
    for text in data.split(apart):
        if text.strip():
            yield _Record(start, line, text)
        start += len(text) + len(apart)
        line += text.count(b"\n") + apart.count(b"\n")


def _row_of(number: int, record: _Record, order: Order) -> tuple[Row, bool]:
    try:
        feature = parse_json(record.text, order.name)
        twice = repeated_key(record.text, order.name)
    except BadFile:
        return Row(number, {}, None, not_json(number, record.line)), False
    return feature_row(number, feature, order.limits, twice)


def _crs_member(members: Mapping[str, Any]) -> tuple[str, Iterator[Finding]]:
    """What the member `crs` of GeoJSON before RFC 7946 names, and what is said about it."""
    if "crs" not in members:
        return LNG_LAT, iter(())
    member = members["crs"]
    inner = member.get("properties") if isinstance(member, Mapping) else None
    name = str(inner.get("name", "") if isinstance(inner, Mapping) else member)[:80]
    if name.endswith(LNG_LAT_NAMES):
        return LNG_LAT, iter(())
    if "EPSG" in name.upper() and name[-4:].isdecimal():
        return name, iter(())
    return LNG_LAT, iter([_crs_ignored(name)])


def _crs_ignored(name: str) -> Finding:
    return Finding(
        "crs_member_ignored",
        "warning",
        None,
        None,
        None,
        say(
            "the file names a coordinate system that is not known (%(crs)s); longitude and "
            "latitude were assumed",
            crs=name,
        ),
        say("if the boundaries lie elsewhere, name it with --crs EPSG:n"),
    )
