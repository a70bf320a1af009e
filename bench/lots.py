"""Pages and tiles of a workspace with 25,663 lots."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from bench.browser import Page, side_by_side
from bench.figures import Section, median, ms
from bench.places import Tile, densest, drawn_from
from bench.servers import served
from bench.wire import Wire

PAGE_MS: Final = 5.0
KEPT_MS: Final = 5.0
OF_DEMONSTRATION: Final = 1.2
ZOOMS: Final = range(12, 17)
COUNT: Final = "SELECT count(*) FROM tile WHERE z = ? AND x = ? AND y = ?"

HOW: Final = """\
Over one keep-alive connection on loopback, from the request to the last byte, with the headers of a
browser (pages come compressed), medians. A tile is cold when its kept body has been deleted: it is
made, encoded, compressed and kept; of each zoom the tile with the most lots."""


def measure(workspace: Path, times: int) -> Section:
    """What the server takes for the shell, kept and cold tiles, and 304."""
    section = Section("25,663 lots, the server", HOW)
    tiles = densest(workspace, ZOOMS)
    with served(workspace) as port, Wire(port) as wire:
        for path in ("/explore", "/"):
            took = _repeated(wire, path, times)
            section.under(f"the page `{path}`, warm", median(took), PAGE_MS, "ms")
            section.add(f"the page `{path}`, median and p95", ms(took))
        _kept(section, wire, tiles[drawn_from(workspace)], times)
        _not_modified(section, wire, workspace, tiles[drawn_from(workspace)], times)
        for tile in tiles.values():
            _cold(section, wire, workspace, tile, max(3, times // 20))
    return section


def first_parcels(browser: Browser, demo: Path, lots: Path, rounds: int) -> Section:
    """The first painted parcel among 25,663 beside that of the demonstration."""
    zoom = drawn_from(lots)
    there = densest(lots, range(zoom, zoom + 1))[zoom]
    here = densest(demo, range(13, 14))[13]
    section = Section(
        "25,663 lots, the first parcels",
        "In Chromium as above, in turn with the demonstration. At the first view of the whole city "
        f"parkmap draws sums by park, and lots from tile zoom {zoom} on (a screen holds at most "
        "some 5,000), so `/explore` is opened there, in the densest place.",
    )
    with served(demo) as demo_port, served(lots) as lots_port:
        pages = {
            "demo": Page(f"http://127.0.0.1:{demo_port}/explore"),
            "demo at": Page(f"http://127.0.0.1:{demo_port}/explore?view={here.view}"),
            "lots at": Page(f"http://127.0.0.1:{lots_port}/explore?view={there.view}"),
        }
        seen = side_by_side(browser, pages, rounds)
    paint = {name: [view.paint_ms for view in views] for name, views in seen.items()}
    section.add("the demonstration, first view", ms(paint["demo"]))
    section.add("the demonstration, opened at a place", ms(paint["demo at"]))
    section.add("the lots, opened at a place", ms(paint["lots at"]))
    section.at_most("the lots against the demonstration's first view",
                    median(paint["lots at"]) / median(paint["demo"]),
                    OF_DEMONSTRATION, "x")  # fmt: skip
    section.add("the lots against the demonstration, both opened at a place",
                f"{median(paint['lots at']) / median(paint['demo at']):.2f} times")  # fmt: skip
    kilobytes = median(view.bytes for view in seen["lots at"]) / 1000
    section.at_most("bytes of that view of the lots", kilobytes, 400, "KB")
    return section


def _repeated(wire: Wire, path: str, times: int, status: int = 200, **headers: str) -> list[float]:
    for _ in range(10):
        wire.get(path, **headers)
    answers = [wire.get(path, **headers) for _ in range(times)]
    assert {answer.status for answer in answers} == {status}, path
    return [answer.ms for answer in answers]


def _kept(section: Section, wire: Wire, tile: Tile, times: int) -> None:
    took = _repeated(wire, tile.path, times)
    section.under(f"a kept tile, z{tile.z}, {tile.parcels:,} lots", median(took), KEPT_MS, "ms")


def _not_modified(section: Section, wire: Wire, workspace: Path, tile: Tile, times: int) -> None:
    etag = wire.get(tile.path).headers["ETag"]
    _forget(workspace, tile)  # a 304 that needed the tile would have to make it again
    took = _repeated(wire, tile.path, times, 304, If_None_Match=etag)
    section.add("304 of that tile", ms(took))
    with closing(sqlite3.connect(workspace / "parkmap.db")) as db:
        made = db.execute(COUNT, tile[:3]).fetchone()[0]
    section.add("304 without reading a feature", "yes" if made == 0 else "no",
                "its body was deleted before and not made again", made == 0)  # fmt: skip


def _cold(section: Section, wire: Wire, workspace: Path, tile: Tile, times: int) -> None:
    took, size = [], 0
    for _ in range(times):
        _forget(workspace, tile)
        answer = wire.get(tile.path)
        assert answer.status == 200, tile
        took.append(answer.ms)
        size = len(answer.body)
    section.add(f"a cold tile, z{tile.z}, {tile.parcels:,} lots, {size / 1000:,.0f} KB",
                f"{median(took):,.0f} ms")  # fmt: skip


def _forget(workspace: Path, tile: Tile) -> None:
    with closing(sqlite3.connect(workspace / "parkmap.db", timeout=20)) as db, db:
        db.execute("DELETE FROM tile WHERE z = ? AND x = ? AND y = ?", tile[:3])
