"""25,663 lots out to every format and in again, each as a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Final, NamedTuple

from bench.figures import Section, median
from bench.imports import BEGAN, init
from parkmap.formats.writing import FORMS

EAST: Final = 189.0
"""Degrees by which the lots are moved: into zone 38, whose metres DXF and TXT are written in."""

ALL: Final = 100_000

NOT_READ: Final = frozenset({"fgb", "parquet"})
READ: Final = """
import sys
from pathlib import Path
from parkmap.formats.limits import Limits
from parkmap.formats.reading import read_boundaries
reading = read_boundaries(Path(sys.argv[1]), gk_zone=38, home=(113.0, 39.0, 115.0, 41.0),
                          limits=Limits(max_features=100_000))
print(sum(row.fault is None for row in reading.rows))
"""

MOVE: Final = """
import sys
import geopandas
frame = geopandas.read_file(sys.argv[1])
frame = frame[frame["opa_id"].notna() & frame.geometry.is_valid].drop_duplicates("opa_id")
kept = frame[["opa_id", "geometry"]].to_crs(4326)
kept["geometry"] = kept.geometry.translate(float(sys.argv[3]))
kept = kept.head(int(sys.argv[4]))
kept.to_file(sys.argv[2], driver="GeoJSON", engine="pyogrio", COORDINATE_PRECISION=10)
"""
"""In a process of its own: what a process has loaded counts as the memory of those it starts."""

HOW: Final = """\
The lots of the Philadelphia file, moved east by 189 degrees into Gauss-Kruger zone 38. Out:
`parkmap export`, the whole process. Read: a process that reads the file with `read_boundaries`,
which checks every boundary. Imported: `parkmap import --confirm`, the whole process, into a zone
that has the park and one lot: every row is read, mapped, compared with the record and with the
other rows, then compared again and written as one entry, with the GeoJSON files; lots that overlap
others are left out. Memory is the largest resident size of the process or of the child that it
starts to read. Medians, but of imports, which are run once."""


class Run(NamedTuple):
    """Seconds, MB of memory, and what the process said."""

    seconds: float
    memory_mb: float
    said: str


def measure(folder: Path, lots: Path, times: int) -> Section:
    """Time, size and memory of every format, out and in."""
    section = Section("25,663 lots, files out and in", HOW)
    workspace = folder / "moved"
    _run("-c", MOVE, lots, folder / "moved.geojson", EAST, ALL)
    init(workspace, folder / "moved.geojson")
    bare = _bare(folder, lots, workspace)
    for form, found in FORMS.items():
        path = folder / f"lots.{found.suffix}"
        out = _best(times, "-m", "parkmap", "export", workspace, "--format", form, "-o", path)
        section.add(f"{form} out", f"{out.seconds:.1f} s, {out.memory_mb:,.0f} MB of memory; "
                    f"the file has {path.stat().st_size / 1e6:,.1f} MB")  # fmt: skip
        if form not in NOT_READ:
            back = _best(times, "-c", READ, path)
            count = int(back.said.split()[-1])
            section.add(f"{form} read", f"{back.seconds:.1f} s, {back.memory_mb:,.0f} MB of "
                        f"memory; {count:,} parcels")  # fmt: skip
            section.add(f"{form} imported", _imported(bare, path))
    return section


def _bare(folder: Path, lots: Path, like: Path) -> Path:
    """A zone with the park of another one and the first lot alone."""
    lot = folder / "one.geojson"
    _run("-c", MOVE, lots, lot, EAST, 1)
    _run("-m", "parkmap", "init", folder / "bare", "--parks", like / "parks.geojson", "--parcels",
         lot, "--id-field", "opa_id", "--status", "idle", "--on", BEGAN)  # fmt: skip
    return folder / "bare"


def _imported(bare: Path, path: Path) -> str:
    workspace = bare.with_name("import")
    shutil.copytree(bare, workspace)
    run = _run("-m", "parkmap", "import", workspace, path, "--status", "idle", "--on", BEGAN,
               "--confirm", "--reason", "benchmark")  # fmt: skip
    shutil.rmtree(workspace)
    entry = run.said.rstrip().rpartition("\n")[2]
    return f"{run.seconds:.1f} s, {run.memory_mb:,.0f} MB of memory; {entry}"


def _best(times: int, *words: object) -> Run:
    """The run with the median time."""
    runs = sorted((_run(*words) for _ in range(times)), key=lambda run: run.seconds)
    middle = median([run.seconds for run in runs])
    return min(runs, key=lambda run: abs(run.seconds - middle))


def _run(*words: object) -> Run:
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    said = process.stdout.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, said[-2000:]
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(took, usage.ru_maxrss * unit / 1e6, said)
