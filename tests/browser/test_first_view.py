"""What a slow phone loads and sees of `/explore` at 2,000 parcels: little, and nothing jumps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Site, await_map, serving
from tests.many import many

MOST_BYTES: Final = 400_000
MOST_SHIFT: Final = 0.02
SLOW: Final = {"offline": False, "latency": 150, "downloadThroughput": 200_000,
               "uploadThroughput": 94_000}  # fmt: skip
"""What audits of pages take for a phone: 1.6 Mbit/s, 150 ms, a quarter of this processor."""

WATCH: Final = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifts.push(one.value);
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(many(tmp_path_factory.mktemp("many") / "land")) as found:
        yield found


@pytest.fixture
def phone(browser: Browser) -> Iterator[tuple[Page, list[float]]]:
    """A slow phone, and the bytes of each answer with its head."""
    width, height = PHONE
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", is_mobile=True, has_touch=True
    )
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    yield page, sizes
    context.close()


def test_the_first_view_is_light_and_nothing_in_it_jumps(
    site: Site, phone: tuple[Page, list[float]]
) -> None:
    page, sizes = phone
    page.goto(f"{site.root}/explore")
    await_map(page)
    page.wait_for_load_state("networkidle")
    assert sum(sizes) < MOST_BYTES
    assert sum(page.evaluate("() => window.shifts")) < MOST_SHIFT


def test_land_without_scripts_is_a_list_a_form_and_pages(browser: Browser, site: Site) -> None:
    with browser.new_context(java_script_enabled=False, locale="zh-CN") as context:
        page = context.new_page()
        page.goto(f"{site.root}/explore?chain=光电信息")
        first: Any = page.locator("#list .plot").first.get_attribute("data-id")
        page.locator("#filter-panel > summary").click()
        page.locator("[name=mu_min]").fill("5")
        page.locator("#show-found").click()
        page.wait_for_url("**mu_min=5*")
        page.get_by_role("link", name="下一页").click()
        expect(page.locator("#list .plot").first).not_to_have_attribute("data-id", first)
        page.locator("#list .plot-link").first.click()
        page.wait_for_url("**/parcels/M-*")
