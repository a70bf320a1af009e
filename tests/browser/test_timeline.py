"""A leader goes back in time on the map, lays two days beside each other, and asks what moved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Opened, Site, await_map
from tests.browser.lending import Seen
from tests.browser.test_desk import serious

STYLES = ("idle", "under_construction", "revitalized", "in_use")
PAINTED = """(box) => [...document.querySelectorAll(`${box} .pm-pane-parcels canvas`)].some((one) =>
  one.getContext("2d").getImageData(0, 0, one.width, one.height).data.some((value) => value))"""


def ready(page: Page) -> Page:
    await_map(page)
    expect(page.locator("#slide")).to_be_visible(timeout=15_000)
    expect(page.locator("#moved[aria-busy]")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    return page


def figures(page: Page, column: str) -> dict[str, tuple[str, str]]:
    """Status -> mu and parcels as they stand beside the map."""
    rows = {style: page.locator(f"#sums tr[data-s={style}] {column}") for style in STYLES}
    return {style: (row.locator("b").inner_text(), row.locator("small").inner_text())
            for style, row in rows.items()}  # fmt: skip


def totals(page: Page, root: str, day: str) -> dict[str, tuple[str, str]]:
    """The same as the API tells it."""
    rows: list[dict[str, Any]] = page.request.get(f"{root}/api/totals?on={day}").json()["rows"]
    found = {}
    for style in STYLES:
        mine = [row for row in rows if row["s"] == style]
        dm2 = sum(round(row["area_m2"] * 100) for row in mine)
        tenths = (dm2 * 6 + 20_000) // 40_000  # half up, in whole numbers
        count = sum(row["count"] for row in mine)
        found[style] = (f"{tenths / 10:,.1f}", f"{count:,}")
    return found


def test_leader_plays_the_history_and_no_step_asks_the_server(
    opened: Opened, seen: Seen, site: Site
) -> None:
    page = ready(opened("/progress/map", "leader"))
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    slider = page.locator("#slider")
    slider.press("Home")
    expect(page.locator("#day")).to_have_text("2024-01-01")
    for key in ("ArrowRight",) * 8 + ("PageUp",) * 4 + ("ArrowLeft",) * 2:
        slider.press(key)
    page.select_option("#step", "month")
    page.select_option("#speed", "3")
    slider.press("Space")
    page.wait_for_function("() => document.getElementById('day').textContent > '2025-06'")
    slider.press("Space")
    assert [url for url in asked if "/static/" not in url and "/map/moved" not in url] == []
    page.wait_for_function("() => !document.querySelector('#moved[aria-busy]')")
    day = page.locator("#day").inner_text()
    assert f"on={day}" in page.url and (slider.get_attribute("aria-valuetext") or "").startswith(
        day
    )
    assert figures(page, ".now") == totals(page, site.root, day)
    assert figures(page, ".was") == totals(page, site.root, page.locator("#since").input_value())
    assert float(page.evaluate("window.parkmapStep")) > 0
    assert seen.errors == [] and seen.strangers == []


def label_places(page: Page, frame: str) -> list[list[int]]:
    """Where the names of parks stand in a map."""
    return page.evaluate(  # type: ignore[no-any-return]
        """(frame) => {
          const { left, top } = document.querySelector(frame).getBoundingClientRect();
          return [...document.querySelectorAll(`${frame} .pm-park`)].map((one) => {
            const box = one.getBoundingClientRect();
            return [Math.round(box.left - left), Math.round(box.top - top)];
          });
        }""",
        frame,
    )


def test_leader_moves_two_days_together_and_swipes_between_them(opened: Opened, seen: Seen) -> None:
    page = ready(opened("/progress/map?from=2024-06-01&on=2026-06-01&view=two", "leader"))
    expect(page.locator("#then .time-day")).to_have_text("2024-06-01")
    for each in ("#map-then", "#stage"):
        page.wait_for_function(PAINTED, arg=each)
    box = page.locator("#map-then").bounding_box()
    assert box is not None
    before = label_places(page, "#map-then")
    page.mouse.move(box["x"] + 200, box["y"] + 250)
    page.mouse.down()
    page.mouse.move(box["x"] + 260, box["y"] + 280, steps=4)
    page.mouse.up()
    after = label_places(page, "#map-then")
    assert after != before
    for one, other in zip(after, label_places(page, "#map_parkmap"), strict=True):
        assert one == pytest.approx(other, abs=1)  # the windows may differ by half a pixel
    page.click("[data-view=swipe]")
    divider = page.get_by_role("slider", name="两日分隔线")
    divider.press("ArrowLeft")
    expect(divider).to_have_attribute("aria-valuenow", "48")
    page.wait_for_url("**view=swipe**share=48**")
    assert serious(page) == [] and seen.errors == []


def test_leader_asks_what_moved_and_takes_it_along(
    opened: Opened, seen: Seen, tmp_path: Path
) -> None:
    page = ready(opened("/progress/map?from=2025-06-01&on=2026-06-01", "leader"))
    page.check("#only")
    cell = page.locator(".moved-sums tbody tr", has_text="已盘活").first.locator("a")
    mu = cell.inner_text()
    cell.click()
    expect(page.locator(".moved-of")).to_contain_text(f"{mu} 亩")
    page.wait_for_url("**only=1**kind=**")
    with page.expect_download() as download:
        page.click(".moved-files a >> text=XLSX")
    download.value.save_as(tmp_path / "moves.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "moves.xlsx")["变化地块"]
    assert sheet.max_row - 1 == page.locator(".moved-list tbody tr").count()
    page.reload()
    expect(page.locator(".moved-of")).to_contain_text(f"{mu} 亩")
    page.locator(".moved-list a").first.click()
    page.wait_for_url("**/parcels/CZ-*")
    assert seen.errors == []


def test_leader_steps_through_the_days_on_a_phone(opened: Opened, seen: Seen) -> None:
    page = ready(opened("/progress/map?on=2025-06-01&step=month", "leader", PHONE))
    page.click("#forth")
    expect(page.locator("#day")).to_have_text("2025-07-01")
    expect(page.locator("#moved-title")).to_contain_text("2025-07-01")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert serious(page) == [] and seen.errors == []
