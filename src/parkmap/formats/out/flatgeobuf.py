"""FlatGeobuf: one file with a spatial index, for programs that read a part by its place."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from parkmap.formats.out.ogr import (
    OgrColumn,
    Target,
    column_of,
    in_place_of,
    texts,
    write_layer,
)
from parkmap.formats.sheet import Sheet
from parkmap.said import Said, say

INDEXED: Final = Target("FlatGeobuf", {"SPATIAL_INDEX": "YES"})
PLAIN: Final = Target("FlatGeobuf", {"SPATIAL_INDEX": "NO"})


def write_flatgeobuf(path: Path, sheet: Sheet) -> tuple[Said, ...]:
    """Write a sheet as FlatGeobuf and say what changed on the way.

    The index puts rows in order of place, not of id; where a row has no geometry there is no
    index. Days become moments at midnight, since the format has no days.
    """
    shapes = sheet.shapes()
    columns = [OgrColumn("id", texts([row.id for row in sheet.rows]))]
    for column in sheet.columns:
        values = [row.values.get(column.name) for row in sheet.rows]
        columns.append(column_of(column.name, values, column.kind))
    whole = all(shape is not None for shape in shapes) and len(shapes) > 0
    target = INDEXED if whole else PLAIN
    with in_place_of(path, ".fgb") as part:
        write_layer(part, shapes, columns, layer=sheet.layer, target=target)
    if not whole:
        return (say("the file has no spatial index, since a row has no boundary"),)
    return ()
