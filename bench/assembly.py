"""Land put together: time on 2,000 available parcels, and quality against every set there is."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import orjson
import shapely

from bench.figures import Section, median, ms, p95
from parkmap.errors import BadGeometry
from parkmap.geometry.coordinates import array_of, quantise
from parkmap.geometry.plane import to_degrees
from parkmap.land.assembly import Assembled, assemblies
from parkmap.land.growing import BEAM
from parkmap.land.ledger import Delta
from parkmap.services import assembling, touching
from parkmap.services.noting import Annotation, annotate
from parkmap.services.parting import parting
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Actor, Record
from parkmap.services.recording import commit
from parkmap.store import Store, ledger, lists
from parkmap.units import m2_to_dm2
from parkmap.workspace import DATABASE, read_zone
from tests.grids import all_that_do, cells, grid, ground_of

PARCELS: Final = 2_000
MEAN_M2: Final = 10_000.0
SIDE_M: Final = float(np.sqrt(PARCELS * MEAN_M2))
BEGAN: Final = date(2024, 1, 1)
WANTED_MU: Final = (30, 50, 80)
TARGET_MS: Final = 300.0
LAND_DM2: Final = ((3_000_000, 4_500_000), (4_500_000, 5_000_000), (5_000_000, 6_000_000))
"""The areas looked for on small land, from and to."""
LEAST_RATIO: Final = 0.9
WITHOUT_END: Final = 1_000_000
ZONE: Final = 38
CORNER_M: Final = (419_000.0, 4_008_000.0)
OFFICER: Final = Actor("bench", frozenset({"officer"}))
TOML: Final = (
    '[zone]\ncode = "bench"\nname_zh = "组合"\ngk_zone = 38\n'
    '[[map.context]]\nfile = "roads.geojson"\nname_zh = "路"\nname_en = "Roads"\n'
)
OFFERED: Final[dict[str, Any]] = {
    "status": "idle", "offer": "open", "available_from": "2024-01-01", "far": 1.2,
    "reference_price_wan_per_mu": 20, "contact": "bench", "land_use_code": "100102",
    "servicing": "five",
}  # fmt: skip

HOW: Final = """\
2,000 touching parcels of 15 mu on average and of every form (the land nearest to random points),
all available: sets of up to six that together have 30, 50 and 80 mu, through
`assembling.assemblies` with all that it reads and tells. "First" reads every outline and works out
who touches whom, as after a start; "after an entry" follows one that moved no outline. Parts are
cut off parcels that lie along a street in the south. Quality: 16 parcels on 16 ha, of
every form or in rows and columns, wanted 3 to 6 ha, every set of up to six by brute force; the most
compact proposal (4 pi area / perimeter squared) over the most compact set there is."""


def measure(folder: Path, effort: int) -> Section:
    """Build the land under `folder`, ask it, then compare small land with brute force."""
    section = Section("Land put together", HOW)
    record = _built(folder / "assembly")
    with closing(record.store):
        began = time.perf_counter()
        assembling.assemblies(record, PUBLIC_ACTOR, None, 50)
        section.add("first", f"{(time.perf_counter() - began) * 1000:.0f} ms")
        for mu in WANTED_MU:
            took = _took(_sets_of(record, mu), 7 * effort)
            section.add(f"{mu} mu of {PARCELS:,} available parcels", ms(took))
            section.under(f"{mu} mu, p95", p95(took), TARGET_MS, "ms")
        section.add("50 mu after an entry", ms(_after_entries(record, 3 * effort)))
        section.add("a part of 5 mu cut off along its street", ms(_parts(record, 5 * effort)))
    _quality(section, 40 * effort)
    _beams(section, effort)
    touching.forget()
    shutil.rmtree(folder / "assembly")
    return section


def _built(folder: Path) -> Record:
    (folder / "context").mkdir(parents=True)
    (folder / "parkmap.toml").write_text(TOML, encoding="utf-8")
    west, south = CORNER_M
    street = shapely.LineString([(west, south - 10), (west + SIDE_M, south - 10)])
    road = shapely.to_geojson(to_degrees(array_of([street]), ZONE)[0])
    feature = {"type": "Feature", "properties": {"kind": "road", "width_m": 12},
               "geometry": orjson.loads(road)}  # fmt: skip
    (folder / "context" / "roads.geojson").write_bytes(orjson.dumps({"features": [feature]}))
    record = Record(Store.create(folder / DATABASE), read_zone(folder), folder)
    with record.store.write() as connection:
        top = ledger.begin(connection, record.zone_id, record.zone.code, "0123456789abcdef")
        header = ledger.next_header(top, record.clock(), "bench", "import", "bench", BEGAN)
        commit(connection, record, header, list(_parcels()))
    return record


def _parcels() -> Iterator[Delta]:
    """The land nearest to random points, those of a fair size along the street named for it."""
    shapes = shapely.transform(array_of(_land()), lambda points: points + np.array(CORNER_M))
    drawn = shapely.transform(to_degrees(shapes, ZONE), quantise)
    for place, (shape, text) in enumerate(zip(shapes, shapely.to_geojson(drawn), strict=True)):
        along = shape.bounds[1] < CORNER_M[1] + 1 and shape.area > MEAN_M2 * 0.9
        fields = OFFERED | {
            "geometry": orjson.loads(text),
            "area_m2": m2_to_dm2(float(shape.area)) / 100,
            "name_en": "Street" if along else "Behind",
        }
        for name, value in fields.items():
            yield Delta("parcel", f"B-{place:05d}", name, None, value, BEGAN)


def _land() -> list[shapely.Polygon]:
    return cells(np.random.default_rng(11).uniform(0, SIDE_M, (PARCELS, 2)), SIDE_M)


def _took(call: Callable[[], object], times: int) -> list[float]:
    found = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        found.append((time.perf_counter() - began) * 1000)
    return found


def _after_entries(record: Record, times: int) -> list[float]:
    found = []
    for number in range(times):
        seen = parcel(record, OFFICER, "B-00000").version
        fields = {"reference_price_wan_per_mu": 21 + number}
        asked = Annotation({"B-00000": seen}, fields, record.today(), "bench")
        annotate(record, OFFICER, asked)
        found += _took(_sets_of(record, 50), 1)
    return found


def _parts(record: Record, times: int) -> list[float]:
    with record.store.read() as connection:
        ids = lists.ids(connection, record.zone_id, lists.Filter(text="street"))
    found: list[float] = []
    for one in ids:
        with suppress(BadGeometry):  # a corner alone lies along the street: no part is proposed
            found += _took(partial(parting, record, PUBLIC_ACTOR, one, 5), 1)
        if len(found) == times:
            break
    return found


def _sets_of(record: Record, mu: float) -> Callable[[], object]:
    return lambda: assembling.assemblies(record, PUBLIC_ACTOR, None, mu)


def _quality(section: Section, cases: int) -> None:
    ratios: dict[int, list[float]] = {1: [], BEAM: [], 2 * BEAM: [], WITHOUT_END: []}
    slow, quick, missed = [], [], 0
    for seed in range(cases):
        shapes = _small(np.random.default_rng(seed), blocks=bool(seed % 2))
        ground = ground_of(shapes)
        least, most = LAND_DM2[seed // 2 % len(LAND_DM2)]
        began = time.perf_counter()
        every = all_that_do(shapes, ground, least, most, 6)
        slow.append((time.perf_counter() - began) * 1000)
        for beam, found in ratios.items():
            began = time.perf_counter()
            told = assemblies(ground, least, most, beam=beam)
            if beam == BEAM:
                quick.append((time.perf_counter() - began) * 1000)
                missed += bool(every) != bool(told)
            if every:
                found.append(_ratio(told, max(every.values())))
    section.add(f"{cases} small pieces of land, brute force", ms(slow))
    section.add("the same, the search", ms(quick))
    section.add("of these, where one finds a set and the other none", f"{missed}", "0", missed == 0)
    worst = min(ratios[BEAM])
    section.add("compactness of the best proposal against the best there is, worst",
                f"{worst:.3f}", f">= {LEAST_RATIO}", worst >= LEAST_RATIO)  # fmt: skip
    for beam, found in ratios.items():
        name = "without a bound" if beam == WITHOUT_END else f"with a beam of {beam}"
        best = sum(one > 0.999 for one in found)
        line = f"{sum(found) / len(found):.3f}, {min(found):.3f}, {best} of {len(found)}"
        section.add(f"{name}: mean, worst, and how often the best of all", line)


def _small(chance: np.random.Generator, *, blocks: bool) -> list[shapely.Polygon]:
    """Sixteen parcels on 16 ha: of every form, or in four rows of four."""
    if blocks:
        return grid(chance.uniform(50, 150, 4), chance.uniform(50, 150, 4))
    return cells(chance.uniform(0, 400, (16, 2)), 400)


def _ratio(told: list[Assembled], best: float) -> float:
    return max((one.compactness for one in told), default=0.0) / best


def _beams(section: Section, effort: int) -> None:
    """What a wider beam costs on the large land, and what it gains there."""
    ground = ground_of(_land())
    least, most = 5_333_333, 8_000_000
    for beam in (2, BEAM, 2 * BEAM, 4 * BEAM):
        took = _took(partial(assemblies, ground, least, most, beam=beam), 3 * effort)
        found = assemblies(ground, least, most, beam=beam)
        mean = sum(one.compactness for one in found) / len(found)
        section.add(f"80 mu, the search alone with a beam of {beam}",
                    f"{median(took):.0f} ms, mean compactness {mean:.3f}")  # fmt: skip


__all__ = ["measure"]
