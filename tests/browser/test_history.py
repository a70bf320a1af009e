"""An officer reads the story of a parcel, brings a state back, and looks through the ledger."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.lending import Seen
from tests.browser.test_desk import desk_with, serious


def test_officer_restores_a_version_from_history(opened: Opened, seen: Seen) -> None:
    desk = desk_with(opened, "CZ-0150")
    desk.keyboard.press("f")
    desk.fill("#fact-location", "示范环路 9 号")
    desk.fill("#facts-reason", "门牌核实")
    desk.locator(".facts-acts .button").click()
    expect(desk.locator("#say")).to_have_class(re.compile("good"))
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press("h")
    first = desk.locator("#tab-history .story-line").last
    first.get_by_text("变更前后图").click()
    expect(first.locator("svg path")).to_have_count(1)
    first.get_by_text("恢复到此状态").click()
    expect(desk.locator(".story-form")).to_contain_text("坐落")
    desk.fill("#story-reason", "恢复原坐落")
    desk.keyboard.press("Enter")
    expect(desk.locator("#say")).to_contain_text("已恢复为")
    expect(desk.locator("#tab-history .story-line").first).to_contain_text("恢复到以前状态")
    assert serious(desk) == [] and seen.errors == []


def test_officer_is_told_what_stands_on_an_entry(opened: Opened) -> None:
    desk = desk_with(opened, "CZ-0150")
    desk.keyboard.press("h")
    line = desk.locator("#tab-history .story-line").last
    line.get_by_role("button", name="撤销").click()
    desk.fill("#story-reason", "误")
    desk.keyboard.press("Enter")
    expect(desk.locator(".story-form .say")).to_have_class(re.compile("stop"))


def test_leader_filters_the_ledger_and_opens_a_row(opened: Opened, seen: Seen) -> None:
    page = opened("/ledger?action=mark", "leader")
    expect(page.locator("#ledger-rows tr")).not_to_have_count(0)
    page.fill("[name=parcel]", "CZ-0150")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("action=mark&parcel=CZ-0150"))
    expect(page.locator("#ledger-rows:not([aria-busy])")).to_be_attached()
    row = page.locator("#ledger-rows tr").first
    row.locator(".ledger-open").press("Enter")
    expect(page.locator(".ledger-deltas li").first).to_contain_text("→")
    expect(page.locator("#ledger-csv")).to_have_attribute("href", re.compile("action=mark"))
    assert serious(page) == []
    assert seen.errors == []
