"""DXF: closed polylines in Gauss-Kruger metres, a layer for each status, ids as text inside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from parkmap.crs import gk_epsg
from parkmap.errors import BadValue
from parkmap.formats.crs.magnitudes import EASTINGS
from parkmap.formats.sheet import Sheet, SheetRow, style_of
from parkmap.geometry.coordinates import Geometries
from parkmap.geometry.plane import to_plane
from parkmap.land.status import Style
from parkmap.said import Said, say

if TYPE_CHECKING:
    from ezdxf.document import Drawing
    from ezdxf.layouts.layout import Modelspace

VERSION: Final = "R2007"
"""The first release whose files are UTF-8: Chinese names need no code page."""

DECIMALS: Final = 4
"""Of metres: a tenth of a millimetre."""

METRES: Final = 6
APPLICATION: Final = "PARKMAP"
LABELS: Final = "地块编号"
FONT: Final = "simsun.ttc"
TEXT_STYLE: Final = "PARKMAP"
TEXT_METRES: Final = (1.0, 10.0)
LINES_ACROSS: Final = 12
"""How many lines of text a square parcel has room for."""


def write_dxf(path: Path, sheet: Sheet) -> tuple[Said, ...]:
    """Write a sheet as DXF in the zone of the workspace, eastings without the zone prefix.

    A ring is a closed LWPOLYLINE on the layer of its parcel's status; a hole is one too. Extended
    data (application PARKMAP) name the parcel and say "outer" or "hole" and the number of the
    part. The id stands as TEXT at a point inside, on a layer of its own. Other fields are lost.
    """
    from ezdxf.filemanagement import new

    drawing = new(VERSION, units=METRES)
    drawing.appids.add(APPLICATION)
    drawing.styles.add(TEXT_STYLE, font=FONT)
    epsg = gk_epsg(sheet.gk_zone)
    drawing.header.custom_vars.append("CRS", f"EPSG:{epsg} CGCS2000 / 3-degree GK")
    drawing.header.custom_vars.append("AS_OF", sheet.as_of.isoformat())
    _layers(drawing, sheet)
    plane = _plane(sheet)
    space = drawing.modelspace()
    drawn = 0
    for row, shape in zip(sheet.rows, plane, strict=True):
        if shape is not None:
            _draw(space, row, shape)
            drawn += 1
    drawing.saveas(path)
    return tuple(_told(sheet, epsg, len(sheet.rows) - drawn))


def _told(sheet: Sheet, epsg: int, missing: int) -> Iterator[Said]:
    yield say(
        "coordinates are metres in zone %(zone)s (EPSG:%(epsg)s, eastings without the zone "
        "prefix); a DXF keeps boundary, id and status, no other field",
        zone=sheet.gk_zone,
        epsg=epsg,
    )
    if missing:
        yield say("%(count)s parcels have no boundary and are not in the file", count=missing)


def _layers(drawing: Drawing, sheet: Sheet) -> None:
    for style in dict.fromkeys(map(style_of, sheet.rows)):
        layer = drawing.layers.add(style.zh)
        layer.rgb = _rgb(style)
        layer.description = style.en
    drawing.layers.add(LABELS)


def _rgb(style: Style) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(style.light[1:])
    return red, green, blue


def _plane(sheet: Sheet) -> Geometries:
    """The boundaries in metres, rounded.

    Raises
    ------
    BadValue
        A parcel lies where the plane of the zone does not reach, with its id.
    """
    plane = to_plane(sheet.shapes(), sheet.gk_zone)
    west, _, east, _ = shapely.bounds(plane).T
    there = ~shapely.is_missing(plane)
    far = np.flatnonzero(there & ~((west > EASTINGS[0]) & (east < EASTINGS[1])))
    if len(far):
        raise BadValue(
            "%(id)s lies too far from zone %(zone)s to be drawn in its metres; choose another "
            "format, or leave it out",
            id=sheet.rows[int(far[0])].id,
            zone=sheet.gk_zone,
        )
    found: Geometries = np.asarray(
        shapely.transform(plane, lambda points: np.round(points, DECIMALS)), dtype=object
    )
    return found


def _draw(space: Modelspace, row: SheetRow, shape: Any) -> None:
    layer = style_of(row).zh
    for number, part in enumerate(shapely.get_parts(shape), 1):
        for role, ring in (("outer", part.exterior), *(("hole", one) for one in part.interiors)):
            points = shapely.get_coordinates(ring)[:-1].tolist()
            line = space.add_lwpolyline(points, close=True, dxfattribs={"layer": layer})
            line.set_xdata(APPLICATION, [(1000, row.id[:255]), (1000, role), (1070, number)])
    _label(space, row.id, shape)


def _label(space: Modelspace, text: str, shape: Any) -> None:
    from ezdxf.enums import TextEntityAlignment

    height = float(np.clip(np.sqrt(shape.area) / LINES_ACROSS, *TEXT_METRES))
    at = shapely.point_on_surface(shape)
    label = space.add_text(
        one_line(text), height=height, dxfattribs={"layer": LABELS, "style": TEXT_STYLE}
    )
    label.set_placement((at.x, at.y), align=TextEntityAlignment.MIDDLE_CENTER)


def one_line(text: str) -> str:
    """A text as DXF holds it: no line ends, and no codes of AutoCAD.

    Examples
    --------
    >>> one_line("G-1" + chr(10) + "%%u")
    'G-1 % %u'
    """
    return " ".join(text.split()).replace("%%", "% %").replace("^", "^ ")
