"""What a boundary file holds once read: its rows, and what was found on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parkmap.errors import BadGeometry
from parkmap.formats.limits import Limits
from parkmap.geometry.validity import Fault
from parkmap.land.finding import Finding
from parkmap.said import say

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much, in whatever is counted; what it raises ends the work."""


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
    """A file as read: its name, the coordinate system it was in, every row of it, findings.

    `epsg` is 0 as long as it is not known; `named` is what the file says about it (a code, WKT,
    words), "" where it says nothing.
    """

    source: str
    epsg: int
    rows: list[Row]
    findings: list[Finding] = field(default_factory=list)
    named: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What a reader is asked for: the name to say in messages, the caller's choices, limits."""

    name: str
    epsg: int | None
    layer: str | None
    limits: Limits
    progress: Progress | None = None


Reader = Callable[[Path, Order], Reading]


def fault_finding(fault: Fault, number: int | None) -> Finding:
    """A geometry's fault as a finding about its row."""
    return Finding(fault.code, "error", number, None, fault.place, fault.sentence, fault.remedy)


def raised_finding(error: BadGeometry, number: int) -> Finding:
    """A raised fault as a finding about its row."""
    values = error.values
    place = values.get("place")
    sentence, remedy = values.get("sentence"), values.get("remedy")
    return Finding(
        str(values.get("fault", error.code)),
        "error",
        number,
        None,
        (float(place[0]), float(place[1])) if isinstance(place, tuple) else None,
        sentence if isinstance(sentence, str) else str(error),
        remedy if isinstance(remedy, str) else "",
    )


def heights_dropped(count: int) -> Finding:
    """What is said where positions had a third number."""
    return Finding(
        "heights_dropped",
        "info",
        None,
        None,
        None,
        say(
            "%(count)s boundaries had heights; a boundary is kept in two dimensions",
            count=f"{count:,}",
        ),
        say("nothing to do"),
    )
