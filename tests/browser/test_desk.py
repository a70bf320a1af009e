"""An officer selects, is asked, writes facts, and is told when somebody was faster."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, await_map
from tests.browser.lending import Seen

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
DOC = ROOT / "docs" / "desk.md"
IN_USE, OTHER = "CZ-0129", "CZ-0131"


def desk_with(opened: Opened, *ids: str) -> Page:
    desk = opened(f"/desk?ids={','.join(ids)}", "officer")
    await_map(desk)
    expect(desk.locator("#pick-list li")).to_have_count(len(ids))
    desk.evaluate("document.activeElement.blur()")
    return desk


def picked(desk: Page) -> int:
    return desk.locator("#pick-list li").count()


def middle_of_map(desk: Page) -> tuple[float, float]:
    box = desk.locator(".folium-map").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_officer_is_asked_before_an_unusual_mark(opened: Opened, seen: Seen) -> None:
    desk = desk_with(opened, IN_USE)
    desk.keyboard.press("1")
    expect(desk.locator("#questions")).to_contain_text("在用地块记为闲置")
    desk.fill("#reason", "现场核实")
    desk.click("#send")
    expect(desk.locator("#say")).to_contain_text("不常见")
    desk.locator(".question input").check()
    desk.click("#send")
    expect(desk.locator("#say")).to_have_class(re.compile("good"))
    assert seen.errors == []


def test_undo_is_offered_beside_what_was_saved(opened: Opened) -> None:
    desk = desk_with(opened, "CZ-0544")
    desk.locator("label.segment:has(input[value=idle])").click()
    desk.fill("#reason", "现场核实")
    desk.click("#send")
    desk.locator("#say button").click()
    desk.click("#undo-do")
    expect(desk.locator("#say")).to_contain_text("撤销")


def test_a_mark_of_what_was_so_already_is_told_and_offers_no_undo(opened: Opened) -> None:
    desk = desk_with(opened, "CZ-0544")
    desk.locator("label.segment:has(input[value=idle])").click()
    desk.fill("#effective", "2026-03-01")
    desk.fill("#reason", "当日现场照片")
    desk.click("#send")
    expect(desk.locator("#say")).to_contain_text("未写入新条目")
    expect(desk.locator("#say button")).to_have_count(0)


def test_officer_draws_a_lasso_with_the_keyboard(opened: Opened) -> None:
    desk = desk_with(opened, IN_USE)
    before = picked(desk)
    desk.keyboard.press("l")
    for key in ("ArrowUp", "ArrowLeft", "ArrowDown", "ArrowRight"):
        for _ in range(14):
            desk.keyboard.press(key)
        desk.keyboard.press("Enter")
    desk.keyboard.press("s")
    expect(desk.locator("[data-tool=lasso]")).to_have_attribute("aria-pressed", "false")
    assert picked(desk) >= before
    expect(desk.locator("#say")).to_contain_text("套索选中")


def test_officer_draws_a_lasso_with_the_mouse(opened: Opened) -> None:
    desk = desk_with(opened, IN_USE)
    desk.click("[data-tool=lasso]")
    x, y = middle_of_map(desk)
    corners = [(-200, -150), (200, -150), (200, 150), (-200, 150), (-200, -140)]
    desk.mouse.move(x - 200, y - 150)
    desk.mouse.down()
    for across, down in corners:
        desk.mouse.move(x + across, y + down, steps=6)
    desk.mouse.up()
    expect(desk.locator("#say")).to_contain_text("套索选中")
    expect(desk.locator("#pick-list li").nth(1)).to_be_visible()


def test_officer_draws_a_box_with_the_keyboard(opened: Opened) -> None:
    desk = desk_with(opened, IN_USE)
    desk.keyboard.press("x")
    desk.keyboard.press("Enter")
    for key in ("ArrowDown", "ArrowRight"):
        for _ in range(14):
            desk.keyboard.press(key)
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-tool=box]")).to_have_attribute("aria-pressed", "false")
    expect(desk.locator("#say")).to_contain_text("框选选中")
    expect(desk.locator("#pick-list li").nth(1)).to_be_visible()


def test_officer_draws_a_box_by_two_clicks(opened: Opened) -> None:
    desk = desk_with(opened, IN_USE)
    desk.click("[data-tool=box]")
    x, y = middle_of_map(desk)
    desk.mouse.click(x - 150, y - 120)
    desk.mouse.click(x + 150, y + 120)
    expect(desk.locator("#say")).to_contain_text("框选选中")
    expect(desk.locator("#pick-list li").nth(1)).to_be_visible()


def test_the_zoom_buttons_are_no_corner_of_a_box(opened: Opened) -> None:
    desk = desk_with(opened, IN_USE)
    desk.click("[data-tool=box]")
    desk.click(".leaflet-control-zoom-in")
    x, y = middle_of_map(desk)
    desk.mouse.click(x, y)
    expect(desk.locator("[data-tool=box]")).to_have_attribute("aria-pressed", "true")
    assert picked(desk) == 1


def test_officer_draws_a_box_with_a_finger(opened: Opened) -> None:
    desk = desk_with(opened, IN_USE)
    desk.click("[data-tool=box]")
    x, y = middle_of_map(desk)
    finger = desk.context.new_cdp_session(desk)
    for kind, way in (("touchStart", -1.0), *(("touchMove", way / 4) for way in range(-3, 5))):
        at = [{"x": x + 150 * way, "y": y + 120 * way}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(desk.locator("#say")).to_contain_text("框选选中")
    expect(desk.locator("#pick-list li").nth(1)).to_be_visible()


def test_officer_takes_the_neighbours_with_one_key(opened: Opened) -> None:
    desk = desk_with(opened, IN_USE)
    desk.keyboard.press("b")
    expect(desk.locator("#say")).to_contain_text("相邻")
    expect(desk.locator("#pick-list li").nth(1)).to_be_visible()


def test_officer_selects_all_that_a_filter_finds(opened: Opened) -> None:
    desk = desk_with(opened, OTHER)
    desk.select_option("#find-status", "idle")
    everything = desk.locator(".found-all")
    n = int(re.findall(r"\d+", everything.inner_text())[0])
    everything.click()
    expect(desk.locator("#picked")).to_contain_text(str(n + 1))


def test_the_left_panel_stays_folded(opened: Opened) -> None:
    desk = desk_with(opened, IN_USE)
    desk.keyboard.press("[")
    expect(desk.locator("#queue")).to_be_hidden()
    desk.reload()
    await_map(desk)
    expect(desk.locator("#queue")).to_be_hidden()


def test_officer_writes_a_fact_and_its_draft_survives_a_reload(opened: Opened) -> None:
    desk = desk_with(opened, OTHER)
    desk.keyboard.press("f")
    desk.fill("#fact-location", "示范环路 8 号")
    desk.fill("#facts-reason", "门牌核实")
    desk.reload()
    await_map(desk)
    desk.click("#tab-for-facts")
    expect(desk.locator("#fact-location")).to_have_value("示范环路 8 号")
    desk.locator(".facts-acts .button").click()
    expect(desk.locator("#say")).to_have_class(re.compile("good"))


def test_officer_writes_an_offer_in_its_own_tab(opened: Opened) -> None:
    desk = desk_with(opened, OTHER)
    desk.keyboard.press("g")
    panel = desk.locator("#tab-offer")
    expect(panel.locator(".facts-group")).to_have_count(1)
    expect(panel.locator(".available-line")).to_be_visible()
    panel.locator("#fact-offer_terms").fill("投资强度不低于 300 万元/亩")
    panel.locator("#offer-reason").fill("发布推介")
    panel.locator(".facts-acts .button").click()
    expect(desk.locator("#say")).to_have_class(re.compile("good"))
    desk.keyboard.press("f")
    expect(desk.locator("#tab-facts .facts-group[data-group=offer]")).to_have_count(0)


def test_a_wrong_value_is_told_beside_its_field(opened: Opened) -> None:
    desk = desk_with(opened, OTHER)
    desk.keyboard.press("f")
    desk.locator("[data-group=planning] summary").click()
    desk.fill("#fact-far", "很高")
    desk.fill("#facts-reason", "核实")
    desk.locator(".facts-acts .button").click()
    expect(desk.locator("#fact-far-wrong")).to_contain_text("很高")
    expect(desk.locator("#fact-far")).to_have_value("很高")


def test_second_officer_chooses_field_by_field(opened: Opened) -> None:
    first, second = desk_with(opened, "CZ-0133"), desk_with(opened, "CZ-0133")
    for desk, text in ((first, "甲"), (second, "乙")):
        desk.keyboard.press("f")
        desk.fill("#fact-location", text)
        desk.fill("#facts-reason", f"核实{text}")
    first.locator(".facts-acts .button").click()
    expect(first.locator("#say")).to_have_class(re.compile("good"))
    second.locator(".facts-acts .button").click()
    told = second.locator(".theirs")
    expect(told).to_contain_text("officer")
    expect(told).to_contain_text("甲")
    told.locator("input[value=mine]").check()
    told.locator("button").click()
    expect(second.locator("#say")).to_have_class(re.compile("good"))


def test_every_key_is_listed_and_documented(opened: Opened) -> None:
    desk = desk_with(opened, IN_USE)
    desk.keyboard.press("?")
    keys = desk.locator("#key-list dt").all_inner_texts()
    documented = set(re.findall(r"^\| `([^`]+)` \|", DOC.read_text("utf-8"), re.MULTILINE))
    assert set(keys) == documented


def test_axe_finds_nothing_serious_on_the_desk(opened: Opened) -> None:
    desk = desk_with(opened, IN_USE)
    for tab in ("selection", "facts", "boundary"):
        desk.click(f"#tab-for-{tab}")
        desk.wait_for_timeout(300)
        assert serious(desk) == []


def serious(page: Page) -> list[str]:
    """What axe-core finds serious or critical on a page."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text("utf-8")})
    asked = {"expression": "axe.run().then((all) => all.violations.filter((one) => "
             "['serious', 'critical'].includes(one.impact)).map((one) => one.id + ' ' + "
             "one.nodes.map((node) => node.html).slice(0, 3).join(' ')))",
             "awaitPromise": True, "returnByValue": True}  # fmt: skip
    found: list[str] = session.send("Runtime.evaluate", asked)["result"]["value"]
    return found


def test_the_address_of_the_desk_opens_the_map_where_it_was(opened: Opened) -> None:
    desk = opened("/desk?view=15/36.156/113.095", "officer")
    await_map(desk)
    desk.click(".leaflet-control-zoom-in")
    expect(desk).to_have_url(re.compile(r"view=16/36\.15\d+/113\.09\d+$"))
    desk.reload()
    await_map(desk)
    desk.click(".leaflet-control-zoom-in")
    expect(desk).to_have_url(re.compile(r"view=17/36\.15\d+/113\.09\d+$"))
