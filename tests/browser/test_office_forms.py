"""Matters, criteria, enterprises and letters are entered through their forms, with their papers."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import Opened
from tests.browser.lending import Seen
from tests.browser.test_desk import serious
from tests.sheaf import PDF

PATIENCE_MS = 15_000
PAGES = ("/registers/idle", "/cases", "/checklists", "/matters", "/projects", "/plants",
         "/plants/PL-0005", "/enterprises", "/indicators", "/imports", "/ledger")  # fmt: skip
PARCEL = "CZ-0720"


def filled(page: Page, form: str, **fields: str) -> None:
    """Fill items of a form, with a paper, and send it."""
    for name, value in fields.items():
        control = page.locator(f"{form} [name='fields.{name}']")
        if control.evaluate("(one) => one.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    paper: FilePayload = {"name": "依据.pdf", "mimeType": "application/pdf", "buffer": PDF}
    if page.locator(f"{form} [data-papers]").count():
        page.set_input_files(f"{form} [data-papers] input", paper)
        expect(page.locator(f"{form} .attached")).to_contain_text("依据.pdf")
    page.click(f"{form} button[type=submit]")
    page.wait_for_url("**saved=*", timeout=PATIENCE_MS)


def shown_paper(page: Page, where: str) -> None:
    """The paper stands beside the item and opens from there."""
    link = page.locator(where).get_by_role("link", name="依据.pdf").first
    with page.expect_download() as started:
        link.click()
    assert Path(started.value.path()).read_bytes() == PDF


def unfolded(page: Page, name: str) -> None:
    page.evaluate(f"document.getElementById('{name}').open = true")


def test_officer_enters_a_matter_and_a_criterion(opened: Opened, seen: Seen) -> None:
    page = opened("/matters", "officer")
    unfolded(page, "new")
    filled(page, "#enter-matter", title="限期复工", light="red", responsible_unit="招商岗",
           due_on="2027-01-31", parcels=PARCEL)  # fmt: skip
    matter = page.locator(".matter", has_text="限期复工")
    expect(matter.get_by_role("link", name=PARCEL)).to_be_visible()
    shown_paper(page, ".matter:has-text('限期复工')")
    page.goto(f"{seen.root}/checklists?parcel={PARCEL}")
    filled(
        page, "#enter-criterion", criterion="容积率低于 0.8", met="yes", document_number="示〔1〕"
    )
    shown_paper(page, "tr:has-text('容积率低于 0.8')")
    assert (serious(page), seen.errors) == ([], [])


def test_officer_enters_a_project_and_finds_it_on_the_desk(opened: Opened, seen: Seen) -> None:
    page = opened(f"/projects?parcel={PARCEL}#new", "officer")
    page.click("#enter-project details summary")
    filled(page, "#enter-project", name_zh="激光模组扩产", stage="land", investment_wan="32000",
           chain="photoelectric", agency_service="yes", land_on="2026-05-08")  # fmt: skip
    expect(page.locator("h1")).to_contain_text("激光模组扩产")
    expect(page.locator(".stages [aria-current]")).to_have_text("取得用地 2026-05-08")
    expect(page.locator(".project-facts")).to_contain_text("光电信息")
    shown_paper(page, ".papers-line")
    desk = opened(f"/desk?ids={PARCEL}", "officer")
    expect(desk.locator("#pick-list li")).to_have_count(1)
    desk.keyboard.press("c")
    expect(desk.locator("#tab-ties").get_by_role("link", name="激光模组扩产")).to_be_visible()
    assert seen.errors == []


def test_officer_offers_a_plant_and_is_told_what_is_missing(opened: Opened, seen: Seen) -> None:
    page = opened(f"/plants?parcel={PARCEL}#new", "officer")
    page.fill("[name='fields.name_zh']", "二期 2 号厂房")
    page.fill("[name='fields.floor_area_m2']", "2400")
    page.select_option("[name='fields.offer']", "open")
    page.click("#enter-plant button[type=submit]")
    expect(page.locator("#enter-plant [data-field=offer] .wrong")).to_contain_text("楼面荷载")
    filled(page, "#enter-plant", mode="let", rent_yuan_per_m2_month="13.5", contact="招商岗",
           storey_height_m="8.4", floor_load_t_per_m2="2", available_from="2026-05-08")  # fmt: skip
    expect(page.locator(".available-line")).to_contain_text("可得")
    desk = opened(f"/desk?ids={PARCEL}", "officer")
    expect(desk.locator("#pick-list li")).to_have_count(1)
    desk.keyboard.press("c")
    expect(desk.locator("#tab-ties").get_by_role("link", name="二期 2 号厂房")).to_be_visible()


def test_officer_enters_an_enterprise_and_what_it_uses(opened: Opened, seen: Seen) -> None:
    page = opened("/enterprises", "officer")
    unfolded(page, "new")
    filled(page, "#enter-enterprise", name="新入园企业甲")
    page.wait_for_url("**/enterprises/QY-*")
    filled(page, "#enter-use", parcel=PARCEL, building="3 号楼", area_m2="1200")
    row = page.locator("#uses-title ~ .table-box tbody tr")
    expect(row).to_contain_text("3 号楼")
    expect(row).to_contain_text("1.80")
    shown_paper(page, ".papers-line")
    page.locator("main details").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
    assert (serious(page), seen.errors) == ([], [])


def test_administrator_puts_a_letter_of_the_office_in_place(
    opened: Opened,
) -> None:
    page = opened(f"/cases?parcel={PARCEL}", "admin")
    page.fill("#open-case [name=reason]", "巡查发现")
    filled(page, "#open-case", responsible_unit="自然资源岗")
    page.wait_for_url("**/cases/XZ-*")
    shown_paper(page, ".papers-line")
    unfolded(page, "templates")
    form = page.locator("form[data-letter$=investigation]")
    for text in ("{{地号}}", "{{地块编号}} 请配合调查"):
        made, out = Document(), BytesIO()
        made.add_paragraph(text)
        made.save(out)
        form.locator("input").set_input_files(
            {"name": "通知.docx", "mimeType": "application/msword", "buffer": out.getvalue()}
        )
        form.get_by_role("button", name="使用此文件").click()
        if "地号" in text:
            expect(form.locator(".wrong, .say-stop")).to_contain_text("地号")
    back = form.get_by_role("button", name="恢复通用模板")
    expect(back).to_be_visible(timeout=PATIENCE_MS)
    with page.expect_download() as started:
        page.locator("#investigation").get_by_role("link", name="文书").click()
    assert Document(str(started.value.path())).paragraphs[0].text == f"{PARCEL} 请配合调查"
    assert serious(page) == []
    back.click()
    expect(back).to_have_count(0, timeout=PATIENCE_MS)


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_the_office_fit_small_screens(opened: Opened, seen: Seen, path: str) -> None:
    page = opened(path, "officer", (1024, 768))
    page.wait_for_load_state("networkidle")
    for width, height in ((1024, 768), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    assert (serious(page), seen.errors) == ([], [])


def test_tabs_forms_and_keys_of_the_desk_have_no_serious_fault(opened: Opened) -> None:
    page = opened(f"/desk?ids={PARCEL}", "officer")
    expect(page.locator("#pick-list li")).to_have_count(1)
    page.evaluate("document.activeElement.blur()")
    for tab in ("history", "nearby", "ties", "papers", "print"):
        page.click(f"#tab-for-{tab}")
        expect(page.locator(f"#tab-{tab}").get_by_text("正在加载")).to_have_count(0)
        assert serious(page) == [], tab
    for key in ("s", "r", "t", "n"):
        page.keyboard.press(key)
        page.wait_for_timeout(300)
        assert serious(page) == [], key
        page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#key-list")).to_be_visible()
    assert serious(page) == []
