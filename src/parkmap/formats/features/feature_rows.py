"""GeoJSON features as rows: each stands or falls by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parkmap.errors import BadGeometry
from parkmap.formats.limits import Limits
from parkmap.formats.rows import Row, raised_finding
from parkmap.geometry.boundary import boundary_of
from parkmap.land.finding import Finding
from parkmap.said import Said, say


def feature_row(
    number: int, feature: Any, limits: Limits, twice: str | None = None
) -> tuple[Row, bool]:
    """A parsed feature as a row, and whether its positions had heights.

    Parameters
    ----------
    number
        Its place in the file, from 1.
    feature
        What JSON gave. Anything wrong with it becomes the fault of the row.
    twice
        A key that it has twice, if it has one: then a value would be lost, and the row is kept out.
    """
    row = Row(number, {}, None)
    row.fault = _members(row, feature)
    if row.fault is not None:
        return row, False
    try:
        boundary = boundary_of(feature.get("geometry"), limits.shape)
    except BadGeometry as error:
        row.fault = raised_finding(error, number)
        return row, False
    if twice is not None:
        row.fault = _repeated(number, twice)
    else:
        row.geometry = boundary.shape
    return row, boundary.had_z


def not_json(number: int, line: int) -> Finding:
    """The fault of a record of a sequence that cannot be parsed."""
    sentence = say("it is no JSON, or is cut short, in line %(line)s", line=line)
    return _error("not_json", number, sentence)


def _error(code: str, number: int, sentence: Said) -> Finding:
    return Finding(code, "error", number, None, None, sentence, say("export the file again"))


def _members(row: Row, feature: Any) -> Finding | None:
    if not isinstance(feature, Mapping) or feature.get("type") != "Feature":
        return _error("not_a_feature", row.number, say("it is no GeoJSON Feature"))
    feature_id, attributes = feature.get("id"), feature.get("properties")
    if isinstance(feature_id, (str, int, float)) and not isinstance(feature_id, bool):
        row.feature_id = feature_id
    elif feature_id is not None:
        return _error("not_a_feature", row.number, say("its id is neither text nor a number"))
    if isinstance(attributes, dict):
        row.attributes = attributes
    elif attributes is not None:
        return _error("not_a_feature", row.number, say("its properties are no object"))
    return None


def _repeated(number: int, key: str) -> Finding:
    return Finding(
        "repeated_key",
        "error",
        number,
        None,
        None,
        say("it has the key '%(key)s' twice, so one value would be lost", key=key[:60]),
        say("remove one of the two"),
    )
