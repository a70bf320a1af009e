"""Parcels are painted before the map runs, where the map will show them, and the map takes over."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, Opened, await_map
from tests.browser.lending import Seen

LEAFLET = "**/leaflet-*.js"
PICTURE = ".pm-first canvas"
TILES = ".pm-pane-parcels canvas"
PLACE = "/explore?view=15.25/36.156/113.095"
PLACES = "(all) => all.map((one) => { const b = one.getBoundingClientRect(); return [b.x, b.y]; })"
PAINTED = """(all) => all.some((one) =>
    one.getContext("2d").getImageData(0, 0, one.width, one.height).data.some((part) => part > 0))"""


def places(page: Page, canvases: str) -> list[list[float]]:
    page.wait_for_selector(canvases, state="attached")
    found: list[list[float]] = page.locator(canvases).evaluate_all(PLACES)
    return found


def is_near(one: list[float], others: list[list[float]]) -> bool:
    return any(abs(one[0] - x) <= 1 and abs(one[1] - y) <= 1 for x, y in others)


@pytest.mark.parametrize("path", ["/", "/explore", PLACE])
def test_parcels_are_painted_without_the_map(opened: Opened, path: str) -> None:
    page = opened(path, without=LEAFLET)
    page.wait_for_selector(PICTURE, state="attached")
    assert page.locator(PICTURE).evaluate_all(PAINTED)


@pytest.mark.parametrize("path", ["/", "/explore", PLACE])
@pytest.mark.parametrize("size", [DESKTOP, PHONE, (1024, 768), (820, 1180)])
def test_the_map_shows_them_at_the_same_place(
    opened: Opened, path: str, size: tuple[int, int]
) -> None:
    first = places(opened(path, size=size, without=LEAFLET), PICTURE)
    page = opened(path, size=size)
    await_map(page)
    tiles = places(page, TILES)
    assert all(is_near(one, tiles) for one in first)


@pytest.mark.parametrize("path", ["/", "/explore", PLACE])
def test_the_first_picture_goes_when_the_map_is_there(
    opened: Opened, seen: Seen, path: str
) -> None:
    page = opened(path)
    await_map(page)
    page.wait_for_selector(PICTURE, state="detached")
    assert places(page, TILES) and seen.errors == []


def test_each_tile_is_asked_for_once(opened: Opened) -> None:
    page = opened("/explore")
    await_map(page)
    page.wait_for_selector(PICTURE, state="detached")
    asked = page.evaluate("() => performance.getEntriesByType('resource').map(({ name }) => name)")
    tiles = [one for one in asked if "/tiles/" in one]
    assert len(tiles) == len(set(tiles)) > 2


def test_a_filtered_address_has_no_first_picture(opened: Opened) -> None:
    page = opened("/explore?s=idle", without=LEAFLET)
    page.wait_for_load_state("networkidle")
    assert page.locator(PICTURE).count() == 0


def test_the_other_language_opens_the_same_place(opened: Opened) -> None:
    page = opened("/explore")
    await_map(page)
    page.check("input[name=s][value=idle]", force=True)
    page.wait_for_url("**/explore?s=idle*")
    page.click("[data-lang]")
    page.wait_for_url("**/explore?s=idle*")
    assert page.evaluate("() => document.documentElement.lang") == "en"
