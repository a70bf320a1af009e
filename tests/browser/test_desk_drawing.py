"""Corners are clicked, dragged, typed and pasted; they snap, and what is refused is mended."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, Site
from tests.browser.edit_land import (
    begun,
    cell,
    move_corner,
    pair,
    pixel,
    press_tool,
    square,
    type_points,
    typed,
)
from tests.browser.test_desk_edits import choose, save

BLOCK = 17


@pytest.fixture(scope="module")
def site(edit_site: Site) -> Site:
    return edit_site


def test_a_clicked_corner_snaps_to_a_neighbour_and_the_area_follows_the_pointer(
    opened: Opened,
) -> None:
    desk = begun(opened, "n", pair(15)[0])
    for east, north in ((0, 0), (0, -40)):
        x, y = pixel(desk, 15, east, north)
        desk.mouse.move(x, y)
        desk.mouse.click(x + 4, y + 3)
    assert [cell(desk, 0, axis).input_value() for axis in (0, 1)] == [*typed(15, 0, 0)]
    desk.mouse.move(*pixel(desk, 15, 50, -40))
    expect(desk.locator(".edit-area")).to_contain_text(re.compile(r"[\d,.]+ m² · 1\.\d\d 亩"))
    x, y = pixel(desk, 15, 50, 0)
    desk.mouse.move(x, y + 5)
    expect(desk.locator(".edit-snap")).to_be_visible()
    desk.mouse.click(x, y + 5)
    assert abs(float(cell(desk, 2, 0).input_value()) - float(typed(15, 0, 0)[0])) < 0.002


def test_a_new_parcel_is_trimmed_by_the_offer_and_saved(opened: Opened) -> None:
    desk = begun(opened, "n", pair(15)[1])
    type_points(desk, *square(15, 190, 20, 40))
    expect(desk.locator(".edit-wrong")).to_be_attached()
    desk.click("[data-act=mend]")
    expect(desk.locator(".edit-pieces li")).to_contain_text("1,200.00 m² · 1.80 亩")
    save(desk, "新增用地")
    expect(desk.locator("#say")).to_contain_text("已录入")


def test_a_ring_typed_crosswise_is_mended_by_the_offer(desk: Page) -> None:
    press_tool(desk, "n")
    one, two, three, four = square(BLOCK, 0, -80, 40)
    type_points(desk, one, three, two, four)
    offer = desk.locator("[data-act=mend]")
    expect(offer).to_contain_text("-400.00 m²")
    expect(offer).to_contain_text("400.00 m² · 0.60 亩")
    offer.click()
    expect(desk.locator(".edit-pieces li")).to_contain_text("400.00 m²")
    desk.click("[data-act=undo-point]")
    expect(offer).to_be_visible()


def test_a_reshape_that_runs_over_the_street_is_trimmed_by_the_offer(desk: Page) -> None:
    press_tool(desk, "r")
    for row in (0, 3):
        move_corner(desk, row, 1, typed(BLOCK, -201, 0)[1])
    offer = desk.locator("[data-act=mend]")
    expect(offer).to_contain_text("-100.00 m²")
    offer.click()
    expect(desk.locator(".edit-pieces li span").first).to_contain_text("30,000.00 m²")
    expect(desk.locator(".edit-form button[type=submit]")).to_be_enabled()


def test_a_dragged_corner_snaps_and_shows_the_area_on_its_way(desk: Page) -> None:
    press_tool(desk, "r")
    desk.mouse.move(*pixel(desk, BLOCK, 0, 0))
    desk.mouse.down()
    desk.mouse.move(*pixel(desk, BLOCK, 40, -30), steps=8)
    expect(desk.locator(".edit-live")).to_contain_text(re.compile(r"≈ [\d,.]+ m² · [\d.]+ 亩"))
    expect(desk.locator(".edit-pieces li")).to_have_count(1)  # the hand rests: what the server says
    x, y = pixel(desk, BLOCK, 200, 0)
    desk.mouse.move(x + 4, y + 4, steps=8)
    desk.mouse.up()
    assert [cell(desk, 0, axis).input_value() for axis in (0, 1)] == [*typed(BLOCK, 200, 0)]


def test_boundary_points_are_pasted_into_the_corners(desk: Page) -> None:
    press_tool(desk, "n")
    rows = "点号 X Y\n" + "\n".join(f"J{n} {x} {y}" for n, (x, y) in
                                   enumerate(square(BLOCK, 0, -60, 30), 1))  # fmt: skip
    desk.locator("#corner-paste").press_sequentially("4008000.000 416000")
    expect(desk.locator("#corner-paste")).to_have_value("4008000.000 416000")
    desk.click("[data-act=take-points]")
    expect(desk.locator(".edit-content .say-stop")).to_contain_text("至少需要 3 行")
    desk.fill("#corner-paste", rows)
    desk.click("[data-act=take-points]")
    expect(desk.locator(".edit-pieces li")).to_contain_text("900.00 m²")
    expect(desk.locator(".edit-content .say-good")).to_contain_text("5 行中的 4 行")


def test_points_of_a_cut_are_pasted_and_the_third_is_shown_as_it_moves(desk: Page) -> None:
    press_tool(desk, "s")
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    rows = "\n".join(" ".join(typed(BLOCK, *place)) for place in ((-10, 50), (50, 50)))
    desk.evaluate("(text) => navigator.clipboard.writeText(text)", rows)
    desk.locator(".cut-line [data-act=add-point]").press("Control+v")
    expect(desk.locator(".cut-line tbody tr")).to_have_count(2)
    expect(desk.locator(".edit-out .say-stop")).to_be_visible()  # it ends inside
    desk.mouse.move(*pixel(desk, BLOCK, 50, 60))
    desk.mouse.move(*pixel(desk, BLOCK, 50, 110))
    expect(desk.locator(".edit-area")).to_have_count(2)
    desk.mouse.click(*pixel(desk, BLOCK, 50, 110))
    expect(desk.locator(".edit-pieces li")).to_have_count(2)


def test_a_cleared_cell_is_refused_beside_it_and_moves_nothing(desk: Page) -> None:
    press_tool(desk, "r")
    for text, told in (("", "请填数字"), ("4008abc", "请填数字"), ("416000", "7 位")):
        move_corner(desk, 0, 0, text)
        expect(desk.locator(".cell-wrong:visible")).to_contain_text(told)
        expect(cell(desk, 0, 0)).to_have_value(text)
    expect(desk.locator(".edit-form button[type=submit]")).to_be_disabled()
    move_corner(desk, 0, 0, typed(BLOCK, 0, -2)[0])
    expect(desk.locator(".cell-wrong:visible")).to_have_count(0)
    expect(desk.locator(".edit-pieces li").first).to_be_visible()


def test_the_handle_moves_the_last_of_the_areas_that_were_typed(desk: Page) -> None:
    press_tool(desk, "s")
    choose(desk, "areas")
    desk.fill("#split-areas", "3 亩, 2500 m2")
    expect(desk.locator("#split-handle")).to_have_value("250")
    desk.locator("#split-handle").press("ArrowRight")
    expect(desk.locator("#split-areas")).to_have_value("3 亩, 2510.00 m2")
    expect(desk.locator(".edit-pieces li span")).to_have_text(
        [re.compile("2,000.00"), re.compile("2,510.00"), re.compile("5,490.00")]
    )
