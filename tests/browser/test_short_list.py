"""An investor keeps parcels on a short list, compares them, and sends the link on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Opened, await_map
from tests.browser.lending import Seen
from tests.browser.test_desk import serious

FIRST, SECOND = "CZ-0034", "CZ-0035"
WIDE = "document.documentElement.scrollWidth > innerWidth"


def add(page: Page, root: str, parcel: str) -> None:
    page.goto(f"{root}/parcels/{parcel}")
    page.get_by_role("button", name="加入备选").click()
    expect(page.get_by_role("button", name="移出备选")).to_be_visible()


def test_an_investor_compares_two_parcels_and_reopens_the_link_elsewhere(
    opened: Opened, seen: Seen
) -> None:
    page = opened(f"/explore?id={FIRST}", size=PHONE)
    page.locator("#card").get_by_role("button", name="加入备选").click()
    expect(page.locator("[data-short-count]")).to_have_text("备选地块 1")
    add(page, seen.root, SECOND)
    page.locator("[data-short-count]").click()
    expect(page.locator(".short h2 a")).to_have_count(2)
    await_map(page)
    expect(page.locator(".short-pin")).to_have_text(["1", "2"])
    assert not page.evaluate(WIDE)
    link = page.url
    page.get_by_role("button", name="对比所选地块").click()
    expect(page.locator(".compare-table thead th")).to_have_count(2)
    assert not page.evaluate(WIDE)
    fresh = opened(link.removeprefix(seen.root))
    expect(fresh.locator(".short h2 a")).to_have_count(2)
    expect(fresh.locator("[data-short-count]")).to_have_text("备选地块")
    fresh.get_by_role("button", name="保存到本浏览器").click()
    expect(fresh.locator("[data-short-count]")).to_have_text("备选地块 2")
    assert (seen.errors, seen.strangers) == ([], [])


def test_what_is_moved_and_taken_off_is_kept(opened: Opened, seen: Seen) -> None:
    page = opened(f"/parcels/{FIRST}")
    add(page, seen.root, FIRST)
    add(page, seen.root, SECOND)
    page.goto(f"{seen.root}/shortlist")
    expect(page).to_have_url(f"{seen.root}/shortlist?ids={FIRST},{SECOND}")
    page.locator("#short-1").get_by_role("link", name="下移").click()
    expect(page.locator("#short-1")).to_contain_text(SECOND)
    page.locator("#short-1").get_by_role("link", name="移除").click()
    expect(page.locator(".short")).to_have_count(1)
    page.goto(f"{seen.root}/shortlist")
    expect(page).to_have_url(f"{seen.root}/shortlist?ids={FIRST}")


def test_a_list_whose_land_is_gone_can_still_be_changed(opened: Opened, seen: Seen) -> None:
    page = opened("/shortlist")
    page.evaluate(f"localStorage.setItem('parkmap:short-list', '[\"{FIRST}\", \"GONE-1\"]')")
    page.goto(f"{seen.root}/shortlist")
    expect(page.locator(".gone")).to_contain_text("GONE-1")
    page.get_by_role("link", name="全部移出备选").click()
    expect(page.locator(".gone")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('parkmap:short-list')") == f'["{FIRST}"]'


def test_four_at_most_can_be_ticked(opened: Opened) -> None:
    page = opened("/shortlist?ids=CZ-0033,CZ-0034,CZ-0035,CZ-0036,CZ-0037")
    boxes = page.locator("input[name=ids]")
    expect(boxes.nth(4)).to_be_disabled()
    for at in (0, 1, 2):
        boxes.nth(at).uncheck()
    expect(boxes.nth(4)).to_be_enabled()
    expect(page.get_by_role("button", name="对比所选地块")).to_be_disabled()


def test_a_wide_comparison_scrolls_in_its_table_only(opened: Opened) -> None:
    page = opened("/compare?ids=CZ-0033,CZ-0034,CZ-0035,CZ-0129", size=PHONE)
    table = page.locator(".compare-scroll")
    assert table.evaluate("box => box.scrollWidth > box.clientWidth + 100")
    table.evaluate("box => { box.scrollLeft = 200; }")
    head = page.locator("tbody th[scope=row]").first.bounding_box()
    frame = table.bounding_box()
    assert head is not None and frame is not None and abs(head["x"] - frame["x"]) < 2
    assert not page.evaluate(WIDE)


def test_a_term_opens_by_key_and_stays_in_the_page(opened: Opened) -> None:
    page = opened(f"/parcels/{FIRST}", size=PHONE)
    term = page.locator(".term > summary", has_text=re.compile("^什么是标准地$"))
    term.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("先完成区域评估")).to_be_visible()
    assert not page.evaluate(WIDE)


def test_only_the_ids_are_kept_in_the_browser(opened: Opened, seen: Seen) -> None:
    page = opened(f"/parcels/{FIRST}")
    add(page, seen.root, FIRST)
    kept = page.evaluate("Object.entries(localStorage)")
    assert kept == [["parkmap:short-list", f'["{FIRST}"]']]
    assert page.context.cookies() == [] or all(
        FIRST not in str(one.get("value")) for one in page.context.cookies()
    )


@pytest.mark.parametrize("size", [PHONE, (1440, 900)])
@pytest.mark.parametrize(
    "path",
    ["/shortlist", f"/shortlist?ids={FIRST},{SECOND},NOPE", f"/compare?ids={FIRST},{SECOND}",
     f"/parcels/{FIRST}"],
)  # fmt: skip
def test_axe_finds_nothing_serious(opened: Opened, path: str, size: tuple[int, int]) -> None:
    page = opened(path, size=size)
    for one in page.locator(".term").all()[:3]:
        one.evaluate("box => { box.open = true; }")
    assert serious(page) == []
