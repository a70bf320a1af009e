"""An officer works in the table: finds, edits cells, selects; the map goes along."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, Site, await_map
from tests.browser.lending import Seen
from tests.browser.test_desk import serious


@pytest.fixture(scope="module")
def site(own_site: Site) -> Site:
    """Whose rows nobody else marks: they are counted."""
    return own_site


def opened_table(opened: Opened) -> Page:
    desk = opened("/desk", "officer")
    await_map(desk)
    desk.keyboard.press("v")
    expect(desk.locator("#cell-0-0")).to_contain_text("CZ-")
    return desk


def test_officer_edits_a_cell_in_the_table(opened: Opened, seen: Seen) -> None:
    desk = opened_table(opened)
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"):
        desk.keyboard.press(key)
    desk.keyboard.press("Enter")
    desk.keyboard.type("环路 7 号")
    desk.keyboard.press("Enter")
    expect(desk.locator("#cell-1-5")).to_have_class(re.compile("is-draft"))
    desk.keyboard.press("Enter")
    desk.keyboard.type("不要")
    desk.keyboard.press("Escape")
    expect(desk.locator(".table-sum")).to_contain_text("1")
    desk.fill(".table-save input[type=text]", "门牌核实")
    desk.keyboard.press("Enter")
    expect(desk.locator("#say")).to_have_class(re.compile("good"))
    expect(desk.locator("#cell-1-5")).to_have_text("环路 7 号")
    assert serious(desk) == []
    assert seen.errors == []


def test_officer_selects_rows_and_fills_a_field_in(opened: Opened) -> None:
    desk = opened_table(opened)
    for key in (" ", "ArrowDown", " "):
        desk.keyboard.press(key)
    expect(desk.locator("#pick-list li")).to_have_count(2)
    desk.click(".table-fill summary")
    desk.locator(".table-fill select").first.select_option("confirmed_by")
    desk.fill(".fill-input", "企业服务岗")
    desk.click(".table-fill button")
    expect(desk.locator(".table-sum")).to_contain_text("2 宗")


def test_officer_filters_and_sorts_the_table_and_the_map_with_it(opened: Opened) -> None:
    desk = opened_table(opened)
    desk.locator(".table-filter select").nth(1).select_option("idle")
    expect(desk.locator(".grid")).to_have_attribute("aria-rowcount", "151")
    desk.locator(".grid-head button", has_text="面积").click()
    expect(desk.locator(".grid-head [aria-sort=ascending]")).to_contain_text("面积")
    desk.locator(".grid").focus()
    desk.keyboard.press("Control+End")
    expect(desk.locator("#cell-149-0")).to_contain_text("CZ-")
    desk.reload()
    await_map(desk)
    expect(desk.locator(".grid")).to_have_attribute("aria-rowcount", "151")
    expect(desk.locator(".grid-head [aria-sort=ascending]")).to_contain_text("面积")


def test_officer_selects_every_row_that_fits_with_one_key_or_button(opened: Opened) -> None:
    desk = opened_table(opened)
    field, fits = desk.locator(".table-filter select").nth(2), desk.locator(".table-filter input")
    field.select_option("status")
    fits.nth(1).fill("闲置")
    expect(desk.locator(".grid")).to_have_attribute("aria-rowcount", "151")
    desk.locator(".grid").focus()
    desk.keyboard.press("Control+a")
    expect(desk.locator("#picked")).to_contain_text("150")
    expect(desk.locator(".grid-row.is-selected")).not_to_have_count(0)
    desk.locator(".filter-chip button").click()
    expect(fits.nth(1)).to_have_value("")
    desk.locator(".table-filter .quiet").click()
    expect(desk.locator("#picked")).to_contain_text("1,211")


def test_finder_table_and_map_share_one_filter(opened: Opened) -> None:
    desk = opened("/desk", "officer")
    await_map(desk)
    desk.select_option("#find-status", "idle")
    chip = desk.locator(".filter-chip")
    expect(chip).to_contain_text("筛选：闲置")
    desk.locator("#tab-for-selection").focus()
    desk.keyboard.press("v")
    expect(desk.locator(".grid")).to_have_attribute("aria-rowcount", "151")
    desk.locator(".table-filter input").first.fill("路")
    expect(desk.locator("#find")).to_have_value("路")
    expect(chip).to_contain_text("闲置 · 路")
    desk.fill("#find", "CZ-0129 CZ-9999")
    desk.keyboard.press("Enter")
    expect(desk.locator("#find-say")).to_contain_text("CZ-9999")
    expect(chip).to_contain_text("闲置 · 路")
    chip.locator("button").click()
    expect(chip).to_be_hidden()
    expect(desk.locator("#find-status")).to_have_value("")
    expect(desk.locator(".grid")).to_have_attribute("aria-rowcount", "1212")


def test_keys_reach_the_head_of_the_table_and_sort(opened: Opened, seen: Seen) -> None:
    desk = opened_table(opened)
    for key in ("ArrowUp", "ArrowRight", "Enter", "Enter"):
        desk.keyboard.press(key)
    expect(desk.locator("[role=columnheader].is-here")).to_contain_text("面积")
    expect(desk.locator(".grid-head [aria-sort=descending]")).to_contain_text("面积")
    expect(desk.locator(".grid")).to_have_attribute("aria-activedescendant", "cell--1-1")
    desk.keyboard.press("ArrowDown")
    expect(desk.locator("#cell-0-1")).to_have_class(re.compile("is-here"))
    assert serious(desk) == []
    assert seen.errors == []
