"""An investor looks for land: narrows, follows a way out of nothing, matches a project."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Opened, await_map
from tests.browser.lending import Seen
from tests.browser.test_desk import serious

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "hand"])


def rows(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('#list .plot')].map((row) => row.dataset.id)"
    )
    return found


def settled(page: Page) -> None:
    """Every row of the list is of land that can be had."""
    page.wait_for_function(
        "() => { const rows = [...document.querySelectorAll('#list .plot')];"
        " return rows.length && rows.every((row) => row.querySelector('.is-available')); }"
    )


def narrowed(page: Page) -> None:
    """What can be had, of 20 mu and more, within 3 km of the railway."""
    await_map(page)
    page.locator(".chip", has=page.locator("[value=available]")).click()
    page.locator("#filter-panel > summary").click()
    page.locator("[name=mu_min]").fill("20")
    page.locator(".step[data-filter=rail_m][data-value='3000']").click()
    page.locator("#show-found").click()
    expect(page.locator("#asked")).to_contain_text("距铁路 ≤ 3 km")


@SIZES
def test_investor_narrows_the_land_and_the_link_reopens_it(
    opened: Opened, seen: Seen, size: tuple[int, int]
) -> None:
    page = opened("/explore", size=size)
    narrowed(page)
    settled(page)
    found, address = rows(page), page.url
    assert found
    assert "mu_min=20" in address
    again = opened(address[len(seen.root) :], size=size)
    await_map(again)
    settled(again)
    assert rows(again) == found
    assert (seen.errors, seen.strangers) == ([], [])


def test_the_map_fades_what_the_list_leaves_out(opened: Opened) -> None:
    page = opened("/explore")
    await_map(page)
    with page.expect_response("**/api/matches?**") as answered:
        page.locator("#q").fill("绿电")
    expect(page.locator("#list .plot-name").first).to_contain_text("绿电")
    assert set(rows(page)) <= set(answered.value.json()["ids"])


def test_nothing_found_offers_a_way_out(opened: Opened) -> None:
    page = opened("/explore?avail=available&mu_min=5000")
    way = page.locator("#loosen li").first
    expect(way).to_contain_text("放宽为")
    way.get_by_role("link").click()
    expect(page.locator("#list .plot")).not_to_have_count(0)


def test_escape_leaves_the_panel_and_then_the_selection(opened: Opened) -> None:
    page = opened("/explore?id=CZ-0034")
    await_map(page)
    page.locator("#filter-panel > summary").click()
    page.keyboard.press("Escape")
    expect(page.locator(".filter-box")).to_be_hidden()
    expect(page.locator("#card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()


@SIZES
def test_the_open_panel_is_sound(opened: Opened, size: tuple[int, int]) -> None:
    page = opened("/explore", size=size)
    await_map(page)
    page.locator("#filter-panel > summary").click()
    assert serious(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@SIZES
def test_investor_matches_a_project_and_reads_why(
    opened: Opened, seen: Seen, size: tuple[int, int]
) -> None:
    page = opened("/match", size=size)
    page.get_by_label("用地面积 亩").fill("30")
    page.get_by_label("铁路运输", exact=True).select_option("1")
    page.get_by_role("button", name="匹配").click()
    best = page.locator(".suited > li").first
    expect(best.locator(".reasons")).to_contain_text("铁路")
    assert serious(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert (seen.errors, seen.strangers) == ([], [])
