"""The backdrop files of a workspace, read once and kept until they change."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import orjson
import shapely

from parkmap.geometry.coordinates import array_of
from parkmap.geometry.plane import to_plane
from parkmap.services.record import Record

FILES: Final = 16
"""So many backdrop files are kept in memory."""

Stamp = tuple[int, int]
"""When a file was changed, and its size: what it was read from."""


class Thing(NamedTuple):
    """A feature of a backdrop file: its shape in degrees and on the plane, and its properties."""

    shape: Any
    plane: Any
    facts: dict[str, Any]


def things(record: Record, file: str) -> tuple[Thing, ...]:
    """The features of a file in `context/`; none where it is missing or damaged, as on the map."""
    path = record.folder / "context" / file
    try:
        held = path.stat()
    except OSError:
        return ()
    return _read(str(path), (held.st_mtime_ns, held.st_size), record.zone.gk_zone)


def stamps(record: Record) -> tuple[Stamp | None, ...]:
    """By what a change of any backdrop file is told; None for one that is missing."""
    found: list[Stamp | None] = []
    for layer in record.zone.context:
        try:
            held = (record.folder / "context" / layer.file).stat()
        except OSError:
            found.append(None)
        else:
            found.append((held.st_mtime_ns, held.st_size))
    return tuple(found)


@lru_cache(maxsize=FILES)
def _read(path: str, _stamp: Stamp, gk_zone: int) -> tuple[Thing, ...]:
    try:
        features = orjson.loads(Path(path).read_bytes())["features"]
        texts = [orjson.dumps(one["geometry"]).decode() for one in features]
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError):
        return ()
    if not texts:
        return ()
    shapes = np.atleast_1d(np.asarray(shapely.from_geojson(texts, on_invalid="ignore")))
    known = [at for at, shape in enumerate(shapes) if shape is not None]
    planes = to_plane(array_of([shapes[at] for at in known]), gk_zone)
    return tuple(
        Thing(shapes[at], plane, features[at].get("properties") or {})
        for at, plane in zip(known, planes, strict=True)
    )


__all__ = ["Thing", "stamps", "things"]
