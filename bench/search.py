"""Finding land among 25,663 lots: a filter until the map is redrawn, words, a project."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from playwright.sync_api import Browser

from bench.browser import PATIENCE_MS, SCREEN
from bench.figures import Section, median, ms
from bench.places import densest, drawn_from
from bench.servers import served
from bench.wire import Wire
from parkmap.land.coded import Coded
from parkmap.land.criteria import Wanted
from parkmap.land.inventory import Inventory
from parkmap.land.sieve import Sieve, counted
from parkmap.land.suitability import Project, suited
from parkmap.services.inventories import forget, inventory
from parkmap.services.record import PUBLIC_ACTOR
from parkmap.workspace import open_folder

FILTER_MS: Final = 100.0
SEARCH_MS: Final = 20.0
MATCH_MS: Final = 50.0
FIRST_VIEW_S: Final = 2.0
WORDS: Final = ("lombard", "1234", "st 19", "没有这个地方的名字")
SEED: Final = 20261128
PAUSE_MS: Final = 500
PHONE: Final = {"width": 390, "height": 844}
SLOW: Final = {"offline": False, "latency": 150, "downloadThroughput": 200_000,
               "uploadThroughput": 94_000}  # fmt: skip

HOW: Final = """\
The lots of Philadelphia, all that the public may know. "A filter" types another least area into the
form of `/explore` where lots are drawn densest, until list, counts and map show it: from the event
to the frame after, half a second between two. "Words" and "a project" are worked out in the process
that serves, on the columns it keeps: figures of offers (price, power, chain, days) are drawn by
lot, since these lots have none. The columns are read once after a start and brought up after each
entry."""

HOW_PHONE: Final = """\
2,000 parcels, Chromium as a phone (390 x 844) that audits of pages take for slow: 1.6 Mbit/s,
150 ms to and fro, a quarter of this processor; nothing in its cache. From the start of
navigation."""

FILTERED: Final = """
(least) => new Promise((resolve) => {
  const field = document.querySelector("[name=mu_min]");
  const began = performance.now();
  const seen = new PerformanceObserver((list) => {
    if (!list.getEntriesByName("parkmap:faded").length) return;
    seen.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
  });
  seen.observe({ type: "mark" });
  field.value = least;
  field.dispatchEvent(new Event("change", { bubbles: true }));
})
"""


def measure(browser: Browser | None, workspace: Path, times: int) -> Section:
    """Words and projects on the kept columns; a filter in a browser."""
    section = Section("Finding land among 25,663 lots", HOW)
    record = open_folder(workspace)
    with closing(record.store):
        began = time.perf_counter()
        land = inventory(record, PUBLIC_ACTOR)
        section.add("all land read into columns, once", f"{time.perf_counter() - began:.1f} s")
        for words in WORDS:
            took = _took(partial(_looked_for, land, words), times)
            section.under(f"words: “{words}”", median(took), SEARCH_MS, "ms")
        took = _took(lambda: counted(Sieve(land, Wanted())), times)
        section.add("all counts of all filters", ms(took))
        offered = _drawn_by_lot(land)
        everything = np.ones(len(offered), dtype=bool)
        took = _took(lambda: suited(offered, _project(), everything), times)
        section.under("a project of ten demands against all", median(took), MATCH_MS, "ms")
    forget()
    if browser is not None:
        _in_browser(section, browser, workspace, times)
    return section


def _in_browser(section: Section, browser: Browser, workspace: Path, times: int) -> None:
    zoom = drawn_from(workspace)
    place = densest(workspace, range(zoom, zoom + 1))[zoom]
    screen: Any = SCREEN
    with served(workspace) as port, browser.new_context(viewport=screen, locale="zh-CN") as context:
        tab = context.new_page()
        address = f"http://127.0.0.1:{port}/explore?view={place.view}&mu_min=0.1"
        tab.goto(address, timeout=PATIENCE_MS)
        tab.wait_for_load_state("networkidle", timeout=PATIENCE_MS)
        took = []
        for at in range(times + 2):
            took.append(float(tab.evaluate(FILTERED, f"{0.11 + at / 100:.2f}")))
            tab.wait_for_timeout(PAUSE_MS)
        section.under("a filter, to the redrawn map", median(took[2:]), FILTER_MS, "ms")
        section.add("a filter, median and p95", ms(took[2:]))
    with served(workspace) as port, Wire(port) as wire:
        answers = []
        for at in range(times):
            began = time.perf_counter()
            wire.get(f"/api/list?q=lombard&mu_min=0.0{at % 9}1")
            answers.append((time.perf_counter() - began) * 1000)
        section.add("the whole answer of `/api/list`, 24 rows and all counts", ms(answers))


def first_view(browser: Browser, workspace: Path, rounds: int) -> Section:
    """How long a slow phone waits for the first parcels of `/explore`."""
    section = Section("The first view on a slow phone", HOW_PHONE)
    with served(workspace) as port:
        seen = [_phone(browser, f"http://127.0.0.1:{port}/explore") for _ in range(rounds + 1)][1:]
    section.under("first parcels on the map", median([one[0] for one in seen]), FIRST_VIEW_S, "s")
    section.add("list and words", f"{median([one[1] for one in seen]):.2f} s")
    section.at_most("bytes until nothing more comes", median([one[2] for one in seen]), 400.0, "KB")
    return section


def _phone(browser: Browser, url: str) -> tuple[float, float, float]:
    screen: Any = PHONE
    context = browser.new_context(viewport=screen, locale="zh-CN", is_mobile=True, has_touch=True)
    try:
        tab = context.new_page()
        session = context.new_cdp_session(tab)
        sizes: list[float] = []
        session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        tab.goto(url, wait_until="networkidle", timeout=PATIENCE_MS)
        marks: Any = tab.evaluate(
            "() => [performance.getEntriesByName('parkmap:first-parcel')[0]?.startTime ?? 60000,"
            " performance.getEntriesByName('first-contentful-paint')[0].startTime]"
        )
        return marks[0] / 1000, marks[1] / 1000, sum(sizes) / 1000
    finally:
        context.close()


def _took(work: Callable[[], object], times: int) -> list[float]:
    work()
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append((time.perf_counter() - began) * 1000)
    return found


def _looked_for(land: Inventory, words: str) -> object:
    return Sieve(land, Wanted(words)).rows()


def _project() -> Project:
    return Project({
        "area": 2.0, "chain": "光电", "by": date(2026, 6, 1), "budget": 15.0, "mode": "tender",
        "rail": True, "power": 1000.0, "water": 100.0, "height": 24.0, "bearing": 150.0,
    })  # fmt: skip


def _drawn_by_lot(land: Inventory) -> Inventory:
    dice = np.random.default_rng(SEED)
    count = len(land)
    figures = {"price": (10, 20), "power": (400, 4000), "water": (20, 400), "height": (12, 50),
               "bearing": (80, 260), "rail_m": (0, 9000), "from": (739_000, 740_500)}  # fmt: skip
    numbers = dict(land.numbers)
    numbers |= {name: dice.uniform(*ends, count) for name, ends in figures.items()}
    drawn = {"chain": ("光电", "新能源", "航空航天"), "mode": ("tender", "long_lease")}
    codes = dict(land.codes)
    for name, words in drawn.items():
        codes[name] = Coded(dice.integers(0, len(words), count).astype(np.int32), words)
    return replace(land, numbers=numbers, codes=codes)


__all__ = ["first_view", "measure"]
