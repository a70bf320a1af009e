"""An officer keeps a photo, shows it to the public, marks with one, and prints a plan."""

from __future__ import annotations

import io
import re
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Opened
from tests.browser.lending import Seen
from tests.browser.test_desk import desk_with, serious
from tests.sheaf import photo

PARCEL, IDLE = "CZ-0133", "CZ-0034"


def file(name: str = "现场.jpg") -> FilePayload:
    size = (
        80 + sum(map(ord, name)) % 50,
        60,
    )  # another name, another photo: the same one is kept once
    return {"name": name, "mimeType": "image/jpeg", "buffer": photo(size=size, at=(113.07, 36.14))}


def with_paper(opened: Opened) -> Page:
    desk = desk_with(opened, PARCEL)
    desk.keyboard.press("p")
    desk.set_input_files("#paper-file", file())
    expect(desk.locator("#tab-papers .say")).to_contain_text(PARCEL)
    expect(desk.locator(".papers .paper").first).to_contain_text("现场.jpg")
    return desk


def test_officer_keeps_a_photo_and_shows_it_to_the_public(opened: Opened, seen: Seen) -> None:
    desk = with_paper(opened)
    public = opened(f"/parcels/{PARCEL}")
    expect(public.locator(".photos")).to_have_count(0)
    desk.locator(".paper-public input").check()
    expect(desk.locator("#tab-papers .say")).to_contain_text("已公开")
    desk.get_by_text("查看拍摄位置").click()
    expect(desk.locator(".paper-place")).to_be_attached()
    assert serious(desk) == []
    public.reload()
    expect(public.locator(".photos img")).to_have_js_property("complete", True)
    assert (seen.errors, seen.strangers) == ([], [])


def test_officer_takes_a_paper_off_with_a_reason(opened: Opened) -> None:
    desk = with_paper(opened)
    desk.locator(".paper").first.get_by_role("button", name="移除").click()
    desk.keyboard.type("传错地块")
    desk.locator(".paper-ask button").first.click()
    expect(desk.locator(".papers")).to_contain_text("暂无材料")


def test_officer_marks_with_a_photo(opened: Opened) -> None:
    desk = desk_with(opened, IDLE)
    desk.set_input_files("#attach-file", file("开工.jpg"))
    expect(desk.locator("#attached")).to_contain_text("开工.jpg")
    desk.keyboard.press("2")
    desk.fill("#reason", "现场核实")
    desk.click("#send")
    expect(desk.locator("#say")).to_have_class(re.compile("good"))
    expect(desk.locator("#attached")).to_be_hidden()


def test_officer_prints_a_plan_and_the_view(opened: Opened) -> None:
    desk = desk_with(opened, PARCEL)
    desk.click("#tab-for-print")
    desk.fill("#print-drawn_by", "李工")
    with desk.expect_download() as plan:
        desk.locator(".print-form button").click()
    pages = PdfReader(io.BytesIO(Path(plan.value.path()).read_bytes())).pages
    assert (len(pages), "李工" in pages[0].extract_text()) == (2, True)
    assert serious(desk) == []
    desk.select_option("#print-theme", "offer")
    desk.locator("#print-alone").check()
    assert "所选地块" in printed_view(desk)
    desk.locator("#print-alone").uncheck()
    desk.select_option("#find-status", "idle")
    expect(desk.locator(".filter-chip")).to_contain_text("闲置")
    view = printed_view(desk)
    assert "地块推介专题图" in view and "仅含：闲置" in view


def printed_view(desk: Page) -> str:
    """What the sheet of the view says, without blanks."""
    with desk.expect_download() as view:
        desk.click("#print-view")
    (page,) = PdfReader(io.BytesIO(Path(view.value.path()).read_bytes())).pages
    return page.extract_text().replace(" ", "")
