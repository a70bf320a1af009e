"""KML and DXF: a child turns them into GeoJSON features, one a line; here they become rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import orjson

from parkmap.formats.features.feature_rows import feature_row
from parkmap.formats.process import Ended, run_child
from parkmap.formats.refusals import over_memory, over_time, too_many_features
from parkmap.formats.room import reading_room
from parkmap.formats.rows import Order, Row


@contextmanager
def converted(
    task: Literal["kml", "dxf"], path: Path, order: Order, **asked: Any
) -> Iterator[tuple[Ended, Path]]:
    """How the child ended, and the folder with what it wrote, which goes at the end.

    Raises
    ------
    BadFile
        Over a limit of time, memory or rows. Other refusals are the caller's to say.
    """
    with reading_room() as folder:
        full: Mapping[str, Any] = {
            "file": str(path.resolve()), "out": folder,
            "max_features": order.limits.max_features,
            "max_vertices": order.limits.max_vertices, **asked,
        }  # fmt: skip
        ended = run_child(task, full, order.limits, progress=order.progress)
        if ended.code is None:
            raise over_time(order.name, order.limits)
        if ended.starved:
            raise over_memory(order.name, order.limits)
        if ended.refused == "too_many":
            raise too_many_features(order.name, int(ended.detail), order.limits)
        yield ended, Path(folder)


def rows_of(folder: Path, order: Order) -> tuple[list[Row], int]:
    """The rows that the child wrote, and how many of them had heights."""
    rows = []
    heights = 0
    with (folder / "features.jsonl").open("rb") as lines:
        for number, line in enumerate(lines, 1):
            row, had_z = feature_row(number, orjson.loads(line), order.limits)
            rows.append(row)
            heights += had_z
    return rows, heights
