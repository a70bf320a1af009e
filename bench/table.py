"""The table of the desk with a row for each of 25,663 lots: does it scroll without a stutter?"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from bench.browser import SCREEN
from bench.desk import signed_in
from bench.figures import Section, median, ms, p95
from bench.servers import served

LONGEST_MS: Final = 100.0
"""What people take for immediate: https://web.dev/articles/rail."""

SHOWN_MS: Final = 500.0
WHEEL: Final = (120, 25)
"""A turn of the wheel in CSS pixels, and how many of them in a row."""

DRAG: Final = 120
"""Frames in which the bar is drawn from the first row to the last."""

HOW: Final = """\
`/desk?table=whole` in Chromium, signed in as an officer, all lots in it. The wheel: 25 turns, as
fast as they come; the bar: drawn from the first row to the last in 120 frames. A pause is the time
between two frames that the page could paint. Then the time from a jump to any place until its rows
have come from the server and are on the screen."""

FRAMES: Final = """() => {
  const seen = window.benchFrames = [];
  const frame = (now) => {
    seen.push(now);
    if (window.benchFrames === seen) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""
DRAWN: Final = """(frames) => new Promise((done) => {
  const box = document.querySelector(".grid");
  const whole = box.scrollHeight - box.clientHeight;
  let at = 0;
  const step = () => {
    at += 1;
    box.scrollTop = whole * at / frames;
    if (at < frames) requestAnimationFrame(step); else done();
  };
  requestAnimationFrame(step);
})"""
JUMPED: Final = """(share) => new Promise((done) => {
  const box = document.querySelector(".grid");
  const began = performance.now();
  box.scrollTop = (box.scrollHeight - box.clientHeight) * share;
  const look = () => {
    const { left, top, height } = box.getBoundingClientRect();
    const row = document.elementFromPoint(left + 60, top + height / 2)?.closest(".grid-row");
    if (row?.textContent && performance.now() - began > 20) done(performance.now() - began);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""


def measure(browser: Browser, workspace: Path, rounds: int) -> Section:
    """Pauses while the table moves, and how soon rows are there."""
    section = Section("25,663 lots, the table", HOW)
    with served(workspace) as port:
        context = browser.new_context(viewport=SCREEN, locale="zh-CN")  # type: ignore[arg-type]
        try:
            tab = signed_in(context.new_page(), f"http://127.0.0.1:{port}/desk?table=whole")
            expect(tab.locator("#cell-0-0")).not_to_be_empty()
            wheel = [pause for _ in range(rounds) for pause in _wheel(tab)]
            drag = [pause for _ in range(rounds) for pause in _drag(tab)]
            tab.wait_for_load_state("networkidle")
            jumps = [float(tab.evaluate(JUMPED, share)) for share in _places(3 * rounds)]
        finally:
            context.close()
    section.under("pauses while the wheel turns, p95", p95(wheel), LONGEST_MS, "ms")
    section.add("the same, median, and the longest", f"{median(wheel):.0f} ms, {max(wheel):.0f} ms")
    section.under("pauses while the bar is drawn to the end, p95", p95(drag), LONGEST_MS, "ms")
    section.add("the same, median, and the longest", f"{median(drag):.0f} ms, {max(drag):.0f} ms")
    section.under("rows after a jump, on the screen, p50", median(jumps), SHOWN_MS, "ms")
    section.add("the same, median and p95", ms(jumps))
    return section


def _places(count: int) -> list[float]:
    """Shares of the table, far apart and each on rows that were not asked for yet."""
    return [(0.137 + number * 0.618) % 1 for number in range(count)]


def _wheel(tab: Tab) -> list[float]:
    tab.evaluate("document.querySelector('.grid').scrollTop = 0")
    box = tab.locator(".grid").bounding_box()
    assert box is not None
    tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tab.evaluate(FRAMES)
    pixels, turns = WHEEL
    for _ in range(turns):
        tab.mouse.wheel(0, pixels)
    return _pauses(tab)


def _drag(tab: Tab) -> list[float]:
    tab.evaluate(FRAMES)
    tab.evaluate(DRAWN, DRAG)
    return _pauses(tab)


def _pauses(tab: Tab) -> list[float]:
    seen = tab.evaluate("[window.benchFrames, window.benchFrames = null][0]")
    return [after - before for before, after in pairwise(seen)]
