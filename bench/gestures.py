"""An officer's morning on the demonstration: what each thing takes, in clicks, keys and seconds."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from bench.browser import SCREEN
from bench.figures import Section
from bench.servers import OFFICER, PASSWORD, add_officer, served

HOW: Final = """\
`/desk` in Chromium on a fresh copy of the demonstration, one thing after the other as an officer
does them, from the desk as it stands open to the line that tells what was saved. Clicks, keys of
the desk and fields that were written are counted by the hand that makes them; the seconds are the
program's share: the time that the same hand takes without thinking or typing letter by letter."""
PHONE: Final = {"width": 390, "height": 844}
MANY: Final = 12
SURVEY: Final = """[属性描述]
坐标系=2000国家大地坐标系
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=38
[地块坐标]
4,0.6,CY-2026-07,东三街北地块,面,,,,@
J1,1,4000000.000,38419000.000
J2,1,4000000.000,38419100.000
J3,1,3999940.000,38419100.000
J4,1,3999940.000,38419000.000
J1,1,4000000.000,38419000.000
4,0.6,CY-2026-08,东三街南地块,面,,,,@
J1,1,3999900.000,38419000.000
J2,1,3999840.000,38419100.000
J3,1,3999900.000,38419100.000
J4,1,3999840.000,38419000.000
J1,1,3999900.000,38419000.000
"""
"""Two parcels as a survey bureau delivers them; the ring of the second crosses itself."""


