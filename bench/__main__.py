"""Measure what parkmap costs and write `docs/benchmarks.md`: `python -m bench [--quick]`.

`--only STEP` (again and again) measures some steps anew; the others stay on the page as they were.

The demonstration is measured from a fresh copy. The real file of 25,663 lots is expected beside
the checkout, in `../shared/data/parcels`; where it is not, the page says what was left out. Servers
take free ports from PARKMAP_BENCH_PORT (8150) on and are stopped when the run ends.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from bench import (
    assembly,
    browser,
    checks,
    crash,
    demonstration,
    desk,
    formats,
    gestures,
    imports,
    ledger,
    lots,
    machine,
    marks,
    officers,
    pictures,
    progress,
    report,
    reports,
    search,
    sheets,
    table,
    timeline,
)
from bench.figures import Section
from bench.servers import add_officer
from parkmap import paths
from tests.many import many

ROOT: Final = Path(__file__).resolve().parents[1]
LOTS: Final = ROOT.parent / "shared" / "data" / "parcels" / "philadelphia_vacant_land.gpkg"
TARGET: Final = ROOT / "docs" / "benchmarks.md"
NOT_COPIED: Final = ("*.db", "*.db-*", "secret.key")


def main() -> None:
    """Run everything, in a folder that is removed afterwards."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="few repetitions, rough figures")
    parser.add_argument("--output", type=Path, default=TARGET, help="the file to write")
    parser.add_argument("--only", action="append", default=[], metavar="STEP",
                        help="a step to measure by itself, as the run names it")  # fmt: skip
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="parkmap-bench-") as folder:
        sections = list(run(Path(folder), 1 if asked.quick else 3, asked.only))
    if asked.only:
        report.update(asked.output, sections, machine.moment())
        return
    machine.add_load(sections[0])
    report.write(asked.output, sections, (time.monotonic() - began) / 60, quick=asked.quick)
    print(f"written: {asked.output}")
    if any(section.failed for section in sections):
        raise SystemExit(1)


def run(folder: Path, effort: int, only: Sequence[str] = ()) -> Iterator[Section]:
    """All sections, or those of some steps; `effort` times the repetitions of a quick run.

    One that fails is told on the page, and the others go on: half an hour is not lost to a fault.
    """
    chromium = browser.program()
    demo = folder / "demonstration"
    shutil.copytree(paths.DEMO_WORKSPACE, demo, ignore=shutil.ignore_patterns(*NOT_COPIED))
    for name, measured in _steps(folder, demo, chromium, effort):
        if only and name not in only:
            continue
        print(name)
        try:
            yield from measured()
        except Exception as fault:  # noqa: BLE001  the rim of the bench: told, and counted as a miss
            traceback.print_exc()
            failed = Section(f"Failed: {name}", "It ended with an error.", failed=True)
            failed.add(type(fault).__name__, str(fault)[:200], "no error", met=False)
            yield failed


Measured = Callable[[], Iterable[Section]]


def _steps(
    folder: Path, demo: Path, chromium: str | None, effort: int
) -> Iterator[tuple[str, Measured]]:
    """What is measured, in order: later ones need what earlier ones left in the folder."""
    yield "machine", lambda: [machine.describe(chromium)]
    if LOTS.is_file():
        yield "init", lambda: [_init(folder)]
        yield "search", lambda: [_search(chromium, folder, 10 * effort)]
        yield "lots", lambda: [lots.measure(folder / "lots", 40 * effort)]
        yield "formats", lambda: [formats.measure(folder, LOTS, effort)]
        yield "checks", lambda: [checks.measure(folder / "lots", LOTS)]
    else:
        yield "lots", lambda: [_left_out(f"{LOTS.name} is not in ../shared/data/parcels")]
    large = folder / "lots" if LOTS.is_file() else None
    yield "sheets", lambda: [sheets.measure(demo, large, 40 * effort)]
    yield "reports", lambda: [reports.measure(demo, large, effort)]
    if chromium:
        yield "first view", lambda: _in_browser(chromium, demo, folder, 10 * effort)
        yield "slow phone and gestures", lambda: _by_hand(chromium, demo, folder, 2 * effort)
        yield "time on the map", lambda: _in_time(chromium, folder, effort)
    else:
        why = "first views: no Chromium was found, and PARKMAP_CHROMIUM names none"
        yield "first view", lambda: [_left_out(why)]
    if LOTS.is_file():
        yield "marks", lambda: [_marks(folder, 40 * effort)]
        yield "desk", lambda: [_desk(chromium, folder / "moved", 3 * effort)]
        if chromium:
            yield "table", lambda: _table(chromium, folder / "moved", effort)
    yield "assembly", lambda: [assembly.measure(folder, effort)]
    yield "pictures", lambda: [pictures.measure(demo, 40 * effort)]
    yield "ledger", lambda: [ledger.measure(folder, 40 * effort)]
    yield "progress", lambda: [progress.measure(folder, demo, 20 * effort)]
    writes = officers.WRITES if effort > 1 else 480
    yield "officers", lambda: [officers.measure(folder, writes)]
    yield "kills", lambda: [crash.measure(folder, 200 if effort > 1 else 30)]


def _init(folder: Path) -> Section:
    section = imports.measure(folder / "lots", LOTS)
    add_officer(folder / "lots")
    return section


def _by_hand(chromium: str, demo: Path, folder: Path, rounds: int) -> Iterator[Section]:
    with browser.started(chromium) as opened:
        yield search.first_view(opened, many(folder / "many"), rounds)
    shutil.copytree(demo, folder / "morning")
    with browser.started(chromium) as opened:
        yield gestures.measure(opened, folder / "morning")


def _in_time(chromium: str, folder: Path, effort: int) -> Iterator[Section]:
    with browser.started(chromium) as opened:
        yield timeline.measure(opened, many(folder / "in time"), effort)
        if (folder / "lots").is_dir():
            yield timeline.measure_lots(opened, folder / "lots", folder / "lots in time", effort)


def _table(chromium: str, moved: Path, effort: int) -> Iterator[Section]:
    with browser.started(chromium) as opened:
        yield table.measure(opened, moved, effort)


def _in_browser(chromium: str, demo: Path, folder: Path, rounds: int) -> Iterator[Section]:
    with browser.started(chromium) as opened:
        yield demonstration.measure(opened, demo, rounds)
        if (folder / "lots").is_dir():
            yield lots.first_parcels(opened, demo, folder / "lots", rounds)


def _search(chromium: str | None, folder: Path, times: int) -> Section:
    with ExitStack() as stack:
        opened = stack.enter_context(browser.started(chromium)) if chromium else None
        return search.measure(opened, folder / "lots", times)


def _marks(folder: Path, times: int) -> Section:
    imports.first_rows(LOTS, folder / "thousand.geojson", 1_000)
    imports.init(folder / "thousand", folder / "thousand.geojson")
    add_officer(folder / "thousand")
    return marks.measure(folder / "lots", folder / "thousand", times)


def _desk(chromium: str | None, moved: Path, rounds: int) -> Section:
    """On the lots that `formats` moved: only inside the zone can land be cut."""
    add_officer(moved)
    with ExitStack() as stack:
        opened = stack.enter_context(browser.started(chromium)) if chromium else None
        return desk.measure(opened, moved, rounds)


def _left_out(why: str) -> Section:
    return Section("Not measured", f"{why[0].upper()}{why[1:]}.")


if __name__ == "__main__":
    main()
