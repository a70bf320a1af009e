"""Whatever a parcel is called, a browser shows exactly that and runs none of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, Site, await_map, serving, with_people
from tests.browser.lending import Seen
from tests.small import begin, write_land

NAMES = (
    "{{ 7*7 }}",
    "A{{号地块",
    "<img src=x onerror=alert(1)>",
    "${alert(1)}",
    "<img src=x onerror=window.__xss=1>",
    "</script><script>window.__xss=1</script>",
)
IDS = tuple(f"T-{n:03d}" for n in range(1, len(NAMES) + 1))
NAMED = list(zip(IDS, NAMES, strict=True))
PAGES = ("/", "/explore", "/desk", "/progress?s=idle", "/explore?lang=en")


MIDDLE = """async (id) => {
    const map = await (await window.parkmapModule).mapReady;
    const [west, south, east, north] = map.tiles.placeOf(new Set([id]));
    const at = map.leaflet.latLngToContainerPoint([(south + north) / 2, (west + east) / 2]);
    const frame = map.leaflet.getContainer().getBoundingClientRect();
    return [frame.x + at.x, frame.y + at.y];
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    named = tuple({"name_zh": one, "name_en": one, "location": one} for one in NAMES)
    land = begin(write_land(tmp_path_factory.mktemp("hostile") / "zone", named))
    with serving(with_people(land)) as found:
        yield found


def assert_unharmed(page: Page, seen: Seen) -> None:
    assert page.evaluate("() => window.__xss") is None
    assert (seen.errors, seen.strangers) == ([], [])


@pytest.mark.parametrize("path", PAGES)
def test_no_page_runs_it(opened: Opened, seen: Seen, path: str) -> None:
    page = opened(path, "officer")
    page.on("dialog", lambda said: seen.errors.append(said.message))
    if page.locator("#map-frame").count():
        await_map(page)
    page.wait_for_timeout(300)
    assert_unharmed(page, seen)


@pytest.mark.parametrize(("one", "name"), NAMED)
def test_the_data_sheet_shows_exactly_it(opened: Opened, seen: Seen, one: str, name: str) -> None:
    page = opened(f"/parcels/{one}", "officer")
    page.on("dialog", lambda said: seen.errors.append(said.message))
    assert name in page.locator("h1").inner_text()
    await_map(page)
    assert_unharmed(page, seen)


def test_the_list_shows_exactly_them(opened: Opened) -> None:
    page = opened("/explore")
    assert page.locator(".plot .plot-name").all_inner_texts() == list(NAMES)


def test_the_list_of_a_search_shows_exactly_them(opened: Opened, seen: Seen) -> None:
    page = opened("/explore")
    await_map(page)
    with page.expect_response("**/api/list?q=*"):
        page.fill("#q", "t-00")  # from here on the rows are made in the browser
    expect(page.locator(".plot .plot-name")).to_have_text(list(NAMES))
    assert_unharmed(page, seen)


def test_the_board_shows_exactly_them(opened: Opened) -> None:
    text = opened("/progress?s=idle", "leader").locator("#behind").inner_text()
    assert [name for name in NAMES if name not in text] == []


def test_the_click_panel_shows_exactly_each(opened: Opened, seen: Seen) -> None:
    page = opened("/explore")
    await_map(page)
    for one, name in NAMED:
        page.locator(f".plot[data-id={one}] .plot-link").click()
        expect(page.locator("#card")).to_contain_text(name)
    assert_unharmed(page, seen)


def point_at(page: Page, one: str, name: str) -> None:
    """Move to a parcel, again until its tile is decoded: before, nothing is under the pointer."""
    shown = page.locator(".pm-name", has_text=name)
    for _ in range(100):
        x, y = page.evaluate(MIDDLE, one)
        page.mouse.move(x + 2, y)
        page.mouse.move(x, y)
        page.wait_for_timeout(50)
        if shown.is_visible():
            break
    expect(page.locator(".pm-name")).to_contain_text(name)


def test_the_name_under_the_pointer_is_exactly_each(opened: Opened, seen: Seen) -> None:
    page = opened("/explore")
    await_map(page)
    for one, name in NAMED:
        point_at(page, one, name)
    assert_unharmed(page, seen)


def test_the_desk_shows_exactly_them(opened: Opened, seen: Seen) -> None:
    page = opened("/desk", "officer")
    await_map(page)
    page.fill("#find", " ".join(IDS))
    page.click("#finder button[type=submit]")
    for name in NAMES:
        expect(page.locator("#pick-list")).to_contain_text(name)
    assert_unharmed(page, seen)
