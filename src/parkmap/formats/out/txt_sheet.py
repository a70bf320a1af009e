"""A sheet as boundary-point TXT: what the form has places for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from parkmap.formats.out.boundary_txt import TxtParcel, write_boundary_txt
from parkmap.formats.sheet import Sheet
from parkmap.land.codes import word
from parkmap.said import Said, say


def write_txt(
    path: Path, sheet: Sheet, *, encoding: Literal["utf-8", "gb18030"] = "utf-8"
) -> tuple[Said, ...]:
    """Write a sheet as boundary points in the zone of the workspace, three decimals of a metre.

    The form has id, name, recorded area in hectares, use and its code; the other fields are lost,
    and parcels without a boundary are left out. Both are told.

    Raises
    ------
    BadValue
        A parcel lies where the plane of the zone does not reach.
    """
    with path.open("wb") as out:
        count = write_boundary_txt(
            out,
            _parcels(sheet),
            sheet.gk_zone,
            encoding=encoding,
            producer=sheet.title,
            produced_on=sheet.as_of,
        )
    return tuple(_told(sheet, len(sheet.rows) - count))


def _parcels(sheet: Sheet) -> Iterator[TxtParcel]:
    for row, shape in zip(sheet.rows, sheet.shapes(), strict=True):
        code = str(row.values.get("land_use_code") or "")
        yield TxtParcel(
            row.id,
            shape,
            name=str(row.values.get("name_zh") or ""),
            area_m2=row.values.get("area_m2"),
            use=word("land_use_code", code, "zh"),
            land_use_code=code,
        )


def _told(sheet: Sheet, missing: int) -> Iterator[Said]:
    yield say(
        "coordinates are metres in zone %(zone)s (eastings with the zone prefix, three decimals); "
        "a TXT keeps boundary, id, name, area and use, no other field",
        zone=sheet.gk_zone,
    )
    if missing:
        yield say("%(count)s parcels have no boundary and are not in the file", count=missing)
