"""GeoJSON read with orjson and shapely, never by GDAL: each feature stands or falls by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from parkmap.crs import WGS84
from parkmap.errors import BadFile, BadGeometry, TooLarge
from parkmap.formats.json_text import parse_json, repeated_keys
from parkmap.formats.limits import Limits
from parkmap.formats.rows import Reading, Row, raised_finding
from parkmap.geometry.boundary import boundary_of
from parkmap.land.finding import Finding

LNG_LAT_NAMES: Final = ("CRS84", "EPSG::4326", "EPSG:4326", "EPSG::4490", "EPSG:4490")


def read_geojson(path: Path, epsg: int | None, limits: Limits) -> Reading:
    """Rows of a FeatureCollection, or of a single Feature; shapes as in the file.

    Raises
    ------
    BadFile
        Not JSON, not a collection, more features than the limit.
    """
    data = path.read_bytes()
    collection = parse_json(data, path.name)
    features = _features(collection, path.name)
    if len(features) > limits.max_features:
        raise too_many_features(path.name, len(features), limits)
    twice = repeated_keys(data, path.name)
    if 0 in twice:
        raise BadFile(
            "%(file)s has the key '%(key)s' twice in one object; remove one",
            file=path.name,
            key=twice[0][:60],
        )
    findings = list(_crs_findings(collection, epsg))
    rows = []
    heights = 0
    for number, feature in enumerate(features, 1):
        row, had_z = _row(number, feature, limits)
        if number in twice and row.fault is None:
            row.geometry, row.fault = None, _repeated(number, twice[number])
        rows.append(row)
        heights += had_z
    if heights:
        findings.append(heights_dropped(heights))
    return Reading(path.name, epsg or WGS84, rows, findings)


def too_many_features(name: str, count: int, limits: Limits) -> TooLarge:
    """The refusal of a file with more features than one import takes."""
    return TooLarge(
        "%(file)s has %(count)s features, more than %(limit)s; split it, or raise max_features",
        file=name,
        count=count,
        limit=limits.max_features,
    )


def heights_dropped(count: int) -> Finding:
    """What is said where positions had a third number."""
    return Finding(
        "heights_dropped",
        "info",
        None,
        None,
        None,
        f"{count:,} boundaries had heights; a boundary is kept in two dimensions",
        "nothing to do",
    )


def _features(collection: Any, name: str) -> list[Any]:
    kind = collection.get("type") if isinstance(collection, Mapping) else None
    if kind == "Feature":
        return [collection]
    if kind != "FeatureCollection":
        raise BadFile(
            "%(file)s is JSON, but no GeoJSON FeatureCollection (its type is %(kind)s); "
            "export it as one",
            file=name,
            kind=repr(kind)[:60],
        )
    features = collection.get("features")
    if not isinstance(features, list):
        raise BadFile(
            "%(file)s has no list of features; export it again as a FeatureCollection", file=name
        )
    if not features:
        raise BadFile("%(file)s has no features; nothing to read", file=name)
    return features


def _row(number: int, feature: Any, limits: Limits) -> tuple[Row, bool]:
    row = Row(number, {}, None)
    if not isinstance(feature, Mapping) or feature.get("type") != "Feature":
        row.fault = _not_a_feature(number, "it is no GeoJSON Feature")
        return row, False
    attributes = feature.get("properties")
    feature_id = feature.get("id")
    if isinstance(feature_id, (str, int, float)) and not isinstance(feature_id, bool):
        row.feature_id = feature_id
    elif feature_id is not None:
        row.fault = _not_a_feature(number, "its id is neither text nor a number")
    if isinstance(attributes, dict):
        row.attributes = attributes
    elif attributes is not None:
        row.fault = _not_a_feature(number, "its properties are no object")
    if row.fault is not None:
        return row, False
    try:
        boundary = boundary_of(feature.get("geometry"), limits.shape)
    except BadGeometry as error:
        row.fault = raised_finding(error, number)
        return row, False
    row.geometry = boundary.shape
    return row, boundary.had_z


def _crs_findings(collection: Mapping[str, Any], epsg: int | None) -> Iterator[Finding]:
    if "crs" not in collection:
        return
    member = collection["crs"]
    properties = member.get("properties") if isinstance(member, Mapping) else None
    name = str(properties.get("name", "") if isinstance(properties, Mapping) else member)[:80]
    if name.endswith(LNG_LAT_NAMES):
        return
    taken = f"EPSG:{epsg} was used, as asked" if epsg else "longitude and latitude were assumed"
    yield Finding(
        "crs_member_ignored",
        "info" if epsg else "warning",
        None,
        None,
        None,
        f"the file names a coordinate system ({name!r}), which GeoJSON does not have; {taken}",
        "nothing to do" if epsg else "if the boundaries lie elsewhere, name it with --crs EPSG:n",
    )


def _not_a_feature(number: int, sentence: str) -> Finding:
    return Finding("not_a_feature", "error", number, None, None, sentence, "export the file again")


def _repeated(number: int, key: str) -> Finding:
    return Finding(
        "repeated_key",
        "error",
        number,
        None,
        None,
        f"it has the key '{key[:60]}' twice, so one value would be lost",
        "remove one of the two",
    )
