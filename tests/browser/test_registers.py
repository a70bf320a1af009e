"""The monthly register goes out as Excel, comes back with changes, and is taken in as one entry."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened
from tests.browser.lending import Seen
from tests.browser.test_desk import serious


def exported(page: Page, folder: Path) -> Path:
    with page.expect_download() as started:
        page.click("#export")
    target = folder / "register.xlsx"
    started.value.save_as(target)
    return target


def with_progress(path: Path, text: str) -> str:
    """Write a progress into the first row; the id of its parcel."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    place = next(cell.column_letter for cell in sheet[1] if cell.value == "进展")
    sheet[f"{place}2"] = text
    book.save(path)
    return str(sheet["A2"].value)


def test_officer_sends_the_monthly_register_out_and_takes_it_in_again(
    opened: Opened, seen: Seen, tmp_path: Path
) -> None:
    page = opened("/registers/idle", "officer")
    path = exported(page, tmp_path)
    parcel = with_progress(path, "已签补充协议，按期复工")
    page.click("#take-in summary")
    page.set_input_files("#compare input[type=file]", path)
    page.click("#compare button")
    expect(page.locator("#confirm tbody tr")).to_have_count(1, timeout=15_000)
    page.click("#confirm button")
    expect(page.locator("#confirm [data-field=reason]")).to_contain_text("事由")
    page.fill("#confirm [name=reason]", "11月台账")
    page.click("#confirm button")
    row = page.locator(".register tbody tr", has_text=parcel)
    changed = row.locator(".was", has_text="已签补充协议，按期复工")
    expect(changed).to_be_visible(timeout=15_000)
    assert (seen.strangers,) == ([],)


def test_officer_orders_the_form_in_use_by_keyboard(opened: Opened, tmp_path: Path) -> None:
    page = opened("/registers/unsupplied", "officer")
    summary = page.locator("#headers summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.fill("[name=title_lines]", "批而未供台账\n截至{{日期}}")
    row = page.locator(".form-columns li[data-field=location]")
    row.get_by_role("button").first.focus()
    for _ in range(3):
        page.keyboard.press("Enter")
    page.fill("[name=location]", "土地坐落")
    page.locator("[data-field=route] input[type=checkbox]").uncheck()
    page.click("#headers button[type=submit] >> nth=0")
    heads = page.locator(".register thead th")
    expect(heads.first).to_have_text("土地坐落", timeout=15_000)
    assert "处置方式" not in heads.all_inner_texts()
    sheet = openpyxl.load_workbook(exported(page, tmp_path)).worksheets[0]
    assert (sheet["A1"].value, sheet["A3"].value) == ("批而未供台账", "土地坐落")


@pytest.mark.parametrize(
    "path",
    [
        "/registers/idle",
        "/cases",
        "/checklists",
        "/matters",
        "/projects",
        "/enterprises",
        "/progress?behind=disposal_rate",
    ],
)
def test_axe_finds_nothing_serious_around_the_registers(opened: Opened, path: str) -> None:
    page = opened(path, "officer")
    for summary in page.locator("main > details > summary").all():
        summary.click()
    assert serious(page) == []
