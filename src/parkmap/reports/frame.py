"""From metres on the plane to millimetres on paper: sizes, round scales, what a frame holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import shapely

Paper = Literal["A4", "A3"]
SIZES_MM: Final[dict[Paper, tuple[float, float]]] = {"A4": (210.0, 297.0), "A3": (420.0, 297.0)}
"""Width and height: A4 upright, A3 lying."""

SCALES: Final = (
    100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 25_000, 50_000, 100_000, 200_000, 500_000,
)  # fmt: skip
MARGIN_MM: Final = 12.0
"""What stays free between the land and the frame, for neighbours and names."""

BLEED_MM: Final = 3.0
"""Shapes are cut so far outside the frame, so that no cut edge is seen."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on the plane: its place on the paper in mm, its north-western corner in metres."""

    x: float
    y: float
    width: float
    height: float
    west: float
    north: float
    scale: int

    @property
    def metres(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the window."""
        across, down = (one * self.scale / 1000 for one in (self.width, self.height))
        return self.west, self.north - down, self.west + across, self.north

    def millimetres(self, shape: Any) -> Any:
        """A shape of the plane in mm from the frame's upper left corner, y downwards."""

        def moved(points: Any) -> Any:
            right = (points[:, 0] - self.west) * 1000 / self.scale
            down = (self.north - points[:, 1]) * 1000 / self.scale
            return np.column_stack([right, down])

        return shapely.transform(shape, moved)

    def cut(self, shape: Any) -> Any:
        """A shape of the plane in mm, as far as it lies in the frame."""
        window = shapely.box(-BLEED_MM, -BLEED_MM, self.width + BLEED_MM, self.height + BLEED_MM)
        return shapely.intersection(self.millimetres(shape), window)


def scale_for(
    size_m: tuple[float, float], size_mm: tuple[float, float], scales: Sequence[int] = SCALES
) -> int:
    """The largest of some round scales at which a size in metres fits into one in mm.

    Examples
    --------
    >>> scale_for((90.0, 110.0), (180.0, 200.0)), scale_for((400.0, 100.0), (180.0, 200.0))
    (1000, 5000)
    """
    needed = max(1000 * m / mm for m, mm in zip(size_m, size_mm, strict=True))
    return next((one for one in scales if one >= needed), scales[-1])


def frame_around(
    bounds: tuple[float, float, float, float], place: tuple[float, float, float, float], *,
    margin_mm: float = MARGIN_MM, scales: Sequence[int] = SCALES,
) -> Frame:  # fmt: skip
    """A frame at `place` (x, y, width, height in mm) with these bounds in its middle."""
    x, y, width, height = place
    west, south, east, north = bounds
    inner = width - 2 * margin_mm, height - 2 * margin_mm
    scale = scale_for((east - west, north - south), inner, scales)
    across, down = width * scale / 1000, height * scale / 1000
    return Frame(x, y, width, height, (west + east - across) / 2, (south + north + down) / 2, scale)


__all__ = ["SIZES_MM", "Frame", "Paper", "frame_around", "scale_for"]
