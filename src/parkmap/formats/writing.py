"""The formats that parkmap writes, in one table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from parkmap.errors import BadValue
from parkmap.formats.out.csv_text import write_csv_sheet
from parkmap.formats.out.dxf import write_dxf
from parkmap.formats.out.flatgeobuf import write_flatgeobuf
from parkmap.formats.out.geojson import write_geojson
from parkmap.formats.out.geopackage import write_geopackage_sheet
from parkmap.formats.out.geoparquet import write_geoparquet
from parkmap.formats.out.kml import write_kml
from parkmap.formats.out.shapefile import write_shapefile
from parkmap.formats.out.txt_sheet import write_txt
from parkmap.formats.out.xlsx import write_xlsx
from parkmap.formats.sheet import Sheet
from parkmap.said import Said

ENCODINGS: Final = ("utf-8", "gb18030")
Writer = Callable[[Path, Sheet], tuple[Said, ...]]
EncodedWriter = Callable[..., tuple[Said, ...]]


class Form(NamedTuple):
    """A format: the end of its files' names, its media type, its writer."""

    suffix: str
    media: str
    write: Writer
    encoded: EncodedWriter | None = None


FORMS: Final = {
    "geojson": Form("geojson", "application/geo+json", write_geojson),
    "gpkg": Form("gpkg", "application/geopackage+sqlite3", write_geopackage_sheet),
    "shp": Form("shp.zip", "application/zip", write_shapefile),
    "kml": Form("kml", "application/vnd.google-earth.kml+xml", write_kml),
    "dxf": Form("dxf", "image/vnd.dxf", write_dxf),
    "csv": Form("csv", "text/csv", write_csv_sheet, write_csv_sheet),
    "xlsx": Form(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx
    ),
    "txt": Form("txt", "text/plain", write_txt, write_txt),
    "fgb": Form("fgb", "application/vnd.flatgeobuf", write_flatgeobuf),
    "parquet": Form("parquet", "application/vnd.apache.parquet", write_geoparquet),
}
"""Name of a format as commands take it -> the format. Not in longitude and latitude: dxf, txt."""


def write_sheet(
    form: str, path: Path, sheet: Sheet, encoding: str | None = None
) -> tuple[Said, ...]:
    """Write a sheet in a format and say what that format could not keep.

    Raises
    ------
    BadValue
        Another format, or an encoding where the format has but one.
    OSError
        The file cannot be written.
    """
    found = form_of(form)
    if encoding is None:
        return found.write(path, sheet)
    if encoding not in ENCODINGS:
        raise BadValue(
            "'%(value)s' is no encoding here; use one of %(all)s",
            value=encoding[:40],
            all=", ".join(ENCODINGS),
        )
    if found.encoded is None:
        raise BadValue(
            "%(form)s has one encoding only; leave it out, it is for csv and txt", form=form
        )
    return found.encoded(path, sheet, encoding=encoding)


def form_of(name: str) -> Form:
    """The format of a name.

    Raises
    ------
    BadValue
        There is none.
    """
    if name not in FORMS:
        raise BadValue("'%(form)s' is no format; use one of %(all)s", form=name[:40],
                       all=", ".join(FORMS))  # fmt: skip
    return FORMS[name]


def form_of_name(name: str) -> str:
    """The format that the end of a file's name says.

    Raises
    ------
    BadValue
        It says none.

    Examples
    --------
    >>> form_of_name("land.shp.zip"), form_of_name("land.gpkg")
    ('shp', 'gpkg')
    """
    for form, found in FORMS.items():
        if name.lower().endswith(f".{found.suffix}"):
            return form
    raise BadValue("'%(form)s' is no format; use one of %(all)s", form=name[-40:],
                   all=", ".join(FORMS))  # fmt: skip
