"""Shapes as a repair would leave them, one line each, so that a killed child has told some."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def mend(order: dict[str, Any]) -> None:
    """Write each shape of the file `source` after its repair to the file `target`, as hex WKB."""
    import shapely

    with Path(order["target"]).open("wb", buffering=0) as results:
        for line in Path(order["source"]).read_bytes().splitlines():
            shape = shapely.from_wkb(line.decode())
            mended = shapely.make_valid(shape, method="structure", keep_collapsed=False)
            results.write(str(shapely.to_wkb(mended, hex=True)).encode() + b"\n")
