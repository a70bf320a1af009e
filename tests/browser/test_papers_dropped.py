"""Papers are dropped on the tab and on the mark bar; a photo goes to the parcel where it was."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, drop_file
from tests.browser.lending import Seen
from tests.browser.test_desk import desk_with
from tests.sheaf import photo

HERE, THERE = "CZ-0196", "CZ-0202"


def middle(desk: Page, parcel: str) -> tuple[float, float]:
    west, south, east, north = desk.evaluate(
        "(id) => fetch(`/api/list?ids=${id}`).then((a) => a.json()).then((b) => b.items[0].bbox)",
        parcel,
    )
    return (west + east) / 2, (south + north) / 2


def test_a_dropped_photo_goes_also_to_the_parcel_where_it_was_taken(
    opened: Opened, seen: Seen
) -> None:
    desk = desk_with(opened, HERE)
    desk.keyboard.press("p")
    place = middle(desk, THERE)
    drop_file(desk, ".paper-drop", "拖入.jpg", photo(size=(91, 60), at=place))
    expect(desk.locator(".papers .paper")).to_contain_text("拖入.jpg")
    also = desk.get_by_role("button", name=f"同时归入拍摄地 {THERE}")
    also.click()
    expect(also).to_have_count(0)
    desk.locator("#tab-for-selection").click()
    desk.click("#pick-none")
    desk.fill("#find", THERE)
    desk.keyboard.press("Enter")
    desk.click("#tab-for-papers")
    expect(desk.locator(".papers .paper")).to_contain_text("拖入.jpg")
    assert seen.errors == []


def test_photos_dropped_on_the_bar_go_with_the_mark(opened: Opened) -> None:
    desk = desk_with(opened, HERE)
    drop_file(desk, "#bar", "现场.jpg", photo(size=(92, 60)))
    expect(desk.locator("#attached")).to_contain_text("现场.jpg")
    expect(desk.locator("#attach")).to_contain_text("1")
    desk.get_by_role("button", name="移出 现场.jpg").click()
    expect(desk.locator("#attached")).to_be_hidden()
