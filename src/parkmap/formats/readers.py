"""Which reader a file goes to: one table by kind, and what is inside of a zip archive."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from parkmap.errors import BadFile
from parkmap.formats.features.dxf import read_dxf
from parkmap.formats.features.geojson import read_geojson, read_sequence
from parkmap.formats.features.kml import read_kml
from parkmap.formats.layers.filegdb import read_filegdb, read_loose_filegdb
from parkmap.formats.layers.geopackage import read_geopackage
from parkmap.formats.layers.shapefile import read_loose_shapefile, read_shapefile
from parkmap.formats.refusals import no_such_layer, several_layers
from parkmap.formats.rows import Order, Reader, Reading
from parkmap.formats.sniff import NAMES, Kind, lies, sniff
from parkmap.formats.tables.csv_table import read_csv
from parkmap.formats.tables.xlsx_table import read_xlsx
from parkmap.formats.txt.reader import read_boundary_txt
from parkmap.formats.zips import Archive, unpacked
from parkmap.land.finding import Finding
from parkmap.said import say

READERS: Final[dict[Kind, Reader]] = {
    "geojson": read_geojson,
    "geojson_seq": read_sequence,
    "geopackage": read_geopackage,
    "shapefile": read_loose_shapefile,
    "filegdb": read_loose_filegdb,
    "kml": read_kml,
    "dxf": read_dxf,
    "boundary_txt": read_boundary_txt,
    "csv": read_csv,
}
LAYERED: Final = frozenset({"geopackage", "shapefile", "filegdb", "kml", "dxf", "zip"})
"""Kinds whose reader looks at the layer itself."""


def read_rows(path: Path, order: Order) -> Reading:
    """The rows of a file, shapes as in the file.

    Raises
    ------
    BadFile
        As the reader says, or a layer was named where there are none.
    """
    kind = sniff(path, order.name)
    if order.layer is not None and kind not in LAYERED:
        raise BadFile(
            "%(file)s is %(kind)s, which has no layers; leave the layer out",
            file=order.name,
            kind=NAMES[kind],
        )
    if kind == "zip":
        with unpacked(path, order) as archive:
            reading = _inside(archive, path, order)
        reading.findings.extend(archive.findings)
    else:
        reading = READERS[kind](path, order)
    if lies(path, kind):
        reading.findings.append(_lying(path, kind))
    return reading


def _inside(archive: Archive, path: Path, order: Order) -> Reading:
    if archive.kind == "xlsx":
        return read_xlsx(path, order)
    if archive.kind == "shapefile":
        sets = _short(archive.shapefiles())
        return read_shapefile(sets[_chosen(list(sets), order)], replace(order, layer=None))
    if archive.kind == "filegdb":
        sets = archive.geodatabases()
        if len(sets) != 1:
            raise BadFile(
                "%(file)s holds several geodatabases; send one at a time: %(names)s",
                file=order.name,
                names=", ".join(sets) or "–",
            )
        return read_filegdb(next(iter(sets.values())), order)
    (member,) = archive.members.values()
    if archive.kind == "kml":
        return read_kml(member, order)
    return _single(member, order)


def _single(member: Path, order: Order) -> Reading:
    """The one file of an archive, by its content like any other; an archive in it is refused."""
    kind = sniff(member, order.name)
    if kind == "zip" or kind not in READERS:
        raise BadFile(
            "%(file)s has an archive inside (%(entry)s); unpack it once and send that",
            file=order.name,
            entry=member.name,
        )
    return READERS[kind](member, order)


def _chosen(names: list[str], order: Order) -> str:
    """The Shapefile that was asked for, or the only one."""
    if order.layer is None and len(names) == 1:
        return names[0]
    if order.layer is None:
        raise several_layers(order.name, names)
    if order.layer not in names:
        raise no_such_layer(order.name, names)
    return order.layer


def _short(sets: dict[str, dict[str, Path]]) -> dict[str, dict[str, Path]]:
    """Without their folders, unless two have the same name."""
    names = {stem.rpartition("/")[2]: parts for stem, parts in sets.items()}
    return names if len(names) == len(sets) else sets


def _lying(path: Path, kind: Kind) -> Finding:
    return Finding(
        "name_disagrees",
        "warning",
        None,
        None,
        None,
        say("its name ends in %(suffix)s, but it holds %(kind)s and was read so",
            suffix=path.suffix.lower(), kind=NAMES[kind]),
        say("check that it is the right file"),
    )  # fmt: skip
