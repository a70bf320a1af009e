"""A parcel on its streets, or a zone with its parcels, as a picture to share draws it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from parkmap.land.status import Style
from parkmap.reports.backdrop import ROAD, Ground, ground
from parkmap.reports.drawing import ROUND, Item, area
from parkmap.reports.frame import Frame
from parkmap.reports.hatching import hatching
from parkmap.reports.view_map import Plot, looks

SHARE: Final = 0.5
"""How much of the frame the land takes at most, so that its streets are seen around it."""

LEAST_M: Final = 260.0
"""The ground that a frame shows at least, along its shorter side."""

BAR_MM: Final = 20.0
ACCENT: Final = "#1F5FBF"
WHITE: Final = "#FFFFFF"
LAND: Final = "#E6EAEF"
Bounds = tuple[float, float, float, float]


def close_frame(
    bounds: Bounds, size_mm: tuple[float, float], share: float = SHARE, least_m: float = LEAST_M
) -> Frame:  # fmt: skip
    """The frame of a size with these bounds (metres on the plane) in its middle.

    Examples
    --------
    >>> close_frame((0.0, 0.0, 200.0, 100.0), (100.0, 100.0)).scale
    4000
    """
    width, height = size_mm
    west, south, east, north = bounds
    least = least_m / min(size_mm)
    scale = 1000 * max((east - west) / width / share, (north - south) / height / share, least)
    across, down = width * scale / 1000, height * scale / 1000
    return Frame(0, 0, width, height, (west + east - across) / 2, (south + north + down) / 2,
                 round(scale))  # fmt: skip


def parcel_sketch(
    frame: Frame, own: Plot, beside: Sequence[Any], things: Sequence[Ground],
    styles: Mapping[str, Style], *, named: bool = True,
) -> dict[str, Any]:  # fmt: skip
    """One parcel in its style, outlined as a selection is, on its streets.

    Its neighbours are grey, whatever they are: the picture is of one parcel, and has no legend.
    `named` writes the names of the streets: small pictures have no room for them.
    """
    below, names = ground(frame, things)
    shape = frame.cut(own.shape)
    style = styles[own.drawn_as]
    items = [
        *(area(frame.cut(one), fill=LAND, line=WHITE, width=0.3) for one in beside),
        *(_white(one) for one in below),
        area(shape, fill=looks(style)["fill"]), hatching(shape, style.hatch, style.light),
        area(shape, line=ACCENT, width=1.0), area(shape, line=WHITE, width=0.3),
    ]  # fmt: skip
    return _drawing(frame, items, names if named else [])


def zone_sketch(
    frame: Frame, parks: Sequence[Any], plots: Sequence[Plot], things: Sequence[Ground],
    styles: Mapping[str, Style],
) -> dict[str, Any]:  # fmt: skip
    """A zone as a small picture: parks, and parcels by style where they were given."""
    below, _ = ground(frame, [one for one in things if one.kind != "utilities"])
    areas = [area(frame.cut(one), fill="#E9EEF6") for one in parks]
    filled = [area(frame.cut(one.shape), fill=styles[one.drawn_as].light) for one in plots]
    outlines = [area(frame.cut(one), line=ACCENT, width=0.35) for one in parks]
    return _drawing(frame, [*areas, *below, *filled, *outlines], [])


def _white(one: Item) -> Item:
    """A thing of the backdrop, streets white."""
    return {**one, "line": WHITE} if one["line"] == ROAD else one


def _drawing(
    frame: Frame, items: Sequence[Item | None], names: Sequence[Item]
) -> dict[str, Any]:  # fmt: skip
    return {"width": frame.width, "height": frame.height, "bar": _bar(frame.scale),
            "shapes": [one for one in items if one is not None],
            "texts": [{**one, "halo": True} for one in names]}  # fmt: skip


def _bar(scale: int) -> dict[str, Any]:
    """The longest bar of round metres that is no longer than `BAR_MM`, and what it says."""
    longest = BAR_MM * scale / 1000
    power = 10 ** math.floor(math.log10(longest))
    metres = max(one * power for one in ROUND if one * power <= longest)
    said = f"{metres:g} m" if metres < 1000 else f"{metres / 1000:g} km"
    return {"mm": round(metres * 1000 / scale, 2), "said": said}


__all__ = ["close_frame", "parcel_sketch", "zone_sketch"]
