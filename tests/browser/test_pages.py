"""Every page, on a desk and in a hand: no error, nothing beyond the edge, keys reach it all."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Opened, await_map
from tests.browser.lending import Seen

PAGES = {
    "/": "", "/explore": "", "/parcels/CZ-0001": "", "/desk": "officer", "/progress": "leader",
    "/progress?behind=supply_rate&dim=route": "leader", "/login": "", "/parcels/none": "",
    "/plants": "",
    "/plants?crane=50&mode=let": "", "/plants/PL-0005": "", "/parcels/CZ-0127": "",
}  # fmt: skip


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "hand"])
@pytest.mark.parametrize(("path", "name"), list(PAGES.items()))
def test_a_page_stays_within_its_edges(
    opened: Opened, seen: Seen, path: str, name: str, size: tuple[int, int]
) -> None:
    page = opened(path, name, size)
    if page.locator("#map-frame").count():
        await_map(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("() => document.documentElement.lang").startswith("zh")
    expected = ["404"] if path.endswith("none") else []
    assert [one for one in seen.errors if not any(word in one for word in expected)] == []
    assert seen.strangers == []


def focused(page: Page) -> str:
    script = "() => document.activeElement.closest('[data-id]')?.dataset.id ?? ''"
    return str(page.evaluate(script))


def test_keys_reach_parcels_through_the_list(opened: Opened) -> None:
    page = opened("/explore")
    await_map(page)
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page):
            break
    first = focused(page)
    page.keyboard.press("ArrowDown")
    assert first and focused(page) not in {"", first}


def test_one_row_of_the_list_is_in_the_tab_order(opened: Opened) -> None:
    page = opened("/explore")
    await_map(page)
    page.locator(".plot .short-toggle").first.wait_for()
    stops = page.locator("#list [tabindex='0']")
    expect(stops).to_have_count(2)
    page.locator("#list .plot-link[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#list .plot.is-selected [tabindex='0']")).to_have_count(2)
    expect(stops).to_have_count(2)


def test_enter_opens_what_the_keys_reached(opened: Opened) -> None:
    page = opened("/explore?q=CZ-0132")
    await_map(page)
    page.locator(".plot-link").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.href.includes('CZ-0132')")
    assert "CZ-0132" in page.locator("main").inner_text()


def test_the_switch_turns_the_page_english(opened: Opened) -> None:
    page = opened("/lang/en?next=/explore")
    await_map(page)
    assert page.evaluate("() => document.documentElement.lang") == "en"
    assert "parcels" in page.locator("#list-title").inner_text()
