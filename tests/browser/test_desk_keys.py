"""Keys of the desk that mark, find, undo, fold and select, each as an officer presses it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened
from tests.browser.lending import Seen
from tests.browser.test_desk import desk_with, middle_of_map, picked

IDLE, BESIDE = "CZ-0049", "CZ-0051"


def marked(desk: Page, status: str) -> None:
    desk.fill("#reason", "现场核实")
    desk.keyboard.press("Enter")
    expect(desk.locator("#say")).to_contain_text(status)
    desk.evaluate("document.activeElement.blur()")


def test_keys_3_and_4_choose_a_status_and_z_undoes_it(opened: Opened, seen: Seen) -> None:
    desk = desk_with(opened, IDLE)
    desk.keyboard.press("4")
    expect(desk.locator("input[value=in_use]")).to_be_checked()
    desk.keyboard.press("3")
    desk.select_option("#route", index=1)
    marked(desk, "已盘活")
    desk.keyboard.press("z")
    expect(desk.locator("#undo-box")).to_be_visible()
    desk.click("#undo-do")
    expect(desk.locator("#say")).to_contain_text("已撤销")
    assert seen.errors == []


def test_escape_empties_the_selection_and_a_bracket_folds_the_panel(opened: Opened) -> None:
    desk = desk_with(opened, IDLE, BESIDE)
    desk.keyboard.press("Escape")
    expect(desk.locator("#pick-list li")).to_have_count(0)
    desk.keyboard.press("]")
    expect(desk.locator("#picks")).to_be_hidden()
    desk.keyboard.press("]")
    expect(desk.locator("#picks")).to_be_visible()


def test_slash_goes_to_the_search_which_takes_pasted_numbers(opened: Opened) -> None:
    desk = desk_with(opened, IDLE)
    desk.keyboard.press("/")
    desk.keyboard.insert_text(f"{BESIDE}，CZ-9998\nCZ-9999")
    desk.keyboard.press("Enter")
    expect(desk.locator("#find-say")).to_contain_text("CZ-9998 CZ-9999")
    assert picked(desk) == 2


def test_shift_and_a_drag_take_what_a_box_touches(opened: Opened) -> None:
    desk = desk_with(opened, IDLE)
    x, y = middle_of_map(desk)
    desk.keyboard.down("Shift")
    desk.mouse.move(x - 150, y - 120)
    desk.mouse.down()
    desk.mouse.move(x + 150, y + 120, steps=6)
    desk.mouse.up()
    desk.keyboard.up("Shift")
    expect(desk.locator("#pick-list li").nth(2)).to_be_visible()


def test_the_tabs_about_the_selection_have_keys(opened: Opened) -> None:
    desk = desk_with(opened, IDLE)
    for key, tab in (("e", "boundary"), ("a", "nearby"), ("c", "ties"), ("o", "print"),
                     ("g", "offer")):  # fmt: skip
        desk.keyboard.press(key)
        expect(desk.locator(f"#tab-for-{tab}")).to_have_attribute("aria-selected", "true")
        expect(desk.locator(f"#tab-{tab}")).to_be_visible()
    expect(desk.locator("#tab-print button").first).to_have_text(re.compile("1"))
