"""KML: the polygons of its placemarks, whatever folder they lie in, with their data."""

from __future__ import annotations

from pathlib import Path

from parkmap.crs import WGS84
from parkmap.errors import BadFile
from parkmap.formats.features.lines import converted, rows_of
from parkmap.formats.refusals import reader_stopped
from parkmap.formats.rows import Order, Reading, heights_dropped


def read_kml(path: Path, order: Order) -> Reading:
    """Rows of all placemarks: polygons and multi-geometries with holes, `ExtendedData`, names.

    A placemark without a polygon is a row with a fault. KML is in longitude and latitude.

    Raises
    ------
    BadFile
        No well-formed XML (with line and column), entities or a document type in it, no placemark.
    """
    if order.layer is not None:
        raise BadFile("%(file)s has no layers; leave the layer out", file=order.name)
    with converted("kml", path, order) as (ended, folder):
        if ended.refused == "entities":
            raise BadFile(
                "%(file)s defines entities or a document type, which KML does not need and which "
                "can hide an attack; export it again",
                file=order.name,
            )
        if ended.refused == "xml":
            line, _, column = ended.detail.partition(",")
            raise BadFile(
                "%(file)s is no well-formed XML in line %(line)s, column %(column)s; export it "
                "again",
                file=order.name,
                line=line,
                column=column,
            )
        if ended.code != 0:
            raise reader_stopped(order.name, "KML")
        rows, heights = rows_of(folder, order)
    if not rows:
        raise BadFile("%(file)s has no placemarks; nothing to read", file=order.name)
    findings = [heights_dropped(heights)] if heights else []
    return Reading(order.name, order.epsg or 0, rows, findings, f"EPSG:{WGS84}")
