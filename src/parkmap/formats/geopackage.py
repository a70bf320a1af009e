"""GeoPackage read in a child process: one driver, limits on time and memory, no pickle."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Final, NoReturn

import numpy as np
import orjson
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from parkmap.crs import accepted_epsg
from parkmap.errors import BadFile, BadValue
from parkmap.formats.geojson import heights_dropped, too_many_features
from parkmap.formats.limits import Limits
from parkmap.formats.process import Ended, run_child
from parkmap.formats.rows import Reading, Row, fault_finding
from parkmap.geometry.boundary import single_part
from parkmap.geometry.coordinates import Geometries
from parkmap.geometry.validity import Fault
from parkmap.land.finding import Finding

MAX_WKT_BYTES: Final = 8_192
POLYGONS: Final = (3, 6)
LOCAL_DATUM_WORDS: Final = ("Beijing 1954", "Xian 1980", "New Beijing")
ASK_FOR_CRS: Final = "name it with --crs, as EPSG:4547"


def read_geopackage(path: Path, epsg: int | None, layer: str | None, limits: Limits) -> Reading:
    """Rows of one layer, shapes as in the file.

    Parameters
    ----------
    epsg
        Taken instead of what the file says; needed where that says nothing.
    layer
        Needed where there are several.

    Raises
    ------
    BadFile
        Damaged, no or several layers, no coordinate system, over a limit.
    BadValue
        Its coordinate system is on a local datum.
    """
    with tempfile.TemporaryDirectory(prefix="parkmap-") as folder:
        out = Path(folder)
        ended = run_child(
            ["read", str(path.resolve()), layer or "", str(limits.max_features),
             str(limits.memory_mb), str(limits.read_seconds), str(out)],
            limits.read_seconds,
        )  # fmt: skip
        if ended.code != 0:
            _refuse(path.name, ended, limits)
        table = orjson.loads((out / "table.json").read_bytes())
        shapes = _shapes(out)
    if len(shapes) > limits.max_features:
        raise too_many_features(path.name, len(shapes), limits)
    if len(shapes) == 0:
        raise BadFile("%(file)s has no features; nothing to read", file=path.name)
    used = epsg or _declared_epsg(table["crs"], path.name)
    findings = _overruled(epsg, table["crs"])
    heights = int(shapely.has_z(shapes).sum())
    if heights:
        findings.append(heights_dropped(heights))
    rows = _rows(table, single_part(shapely.force_2d(shapes)))
    return Reading(path.name, used, rows, findings)


def _shapes(out: Path) -> Geometries:
    sizes = np.load(out / "sizes.npy", allow_pickle=False)
    ends = np.cumsum(np.maximum(sizes, 0))
    starts = ends - np.maximum(sizes, 0)
    data = (out / "shapes.wkb").read_bytes()
    pieces = np.empty(len(sizes), dtype=object)
    for index in np.flatnonzero(sizes >= 0):
        pieces[index] = data[starts[index] : ends[index]]
    # "ignore": an open or broken shape comes back as None and is found by the checks
    read: Geometries = np.asarray(shapely.from_wkb(pieces, on_invalid="ignore"), dtype=object)
    return read


def _rows(table: dict[str, Any], shapes: Geometries) -> list[Row]:
    names, columns = table["fields"], table["columns"]
    records = zip(*columns, strict=True) if columns else ((),) * len(shapes)
    kinds = shapely.get_type_id(shapes)
    rows = []
    for number, (values, shape, kind) in enumerate(zip(records, shapes, kinds, strict=True), 1):
        row = Row(number, dict(zip(names, values, strict=True)), shape)
        if kind >= 0 and kind not in POLYGONS:
            fault = Fault(
                "not_a_polygon",
                None,
                f"its geometry is a {shape.geom_type}, not a polygon",
                "export it again as a polygon",
            )
            row.geometry, row.fault = None, fault_finding(fault, number)
        rows.append(row)
    return rows


def _declared_epsg(crs: str | None, name: str) -> int:
    if not crs or "Undefined" in crs[:200] or len(crs) > MAX_WKT_BYTES:
        raise BadFile("%(file)s does not say its coordinate system; " + ASK_FOR_CRS, file=name)
    try:
        system = CRS.from_user_input(crs)
    except CRSError as cause:
        raise BadFile(
            "%(file)s has a coordinate system that is not known (%(crs)s); " + ASK_FOR_CRS,
            file=name,
            crs=crs[:60],
        ) from cause
    datum = system.datum.name if system.datum is not None else ""
    if any(word in datum for word in LOCAL_DATUM_WORDS):
        raise BadValue(
            "%(file)s is on a local datum (%(datum)s); its shift to CGCS2000 needs official "
            "parameters: ask the surveyor for CGCS2000 coordinates",
            file=name,
            datum=datum,
        )
    number = system.to_epsg()
    if number is None:
        raise BadFile(
            "%(file)s has a coordinate system without an EPSG number (%(crs)s); " + ASK_FOR_CRS,
            file=name,
            crs=system.name[:60],
        )
    return accepted_epsg(str(number))


def _overruled(epsg: int | None, declared: str | None) -> list[Finding]:
    if epsg is None or not declared or declared == f"EPSG:{epsg}":
        return []
    return [
        Finding(
            "crs_overruled",
            "warning",
            None,
            None,
            None,
            f"the file says {declared[:60]}; EPSG:{epsg} was used, as asked",
            "leave --crs out to take what the file says",
        )
    ]


def _refuse(name: str, ended: Ended, limits: Limits) -> NoReturn:
    code, _, detail = ended.said.partition("\n")
    if ended.code is None:
        raise BadFile(
            "%(file)s took longer than %(seconds)s seconds to open; split it, or raise "
            "read_seconds",
            file=name,
            seconds=limits.read_seconds,
        )
    if code == "layers" and detail:
        raise BadFile(
            "%(file)s has several layers; choose one: %(layers)s", file=name, layers=detail
        )
    if code == "layers":
        raise BadFile("%(file)s has no layer with boundaries", file=name)
    if code == "no_layer":
        raise BadFile(
            "%(file)s has no such layer; it has %(layers)s", file=name, layers=detail or "none"
        )
    raise BadFile(
        "%(file)s cannot be read as a GeoPackage (%(detail)s); it may be damaged: copy it anew",
        file=name,
        detail=detail.replace("\n", " ")[:120] or "the reader stopped",
    )
