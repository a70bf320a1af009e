"""Measure what parkmap costs and write `docs/benchmarks.md`: `python -m bench [--quick]`.

The demonstration is measured from a fresh copy. The real file of 25,663 lots is expected beside
the checkout, in `../shared/data/parcels`; where it is not, the page says what was left out. Servers
take free ports from PARKMAP_BENCH_PORT (8150) on and are stopped when the run ends.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator
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
    report,
    search,
    sheets,
    table,
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
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="parkmap-bench-") as folder:
        sections = list(run(Path(folder), 1 if asked.quick else 3))
    machine.add_load(sections[0])
    report.write(asked.output, sections, (time.monotonic() - began) / 60, quick=asked.quick)
    print(f"written: {asked.output}")


def run(folder: Path, effort: int) -> Iterator[Section]:
    """All sections; `effort` times the repetitions of a quick run."""
    chromium = browser.program()
    demo = folder / "demonstration"
    shutil.copytree(paths.DEMO_WORKSPACE, demo, ignore=shutil.ignore_patterns(*NOT_COPIED))
    print("machine")
    yield machine.describe(chromium)
    if LOTS.is_file():
        print("init")
        yield imports.measure(folder / "lots", LOTS)
        add_officer(folder / "lots")
        print("search")
        yield _search(chromium, folder, 10 * effort)
        print("lots")
        yield lots.measure(folder / "lots", 40 * effort)
        print("formats")
        yield formats.measure(folder, LOTS, effort)
        print("checks")
        yield checks.measure(folder / "lots", LOTS)
    else:
        yield _left_out(f"the file {LOTS.name} is not in ../shared/data/parcels")
    print("sheets")
    yield sheets.measure(demo, folder / "lots" if LOTS.is_file() else None, 40 * effort)
    if chromium:
        shutil.copytree(demo, folder / "morning")
        yield from _in_browser(chromium, demo, folder / "lots", 10 * effort)
        print("slow phone")
        with browser.started(chromium) as opened:
            yield search.first_view(opened, many(folder / "many"), 2 * effort)
        print("gestures")
        with browser.started(chromium) as opened:
            yield gestures.measure(opened, folder / "morning")
    else:
        yield _left_out("first views: no Chromium was found, and PARKMAP_CHROMIUM names none")
    if LOTS.is_file():
        print("marks")
        yield _marks(folder, 40 * effort)
        print("desk")
        yield _desk(chromium, folder / "moved", 3 * effort)
        if chromium:
            print("table")
            with browser.started(chromium) as opened:
                yield table.measure(opened, folder / "moved", effort)
    print("assembly")
    yield assembly.measure(folder, effort)
    print("ledger")
    yield ledger.measure(folder, 40 * effort)
    print("officers")
    yield officers.measure(folder, officers.WRITES if effort > 1 else 480)
    print("kills")
    yield crash.measure(folder, 200 if effort > 1 else 30)


def _in_browser(chromium: str, demo: Path, large: Path, rounds: int) -> Iterator[Section]:
    with ExitStack() as stack:
        opened = stack.enter_context(browser.started(chromium))
        print("first view")
        yield demonstration.measure(opened, demo, rounds)
        if large.is_dir():
            print("first parcels")
            yield lots.first_parcels(opened, demo, large, rounds)


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
