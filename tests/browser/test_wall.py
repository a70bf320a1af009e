"""Leaders in a meeting room read the wall from four metres, and one of them holds the remote."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Opened
from tests.browser.lending import Seen
from tests.browser.test_desk import serious

HD, FOUR_K, WIDE = (1920, 1080), (3840, 2160), (5120, 1440)
TURN_MS = 21_000
TITLES = ("盘活进度", "专项攻坚", "招商项目", "督办事项", "经济指标", "园区地图")
BOXES = """() => {
  const own = (node) => [...node.childNodes].some((each) => each.nodeType === 3 && each.textContent.trim());
  const texts = [...document.querySelectorAll("body *")].filter((each) => own(each) && each.getClientRects().length);
  return {
    small: texts.filter((each) => {
      const tall = each instanceof SVGElement ? each.getBoundingClientRect().height : parseFloat(getComputedStyle(each).fontSize);
      return tall < innerHeight / 30;
    }).map((each) => each.textContent),
    outside: texts.filter((each) => {
      const { left, top, right, bottom } = each.getBoundingClientRect();
      return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
    }).map((each) => each.textContent),
    cut: [...document.querySelectorAll(".tile-value, .scene-part, .bar-words")]
      .filter((each) => each.scrollWidth > each.clientWidth + 1
        || (each.matches(".scene-part") && each.scrollHeight > each.clientHeight + 1))
      .map((each) => each.textContent),
    scrolls: document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth,
    controls: document.querySelectorAll("button, a, input, select").length,
  };
}"""  # noqa: E501  a script
NOTHING = {"small": [], "outside": [], "cut": [], "scrolls": False, "controls": 0}


def wall(opened: Opened, size: tuple[int, int] = HD, path: str = "/wall") -> Page:
    """The wall of somebody who signed in, with a clock that can be put forward."""
    page = opened(path, "leader", size)
    page.clock.install()
    page.reload()
    expect(page.locator(".scene")).to_be_visible(timeout=15_000)
    expect(page.locator("#wall-remote")).to_be_visible()
    return page


def title(page: Page) -> str:
    return page.locator("#wall-title").inner_text()


def turn(page: Page) -> str:
    """Let the time of a scene pass; the title of the next."""
    before = title(page)
    page.clock.fast_forward(TURN_MS)
    expect(page.locator("#wall-title")).not_to_have_text(before)
    expect(page.locator(".scene")).to_be_visible()
    return title(page)


@pytest.mark.parametrize("size", [HD, FOUR_K, WIDE])
def test_leaders_read_every_scene_from_four_metres(
    opened: Opened, seen: Seen, size: tuple[int, int]
) -> None:
    page = wall(opened, size)
    for name in TITLES:
        assert title(page) == name
        assert page.evaluate(BOXES) == NOTHING, name
        turn(page)
    assert serious(page) == [] and seen.errors == [] and seen.strangers == []


def test_the_wall_goes_on_without_a_network_and_tells_the_time_of_its_data(
    opened: Opened,
) -> None:
    page = wall(opened)
    as_of = re.compile(r"数据截至 \d{4}-\d\d-\d\d · 台账 #")
    expect(page.locator("#wall-as-of")).to_have_text(as_of)
    page.wait_for_timeout(2000)  # the other scenes come after the first
    page.context.set_offline(True)
    told = re.compile(r"网络中断，显示的是 \d{4}-\d\d-\d\d \d\d:\d\d 的数据。")
    expect(page.locator("#wall-says")).to_have_text(told, timeout=15_000)
    assert [turn(page) for _ in TITLES] == [*TITLES[1:], TITLES[0]]
    page.context.set_offline(False)
    expect(page.locator("#wall-says")).to_have_text("", timeout=15_000)


def test_a_leader_moves_the_wall_with_a_phone(opened: Opened, seen: Seen) -> None:
    page = opened("/wall", "leader", HD)
    code = page.locator("#wall-remote b").inner_text()
    phone = opened(f"/wall/remote/{code}", "leader", PHONE)
    for button, name in (("下一屏", "专项攻坚"), ("园区地图", "园区地图"), ("上一屏", "经济指标")):
        phone.get_by_role("button", name=button).click()
        expect(page.locator("#wall-title")).to_have_text(name, timeout=2000)
        expect(phone.locator("#remote-now")).to_have_text(name)
    phone.get_by_role("button", name="暂停").click()
    expect(page.locator("#wall-says")).to_have_text("已暂停", timeout=2000)
    phone.get_by_role("button", name="来宾").click()
    expect(page.locator("#wall-title")).to_have_text("可供土地", timeout=2500)
    assert serious(phone) == [] and seen.errors == []


def test_the_wall_stays_as_light_as_it_began_over_many_rounds(opened: Opened) -> None:
    page = wall(opened)
    page.wait_for_timeout(1500)
    for _ in range(2):  # every scene was drawn once, and what is kept for them is there
        [turn(page) for _ in TITLES]
    before = weight(page)
    for _ in range(8):
        [turn(page) for _ in TITLES]
    after = weight(page)
    assert after["Nodes"] <= before["Nodes"] + 20, (before, after)
    assert after["JSHeapUsedSize"] < before["JSHeapUsedSize"] + 1_500_000, (before, after)


def weight(page: Page) -> dict[str, Any]:
    """Nodes and heap after what is no longer needed went."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("HeapProfiler.collectGarbage")
    found = session.send("Performance.getMetrics")["metrics"]
    session.detach()
    return {one["name"]: one["value"] for one in found}
