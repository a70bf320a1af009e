"""Time on the map: a step of the slider, and what the whole history weighs."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from bench.browser import PATIENCE_MS, SCREEN
from bench.figures import Section, median, ms, p95
from bench.places import densest, drawn_from
from bench.servers import served
from bench.wire import Wire
from parkmap.services.marking import Mark, mark
from parkmap.services.reading import ParcelQuery, parcels
from parkmap.services.record import Actor, Record
from parkmap.workspace import open_folder

STEP_MS: Final = 50.0
BEGAN: Final = date(2025, 1, 1)
EVERY: Final = timedelta(days=14)
ACTS: Final = 25
AFTER: Final = {"idle": "under_construction", "under_construction": "revitalized",
                "revitalized": "idle", "in_use": "idle"}  # fmt: skip
OFFICER: Final = Actor("bench", frozenset({"officer"}))
MOST: Final = 1_000

HOW: Final = """\
`/progress/map` in Chromium, 1440 x 900, the whole zone in view. The history has 25 days, a
fortnight apart, on each of which another 80 of the 2,000 parcels, spread over the zone, come to
count as something else. A step: the slider is set to the next of these days, or to the first and
the last by turns, between which every parcel differs; from the event until the frame that shows it
is out, that is until the next one begins. "The script" is what of that the page's own code takes:
the land of the day, its sums, the painting asked for. "Without a pause": a step is asked for in
every frame, and the time from frame to frame is told, so that no painting is left for later.
Requests are counted while it steps."""

HOW_LOTS: Final = """\
The lots of Philadelphia, 25 days on each of which another 1,000 come to count as something else.
The answer is made once for each state of the record and kept; parcels are drawn from the zoom on at
which a screen holds some 5,000, so the page is opened there, in the densest place; further out the
names of the parks carry the sums of the day. Open: from the start of navigation until the slider is
there."""

STEPPED: Final = """
(day) => new Promise((resolve) => {
  const slider = document.getElementById("slider");
  const began = performance.now();
  slider.value = String(day);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => requestAnimationFrame(() =>
    resolve([performance.now() - began, window.parkmapStep])));
})
"""

RUN: Final = """
(days) => new Promise((resolve) => {
  const slider = document.getElementById("slider");
  const frames = [];
  const next = (time) => {
    frames.push(time);
    if (days.length === 0) return resolve(frames);
    slider.value = String(days.shift());
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})
"""


def measure(browser: Browser, workspace: Path, rounds: int) -> Section:
    """Steps over a history of 2,000 parcels."""
    section = Section("Time on the map, 2,000 parcels", HOW)
    with_history(workspace, 80)
    _weight(section, workspace)
    with served(workspace) as port:
        address = f"http://127.0.0.1:{port}/progress/map"
        _steps(section, browser, address, rounds, "80 of 2,000", "all 2,000")
    return section


def measure_lots(browser: Browser, lots: Path, folder: Path, rounds: int) -> Section:
    """The same on a copy of the lots, and how long their page takes to open."""
    section = Section("Time on the map, 25,663 lots", HOW_LOTS)
    workspace = Path(shutil.copytree(lots, folder))
    with_history(workspace, MOST)
    _weight(section, workspace)
    zoom = drawn_from(workspace)
    place = densest(workspace, range(zoom, zoom + 1))[zoom]
    with served(workspace) as port:
        address = f"http://127.0.0.1:{port}/progress/map?at={place.view}"
        _steps(section, browser, address, rounds, "1,000 of 25,663", "25,000 of 25,663")
    return section


def with_history(workspace: Path, each: int) -> None:
    """Mark `each` parcels, spread over all, on every one of the days."""
    record = open_folder(workspace)
    with closing(record.store):
        found = _all(record)
        for act in range(ACTS):
            day = BEGAN + EVERY * (act + 1)
            part = found[act::ACTS][:each]
            for status in AFTER:
                versions: dict[str, int | None] = {
                    one: version for one, version, held in part if held == status
                }
                if versions:
                    mark(record, OFFICER, Mark(versions, AFTER[status], day, "实测"))


def _all(record: Record) -> list[tuple[str, int, str]]:
    found: list[tuple[str, int, str]] = []
    after: str | None = ""
    while after is not None:
        page = parcels(record, OFFICER, ParcelQuery(after=after, limit=MOST))
        found += [(view.id, view.version, str(view.state["status"])) for view in page.views]
        after = page.next_after
    return found


def _weight(section: Section, workspace: Path) -> None:
    with served(workspace) as port, Wire(port) as wire:
        cold = wire.get("/api/timeline?lang=zh")
        kept = [wire.get("/api/timeline?lang=zh").ms for _ in range(5)]
        tag = cold.headers["ETag"]
        known = [wire.get("/api/timeline?lang=zh", If_None_Match=tag).ms for _ in range(5)]
    section.add("the whole history, compressed", f"{len(cold.body) / 1000:,.0f} KB")
    section.add("made, after something was written", f"{cold.ms:,.0f} ms")
    section.add("kept, and known to the browser", f"{median(kept):.1f} ms, {median(known):.1f} ms")


def _steps(
    section: Section, browser: Browser, address: str, rounds: int, some: str, every: str
) -> None:
    screen: Any = SCREEN
    with browser.new_context(viewport=screen, locale="zh-CN") as context:
        tab = context.new_page()
        opened = _opened(tab, address)
        asked: list[str] = []
        tab.on("request", lambda sent: asked.append(sent.url))
        days = [EVERY.days * (act + 1) for act in range(ACTS)]
        one = [step for _ in range(rounds) for step in _taken(tab, days)]
        alone = list(asked)
        last = int(tab.evaluate("document.getElementById('slider').max"))
        jumps = _taken(tab, [0, last] * (6 * rounds))
        run = _frames(tab, days * rounds), _frames(tab, [0, last] * (12 * rounds))
    section.add("open", f"{opened:.1f} s")
    for name, took, frames in ((some, one, run[0]), (every, jumps, run[1])):
        shown = [until for until, _own in took]
        section.under(f"a step in which {name} change, p50", median(shown), STEP_MS, "ms")
        section.under("the same, p95", p95(shown), STEP_MS, "ms")
        section.add("of that the script, p50 and p95", ms([own for _until, own in took]))
        section.under("without a pause, from frame to frame, p50", median(frames), STEP_MS, "ms")
        section.add("without a pause, p50 and p95", ms(frames))
    # Chromium asks for the icon again whenever the address changes; the list follows at rest.
    land = [url for url in alone if "/static/" not in url and "/map/moved" not in url]
    section.add("requests for land while it steps", str(len(land)), "0", not land)


def _opened(tab: Tab, address: str) -> float:
    tab.goto(address, timeout=PATIENCE_MS, wait_until="commit")
    tab.wait_for_selector("#slide:not([hidden])", timeout=PATIENCE_MS)
    took = float(tab.evaluate("performance.now()")) / 1000
    tab.wait_for_load_state("networkidle", timeout=PATIENCE_MS)
    return took


def _taken(tab: Tab, days: list[int]) -> list[tuple[float, float]]:
    found = (tab.evaluate(STEPPED, day) for day in days)
    return [(float(until), float(own)) for until, own in found]


def _frames(tab: Tab, days: list[int]) -> list[float]:
    seen = tab.evaluate(RUN, days)
    return [after - before for before, after in pairwise(seen)]
