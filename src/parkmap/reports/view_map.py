"""专题图 A3: the parcels of a view by colour, hatching and letter, with what they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import shapely

from parkmap.land.status import Style
from parkmap.reports.backdrop import Ground, ground
from parkmap.reports.drawing import Item, area, grid, middle, scale_bar, text
from parkmap.reports.frame import SIZES_MM, Frame, frame_around

PLACE_MM: Final = (12.0, 26.0, 306.0, 256.0)
SIDE_MM: Final = 324.0
LETTER_MM: Final = 2.2
"""The radius that a letter needs in its parcel."""

NUMBER_MM: Final = 6.5
FILL_SHARE: Final = {"solid": 0.62, "none": 0.42}
HATCHED_SHARE: Final = 0.26


@dataclass(frozen=True, slots=True)
class Plot:
    """A parcel of the view: number, code of its style, shape on the plane."""

    id: str
    drawn_as: str
    shape: Any


@dataclass(frozen=True, slots=True)
class Figure:
    """What a style adds up to in the view."""

    drawn_as: str
    count: int
    area_mu: float


def view_frame(bounds: tuple[float, float, float, float]) -> Frame:
    """The frame that holds bounds of the plane (west, south, east, north in metres)."""
    return frame_around(bounds, PLACE_MM, margin_mm=0.0)


def view_page(
    frame: Frame, plots: Sequence[Plot], parks: Sequence[tuple[str, Any]],
    things: Sequence[Ground], styles: dict[str, Style], lang: str,
) -> dict[str, Any]:  # fmt: skip
    """The drawing of the page, in millimetres; figures and words are put beside it."""
    width, height = SIZES_MM["A3"]
    below, names = ground(frame, things)
    shapes, letters = _plots(frame, plots, styles, lang)
    outlines, titles = park_outlines(frame, parks)
    crosses, coordinates = grid(frame)
    return {
        "width": width, "height": height, "side": SIDE_MM,
        "frame": {"x": frame.x, "y": frame.y, "width": frame.width, "height": frame.height},
        "shapes": [*below, *shapes, *outlines], "texts": [*names, *letters, *titles],
        "around": coordinates, "crosses": crosses,
        "scale": f"1:{frame.scale}", "bar": scale_bar(frame.scale),
    }  # fmt: skip


def looks(style: Style) -> dict[str, str]:
    """How a style is drawn on paper: fill, hatching, line."""
    share = FILL_SHARE.get(style.hatch, HATCHED_SHARE)
    return {"fill": mixed(style.light, share), "hatch": f"{style.hatch} {style.light}",
            "line": style.light}  # fmt: skip


def _plots(
    frame: Frame, plots: Sequence[Plot], styles: dict[str, Style], lang: str
) -> tuple[list[Item], list[Item]]:  # fmt: skip
    shapes: list[Item] = []
    letters: list[Item] = []
    window = shapely.box(0, 0, frame.width, frame.height)
    for one in plots:
        style = styles[one.drawn_as]
        look = looks(style)
        cut = frame.cut(one.shape)
        drawn = area(cut, fill=look["fill"], hatch=look["hatch"], line=look["line"], width=0.2)
        if drawn is None:
            continue
        shapes.append(drawn)
        x, y, room = middle(shapely.intersection(cut, window))
        if room >= LETTER_MM:
            letter = style.letter_zh if lang == "zh" else style.letter_en
            letters.append(text(x, y, letter, min(9.0, room * 2), halo=True))
        if room >= NUMBER_MM:
            letters.append(text(x, y + 3.6, one.id, 5.5, halo=True))
    return shapes, letters


def park_outlines(
    frame: Frame, parks: Sequence[tuple[str, Any]], size: float = 13
) -> tuple[list[Item], list[Item]]:  # fmt: skip
    """Outlines of parks by dashes, and their names where there is room."""
    outlines: list[Item] = []
    titles: list[Item] = []
    for name, shape in parks:
        cut = frame.cut(shape)
        drawn = area(cut, line="#1F5FBF", width=0.5, dash=True)
        if drawn is not None:
            outlines.append(drawn)
            window = shapely.box(0, 0, frame.width, frame.height)
            x, y, room = middle(shapely.intersection(cut, window))
            if room > size * 0.92:
                titles.append(text(x, y, name, size, "#1F5FBF", halo=True))
    return outlines, titles


def mixed(colour: str, share: float) -> str:
    """A colour on white, so much of it."""
    parts = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return "#" + "".join(f"{round(255 + (one - 255) * share):02X}" for one in parts)


__all__ = ["Figure", "Plot", "looks", "mixed", "park_outlines", "view_frame", "view_page"]
