"""Files as other programs write them."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import shapely

DRIVERS = {
    ".gpkg": ("GPKG", "Unknown"),
    ".shp": ("ESRI Shapefile", "Polygon"),
    ".gdb": ("OpenFileGDB", "MultiPolygon"),
}


def layer_file(
    path: Path, crs: str | None, shapes: Any, layer: str = "lots", *, encoding: str | None = None,
    **fields: Any,
) -> Path:  # fmt: skip
    """A layer in the format of the suffix; a GeoPackage takes several."""
    columns = [np.array(values, dtype=object if isinstance(values[0], str) else None)
               for values in fields.values()]  # fmt: skip
    driver, kind = DRIVERS[path.suffix]
    with warnings.catch_warnings(action="ignore"):  # that crs=None is meant
        pyogrio.raw.write(
            path,
            shapely.to_wkb(shapes),
            columns,
            list(fields),
            driver=driver,
            layer=path.stem if path.suffix == ".shp" else layer,
            geometry_type=kind,
            crs=crs,
            append=path.exists(),
            encoding=encoding,
            promote_to_multi=kind == "MultiPolygon",
        )
    return path


def zipped(path: Path, members: Mapping[str, bytes] | Iterable[Path]) -> Path:
    """A zip of contents by name, or of files that lie on the disk."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        if isinstance(members, Mapping):
            for name, data in members.items():
                archive.writestr(name, data)
        else:
            for file in members:
                archive.write(file, file.name)
    return path


def parts(shp: Path) -> list[Path]:
    """The files of a Shapefile."""
    return sorted(shp.parent.glob(f"{shp.stem}.*"))


PLACEMARK = """<Placemark><name>{name}</name><description>长治</description>{data}<Polygon>
<outerBoundaryIs><LinearRing><coordinates>113.1,36.2,0 113.101,36.2,0 113.101,36.201,0
113.1,36.201,0 113.1,36.2,0</coordinates></LinearRing></outerBoundaryIs>{hole}</Polygon></Placemark>
"""
HOLE = """<innerBoundaryIs><LinearRing><coordinates>113.1004,36.2004 113.1006,36.2004
113.1006,36.2006 113.1004,36.2004</coordinates></LinearRing></innerBoundaryIs>"""


def placemark(name: str = "G-1", data: str = "", hole: str = "") -> str:
    """A placemark with a polygon."""
    return PLACEMARK.format(name=name, data=data, hole=hole)


def kml(*placemarks: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    """A KML document."""
    inside = "".join(placemarks)
    return (
        f'{head}<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>一期</name>'
        f"<Folder><name>北区</name>{inside}</Folder></Document></kml>"
    ).encode()
