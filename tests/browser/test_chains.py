"""An investment officer looks for whom to invite, and files a project under its direction."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened
from tests.browser.lending import Seen
from tests.browser.test_desk import serious

PHONE = (390, 844)


def told_gaps(page: Page) -> int:
    return int(page.locator(".chain-tiles .tile-figure b").first.inner_text())


def test_leader_sees_the_chain_as_a_picture_and_follows_a_gap_to_land(
    opened: Opened, seen: Seen
) -> None:
    page = opened("/chains/new_energy", "leader")
    picture = page.locator("#picture-chart svg")
    expect(picture).to_be_visible(timeout=15_000)
    words = picture.text_content() or ""
    assert words.count("空白") == page.locator(".directions .level-none").count()
    page.locator(".directions .land-for a", has_text="匹配用地").first.click()
    page.wait_for_url("**/match?chain=**")
    assert page.input_value("#d-chain") == "新能源"
    assert page.input_value("#d-area") != ""
    assert (seen.strangers,) == ([],)


def test_officer_files_a_project_under_a_gap_and_it_is_one_no_more(opened: Opened) -> None:
    page = opened("/chains/precision", "officer")
    before = told_gaps(page)
    name = page.locator("tr", has=page.locator(".level-none")).last.locator("th").inner_text()
    direction = name.split()[-1]
    page.goto(page.url.replace("/chains/precision", "/projects"))
    page.click("#new > summary")
    page.fill("#enter-project [name='fields.name_zh']", "示例检测中心")
    page.select_option("#enter-project [name='fields.stage']", "producing")
    page.select_option("#enter-project [name='fields.direction']", direction)
    page.fill("#enter-project [name=reason]", "投产入库")
    page.click("#enter-project button[type=submit]")
    page.wait_for_url("**/projects/PJ-*saved=*")
    page.goto(page.url.partition("/projects")[0] + "/chains/precision")
    expect(page.locator(f"#{direction} .level-producing")).to_be_visible()
    assert told_gaps(page) == before - 1


@pytest.mark.parametrize(
    ("path", "size"), [("/chains", PHONE), ("/chains/photoelectric", (1440, 900))]
)
def test_axe_finds_nothing_serious_and_a_phone_does_not_scroll_sideways(
    opened: Opened, path: str, size: tuple[int, int]
) -> None:
    page = opened(path, "officer", size)
    expect(page.locator("#picture-chart svg")).to_be_visible(timeout=15_000)
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
