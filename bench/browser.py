"""First views in headless Chromium: a fresh context each, so that nothing is in its cache."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update",
                "--disable-sync")  # fmt: skip
SCREEN: Final = {"width": 1440, "height": 900}
PATIENCE_MS: Final = 60_000

# The frame with the first parcel is on the screen when the next one begins: layout and painting of
# that frame are counted, for elements of a plain page and for parkmap's canvas alike.
SHOWN: Final = "const shown = () => requestAnimationFrame(() => performance.mark('bench:first'));"
WATCH_ELEMENTS: Final = (
    SHOWN
    + """
const look = () => document.querySelector(%r) ? shown() : requestAnimationFrame(look);
requestAnimationFrame(look);
"""
)
WATCH_MARK: Final = (
    SHOWN
    + """
new PerformanceObserver((list) => {
  if (list.getEntriesByName("parkmap:first-parcel").length) shown();
}).observe({ type: "mark" });
"""
)
MARKED: Final = "performance.getEntriesByName('bench:first')[0]?.startTime ?? null"


@dataclass(frozen=True, slots=True)
class Page:
    """A page to look at: its address, and what shows that it is painted.

    `painted` is a CSS selector; None means parkmap's own mark.
    """

    url: str
    painted: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """From the start of navigation to the first paint, and what crossed the wire until idle."""

    paint_ms: float
    bytes: int
    requests: int


def program() -> str | None:
    """The browser to start: PARKMAP_CHROMIUM, or the system's own."""
    named = os.environ.get("PARKMAP_CHROMIUM")
    return named or next(filter(None, map(shutil.which, PROGRAMS)), None)


@contextmanager
def started(executable: str) -> Iterator[Browser]:
    """A browser for a whole run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def first_view(browser: Browser, page: Page) -> View:
    """Load a page as somebody who was never there."""
    context = browser.new_context(viewport=SCREEN, locale="zh-CN")  # type: ignore[arg-type]
    try:
        tab = context.new_page()
        sizes = _counted(context.new_cdp_session(tab))
        watch = WATCH_MARK if page.painted is None else WATCH_ELEMENTS % page.painted
        tab.add_init_script(f"(() => {{{watch}}})();")
        tab.goto(page.url, wait_until="commit", timeout=PATIENCE_MS)
        painted = _painted(tab)
        tab.wait_for_load_state("networkidle", timeout=PATIENCE_MS)
        return View(painted, int(sum(sizes)), len(sizes))
    finally:
        context.close()


def _painted(tab: Tab) -> float:
    """When the mark was set; asked from outside, since the policy of our pages forbids `eval`."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while time.monotonic() < end:
        if (found := tab.evaluate(MARKED)) is not None:
            return float(found)
        tab.wait_for_timeout(100)
    raise RuntimeError(f"{tab.url} did not paint a parcel in {PATIENCE_MS} ms")


def _counted(session: Any) -> list[float]:
    """Bytes of each answer with its head, as they come in."""
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    session.send("Network.enable")
    return sizes


def side_by_side(browser: Browser, pages: dict[str, Page], rounds: int) -> dict[str, list[View]]:
    """Look at all pages in turn, round after round; the first round only warms."""
    seen: dict[str, list[View]] = {name: [] for name in pages}
    for number in range(rounds + 1):
        for name, page in pages.items():
            view = first_view(browser, page)
            if number:
                seen[name].append(view)
    return seen
