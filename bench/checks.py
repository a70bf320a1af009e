"""Areas and a check of 25,663 lots beside the naive GeoPandas way, and how a check grows."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from bench.figures import Section
from bench.imports import Usage, usage_of

SECONDS: Final = 10.0
GIGABYTES: Final = 1.0
POWER: Final = 1.2
"""n log n from 20,000 to 200,000 is the power 1.09; the rest is what a second run differs by."""

SIZES: Final = (2_000, 20_000, 200_000)
ZONE: Final = 38
MERIDIAN: Final = 113.1
SIDE_M: Final = 50.0
JITTER_M: Final = 10.0
SLIP_EVERY: Final = 100

HOW: Final = """\
The lots are moved along their parallels to 113.1 E, so that zone 38 applies and both ways measure
in EPSG:4547. Each way runs in a process of its own that has read the lots before the clock starts;
memory is its largest resident size, lots and libraries included. "Naive" is what a script does
with GeoPandas: `to_crs().area`; `overlay` of the set with itself, or `sjoin` and the intersection
of each pair; `union_all` for the gaps. `parkmap check` is the whole process on the record that
`init` made, with the reading of the record. The growth is of made-up lots in rows, of which every
hundredth has a corner off by a metre."""

Run = Callable[[Any], object]


def measure(workspace: Path, lots: Path) -> Section:
    """Both ways in turn, the command on a workspace with the lots, and the growth."""
    section = Section("25,663 lots, areas and check", HOW)
    used = usage_of("check", str(workspace), codes=(0, 1))
    section.under("`parkmap check`, the whole process", used.seconds, SECONDS, "s")
    section.add("of that, time of the processors", f"{used.processor_seconds:.1f} s")
    section.under("its memory", used.gigabytes, GIGABYTES, "GB")
    _compare(section, lots)
    _grow(section)
    return section


def _compare(section: Section, lots: Path) -> None:
    ways: tuple[tuple[str, Run], ...] = (
        ("areas, parkmap", _areas),
        ("areas, GeoPandas", _naive_areas),
        ("check (boundaries, neighbours, spikes, areas), parkmap", _check),
        ("overlaps alone, GeoPandas `overlay` with itself", _naive_overlay),
        ("overlaps alone, GeoPandas `sjoin` with itself", _naive_sjoin),
        ("gaps alone, GeoPandas `union_all`", _naive_gaps),
    )
    for what, way in ways:
        used, found = _alone(way, lots)
        section.add(what, f"{_told(used)}, {found}")


def _grow(section: Section) -> None:
    taken = []
    for size in SIZES:
        used, found = _alone(_check, size)
        taken.append(used.processor_seconds)
        section.add(f"check of {size:,} lots", f"{_told(used)}, {found}")
    grown = np.log(taken[-1] / taken[-2]) / np.log(SIZES[-1] / SIZES[-2])
    what = (
        f"growth from {SIZES[-2]:,} to {SIZES[-1]:,}: "
        "processor time goes with the number to the power of"
    )
    section.add(what, f"{grown:.2f}", f"<= {POWER}", bool(grown <= POWER))


def _told(used: Usage) -> str:
    return (
        f"{used.seconds:,.2f} s ({used.processor_seconds:,.2f} s of the processors), "
        f"{used.gigabytes:.2f} GB"
    )


def _alone(way: Run, source: Path | int) -> tuple[Usage, object]:
    """What one way takes in a process of its own, and what it finds."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_timed, (way, source))


def _timed(way: Run, source: Path | int) -> tuple[Usage, object]:
    shapes = _real(source) if isinstance(source, Path) else made_up(source)
    if way.__name__.startswith("_naive"):
        import geopandas

        shapes = geopandas.GeoDataFrame({"id": range(len(shapes))}, geometry=shapes, crs=4326)
    began, worked = time.perf_counter(), time.process_time()
    found = way(shapes)
    took, work = time.perf_counter() - began, time.process_time() - worked
    unit = 1 if sys.platform == "darwin" else 1024
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9
    return Usage(took, work, largest), found


def _real(lots: Path) -> Any:
    """Valid lots in degrees, moved to the meridian."""
    import pyogrio

    from parkmap.geometry.coordinates import quantised, to_lng_lat

    meta, _, shapes, _ = pyogrio.raw.read(lots, columns=[])
    epsg = int(str(meta["crs"]).removeprefix("EPSG:"))
    degrees = to_lng_lat(shapely.from_wkb(shapes), epsg)
    east = MERIDIAN - float(np.mean(shapely.total_bounds(degrees)[[0, 2]]))
    moved = quantised(shapely.transform(degrees, lambda points: points + np.array([east, 0.0])))
    return moved[shapely.is_valid(moved)]


def made_up(count: int) -> Any:
    """Lots side by side in degrees, every hundredth with one corner off by a metre."""
    from parkmap.geometry.local import LocalPlane

    side = int(np.ceil(np.sqrt(count)))
    chance = np.random.default_rng(1)
    east, north = np.meshgrid(np.arange(side + 1), np.arange(side + 1))
    corners = np.stack([east, north], axis=-1) * SIDE_M
    corners += chance.uniform(-JITTER_M, JITTER_M, corners.shape)
    first, second = corners[:-1, :-1], corners[:-1, 1:]
    third, fourth = corners[1:, 1:], corners[1:, :-1]
    rings = np.stack([first, second, third, fourth, first], axis=2).reshape(-1, 5, 2)[:count]
    rings[::SLIP_EVERY, 2] += 1.0
    plane = LocalPlane(MERIDIAN, 36.2, 89_935.0, 110_963.0)
    lots: Any = shapely.polygons(rings)
    return plane.to_degrees(lots)


def _areas(shapes: Any) -> str:
    from parkmap.geometry.measure import area_m2

    return f"{area_m2(shapes, ZONE).sum() / 1e4:,.2f} ha"


def _check(shapes: Any) -> str:
    from parkmap.land.checks import Land, check_land

    ids = [f"L-{number:06d}" for number in range(len(shapes))]
    checked = check_land(Land(ids, shapes, [{}] * len(ids), {}, ZONE))
    overlaps = sum(one.code == "overlap" for one in checked.findings)
    gaps = sum(one.code in {"gap", "sliver"} for one in checked.findings)
    return f"{overlaps:,} overlaps, {gaps:,} gaps and slivers"


def _naive_areas(frame: Any) -> str:
    return f"{frame.to_crs(4547).area.sum() / 1e4:,.2f} ha"


def _naive_overlay(frame: Any) -> str:
    plane = frame.to_crs(4547)
    both = plane.overlay(plane, how="intersection", keep_geom_type=True)
    return _overlaps(both[both["id_1"] < both["id_2"]].area)


def _naive_sjoin(frame: Any) -> str:
    plane = frame.to_crs(4547)
    pairs = plane.sjoin(plane, predicate="intersects")
    pairs = pairs[pairs["id_left"] < pairs["id_right"]]
    other = plane.geometry.loc[pairs["index_right"]]
    return _overlaps(pairs.geometry.intersection(other, align=False).area)


def _naive_gaps(frame: Any) -> str:
    whole = frame.to_crs(4547).union_all()
    holes = [hole for part in whole.geoms for hole in part.interiors]
    return f"{int((shapely.area(shapely.polygons(holes)) >= 0.01).sum()):,} holes"


def _overlaps(areas: Any) -> str:
    return f"{int((areas >= 0.01).sum()):,} overlaps"
