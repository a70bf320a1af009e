"""The officer's desk on 25,663 lots: a lasso, a preview and a mark of 1,000, and splits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from bench.browser import PATIENCE_MS, SCREEN
from bench.figures import Section, median, ms
from bench.marks import EFFECTIVE_ON
from bench.places import corners, densest, drawn_from
from bench.servers import OFFICER, PASSWORD, await_quiet, served
from bench.wire import Answer, Wire

LASSO_MS: Final = 200.0
PREVIEW_MS: Final = 300.0
MARK_MS: Final = 1_000.0
SPLIT_MS: Final = 300.0
MANY: Final = 1_000
AROUND: Final = ((-1, 0), (-1, -1), (1, -1), (1, 1), (-1, 1), (-1, 0.1))
"""The lasso, in shares of half the map's width and height."""

SHARE: Final = 0.94

SPLITS: Final = 5
"""Splits of each kind in a round."""

CUTS: Final[dict[str, dict[str, Any]]] = {
    "into two equal strips": {"parts": 2, "from": "west"},
    "by an exact area": {"areas": ["50 m2"], "from": "south"},
}

HOW: Final = """\
The lots moved into zone 38, where land can be cut. The server: `POST /api/marks/preview`,
`/api/marks` and `/api/splits` over one keep-alive connection, signed in as an officer, from the
request to the last byte, each once the worker has nothing left to do, each of other lots. The
browser: `/desk` in Chromium where the lots are densest; a lasso is dragged around nearly all of the
map. Its time is from the release of the button until the frame is on the screen that shows the
selection and its sums; the preview's from the key of a status to the frame that shows the server's
answer, the 120 ms that the desk waits for a second key included; the mark's from the click to the
frame that tells its entry."""

# The frame that shows a change is on the screen when the one after it begins.
WATCH: Final = """
const next = requestAnimationFrame;
const shown = (name) => next(() => next(() => performance.mark(name)));
const begin = (name) => () => { performance.mark(`bench:${name}-began`); };
addEventListener("pointerup", begin("lasso"), true);
addEventListener("pointerup", () => shown("bench:lasso"), true);
addEventListener("keydown", begin("preview"), true);
addEventListener("click", begin("mark"), true);
addEventListener("DOMContentLoaded", () => {
  const watch = (id, name) => new MutationObserver(() => shown(name))
    .observe(document.getElementById(id), { childList: true, characterData: true, subtree: true });
  watch("preview-what", "bench:preview");
  watch("say", "bench:mark");
});
"""
LAST: Final = """(name) => {
  const last = (one) => performance.getEntriesByName(one).at(-1)?.startTime;
  return last(name) - last(`${name}-began`);
}"""


def measure(browser: Browser | None, workspace: Path, rounds: int) -> Section:
    """What an officer waits for: on the screen, where there is a browser, and at the server."""
    section = Section("25,663 lots, the officer's desk", HOW)
    with served(workspace) as port:
        if browser is not None:
            _on_screen(section, browser, workspace, port, rounds)
        with Wire(port) as wire:
            clerk = Clerk(wire, workspace)
            _marks(section, clerk, rounds)
            _splits(section, clerk, SPLITS * rounds)
    return section


class Clerk:
    """An officer's requests, with the versions that the list told."""

    def __init__(self, wire: Wire, workspace: Path) -> None:
        self._wire = wire
        self._workspace = workspace
        self._csrf = wire.sign_in()
        self._lots = self._walk()

    def next_many(self) -> dict[str, int]:
        """The next 1,000 lots with their versions."""
        return {one["id"]: one["v"] for one in islice(self._lots, MANY)}

    def post(self, path: str, body: dict[str, Any]) -> Answer:
        """Send a body once the worker is done."""
        await_quiet(self._workspace)
        sent = json.dumps(body | {"effective_on": EFFECTIVE_ON, "reason": "benchmark"}).encode()
        return self._wire.ask("POST", path, sent, Content_Type="application/json",
                              X_CSRFToken=self._csrf)  # fmt: skip

    def split(self, cut: dict[str, Any], *, dry: bool) -> float:
        """Milliseconds of a split of the next lot that can be cut so.

        One smaller than the area cannot; one whose neighbour was split since the list was read has
        a newer version, for the cut point that entered its ring.
        """
        for one in self._lots:
            body = {"parcel": one["id"], "version": one["v"], "cut": cut, "dry_run": dry}
            answer = self.post("/api/splits", body)
            if answer.status == 200:
                return answer.ms
            assert answer.status in {409, 412, 422}, answer.body[:500]
        raise RuntimeError("no lots are left to split")

    def _walk(self) -> Iterator[dict[str, Any]]:
        after = ""
        while after is not None:
            page = self._wire.ask("GET", f"/api/list?limit=200&after={quote(after)}").json()
            yield from (one for one in page["items"] if one["s"] == "idle")
            after = page["next"]


