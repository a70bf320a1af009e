"""The maps of a report: all land by status in one drawing, small enough for any number of lots."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import numpy as np
import shapely

from parkmap.land.status import Style
from parkmap.reports.backdrop import Ground, ground
from parkmap.reports.drawing import Item, middle, scale_bar, text
from parkmap.reports.frame import Frame
from parkmap.reports.sketch import close_frame
from parkmap.reports.view_map import Plot, looks, park_outlines

SIZE_MM: Final = (172.0, 150.0)
SHARE: Final = 0.97
FINE_MM: Final = 0.04
"""A line is drawn no finer than this: what a printer cannot show is left out."""

QUIET: Final = "#EEF1F4"
QUIET_LINE: Final = "#C5CCD4"
LINE_MM: Final = 0.12
POLYGON: Final = 3
"""The type id of a polygon in Shapely."""

MOST_NUMBERS: Final = 60
NUMBER_PT: Final = 5.5
PARK_PT: Final = 8.0


def report_frame(bounds: tuple[float, float, float, float]) -> Frame:
    """The frame of both maps around bounds on the plane, in metres."""
    return close_frame(bounds, SIZE_MM, SHARE)


def cut_plots(frame: Frame, plots: Sequence[Plot]) -> list[Plot]:
    """The same plots in mm of the frame, without points that could not be seen; for both maps."""
    shapes = np.array([one.shape for one in plots], dtype=object)
    cut = shapely.simplify(frame.cut(shapes), FINE_MM)
    return [Plot(one.id, one.drawn_as, shape) for one, shape in zip(plots, cut, strict=True)]


def report_map(
    frame: Frame, plots: Sequence[Plot], parks: Sequence[tuple[str, Any]],
    things: Sequence[Ground], styles: Mapping[str, Style], only: Collection[str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """A map of land by status, of plots that were cut to the frame.

    With `only` these parcels are coloured and numbered, others grey.
    """
    below, names = ground(frame, things)
    shown = [one for one in plots if only is None or one.id in only]
    quiet = [] if only is None else [one for one in plots if one.id not in only]
    outlines, titles = park_outlines(frame, parks, PARK_PT)
    numbers = _numbers(shown) if only is not None and len(shown) <= MOST_NUMBERS else []
    filled = [_filled([one for one in shown if one.drawn_as == code], style)
              for code, style in styles.items()]  # fmt: skip
    items = [*below, _quiet(quiet), *filled, *outlines]
    return {
        "frame": {"x": 0, "y": 0, "width": frame.width, "height": frame.height},
        "shapes": [one for one in items if one is not None],
        "texts": [*(names if only is None else []), *titles, *numbers], "crosses": [], "around": [],
        "bar": scale_bar(frame.scale),
    }  # fmt: skip


def _filled(plots: Sequence[Plot], style: Style) -> Item | None:
    look = looks(style)
    return _drawn(plots, look["fill"], look["line"], look["hatch"])


def _quiet(plots: Sequence[Plot]) -> Item | None:
    return _drawn(plots, QUIET, QUIET_LINE, None)


def _drawn(plots: Sequence[Plot], fill: str, line: str, hatch: str | None) -> Item | None:
    """All outlines as one item: as `drawing.area`, for thousands of rings at once."""
    parts = shapely.get_parts(np.array([one.shape for one in plots], dtype=object))
    rings = shapely.get_rings(parts[shapely.get_type_id(parts) == POLYGON])
    if not len(rings):
        return None
    points, ring = shapely.get_coordinates(rings, return_index=True)
    ends = np.flatnonzero(np.diff(ring)) + 1
    return {"rings": np.split(np.round(points, 2), ends), "closed": True, "fill": fill,
            "hatch": hatch, "line": line, "width": LINE_MM, "dash": False}  # fmt: skip


def _numbers(plots: Sequence[Plot]) -> list[Item]:
    found = []
    for one in plots:
        x, y, _ = middle(one.shape)
        found.append(text(x, y, one.id, NUMBER_PT, halo=True))
    return found


__all__ = ["cut_plots", "report_frame", "report_map"]
