"""The maps of a report: all land by status in one drawing, small enough for any number of lots."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import numpy as np
import shapely

from parkmap.land.status import Style
from parkmap.reports.backdrop import Ground, ground
from parkmap.reports.drawing import Item, area, middle, scale_bar, text
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
MOST_NUMBERS: Final = 60
NUMBER_PT: Final = 5.5
PARK_PT: Final = 8.0


def report_frame(bounds: tuple[float, float, float, float]) -> Frame:
    """The frame of both maps around bounds on the plane, in metres."""
    return close_frame(bounds, SIZE_MM, SHARE)


def report_map(
    frame: Frame, plots: Sequence[Plot], parks: Sequence[tuple[str, Any]],
    things: Sequence[Ground], styles: Mapping[str, Style], only: Collection[str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """A map of land by status; with `only` these parcels are coloured and numbered, others grey."""
    below, names = ground(frame, things)
    shown = [one for one in plots if only is None or one.id in only]
    quiet = [] if only is None else [one for one in plots if one.id not in only]
    outlines, titles = park_outlines(frame, parks, PARK_PT)
    numbers = _numbers(frame, shown) if only is not None and len(shown) <= MOST_NUMBERS else []
    filled = [_filled(frame, [one for one in shown if one.drawn_as == code], style)
              for code, style in styles.items()]  # fmt: skip
    items = [*below, _quiet(frame, quiet), *filled, *outlines]
    return {
        "frame": {"x": 0, "y": 0, "width": frame.width, "height": frame.height},
        "shapes": [one for one in items if one is not None],
        "texts": [*(names if only is None else []), *titles, *numbers], "crosses": [], "around": [],
        "bar": scale_bar(frame.scale),
    }  # fmt: skip


def _filled(frame: Frame, plots: Sequence[Plot], style: Style) -> Item | None:
    look = looks(style)
    return area(_drawn(frame, plots), fill=look["fill"], hatch=look["hatch"], line=look["line"],
                width=LINE_MM)  # fmt: skip


def _quiet(frame: Frame, plots: Sequence[Plot]) -> Item | None:
    return area(_drawn(frame, plots), fill=QUIET, line=QUIET_LINE, width=LINE_MM)


def _drawn(frame: Frame, plots: Sequence[Plot]) -> Any:
    """All outlines as one shape in mm, without points that could not be seen."""
    shapes = np.array([one.shape for one in plots], dtype=object)
    cut = shapely.simplify(frame.cut(shapes), FINE_MM)
    parts = [one for one in shapely.get_parts(cut) if one.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)


def _numbers(frame: Frame, plots: Sequence[Plot]) -> list[Item]:
    found = []
    for one in plots:
        x, y, _ = middle(frame.cut(one.shape))
        found.append(text(x, y, one.id, NUMBER_PT, halo=True))
    return found


__all__ = ["report_frame", "report_map"]
