"""Rows of a table to parcels: a boundary a row as WKT, or a boundary point a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import shapely
from shapely.errors import GEOSException

from parkmap.errors import BadFile, TooLarge
from parkmap.formats.refusals import too_many_features
from parkmap.formats.rows import Order, Reading, Row, fault_finding, heights_dropped
from parkmap.formats.tables.columns import HEADER_ROWS, Layout, layout_of
from parkmap.formats.txt.frames import Draft, reading_of
from parkmap.formats.txt.lines import HALF_WIDTH, number_of
from parkmap.formats.txt.points import Point, Remark
from parkmap.geometry.boundary import single_part
from parkmap.geometry.coordinates import array_of
from parkmap.geometry.validity import NO_BOUNDARY, Fault, out_of_range, too_many_vertices
from parkmap.said import say

KIND: Final = re.compile(
    r"\s*(?:SRID=(?P<srid>\d{1,6});)?\s*(?P<kind>[A-Z]{5,20})\s*(?:ZM|Z|M)?\s*(?P<body>\(|EMPTY)?",
    re.IGNORECASE,
)
POLYGONS: Final = ("POLYGON", "MULTIPOLYGON")
ROWS_A_STEP: Final = 5_000
MAX_CELLS: Final = 5_000_000
OTHER_KINDS: Final = re.compile(
    r"(MULTI)?(POINT|LINESTRING|CURVE|SURFACE)|GEOMETRYCOLLECTION|CURVEPOLYGON|CIRCULARSTRING|"
    r"COMPOUNDCURVE|TIN|TRIANGLE|POLYHEDRALSURFACE"
)


class Record(NamedTuple):
    """One row of a table: its line in the file or the sheet, from 1, and its cells."""

    line: int
    cells: Sequence[Any]


def too_many_cells(name: str) -> TooLarge:
    """The refusal of a table that would not fit the memory."""
    return TooLarge(
        "%(file)s has more than %(limit)s cells; split it, or delete what is not needed",
        file=name,
        limit=f"{MAX_CELLS:,}",
    )


def table_layout(records: Sequence[Record]) -> Layout | None:
    """The columns of a table, None where they say no boundary."""
    return layout_of([record.cells for record in records[:HEADER_ROWS]])


def table_reading(order: Order, records: Sequence[Record], layout: Layout | None) -> Reading:
    """Parcels of a table.

    Parameters
    ----------
    order
        `epsg` is taken for all rows.
    records
        All rows, blank ones too.
    layout
        From `table_layout`.

    Returns
    -------
    Reading
        Shapes as in the file; `named` is their SRID where WKT has one.

    Raises
    ------
    BadFile
        No column of boundaries, no rows below it, more parcels than the limit.
    """
    if layout is None:
        raise BadFile(
            "%(file)s has no column with boundaries; needed are a column WKT, or boundary points "
            "a row with the columns 地块编号, 圈号, 点号, X坐标, Y坐标 (or 经度, 纬度)",
            file=order.name,
        )
    header = records[layout.header].cells
    rows = [record for record in records[layout.header + 1 :]
            if any(map(_filled, record.cells)) and record.cells != header]  # fmt: skip
    if not rows:
        raise BadFile("%(file)s has no rows below its header; nothing to read", file=order.name)
    if layout.wkt is not None:
        return _of_wkt(order, rows, layout)
    return reading_of(order, _drafts(order, rows, layout))


def _of_wkt(order: Order, records: Sequence[Record], layout: Layout) -> Reading:
    if len(records) > order.limits.max_features:
        raise too_many_features(order.name, len(records), order.limits)
    rows: list[Row] = []
    srids: Counter[int] = Counter()
    heights = 0
    for number, record in enumerate(_told(records, order), 1):
        row = Row(number, layout.attributes(record.cells), None)
        cell = record.cells[layout.wkt or 0] if (layout.wkt or 0) < len(record.cells) else None
        text = cell if isinstance(cell, str) else ""
        found = _shape(text, record.line, order.limits.max_vertices)
        if isinstance(found, Fault):
            row.fault = fault_finding(found, number)
        else:
            heights += bool(shapely.has_z(found))
            row.geometry = found
            match = KIND.match(text)
            srids[int(match["srid"] or 0) if match else 0] += 1
        rows.append(row)
    _flatten([row for row in rows if row.geometry is not None])
    findings = [heights_dropped(heights)] if heights else []
    return Reading(order.name, 0, rows, findings, "" if order.epsg else _srid(order, srids))


def _flatten(rows: Sequence[Row]) -> None:
    """Two dimensions, and a multipolygon of one part as that part."""
    shapes = array_of(row.geometry for row in rows)
    for row, shape in zip(rows, single_part(shapely.force_2d(shapes)), strict=True):
        row.geometry = shape


def _told(records: Sequence[Record], order: Order) -> Iterator[Record]:
    """The rows, while the caller is told how far it is."""
    for at, record in enumerate(records):
        if order.progress is not None and at % ROWS_A_STEP == 0:
            order.progress(at, len(records))
        yield record


def _srid(order: Order, srids: Counter[int]) -> str:
    """The one SRID of all rows, empty where there is none."""
    named = sorted(srid for srid in srids if srid)
    if len(named) > 1 or (named and 0 in srids):
        raise BadFile(
            "%(file)s has boundaries with several SRIDs (%(srids)s), or some without; name the "
            "coordinate system with --crs, as EPSG:4547",
            file=order.name,
            srids=", ".join(map(str, named[:5])),
            asks="crs",
        )
    return f"EPSG:{named[0]}" if named else ""


def _shape(text: str, line: int, most: int) -> Any:
    """The polygon of a WKT text, or the fault of its row.

    Only polygons reach the parser: a collection may be nested without end, which ends the program.
    """
    if not text.strip():
        return NO_BOUNDARY
    match = KIND.match(text)
    kind = match["kind"].upper() if match else ""
    if OTHER_KINDS.fullmatch(kind):
        return _not_a_polygon(kind, line)
    if kind not in POLYGONS or match is None or not match["body"]:
        return _bad_wkt(text, line)
    if text.count(",") > 2 * most:
        return too_many_vertices(text.count(","), most)
    try:
        with np.errstate(invalid="ignore"):  # "nan" is looked for below
            shape = shapely.from_wkt(text.partition(";")[2] if match["srid"] else text)
    except GEOSException:
        return _bad_wkt(text, line)
    points = shapely.get_coordinates(shape)
    wild = points[~np.isfinite(points).all(axis=1)]
    return out_of_range(float(wild[0, 0]), float(wild[0, 1])) if len(wild) else shape


def _not_a_polygon(kind: str, line: int) -> Fault:
    return Fault(
        "not_a_polygon",
        None,
        say("line %(line)s: its geometry is a %(kind)s, not a polygon", line=line, kind=kind),
        say("export it again as a polygon"),
    )


def _bad_wkt(text: str, line: int) -> Fault:
    return Fault(
        "bad_wkt",
        None,
        say(
            "line %(line)s: its WKT cannot be read (a bracket is missing, a ring is open, or a "
            "number is none): '%(text)s'",
            line=line,
            text=text.strip()[:40],
        ),
        say("export it again; a boundary is written as POLYGON ((113.1 36.2, 113.2 36.2, …))"),
    )


def _drafts(order: Order, records: Sequence[Record], layout: Layout) -> list[Draft]:
    """Parcels by their ids, in the order in which they first appear."""
    found: dict[str | None, Draft] = {}
    parcel: str | None = None
    ring = "1"
    for record in _told(records, order):
        own = _text(record.cells, layout.parcel)
        if own and own != parcel:
            parcel, ring = own, "1"
        ring = _text(record.cells, layout.ring) or ring
        pair = [_cell(record.cells, at) for at in (layout.first, layout.second)]
        if not any(map(_filled, pair)) and sum(map(_filled, record.cells)) < 2:
            continue  # a note below the table
        draft = found.get(parcel)
        if draft is None:
            draft = found[parcel] = Draft(record.line, layout.attributes(record.cells),
                                          parcel_id=parcel, headed=parcel is not None)  # fmt: skip
            if len(found) > order.limits.max_features:
                raise too_many_features(order.name, len(found), order.limits)
        _add(draft, record, layout, ring, pair, order)
    return list(found.values())


def _add(
    draft: Draft, record: Record, layout: Layout, ring: str, pair: list[Any], order: Order
) -> None:
    if not any(map(_filled, pair)):
        return
    first, second = (_number(cell) for cell in pair)
    if first is not None and second is not None:
        name = _text(record.cells, layout.point)
        draft.add(Point(record.line, name, ring, first, second), order.limits)
    elif draft.fault is None:
        draft.fault = Remark(
            "bad_line",
            "error",
            say(
                "line %(line)s: its coordinates are no two numbers ('%(first)s', '%(second)s')",
                line=record.line,
                first=str(pair[0] or "")[:30],
                second=str(pair[1] or "")[:30],
            ),
            say("correct the line"),
        )


def _number(cell: Any) -> float | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return float(cell) if abs(cell) < 1e15 else None
    return number_of(cell.translate(HALF_WIDTH)) if isinstance(cell, str) else None


def _cell(cells: Sequence[Any], at: int | None) -> Any:
    return cells[at] if at is not None and at < len(cells) else None


def _text(cells: Sequence[Any], at: int | None) -> str:
    value = _cell(cells, at)
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)
    return "" if value is None else str(value).strip()


def _filled(cell: Any) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))