def _marks(section: Section, clerk: Clerk, rounds: int) -> None:
    previews, marks = [], []
    for _ in range(rounds):
        body = {"parcels": clerk.next_many(), "status": "under_construction"}
        told, done = clerk.post("/api/marks/preview", body), clerk.post("/api/marks", body)
        assert (told.status, done.status) == (200, 200), (told.body[:500], done.body[:500])
        assert len(done.json()["changed"]) == MANY
        previews.append(told.ms)
        marks.append(done.ms)
    section.under("preview of a mark of 1,000 lots, the server, p50", median(previews),
                  PREVIEW_MS, "ms")  # fmt: skip
    section.add("the same, median and p95", ms(previews))
    section.under("1,000 lots marked in one entry, the server, p50", median(marks), MARK_MS, "ms")
    section.add("the same, median and p95", ms(marks))


def _splits(section: Section, clerk: Clerk, times: int) -> None:
    for how, cut in CUTS.items():
        tried = [clerk.split(cut, dry=True) for _ in range(times)]
        done = [clerk.split(cut, dry=False) for _ in range(times)]
        section.add(f"pieces of a split {how} shown while the cut moves, the server", ms(tried))
        section.under(f"a split {how}, the server, p50", median(done), SPLIT_MS, "ms")
        section.add("the same, median and p95", ms(done))


def _on_screen(section: Section, browser: Browser, workspace: Path, port: int, rounds: int) -> None:
    zoom = drawn_from(workspace)
    place = densest(workspace, range(zoom, zoom + 1))[zoom]
    context = browser.new_context(viewport=SCREEN, locale="zh-CN")  # type: ignore[arg-type]
    took: dict[str, list[float]] = {"lasso": [], "preview": [], "mark": []}
    try:
        ends = ",".join(corners(workspace, place))
        tab = signed_in(context.new_page(), f"http://127.0.0.1:{port}/desk?ids={ends}")
        for number, key in enumerate(islice(cycle("21"), rounds + 1)):
            await_quiet(workspace)
            lots = _lasso(tab)
            seen = {"lasso": _last(tab, "lasso"), "preview": _preview(tab, key), "mark": _mark(tab)}
            for name, value in seen.items():
                took[name] += [value] if number else []  # the first round only warms
    finally:
        context.close()
    section.under(f"a lasso around {lots:,} lots, on the screen", median(took["lasso"]),
                  LASSO_MS, "ms")  # fmt: skip
    section.under(f"preview of a mark of {lots:,} lots, on the screen", median(took["preview"]),
                  PREVIEW_MS, "ms")  # fmt: skip
    section.under(f"{lots:,} lots marked in one entry, on the screen", median(took["mark"]),
                  MARK_MS, "ms")  # fmt: skip


def signed_in(tab: Tab, address: str) -> Tab:
    tab.goto(address)
    tab.fill("[name=name]", OFFICER)
    tab.fill("[name=password]", PASSWORD)
    tab.add_init_script(f"(() => {{{WATCH}}})();")
    tab.press("[name=password]", "Enter")
    tab.wait_for_load_state("networkidle", timeout=PATIENCE_MS)
    if tab.url != address:
        tab.goto(address)
        tab.wait_for_load_state("networkidle", timeout=PATIENCE_MS)
    return tab


def _lasso(tab: Tab) -> int:
    """Drag a square around the middle of the map; how many lots it took."""
    tab.click("[data-tool=lasso]")
    box = tab.locator(".folium-map").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    half_x, half_y = SHARE * box["width"] / 2, SHARE * box["height"] / 2
    for number, (across, down) in enumerate(AROUND):
        tab.mouse.move(x + across * half_x, y + down * half_y, steps=8)
        if number == 0:
            tab.mouse.down()
    tab.mouse.up()
    expect(tab.locator("[data-tool=lasso]")).to_have_attribute("aria-pressed", "false")
    tab.wait_for_timeout(300)
    taken = "document.getElementById('picked').textContent"
    lots = int(str(tab.evaluate(taken)).split("宗")[0].strip("已选 ").replace(",", ""))
    assert lots >= MANY, f"the lasso took {lots} lots, of {MANY} that were meant"
    return lots


def _preview(tab: Tab, key: str) -> float:
    tab.evaluate("document.activeElement.blur()")
    with tab.expect_response("**/api/marks/preview"):
        tab.keyboard.press(key)
    tab.wait_for_timeout(400)
    return _last(tab, "preview")


def _mark(tab: Tab) -> float:
    tab.fill("#reason", "benchmark")
    tab.wait_for_timeout(400)
    with tab.expect_response("**/api/marks"):
        tab.click("#send")
    tab.wait_for_timeout(400)
    return _last(tab, "mark")


def _last(tab: Tab, name: str) -> float:
    return float(tab.evaluate(LAST, f"bench:{name}"))
