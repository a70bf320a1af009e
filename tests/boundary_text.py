"""Boundary-point texts for tests: parcels in metres of zone 38, in many ways of writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from parkmap.formats.limits import Limits
from parkmap.formats.placing import Surroundings, placed
from parkmap.formats.rows import Order, Reading
from parkmap.formats.txt.reader import read_boundary_txt

HEAD = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号={zone}\n[地块坐标]\n"
HEADER = "{count},{area},{id},厂区,面,,工业,0601,@\n"
SQUARE = [(0, 0), (0, 100), (100, 100), (100, 0), (0, 0)]
INNER = [(40, 40), (40, 60), (60, 60), (60, 40), (40, 40)]
BESIDE = [(0, 200), (0, 300), (100, 300), (100, 200), (0, 200)]


def points(
    corners: Sequence[tuple[float, float]],
    ring: str = "1",
    *,
    prefix: str = "38",
    form: str = "J{no},{ring},{n},{e}",
    first: int = 1,
) -> str:
    """Lines of boundary points; corners are metres north and east of a place in zone 38."""
    lines = [
        form.format(
            no=first + at % (len(corners) - 1),
            ring=ring,
            n=f"{4_008_000 + north:.3f}",
            e=f"{prefix}{419_000 + east:.3f}",
        )
        for at, (north, east) in enumerate(corners)
    ]
    return "\n".join(lines) + "\n"


def txt(*bodies: str, zone: str = "38", area: str = "1", count: int = 5) -> str:
    """A file of parcels G-1, G-2, …"""
    parcels = [
        HEADER.format(count=count, area=area, id=f"G-{number}") + body
        for number, body in enumerate(bodies, 1)
    ]
    return HEAD.format(zone=zone) + "".join(parcels)


def read(folder: Path, data: str | bytes, epsg: int | None = None, **limits: Any) -> Reading:
    path = folder / "lots.txt"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return settled(path, epsg, Limits(**limits))


def settled(path: Path, epsg: int | None = None, limits: Limits = Limits()) -> Reading:
    """The file with its coordinate system found; what was found is told in `crs_detected`."""
    reading = placed(
        read_boundary_txt(path, Order(path.name, epsg, None, limits)), epsg, Surroundings()
    )
    findings = [one for one in reading.findings if one.code != "crs_detected"]
    return replace(reading, findings=findings)


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def faults(reading: Reading) -> list[str | None]:
    return [None if row.fault is None else row.fault.code for row in reading.rows]
