"""KML 2.2: typed fields, polygons with holes, and the colours of the statuses."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from parkmap.formats.sheet import (
    ID_HEADER,
    NUMBERS,
    Column,
    Sheet,
    SheetRow,
    style_of,
    text_of,
)
from parkmap.geometry.coordinates import DECIMALS
from parkmap.land.status import Style
from parkmap.said import Said

FILL: Final = "99"
"""Opacity of the area, in hex; the line is opaque."""

ID: Final = Column("parcel_id", ID_HEADER, "text")
"""Not "id": a reader takes that for the identity of the placemark itself."""

NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML 1.0 does not have, not even escaped."""


def write_kml(path: Path, sheet: Sheet) -> tuple[Said, ...]:
    """Write a sheet as KML in longitude and latitude.

    A row without a boundary is written without one. Fields without a value are left out of it.
    """
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(_pieces(sheet))
    return ()


def _pieces(sheet: Sheet) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<kml xmlns="http://www.opengis.net/kml/2.2">\n'
    yield f'<Document id="parcels">\n<name>{xml_text(sheet.title)}</name>\n'
    yield from map(_style, dict.fromkeys(map(style_of, sheet.rows)))
    columns = sheet.filled()
    yield '<Schema name="parcel" id="parcel">\n'
    yield from map(_simple_field, (ID, *columns))
    yield "</Schema>\n"
    for row, shape in zip(sheet.rows, sheet.shapes(), strict=True):
        yield _placemark(row, shape, columns)
    yield "</Document>\n</kml>\n"


def xml_text(value: Any) -> str:
    """A value as the text of an element; characters that XML does not have are dropped.

    Examples
    --------
    >>> xml_text("<园>" + chr(0))
    '&lt;园&gt;'
    """
    # A reader turns a bare carriage return into a line end.
    return html.escape(NOT_IN_XML.sub("", str(value))).replace("\r", "&#13;")


def kml_colour(hex_colour: str, opacity: str = "ff") -> str:
    """``#RRGGBB`` as KML writes it, aabbggrr.

    Examples
    --------
    >>> kml_colour("#D55E00")
    'ff005ed5'
    """
    red, green, blue = hex_colour[1:3], hex_colour[3:5], hex_colour[5:7]
    return f"{opacity}{blue}{green}{red}".lower()


def _style(style: Style) -> str:
    return (
        f'<Style id="{style.code}">'
        f"<LineStyle><color>{kml_colour(style.dark)}</color><width>1.5</width></LineStyle>"
        f"<PolyStyle><color>{kml_colour(style.light, FILL)}</color></PolyStyle></Style>\n"
    )


def _simple_field(column: Column) -> str:
    kind = "double" if column.kind in NUMBERS else "bool" if column.kind == "flag" else "string"
    return (
        f'<SimpleField type="{kind}" name="{xml_text(column.name)}">'
        f"<displayName>{xml_text(column.header)}</displayName></SimpleField>\n"
    )


def _placemark(row: SheetRow, shape: Any, columns: tuple[Column, ...]) -> str:
    name = row.values.get("name_zh") or row.id
    data = "".join(
        f'<SimpleData name="{xml_text(column.name)}">{_value(row.values[column.name])}</SimpleData>'
        for column in columns
        if row.values.get(column.name) is not None
    )
    named = f'<SimpleData name="{ID.name}">{xml_text(row.id)}</SimpleData>'
    return (
        f"<Placemark><name>{xml_text(name)}</name><styleUrl>#{style_of(row).code}</styleUrl>"
        f'<ExtendedData><SchemaData schemaUrl="#parcel">{named}{data}</SchemaData></ExtendedData>'
        f"{_geometry(shape)}</Placemark>\n"
    )


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return xml_text(text_of(value))


def _geometry(shape: Any) -> str:
    if shape is None:
        return ""
    parts = [_polygon(part) for part in shapely.get_parts(shape)]
    return parts[0] if len(parts) == 1 else f"<MultiGeometry>{''.join(parts)}</MultiGeometry>"


def _polygon(part: Any) -> str:
    inner = "".join(f"<innerBoundaryIs>{_ring(ring)}</innerBoundaryIs>" for ring in part.interiors)
    return f"<Polygon><outerBoundaryIs>{_ring(part.exterior)}</outerBoundaryIs>{inner}</Polygon>"


def _ring(ring: Any) -> str:
    points: list[list[float]] = np.round(shapely.get_coordinates(ring), DECIMALS).tolist()
    text = " ".join(f"{lng!r},{lat!r}" for lng, lat in points)
    return f"<LinearRing><coordinates>{text}</coordinates></LinearRing>"
