"""Rows that were drawn on a web map carry its offset: they wait until somebody chooses them.

Such maps (Gaode, Tencent) draw land some 300 to 700 m from where it lies (GCJ-02).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely

from parkmap.crs import METRES_PER_DEGREE
from parkmap.formats.crs.gcj02 import gcj02_suspicion, to_gcj02
from parkmap.geometry.coordinates import Floats, Geometries
from parkmap.said import Said, say
from parkmap.services.lines import Line
from parkmap.services.matching import array
from parkmap.services.standing import Standing

CLOSE_M: Final = 25.0
"""How near the middle of a row has to lie to where such a map would draw the parcel on record."""

REMEDY: Final = say("ask for the survey's coordinates; choose the row if it is right all the same")


def keep_web_maps_out(here: Standing, parks: Geometries, lines: Sequence[Line]) -> None:
    """Tell rows that carry the offset: known parcels by their outline, new ones by the parks."""
    drawn = [one for one in lines if one.draws]
    known = [one for one in drawn if one.subject_id in here.found]
    for one, off_m in zip(known, _offsets_m(here, known), strict=True):
        if off_m is not None:
            _tell(one, say("it lies %(metres)s m from its outline on record, as a web map with the "
                           "GCJ-02 offset draws it", metres=round(off_m)))  # fmt: skip
    fresh = [one for one in drawn if one.subject_id not in here.found]
    if fresh and gcj02_suspicion(_points(fresh), list(parks)) is not None:
        for one in fresh:
            _tell(one, say("the new rows lie inside the parks only once the GCJ-02 offset of web "
                           "maps is taken back"))  # fmt: skip


def _offsets_m(here: Standing, lines: Sequence[Line]) -> list[float | None]:
    """How far each row lies from its outline on record where that is the offset, else None."""
    if not lines:
        return []
    before = _middles(here.shapes([str(one.subject_id) for one in lines]))
    after = _middles(array([one.shape for one in lines]))
    across = np.cos(np.radians(before[:, 1]))
    off = _metres(after - before, across)
    beside = _metres(after - to_gcj02(before), across)
    return [
        float(far) if near < CLOSE_M < far - near else None
        for far, near in zip(off, beside, strict=True)
    ]


def _middles(shapes: Geometries) -> Floats:
    middles: Floats = shapely.get_coordinates(shapely.centroid(shapes))
    return middles


def _metres(steps: Floats, across: Floats) -> Floats:
    metres: Floats = np.hypot(steps[:, 0] * across, steps[:, 1]) * METRES_PER_DEGREE
    return metres


def _points(lines: Sequence[Line]) -> Floats:
    points: Floats = shapely.get_coordinates(array([one.shape for one in lines]))
    return points


def _tell(line: Line, sentence: Said) -> None:
    line.tell("maybe_gcj02", "error", sentence, REMEDY)


__all__ = ["keep_web_maps_out"]
