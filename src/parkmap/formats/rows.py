"""What a boundary file holds once read: its rows, and what was found on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from parkmap.errors import BadGeometry
from parkmap.geometry.validity import Fault
from parkmap.land.finding import Finding

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Row:
    """One row of a file.

    `number` is its place in the file, from 1. `geometry` is a shapely Polygon or MultiPolygon in
    degrees, ten decimals, outer rings counter-clockwise; None where `fault` says why it is not
    there. `feature_id` is GeoJSON's own member `id`, None where the format has none.
    """

    number: int
    attributes: dict[str, Any]
    geometry: Any
    fault: Finding | None = None
    feature_id: Any = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: its name, the coordinate system it was in, every row of it, findings."""

    source: str
    epsg: int
    rows: list[Row]
    findings: list[Finding] = field(default_factory=list)


def fault_finding(fault: Fault, number: int | None) -> Finding:
    """A geometry's fault as a finding about its row."""
    return Finding(fault.code, "error", number, None, fault.place, fault.sentence, fault.remedy)


def raised_finding(error: BadGeometry, number: int) -> Finding:
    """A raised fault as a finding about its row."""
    values = error.values
    place = values.get("place")
    return Finding(
        str(values.get("fault", error.code)),
        "error",
        number,
        None,
        (float(place[0]), float(place[1])) if isinstance(place, tuple) else None,
        str(values.get("sentence", error)),
        str(values.get("remedy", "")),
    )
