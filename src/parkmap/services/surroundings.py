"""What lies below and beside land on paper: the workspace's backdrop, and other parcels."""

from __future__ import annotations

from pathlib import PurePosixPath

import shapely

from parkmap.geometry.coordinates import array_of
from parkmap.geometry.plane import to_degrees
from parkmap.reports.backdrop import LANE_M, Ground
from parkmap.reports.frame import Frame
from parkmap.services.context import things
from parkmap.services.record import Record

Box = tuple[float, float, float, float]


def degrees_of(record: Record, frame: Frame) -> Box:
    """The box in degrees that holds all of a frame: west, south, east, north."""
    window = array_of([shapely.box(*frame.metres)])
    west, south, east, north = shapely.bounds(to_degrees(window, record.zone.gk_zone)[0])
    return float(west), float(south), float(east), float(north)


def backdrop(record: Record, box: Box, lang: str) -> list[Ground]:
    """The context layers of the workspace as far as they meet a box in degrees, lowest first.

    A layer that is missing or damaged is left out, as on the map.
    """
    found: list[Ground] = []
    window = shapely.box(*box)
    for layer in record.zone.context:
        kind = PurePosixPath(layer.file).stem
        for one in things(record, layer.file):
            if not shapely.intersects(one.shape, window):
                continue
            name = str(one.facts.get(f"name_{lang}") or one.facts.get("name_zh") or "")
            width = one.facts.get("width_m")
            wide = float(width) if isinstance(width, int | float) else LANE_M
            found.append(Ground(kind, name, one.plane, wide))
    return found


__all__ = ["backdrop", "degrees_of"]
