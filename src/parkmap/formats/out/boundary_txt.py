"""Boundary-point TXT (界址点) written in the form that land systems take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from typing import Any, BinaryIO, Final, Literal

import numpy as np

from parkmap.errors import BadValue
from parkmap.formats.crs.magnitudes import EASTINGS, NORTHINGS
from parkmap.geometry.coordinates import array_of
from parkmap.geometry.measure import plane_area_m2
from parkmap.geometry.sides import sides
from parkmap.units import M2_PER_HA

Encoding = Literal["utf-8", "gb18030"]

Row = tuple[int, int, float, float]
"""Ring, number, northing, easting."""

CHUNK: Final = 1_000
WIDE: Final = str.maketrans({",": "，", "@": "＠", "\r": " ", "\n": " ", "\t": " ", "\x00": " "})
"""Commas and line ends would break a line apart, so a name has them in their wide form."""


@dataclass(frozen=True, slots=True)
class TxtParcel:
    """One parcel (地块) as the format has it.

    `geometry` is a Polygon or MultiPolygon in degrees. `area_m2` is the recorded area; None takes
    the plane area of the shape. Texts may be empty.
    """

    parcel_id: str
    geometry: Any
    name: str = ""
    area_m2: float | None = None
    use: str = ""
    land_use_code: str = ""
    sheet: str = ""


def write_boundary_txt(
    out: BinaryIO,
    parcels: Iterable[TxtParcel],
    zone: int,
    *,
    encoding: Encoding = "utf-8",
    producer: str = "",
    produced_on: date | None = None,
) -> int:
    r"""Write parcels as boundary-point TXT and say how many.

    Parameters
    ----------
    out
        Opened for bytes.
    parcels
        Those without a shape are left out.
    zone
        3-degree zone of the workspace; eastings carry its number, metres have three decimals.
    encoding
        ``"utf-8"`` with LF, or ``"gb18030"`` with CRLF, which Windows survey programs expect.
    producer, produced_on
        数据产生单位 and 数据产生日期.

    Returns
    -------
    int
        Parcels written.

    Raises
    ------
    BadValue
        A parcel lies where the zone's plane does not reach, with its id.

    Notes
    -----
    Rings run clockwise from their north-western point and are closed by it. Points are numbered
    J1, J2, … through the parcel, and 圈号 runs on over all its rings: readers tell holes from
    parts by containment. The layout is that of the filing system for construction land
    (建设用地报件).

    Examples
    --------
    >>> import shapely
    >>> from io import BytesIO
    >>> out = BytesIO()
    >>> square = shapely.Polygon([(113.1, 36.2), (113.101, 36.2), (113.101, 36.201)])
    >>> write_boundary_txt(out, [TxtParcel("G-1", square, "厂区")], 38)
    1
    >>> print(*out.getvalue().decode().splitlines()[-5:-2], sep="\n")
    4,0.4991,G-1,厂区,面,,,,@
    J1,1,4008220.455,38419148.022
    J2,1,4008109.488,38419146.994
    """
    ending = "\r\n" if encoding == "gb18030" else "\n"
    count = 0
    for line in _head(zone, producer, produced_on):
        out.write((line + ending).encode(encoding, "replace"))
    for chunk in _chunks(parcels):
        for lines in _parcels(chunk, zone):
            out.write("".join(line + ending for line in lines).encode(encoding, "replace"))
            count += 1
    return count


def _head(zone: int, producer: str, produced_on: date | None) -> Iterator[str]:
    yield "[属性描述]"
    yield "格式版本号=1.01版本"
    yield f"数据产生单位={_text(producer)}"
    yield f"数据产生日期={produced_on.isoformat() if produced_on else ''}"
    yield "坐标系=2000国家大地坐标系"
    yield "几度分带=3"
    yield "投影类型=高斯克吕格"
    yield "计量单位=米"
    yield f"带号={zone}"
    yield "精度=0.001"
    yield "转换参数=0,0,0,0,0,0,0"
    yield "[地块坐标]"


def _chunks(parcels: Iterable[TxtParcel]) -> Iterator[list[TxtParcel]]:
    """Parcels with a shape, a thousand at a time."""
    drawn = (one for one in parcels if one.geometry is not None and not one.geometry.is_empty)
    while chunk := list(islice(drawn, CHUNK)):
        yield chunk


def _parcels(chunk: list[TxtParcel], zone: int) -> Iterator[Iterator[str]]:
    """The lines of each parcel; its points in the order in which surveyors number them."""
    shapes = array_of(parcel.geometry for parcel in chunk)
    points, areas_m2 = sides(shapes, zone), plane_area_m2(shapes, zone).tolist()
    ends = np.searchsorted(points.owner, np.arange(len(chunk)), side="right")
    start = 0
    for parcel, plane_m2, end in zip(chunk, areas_m2, ends.tolist(), strict=True):
        span = slice(start, end)
        rows = list(zip(points.ring[span].tolist(), points.number[span].tolist(),
                        points.northing[span].tolist(), points.easting[span].tolist(),
                        strict=True))  # fmt: skip
        _refuse_far(parcel, rows, zone)
        area_m2 = plane_m2 if parcel.area_m2 is None else parcel.area_m2
        yield _lines(parcel, area_m2, rows, zone)
        start = end


def _refuse_far(parcel: TxtParcel, rows: list[Row], zone: int) -> None:
    if all(
        NORTHINGS[0] < northing < NORTHINGS[1] and EASTINGS[0] < easting < EASTINGS[1]
        for _, _, northing, easting in rows
    ):
        return
    raise BadValue(
        "%(id)s lies too far from zone %(zone)s to be written as boundary points; choose another "
        "format, or leave it out",
        id=parcel.parcel_id,
        zone=zone,
    )


def _lines(parcel: TxtParcel, area_m2: float, rows: list[Row], zone: int) -> Iterator[str]:
    rings = [list(ring) for _, ring in groupby(rows, key=lambda row: row[0])]
    yield ",".join(
        (
            str(len(rows) + len(rings)),
            f"{area_m2 / M2_PER_HA:.4f}",
            _text(parcel.parcel_id),
            _text(parcel.name),
            "面",
            _text(parcel.sheet),
            _text(parcel.use),
            _text(parcel.land_use_code),
            "@",
        )
    )
    for ring in rings:
        for number, name, northing, easting in (*ring, ring[0]):
            yield f"J{name},{number},{northing:.3f},{zone}{easting:010.3f}"


def _text(value: str) -> str:
    return value.translate(WIDE).strip()
