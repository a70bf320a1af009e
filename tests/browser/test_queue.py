"""The queue on the desk: an officer opens rows, answers with one key, puts off with a reason."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, await_map
from tests.browser.lending import Seen
from tests.browser.test_desk import serious


def desk_of(opened: Opened) -> Page:
    desk = opened("/desk", "officer")
    await_map(desk)
    expect(desk.locator(".todo-group[data-kind=clock] .todo-row").first).to_be_visible()
    return desk


def test_officer_opens_a_row_and_finds_its_form_ready(opened: Opened, seen: Seen) -> None:
    desk = desk_of(opened)
    row = desk.locator(".todo-group[data-kind=clock] .todo-row").first
    row.locator(".todo-open").click()
    expect(row).to_contain_text("闲置土地处置办法")
    expect(row).to_contain_text("约定动工")
    expect(desk.locator("#fact-started_on")).to_be_visible()
    expect(desk.locator("#picked")).to_contain_text("1 宗")
    assert serious(desk) == []
    assert seen.errors == []


def test_officer_answers_still_idle_with_one_key(opened: Opened) -> None:
    desk = desk_of(opened)
    group = desk.locator(".todo-group[data-kind=confirm]")
    desk.evaluate("document.querySelector('.todo-group[data-kind=confirm]').open = true")
    count = int(group.locator(".todo-count").inner_text())
    group.locator(".todo-open").first.focus()
    desk.keyboard.press("y")
    expect(desk.locator("#say")).to_contain_text("已于今日核实")
    expect(group.locator(".todo-count")).to_have_text(str(count - 1))


def test_officer_walks_the_queue_with_keys(opened: Opened) -> None:
    desk = desk_of(opened)
    desk.keyboard.press("q")
    first = desk.evaluate("document.activeElement.closest('.todo-row').dataset.key")
    desk.keyboard.press("ArrowDown")
    assert desk.evaluate("document.activeElement.closest('.todo-row').dataset.key") != first
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("Enter")
    expect(desk.locator(".todo-body")).to_be_visible()


def test_officer_puts_a_row_off_with_a_reason(opened: Opened) -> None:
    desk = desk_of(opened)
    row = desk.locator(".todo-group[data-kind=clock] .todo-row").last
    key = row.get_attribute("data-key")
    row.locator(".todo-open").click()
    body = desk.locator(".todo-body")
    body.get_by_role("button", name="暂缓").click()
    body.get_by_label("事由").fill("企业已报延期申请")
    body.locator("form:visible button").click()
    expect(desk.locator(f'[data-key="{key}"]')).to_have_count(0)
    desk.select_option("#todo-view", "snoozed")
    expect(desk.locator(f'[data-key="{key}"]')).to_be_visible()
    expect(desk.locator(".todo-body")).to_contain_text(re.compile("officer.*企业已报延期申请"))
