"""Shapefile, zipped: names of ten letters and texts of 254 bytes, and all of it said."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from parkmap.errors import TooLarge
from parkmap.formats.out.ogr import OgrColumn, Target, column_of, texts, write_layer
from parkmap.formats.sheet import NUMBERS, Column, Sheet, text_of
from parkmap.land.short_names import cut, short_names
from parkmap.said import Said, say

TEXT_BYTES: Final = 254
MOST_BYTES: Final = 2**31 - 1
"""Of the .shp and of the .dbf: their lengths are 32-bit numbers."""

PARTS: Final = (".shp", ".shx", ".dbf", ".prj", ".cpg")
README: Final = "README.txt"
TARGET: Final = Target("ESRI Shapefile", {"RESIZE": "YES"}, multi=False)


def write_shapefile(path: Path, sheet: Sheet) -> tuple[Said, ...]:
    """Write a sheet as a zipped Shapefile and say which names were mapped and which texts cut.

    Columns that are empty in every row are left out. The same is said in a README.txt inside.

    Raises
    ------
    OSError
        The disk is full or cannot be written.
    """
    columns = sheet.filled()
    names = short_names(["id", *(column.name for column in columns)])
    clipped: list[tuple[str, str]] = []
    written = [OgrColumn("id", texts(_clipped("id", _ids(sheet), sheet, clipped)))]
    for column in columns:
        values = _clipped(column.name, _values(sheet, column), sheet, clipped)
        kind = column.kind if column.kind in {*NUMBERS, "flag", "date"} else "text"
        written.append(column_of(names[column.name], values, kind))
    told = tuple(_told(names, clipped))
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".shp-") as folder:
        shape = Path(folder) / f"{sheet.layer}.shp"
        write_layer(shape, sheet.shapes(), written, layer=sheet.layer, target=TARGET)
        _zip(path, shape, _readme(sheet, columns, names, told))
    return told


def _ids(sheet: Sheet) -> list[Any]:
    return [row.id for row in sheet.rows]


def _values(sheet: Sheet, column: Column) -> list[Any]:
    return [row.values.get(column.name) for row in sheet.rows]


def _clipped(
    name: str, values: list[Any], sheet: Sheet, clipped: list[tuple[str, str]]
) -> list[Any]:
    """Texts cut to what a DBF holds; which were cut is added to `clipped`."""
    out: list[Any] = []
    for row, value in zip(sheet.rows, values, strict=True):
        text = text_of(value) if isinstance(value, (str, list, dict)) else None
        if text is None or len(text.encode()) <= TEXT_BYTES:
            out.append(value)
            continue
        out.append(cut(text, TEXT_BYTES))
        clipped.append((row.id, name))
    return out


def _told(names: dict[str, str], clipped: list[tuple[str, str]]) -> Iterator[Said]:
    mapped = {name: short for name, short in names.items() if name != short}
    if mapped:
        yield say(
            "a Shapefile has names of ten letters: %(names)s",
            names=", ".join(f"{name} = {short}" for name, short in mapped.items()),
        )
    if clipped:
        yield say(
            "%(count)s texts are longer than %(most)s bytes and were cut: %(where)s",
            count=len(clipped),
            most=TEXT_BYTES,
            where=", ".join(f"{row} {name}" for row, name in clipped[:10]),
        )


def _readme(
    sheet: Sheet, columns: tuple[Column, ...], names: dict[str, str], told: tuple[Said, ...]
) -> str:
    lines = [
        sheet.title,
        "",
        f"截至日期 as of      {sheet.as_of.isoformat()}",
        f"地块数 parcels      {len(sheet.rows)}",
        f"台账 ledger         {sheet.provenance.epoch} {sheet.provenance.seq}",
        f"台账哈希 head       {sheet.provenance.head}",
        "坐标系 CRS          经度、纬度 longitude, latitude (WGS 84, EPSG:4326)",
        "编码 encoding       UTF-8 (.cpg)",
        "",
        "字段 fields",
        f"{names['id']:<12}{'id':<28}地块编号",
    ]
    lines += [f"{names[one.name]:<12}{one.name:<28}{one.header}" for one in columns]
    return "\r\n".join([*lines, "", *told, ""])


def _zip(path: Path, shape: Path, readme: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for part in map(shape.with_suffix, PARTS):
            if part.stat().st_size > MOST_BYTES:
                raise TooLarge(
                    "%(file)s would have more than 2 GB, the most of a Shapefile; choose fewer "
                    "parcels, or write a GeoPackage",
                    file=part.name,
                )
            archive.write(part, part.name)
        archive.writestr(README, "\ufeff" + readme)
