"""What was entered is there again after a crash, on what was seen; and it can be dropped."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, Site, await_map
from tests.browser.edit_land import (
    again,
    begun,
    cell,
    colleague,
    move_corner,
    pair,
    redrawn_by_colleague,
    square,
    type_points,
    typed,
)
from tests.browser.test_desk import desk_with
from tests.browser.test_desk_edits import save
from tests.sheaf import photo
from tests.small import marked


@pytest.fixture(scope="module")
def site(edit_site: Site) -> Site:
    return edit_site


def test_facts_of_before_a_reload_meet_what_somebody_wrote_meanwhile(opened: Opened) -> None:
    parcel, _ = pair(1)
    first, second = desk_with(opened, parcel), desk_with(opened, parcel)
    for desk, text in ((second, "乙"), (first, "甲")):
        desk.keyboard.press("f")
        desk.fill("#fact-location", text)
        desk.fill("#facts-reason", f"核实{text}")
    first.locator(".facts-acts .button").click()
    expect(first.locator("#say")).to_have_class(re.compile("good"))
    second.reload()
    await_map(second)
    second.click("#tab-for-facts")
    expect(second.locator("#fact-location")).to_have_value("乙")
    second.locator(".facts-acts .button").click()
    expect(second.locator(".theirs")).to_contain_text(re.compile("officer.*甲", re.DOTALL))


def faster(opened: Opened, site: Site, block: int) -> Page:
    """A boundary that was drawn before a reload, while somebody else saved another."""
    desk = begun(opened, "r", pair(block)[0])
    move_corner(desk, 0, 1, typed(block, -2, 0)[1])
    redrawn_by_colleague(site, block, 1)
    again(desk, "r", 1)
    expect(desk.locator(".theirs")).to_contain_text("officer-1")
    return desk


def test_a_boundary_drawn_before_a_reload_gives_way_to_who_was_faster(
    opened: Opened, site: Site
) -> None:
    desk = faster(opened, site, 2)
    expect(desk.locator("[data-act=leave-theirs]")).to_be_focused()
    expect(desk.locator(".edit-form button[type=submit]")).to_be_disabled()
    desk.keyboard.press("Enter")
    expect(cell(desk, 0, 1)).to_have_value(typed(2, -1, 0)[1])
    expect(desk.locator("[data-act=drop-draft]")).to_be_hidden()


def test_a_boundary_drawn_before_a_reload_may_go_on_from_theirs(opened: Opened, site: Site) -> None:
    desk = faster(opened, site, 3)
    desk.click("[data-act=go-on]")
    expect(desk.locator(".edit-pieces li")).to_have_count(1)
    expect(cell(desk, 0, 1)).to_have_value(typed(3, -2, 0)[1])
    save(desk, "以本次测量为准")


def cut(desk: Page) -> None:
    type_points(desk, typed(4, 50, -10), typed(4, 50, 110))
    expect(desk.locator(".edit-pieces li")).to_have_count(2)


def cut_is_back(desk: Page) -> None:
    expect(cell(desk, 1, 0)).to_have_value(typed(4, 50, 110)[0])
    expect(desk.locator(".edit-pieces li")).to_have_count(2)


def redraw(desk: Page) -> None:
    move_corner(desk, 0, 0, typed(4, 0, -3)[0])


def redrawing_is_back(desk: Page) -> None:
    expect(cell(desk, 0, 0)).to_have_value(typed(4, 0, -3)[0])
    expect(desk.locator(".edit-pieces li")).to_have_count(1)


def draw(desk: Page) -> None:
    desk.fill("#draw-name", "街角地")
    type_points(desk, *square(4, 0, -60, 30))


def drawing_is_back(desk: Page) -> None:
    expect(desk.locator("#draw-name")).to_have_value("街角地")
    expect(desk.locator(".edit-pieces li")).to_contain_text("900.00 m²")


def merge(desk: Page) -> None:
    desk.locator(".keep input").nth(1).check()
    desk.fill("#edit-reason", "并宗")


def merging_is_back(desk: Page) -> None:
    expect(desk.locator(".keep input").nth(1)).to_be_checked()
    expect(desk.locator("#edit-reason")).to_have_value("并宗")


@pytest.mark.parametrize(
    ("key", "ids", "enter", "is_back"),
    [
        ("s", pair(4)[:1], cut, cut_is_back),
        ("r", pair(4)[:1], redraw, redrawing_is_back),
        ("n", pair(4)[:1], draw, drawing_is_back),
        ("m", pair(4), merge, merging_is_back),
    ],
    ids=["cut line", "reshape", "new parcel", "merge"],
)
def test_a_draft_is_back_after_a_crash(
    opened: Opened, key: str, ids: tuple[str, ...], enter: Callable[[Page], None],
    is_back: Callable[[Page], None],
) -> None:  # fmt: skip
    desk = begun(opened, key, *ids)
    enter(desk)
    again(desk, key, len(ids))
    is_back(desk)


def test_day_plan_and_papers_are_back_too_and_all_is_dropped_at_once(
    opened: Opened, tmp_path: Path
) -> None:
    parcel, _ = pair(5)
    desk = begun(opened, "s", parcel)
    desk.check("#edit-planned")
    desk.fill("#edit-day", "2026-03-01")
    (tmp_path / "现场.jpg").write_bytes(photo())
    desk.set_input_files("#edit-attach-file", tmp_path / "现场.jpg")
    expect(desk.locator(".edit-form .attached li")).to_have_count(1)
    again(desk, "s", 1)
    expect(desk.locator("#edit-planned")).to_be_checked()
    expect(desk.locator("#edit-day")).to_have_value("2026-03-01")
    expect(desk.locator(".edit-form .attached li")).to_contain_text("现场.jpg")
    desk.click("[data-act=drop-draft]")
    expect(desk.locator("#edit-planned")).not_to_be_checked()
    expect(desk.locator(".edit-form .attached li")).to_have_count(0)


def test_nothing_entered_is_no_draft(opened: Opened) -> None:
    desk = begun(opened, "r", pair(5)[0])
    move_corner(desk, 0, 0, typed(5, 0, -3)[0])
    expect(desk.locator("[data-act=drop-draft]")).to_be_visible()
    desk.click("[data-act=undo-point]")
    expect(desk.locator("[data-act=drop-draft]")).to_be_hidden()


def choose_mark(desk: Page, ids: tuple[str, ...], reason: str) -> None:
    """Select by number, so that the address does not hold the selection; fill the bar."""
    desk.fill("#find", " ".join(ids))
    desk.click("#finder button[type=submit]")
    expect(desk.locator("#pick-list li")).to_have_count(len(ids))
    desk.locator("label.segment:has(input[value=under_construction])").click()
    desk.fill("#reason", reason)


def crashed(desk: Page, ids: int) -> None:
    desk.reload()
    await_map(desk)
    expect(desk.locator("#pick-list li")).to_have_count(ids)


def test_the_mark_bar_is_back_after_a_crash_until_it_is_sent(opened: Opened) -> None:
    desk = opened("/desk", "officer")
    await_map(desk)
    choose_mark(desk, pair(8), "现场核实")
    desk.fill("#effective", "2026-10-01")
    crashed(desk, 2)
    expect(desk.locator("input[value=under_construction]")).to_be_checked()
    expect(desk.locator("#effective")).to_have_value("2026-10-01")
    expect(desk.locator("#reason")).to_have_value("现场核实")
    desk.click("#send")
    expect(desk.locator("#say")).to_have_class(re.compile("good"))
    crashed(desk, 0)
    expect(desk.locator("#reason")).to_have_value("")


def test_a_mark_begun_before_a_crash_meets_who_was_faster(opened: Opened, site: Site) -> None:
    desk = opened("/desk", "officer")
    await_map(desk)
    choose_mark(desk, pair(9)[:1], "现场核实")
    desk.goto("about:blank")
    with colleague(site) as record:
        marked(record, "in_use", "2026-10-01", pair(9)[0])
    desk.goto(f"{site.root}/desk")
    await_map(desk)
    desk.click("#send")
    told = desk.locator("#clash-list")
    expect(told).to_contain_text(re.compile("闲置.*在用.*officer-1", re.DOTALL))
    desk.click("#clash-drop")
    expect(desk.locator("#pick-list li")).to_have_count(0)


def test_a_mark_begun_before_a_crash_can_be_dropped(opened: Opened) -> None:
    desk = opened("/desk", "officer")
    await_map(desk)
    choose_mark(desk, pair(9)[1:], "现场核实")
    crashed(desk, 1)
    desk.click("#say button")
    expect(desk.locator("#reason")).to_have_value("")
    assert desk.evaluate("localStorage.getItem('parkmap.desk.draft.mark')") is None


def test_an_own_mark_is_nobody_elses_change_to_a_draft_of_facts(opened: Opened) -> None:
    desk = desk_with(opened, pair(6)[0])
    desk.keyboard.press("f")
    desk.fill("#fact-location", "示范环路 8 号")
    desk.fill("#facts-reason", "门牌核实")
    desk.locator("label.segment:has(input[value=under_construction])").click()
    desk.fill("#reason", "现场核实")
    desk.click("#send")
    expect(desk.locator("#say")).to_contain_text("在建")
    crashed(desk, 1)
    desk.click("#tab-for-facts")
    expect(desk.locator("#fact-location")).to_have_value("示范环路 8 号")
    desk.locator(".facts-acts .button").click()
    expect(desk.locator("#say")).to_contain_text("写入 1 个字段")
