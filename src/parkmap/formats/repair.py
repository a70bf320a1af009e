"""What a repair of invalid shapes would give: offered with the areas, never applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from parkmap.formats.limits import Limits
from parkmap.formats.process import run_child
from parkmap.formats.room import reading_room
from parkmap.formats.rows import Row
from parkmap.geometry.coordinates import Geometries
from parkmap.geometry.measure import geodesic_area_m2
from parkmap.said import Said, say

MOST: Final = 100
"""So many are tried for one file; a file with more is broken as a whole."""


def offer_repairs(broken: Sequence[tuple[Row, Any]], limits: Limits) -> None:
    """Add to the fault of each row what a repair would give.

    Parameters
    ----------
    broken
        Rows with their invalid shapes in degrees.
    limits
        `seconds` is the time for all of them together, in a process that is killed after it.
    """
    tried = broken[:MOST]
    if not tried:
        return
    shapes = np.empty(len(tried), dtype=object)
    shapes[:] = [shape for _, shape in tried]
    mended = repaired(shapes, limits)
    before, after = geodesic_area_m2(shapes), geodesic_area_m2(mended)
    for (row, _), shape, old, new in zip(tried, mended, before, after, strict=True):
        if row.fault is not None and shape is not None:
            row.fault = replace(row.fault, remedy=_offer(row.fault.remedy, shape, old, new))


def repaired(shapes: Geometries, limits: Limits) -> Geometries:
    """Each shape after `make_valid(method="structure")`; None where the time was up.

    The default method took 51 s on a ring of 400 points, so it is not used, and even this one
    runs where it can be killed.
    """
    out = np.empty(len(shapes), dtype=object)
    with reading_room() as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        source.write_text("\n".join(shapely.to_wkb(shapes, hex=True)))
        asked = {"source": str(source), "target": str(target)}
        run_child("repair", asked, limits, seconds=limits.seconds)
        text = target.read_text() if target.exists() else ""
    for index, line in enumerate(text.split("\n")[:-1]):  # a last line without end is cut short
        out[index] = shapely.from_wkb(line)
    return out


def _offer(remedy: str, shape: Any, before_m2: float, after_m2: float) -> Said:
    if after_m2 == 0:
        return say("%(remedy)s; a repair would leave nothing", remedy=remedy)
    return say(
        "%(remedy)s; a repair would give %(after)s m2 (parts: %(parts)s; as drawn %(before)s m2)",
        remedy=remedy,
        after=f"{after_m2:,.2f}",
        parts=len(shapely.get_parts(shape)),
        before=f"{before_m2:,.2f}",
    )
