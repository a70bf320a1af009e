"""`parkmap init` of a real file, as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Final, NamedTuple

from bench.figures import Section

SECONDS: Final = 20.0
GIGABYTES: Final = 1.0
BEGAN: Final = "2025-01-01"

HOW: Final = """\
`parkmap init DIR --parcels philadelphia_vacant_land.gpkg --id-field opa_id --status idle`, the
whole process: 25,663 lots in US feet are read, checked, put on the ellipsoid, measured and
recorded, and both GeoJSON files are written. Memory is the largest resident size of the process."""


def init(folder: Path, parcels: Path) -> tuple[float, float]:
    """Seconds and GB of an import."""
    used = usage_of("init", str(folder), "--parcels", str(parcels), "--id-field", "opa_id",
                    "--status", "idle", "--on", BEGAN)  # fmt: skip
    return used.seconds, used.gigabytes


class Usage(NamedTuple):
    """What a process took: seconds on the wall and of the processors, largest resident GB."""

    seconds: float
    processor_seconds: float
    gigabytes: float


def usage_of(*words: str, codes: tuple[int, ...] = (0,)) -> Usage:
    """What a command takes that ends with one of the exit codes."""
    command = [sys.executable, "-m", "parkmap", *words]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    said = process.stdout.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in codes, said[-2000:]
    unit = 1 if sys.platform == "darwin" else 1024
    return Usage(took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e9)


def measure(folder: Path, parcels: Path) -> Section:
    """Import the file into `folder`, which stays for what follows."""
    section = Section("`parkmap init` of the Philadelphia file", HOW)
    seconds, gigabytes = init(folder, parcels)
    section.under("time", seconds, SECONDS, "s")
    section.under("memory", gigabytes, GIGABYTES, "GB")
    return section


def first_rows(source: Path, target: Path, count: int) -> None:
    """The first lots of the file that have an id, as GeoJSON."""
    import geopandas

    frame = geopandas.read_file(source, rows=count + 50)
    frame = frame[frame["opa_id"].notna()].drop_duplicates("opa_id").head(count)
    kept = frame[["opa_id", "geometry"]].to_crs(4326)
    kept.to_file(target, driver="GeoJSON", engine="pyogrio")
