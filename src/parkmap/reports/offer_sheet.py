"""地块推介单: where all stands on A4, and how high its map may be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import shapely

from parkmap.reports.frame import Frame, frame_around

EDGE_MM: Final = 12.0
WIDTH_MM: Final = 186.0
HEAD_MM: Final = 53.0
BOTH_HEAD_MM: Final = 60.0
FOOT_TOP_MM: Final = 258.0
LEGEND_MM: Final = 10.0
LONG_LEGEND_MM: Final = 14.0
"""English words are longer: the legend has two lines."""

GAP_MM: Final = 3.0
LEAST_MAP_MM: Final = 66.0
MOST_MAP_MM: Final = 124.0
AROUND_MM: Final = 16.0
"""What stays free around the parcel, for streets and neighbours."""

SCALES: Final = (
    500, 750, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 7_500, 10_000, 15_000, 20_000,
    25_000, 30_000, 40_000, 50_000, 75_000, 100_000, 200_000, 500_000,
)  # fmt: skip
"""Finer than those of plans: nothing is measured on a sheet, so that the picture may fill it."""

ROW_MM: Final = 4.75
TITLE_MM: Final = 9.6
TERMS_MM: Final = 5.0
COVER_MM: Final = (EDGE_MM, 90.0, WIDTH_MM, 154.0)
LONG_RUN: Final = re.compile(
    r"[^\s\u2e80-\u9fff\uf900-\uffef]{18}(?=[^\s\u2e80-\u9fff\uf900-\uffef])"
)
"""Characters that run on without a place to break the line."""


def room(
    columns: Sequence[Sequence[Mapping[str, Any]]], terms: int, langs: Sequence[str]
) -> float:  # fmt: skip
    """How high a map may be, in mm, beside so many facts; `terms` counts lines of full width."""
    rows = [sum(TITLE_MM + ROW_MM * _lines(group) for group in one) for one in columns]
    facts = max(rows, default=0.0) + TERMS_MM * terms + (TITLE_MM if terms else 0.0)
    legend = LEGEND_MM if tuple(langs) == ("zh",) else LONG_LEGEND_MM
    free = FOOT_TOP_MM - _top(langs) - legend - 2 * GAP_MM - facts
    return max(LEAST_MAP_MM, min(MOST_MAP_MM, free))


def _top(langs: Sequence[str]) -> float:
    return EDGE_MM + (BOTH_HEAD_MM if len(langs) > 1 else HEAD_MM)


def _lines(group: Mapping[str, Any]) -> float:
    return len(group["rows"]) + (0.9 if group["note"] else 0.0)


def columns(groups: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """The groups in two columns of about the same height, in their order."""
    heights = [TITLE_MM + ROW_MM * _lines(one) for one in groups]
    cuts = range(len(groups) + 1)
    at = min(cuts, key=lambda n: max(sum(heights[:n]), sum(heights[n:])))
    return [list(groups[:at]), list(groups[at:])]


def sheet_frame(shape: Any, high_mm: float, langs: Sequence[str]) -> Frame:
    """The frame of the map of one parcel, on a sheet in these languages."""
    place = EDGE_MM, _top(langs), WIDTH_MM, high_mm
    return frame_around(tuple(shapely.bounds(shape)), place, margin_mm=AROUND_MM, scales=SCALES)


def cover_frame(shapes: Sequence[Any]) -> Frame:
    """The frame of the map of all parcels of a short list."""
    return frame_around(tuple(shapely.total_bounds(shapes)), COVER_MM, scales=SCALES)


def breakable(told: Any) -> Any:
    """A page whose long runs of characters may break: an invisible place after so many.

    Examples
    --------
    >>> breakable({"a": ["rail", "x" * 20]}) == {"a": ["rail", "x" * 18 + "\u200b" + "xx"]}
    True
    """
    if isinstance(told, str):
        return LONG_RUN.sub("\\g<0>\u200b", told)
    if isinstance(told, dict):
        return {name: breakable(one) for name, one in told.items()}
    return [breakable(one) for one in told] if isinstance(told, list) else told


__all__ = ["breakable", "columns", "cover_frame", "room", "sheet_frame"]
