"""What lies below and beside land on paper: the workspace's backdrop, and other parcels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import orjson
import shapely

from parkmap.geometry.coordinates import array_of
from parkmap.geometry.plane import to_degrees, to_plane
from parkmap.reports.backdrop import LANE_M, Ground
from parkmap.reports.frame import Frame
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
        for shape, facts in _features(record, layer.file):
            if not shapely.intersects(shape, window):
                continue
            plane = to_plane(array_of([shape]), record.zone.gk_zone)[0]
            width = facts.get("width_m")
            found.append(
                Ground(
                    kind, str(facts.get(f"name_{lang}") or facts.get("name_zh") or ""), plane,
                    float(width) if isinstance(width, int | float) else LANE_M,
                )
            )  # fmt: skip
    return found


def _features(record: Record, file: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    path = record.folder / "context" / file
    try:
        features = orjson.loads(path.read_bytes())["features"]
        texts = [orjson.dumps(one["geometry"]).decode() for one in features]
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError):
        return
    shapes = shapely.from_geojson(texts, on_invalid="ignore")
    for shape, one in zip(np.atleast_1d(shapes), features, strict=True):
        if shape is not None:
            yield shape, one.get("properties") or {}


__all__ = ["backdrop", "degrees_of"]
