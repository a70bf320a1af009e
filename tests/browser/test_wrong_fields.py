"""What is refused is told beside its field, on the desk as on the pages; fields of the form."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, await_map

WRONG = re.compile("is-wrong")


def desk_with(opened: Opened, parcel: str) -> Page:
    desk = opened(f"/desk?ids={parcel}", "officer")
    await_map(desk)
    expect(desk.locator("#pick-list li")).to_have_count(1)
    return desk


def test_the_mark_bar_says_what_lacks_beside_it(opened: Opened) -> None:
    desk = desk_with(opened, "CZ-0100")
    desk.click("#send")
    expect(desk.locator("[data-field=status] .wrong")).to_contain_text("状态")
    desk.keyboard.press("1")
    desk.locator("body").press("1")
    desk.click("#send")
    expect(desk.locator("#bar [data-field=reason] .wrong")).to_contain_text("事由")
    expect(desk.locator("#reason")).to_be_focused()
    expect(desk.locator("#say")).to_be_hidden()


def test_what_the_server_refuses_stands_beside_the_bars_field(opened: Opened) -> None:
    desk = desk_with(opened, "CZ-0100")
    desk.locator("input[name=status][value=idle]").check(force=True)
    desk.evaluate("document.getElementById('reason').removeAttribute('maxlength')")
    desk.fill("#reason", "长" * 501)
    answer = desk.locator("#questions input")
    expect(answer.first).to_be_visible()
    for n in range(answer.count()):
        answer.nth(n).check()
    desk.click("#send")
    expect(desk.locator("#bar [data-field=reason] .wrong")).to_contain_text("500")


def test_a_row_is_put_off_only_with_a_reason_said_in_the_form(opened: Opened) -> None:
    desk = opened("/desk", "officer")
    await_map(desk)
    desk.locator(".todo-group[data-kind=clock] .todo-open").first.click()
    desk.get_by_role("button", name="暂缓").click()
    desk.locator(".todo-form:visible button").click()
    expect(desk.locator(".todo-form [data-field=reason] .wrong")).to_contain_text("事由")


def test_facts_ask_for_the_reason_beside_it(opened: Opened) -> None:
    desk = desk_with(opened, "CZ-0101")
    desk.keyboard.press("f")
    desk.fill("#fact-location", "环路 9 号")
    desk.locator(".facts-form button[type=submit]").click()
    expect(desk.locator(".facts-foot [data-field=reason] .wrong")).to_contain_text("事由")
    expect(desk.locator("#facts-reason")).to_be_focused()


def test_a_refused_cell_of_the_table_is_marked_and_gone_to(opened: Opened) -> None:
    desk = opened("/desk", "officer")
    await_map(desk)
    desk.keyboard.press("v")
    expect(desk.locator("#cell-0-0")).to_contain_text("CZ-")
    for column in range(2, 12):
        header = desk.locator(".grid-head [role=columnheader]").nth(column)
        if "坐落" in header.inner_text():
            break
    desk.locator(f"#cell-2-{column}").dblclick()
    desk.keyboard.type("长" * 2001)
    desk.keyboard.press("Enter")
    desk.locator(".table-save button[type=submit]").click()
    expect(desk.locator(".table-save [data-field=reason] .wrong")).to_contain_text("事由")
    desk.fill(".table-save input[type=text]", "核对")
    desk.keyboard.press("Enter")
    expect(desk.locator(f"#cell-2-{column}")).to_have_class(WRONG)
    expect(desk.locator(f"#cell-2-{column}")).to_have_class(re.compile("is-here"))
    expect(desk.locator(".table-save .say")).to_contain_text("坐落")


def test_overlays_are_ticked_and_bounds_worked_out(opened: Opened) -> None:
    desk = desk_with(opened, "CZ-0102")
    desk.keyboard.press("f")
    desk.click(".fact-around")
    expect(desk.locator("#fact-bounds")).to_have_value(re.compile("^东至.*；.*工业大街"))
    desk.click(".facts-group[data-group=planning] summary")
    desk.get_by_label("压覆矿产").check()
    expect(desk.locator("[data-field=far] .fact-source")).to_contain_text("规划条件")
    desk.fill("#facts-reason", "权籍调查")
    desk.locator(".facts-form button[type=submit]").click()
    expect(desk.locator("#say")).to_contain_text("2")
    expect(desk.get_by_label("压覆矿产")).to_be_checked()
