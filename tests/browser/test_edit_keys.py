"""Every edit of boundaries from its key to the ledger without a mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, Site
from tests.browser.edit_land import (
    OVERLAPPING,
    begun,
    cell,
    pair,
    press_tool,
    square,
    type_points,
    typed,
)

MOST_TABS = 60
BLOCK = 14


@pytest.fixture(scope="module")
def site(edit_site: Site) -> Site:
    return edit_site


def tab_to(desk: Page, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(MOST_TABS):
        if desk.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
        desk.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


def finish(desk: Page, reason: str) -> None:
    """Write the reason and save, by keys alone."""
    tab_to(desk, "#edit-reason")
    desk.keyboard.type(reason)
    expect(desk.locator(".edit-form button[type=submit]")).to_be_enabled()
    expect(desk.locator(".edit-pieces li").first).to_be_visible()
    desk.keyboard.press("Enter")
    expect(desk.locator("#say")).to_have_class(re.compile("good"))


def retype(desk: Page, value: str) -> None:
    desk.keyboard.press("Control+a")
    desk.keyboard.type(value)


def test_s_splits_by_keys_alone(opened: Opened) -> None:
    desk = begun(opened, "s", pair(10)[0])
    tab_to(desk, "input[name=way]")
    desk.keyboard.press("ArrowRight")
    tab_to(desk, "#split-areas")
    retype(desk, "3000 m2")
    finish(desk, "分割转让")
    expect(desk.locator("#say")).to_contain_text("已分割为 2 宗")


def test_m_merges_by_keys_alone(opened: Opened) -> None:
    desk = begun(opened, "m", *pair(11))
    tab_to(desk, "input[name=keep]")
    desk.keyboard.press("ArrowDown")
    finish(desk, "并宗")
    expect(desk.locator("#pick-list li")).to_have_count(1)


def test_r_reshapes_by_keys_alone(opened: Opened) -> None:
    desk = begun(opened, "r", pair(12)[0])
    tab_to(desk, "[aria-label='J1 X']")
    retype(desk, typed(12, 0, -5)[0])
    desk.keyboard.press("Enter")
    expect(desk.locator("[aria-label='J1 Y']")).to_be_focused()
    finish(desk, "按实测调整")


def test_n_enters_a_new_parcel_by_keys_alone(opened: Opened) -> None:
    desk = begun(opened, "n", pair(13)[0])
    tab_to(desk, "#draw-name")
    desk.keyboard.type("街角地")
    tab_to(desk, "[data-act=add-point]")
    desk.keyboard.press("Enter")
    for value in [one for corner in square(13, 0, -60, 30) for one in corner]:
        desk.keyboard.type(value)
        desk.keyboard.press("Enter")
    expect(desk.locator(".edit-pieces li")).to_contain_text("900.00 m²")
    finish(desk, "新增用地")


def test_t_trims_what_overlaps_by_keys_alone(opened: Opened) -> None:
    desk = begun(opened, "t", pair(OVERLAPPING)[0])
    expect(desk.locator(".edit-pieces li")).to_contain_text("10,000.00 m²")
    finish(desk, "修正重叠")
    expect(desk.locator("#say")).to_contain_text("-1000.00 m²")


def test_escape_ends_a_tool_from_inside_its_fields_too(desk: Page) -> None:
    press_tool(desk, "r")
    desk.keyboard.press("Escape")
    expect(desk.locator("[data-tool=reshape]")).to_have_attribute("aria-pressed", "false")
    desk.keyboard.press("s")
    desk.locator("#edit-reason").press("Escape")
    expect(desk.locator(".edit-form")).to_be_hidden()
    expect(desk.locator("#pick-list li")).to_have_count(1)


def undo_and_redo(desk: Page, row: int, before: str, after: str) -> None:
    """Ctrl+Z and Ctrl+Y lead to and fro; the cell says where the corner is."""
    desk.locator(".edit-form h2").click()  # out of the cells, where both mean the text
    expect(cell(desk, row, 0)).to_have_value(after)
    desk.keyboard.press("Control+z")
    expect(cell(desk, row, 0)).to_have_value(before)
    desk.keyboard.press("Control+y")
    expect(cell(desk, row, 0)).to_have_value(after)


def test_ctrl_z_and_ctrl_y_lead_through_a_reshaped_boundary(desk: Page) -> None:
    press_tool(desk, "r")
    before, after = typed(BLOCK, 0, 0)[0], typed(BLOCK, 0, -4)[0]
    cell(desk, 0, 0).fill(after)
    cell(desk, 0, 0).press("Tab")
    undo_and_redo(desk, 0, before, after)


def test_ctrl_z_and_ctrl_y_lead_through_a_new_boundary(desk: Page) -> None:
    press_tool(desk, "n")
    type_points(desk, *square(BLOCK, 0, -60, 30))
    before, after = typed(BLOCK, 0, -30)[0], typed(BLOCK, 0, -40)[0]
    cell(desk, 3, 0).fill(after)
    cell(desk, 3, 0).press("Tab")
    undo_and_redo(desk, 3, before, after)