class Hand:
    """Clicks, keys and fields written on a page, counted."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.clicks = self.keys = self.fields = 0

    def click(self, what: str) -> None:
        self.clicks += 1
        self.tab.locator(what).first.click()

    def choose(self, what: str, value: str) -> None:
        self.clicks += 2
        self.tab.select_option(what, value)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keys += 1
            self.tab.keyboard.press(key)

    def write(self, what: str, text: str) -> None:
        self.fields += 1
        self.tab.fill(what, text)

    def attach(self, what: str) -> None:
        """A photo: the button, and the file in the dialogue."""
        self.clicks += 2
        out = io.BytesIO()
        Image.new("RGB", (1600, 1200), (120, 140, 90)).save(out, "JPEG")
        self.tab.set_input_files(what, {"name": "site.jpg", "mimeType": "image/jpeg",
                                        "buffer": out.getvalue()})  # fmt: skip

    def see(self, what: str, text: str = "") -> None:
        expect(self.tab.locator(what).first).to_contain_text(text, timeout=20_000)

    def told(self) -> None:
        """The line at the top says that it was saved."""
        self.see("#say.say-good")

    def leave_field(self) -> None:
        self.tab.evaluate("document.activeElement.blur()")


def measure(browser: Browser, workspace: Path) -> Section:
    """Every gesture once, in the order of a morning."""
    section = Section("The demonstration, an officer's morning", HOW)
    add_officer(workspace)
    with served(workspace) as port:
        root = f"http://127.0.0.1:{port}"
        context = browser.new_context(viewport=SCREEN, locale="zh-CN")  # type: ignore[arg-type]
        tab = _signed_in(context.new_page(), root)
        for what, does in _morning(workspace).items():
            _count(section, what, tab, does)
        context.close()
        context = browser.new_context(viewport=PHONE, locale="zh-CN",  # type: ignore[arg-type]
                                      permissions=["geolocation"], has_touch=True)  # fmt: skip
        context.set_geolocation({"longitude": 113.09, "latitude": 36.16})
        tab = _signed_in(context.new_page(), root)
        _count(section, "on a phone: the nearest idle parcel marked with a photo", tab, _field)
        context.close()
    return section


def _count(section: Section, what: str, tab: Tab, does: Callable[[Hand], None]) -> None:
    hand = Hand(tab)
    began = time.perf_counter()
    does(hand)
    took = time.perf_counter() - began
    hand.leave_field()
    section.add(what, f"{hand.clicks} clicks, {hand.keys} keys, {hand.fields} fields, {took:.1f} s")


def _signed_in(tab: Tab, root: str) -> Tab:
    tab.goto(f"{root}/login")
    tab.fill("#name", OFFICER)
    tab.fill("#password", PASSWORD)
    tab.click(".login-box button[type=submit]")
    tab.wait_for_url(lambda url: "/login" not in url)
    tab.goto(f"{root}/desk")
    tab.wait_for_selector("#map-frame.is-ready", timeout=20_000)
    return tab


def _morning(workspace: Path) -> dict[str, Callable[[Hand], None]]:
    features = json.loads((workspace / "parcels.geojson").read_text("utf-8"))["features"]
    idle = [one["id"] for one in features if one["properties"]["status"] == "idle"][:MANY]
    large = max((one for one in features if one["properties"]["status"] == "in_use"),
                key=lambda one: one["properties"]["area_m2"])["id"]  # fmt: skip
    return {
        "a survey file of two parcels: its fault seen on the map, the good one taken in": _survey,
        f"{MANY} parcels by their numbers marked, one reason and a photo": partial(_marked, idle),
        "that slip undone": _undone,
        "one parcel found and one of its facts written": partial(_fact, large),
        "its state of before brought back from its history": _restored,
        "it is cut: 6 mu from a side, to 0.01 m²": _cut,
        "the two pieces merged again": _merged,
        "all idle parcels selected by filter": _all_idle,
        "the first row of the queue answered: still so": _still,
        "one cell written in the table": _cell,
    }


def _survey(hand: Hand) -> None:
    hand.press("i")
    hand.tab.wait_for_url("**/imports")
    hand.clicks += 1  # the drop
    hand.tab.set_input_files("#file", {"name": "CY-2026-07.txt", "mimeType": "text/plain",
                                       "buffer": SURVEY.encode()})  # fmt: skip
    hand.tab.wait_for_url("**/imports/*")
    hand.see("#body", "CGCS2000")
    hand.press("4")
    hand.click("#findings button")
    hand.press("6")
    hand.write("#reason", "测绘院 2026 年第 7 号成果")
    hand.click("#confirm")
    hand.see("#receipt dd", "1")
    hand.click("#to-desk")
    hand.tab.wait_for_selector("#map-frame.is-ready", timeout=20_000)
    hand.see("#pick-list", "CY-2026-07")
    hand.leave_field()
    hand.press("Escape")


def _marked(idle: list[str], hand: Hand) -> None:
    hand.press("/")
    hand.write("#find", " ".join(idle))
    hand.press("Enter")
    hand.see("#picked", f"{MANY} 宗")
    hand.leave_field()
    hand.press("2")
    hand.attach("#attach-file")
    hand.see("#attached", "site.jpg")
    hand.write("#reason", "现场核实已开工")
    hand.click("#send")
    hand.told()


def _undone(hand: Hand) -> None:
    hand.click("#say button")
    hand.click("#undo-do")
    hand.see("#say", "撤销")


def _picked(hand: Hand, parcel_id: str) -> None:
    hand.press("/")
    hand.write("#find", parcel_id)
    hand.press("Enter")
    hand.see("#picked", "1 宗")
    hand.leave_field()


def _fact(parcel_id: str, hand: Hand) -> None:
    _picked(hand, parcel_id)
    hand.press("f")
    hand.write("#fact-location", "示范环路 8 号")
    hand.write("#facts-reason", "门牌核实")
    hand.click(".facts-acts .button")
    hand.told()


def _restored(hand: Hand) -> None:
    hand.press("h")
    line = "#tab-history .story-line >> nth=-1"
    hand.click(f"{line} >> text=恢复到此状态")
    hand.write("#story-reason", "恢复原坐落")
    hand.press("Enter")
    hand.see("#say", "已恢复为")


def _cut(hand: Hand) -> None:
    hand.press("s")
    hand.click("label:has(> input[name=way][value=areas])")
    hand.write("#split-areas", "6 亩")
    hand.see(".edit-pieces li >> nth=1")
    hand.write("#edit-reason", "分割转让")
    hand.click(".edit-form button[type=submit]")
    hand.see("#picked", "2 宗")


def _merged(hand: Hand) -> None:
    hand.press("m")
    hand.see(".edit-pieces li")
    hand.write("#edit-reason", "并宗")
    hand.click(".edit-form button[type=submit]")
    hand.see("#picked", "1 宗")


def _all_idle(hand: Hand) -> None:
    hand.choose("#find-status", "idle")
    hand.click(".found-all")
    hand.see("#picked", "宗")


def _still(hand: Hand) -> None:
    hand.press("Escape")
    hand.click(".todo-group[data-kind=confirm] summary")
    hand.tab.locator(".todo-group[data-kind=confirm] .todo-open").first.focus()
    hand.press("y")
    hand.see("#say", "已于今日核实")


def _cell(hand: Hand) -> None:
    hand.press("v")
    hand.see("#cell-0-0", "CZ-")
    hand.press(*["ArrowRight"] * 5, "Enter")
    hand.tab.keyboard.type("环路 7 号")
    hand.press("Enter")
    hand.write(".table-save input[type=text]", "门牌核实")
    hand.press("Enter")
    hand.told()


def _field(hand: Hand) -> None:
    hand.tab.get_by_role("button", name="定位").click()
    hand.clicks += 1
    hand.click(".near li button")
    hand.attach("#attach-file")
    hand.see("#attached", "site.jpg")
    hand.click("label.segment:has(input[value=under_construction])")
    hand.write("#reason", "现场核实")
    hand.click("#send")
    hand.told()
