"""GeoPackage read in a child process: one driver, limits on time and memory, no pickle."""

from __future__ import annotations

from pathlib import Path

from parkmap.formats.layers.table import read_table, reading_of
from parkmap.formats.rows import Order, Reading


def read_geopackage(path: Path, order: Order) -> Reading:
    """Rows of one layer, shapes as in the file.

    Raises
    ------
    BadFile
        Damaged, no or several layers, over a limit.
    """
    return reading_of(read_table(path, "GPKG", order.layer, order), order)
