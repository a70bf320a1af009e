"""Findings about how parcels lie beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import shapely

from parkmap.geometry.coordinates import Geometries
from parkmap.geometry.coverage import SLIVER_WIDTH_M, Coverage, Gap, Overlap
from parkmap.geometry.local import LocalPlane
from parkmap.geometry.polygons import widths_m
from parkmap.land.finding import Finding, Severity
from parkmap.said import Said, say

LANE_WIDTH_M: Final = 3.0
"""Enclosed land that is wider may well be a yard or a lane that is not in the record: it is told.
Narrower land is asked about."""

MOST_NAMED: Final = 5
"""So many ids are named in a sentence; `parcel_ids` has all of them."""


def neighbour_findings(
    ids: Sequence[str], shapes: Geometries, coverage: Coverage
) -> Iterator[Finding]:
    """Overlaps, gaps, slivers and boundaries that are there twice, as findings.

    What is no wider than the rounding of delivered coordinates is told, and is no fault.

    Parameters
    ----------
    ids, shapes
        What was compared, in that order; degrees.
    coverage
        From `check_coverage`.
    """
    for group in coverage.same:
        yield _same(tuple(sorted(ids[at] for at in group)), shapes[group[0]])
    for overlap in coverage.overlaps:
        yield _overlap(ids, overlap)
    for gap in coverage.gaps:
        yield _sliver(ids, gap) if gap.is_sliver else _gap(ids, gap)


def strip_findings(ids: Sequence[str], shapes: Geometries) -> Iterator[Finding]:
    """Parcels that are themselves too narrow to be land."""
    plane = LocalPlane.around(shapes)
    metres = plane.to_metres(shapes)
    widths = widths_m(metres)
    for at in np.flatnonzero(widths < SLIVER_WIDTH_M).tolist():
        parcel_id = ids[at]
        yield _finding(
            "narrow_parcel",
            "warning",
            (parcel_id,),
            shapes[at],
            float(shapely.area(metres[at])),
            say("%(id)s is a strip about %(width)s m wide", id=parcel_id,
                width=f"{widths[at]:.2f}"),
            say("merge it with a neighbour if a trace left it over"),
        )  # fmt: skip


def _same(ids: tuple[str, ...], shape: Any) -> Finding:
    return Finding(
        "duplicate_boundary",
        "error",
        None,
        ids[0],
        place_in(shape),
        say("%(ids)s have the same boundary", ids=listed(ids)),
        say("keep the one that is right and retire the others"),
        ids,
        geometry=shape,
    )


def _overlap(ids: Sequence[str], overlap: Overlap) -> Finding:
    first, second = sorted((ids[overlap.first], ids[overlap.second]))
    return _finding(
        "overlap",
        "info" if overlap.is_rounding else "error",
        (first, second),
        overlap.geometry,
        overlap.area_m2,
        say(
            "%(first)s and %(second)s overlap by %(area)s m²",
            first=first,
            second=second,
            area=f"{overlap.area_m2:,.2f}",
        ),
        say("find out whose land it is, and trim the other to that boundary"),
    )


def _sliver(ids: Sequence[str], gap: Gap) -> Finding:
    around = _around(ids, gap)
    return _finding(
        "sliver",
        "info" if gap.is_rounding else "warning",
        around,
        gap.geometry,
        gap.area_m2,
        say(
            "a strip of %(area)s m², about %(width)s m wide, between %(ids)s belongs to none",
            area=f"{gap.area_m2:,.2f}",
            width=f"{gap.width_m:.3f}",
            ids=listed(around),
        ),
        say("let both boundaries run over the same points: reshape one with snapping"),
    )


def _gap(ids: Sequence[str], gap: Gap) -> Finding:
    around = _around(ids, gap)
    severity: Severity = "warning" if gap.width_m < LANE_WIDTH_M else "info"
    return _finding(
        "gap",
        severity,
        around,
        gap.geometry,
        gap.area_m2,
        say(
            "%(area)s m² enclosed by %(ids)s belong to no parcel",
            area=f"{gap.area_m2:,.2f}",
            ids=listed(around),
        ),
        say("give the land to a parcel, or record it as one of its own"),
    )


def _around(ids: Sequence[str], gap: Gap) -> tuple[str, ...]:
    return tuple(sorted(ids[at] for at in gap.around))


def _finding(
    code: str,
    severity: Severity,
    ids: tuple[str, ...],
    shape: Any,
    area_m2: float,
    sentence: Said,
    remedy: Said,
) -> Finding:
    return Finding(
        code, severity, None, ids[0], place_in(shape), sentence, remedy, ids,
        round(area_m2, 2), shape,
    )  # fmt: skip


def place_in(shape: Any) -> tuple[float, float]:
    """A point in the largest part of a shape, with ten decimals."""
    parts = shapely.get_parts(shape)
    point = shapely.point_on_surface(parts[np.argmax(shapely.area(parts))])
    return round(float(point.x), 10), round(float(point.y), 10)


def listed(ids: Sequence[str]) -> str:
    """Ids for a sentence; of many only the first are named.

    Examples
    --------
    >>> listed(["G-1", "G-2"]), listed([f"G-{n}" for n in range(1, 9)])
    ('G-1, G-2', 'G-1, G-2, G-3, G-4, G-5, …')
    """
    return ", ".join([*ids[:MOST_NAMED], "…"] if len(ids) > MOST_NAMED else ids)
