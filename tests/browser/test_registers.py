"""The monthly register goes out as Excel, comes back with changes, and is taken in as one entry."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, Seen
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


def test_officer_finds_the_registers_by_keyboard(opened: Opened) -> None:
    page = opened("/registers/idle", "officer")
    summary = page.locator("#headers summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("宗地编号")
    page.keyboard.press("Enter")
    expect(page.locator(".register thead th").first).to_have_text("宗地编号", timeout=15_000)


@pytest.mark.parametrize(
    "path", ["/registers/idle", "/cases", "/checklists", "/matters", "/enterprises"]
)
def test_axe_finds_nothing_serious_around_the_registers(opened: Opened, path: str) -> None:
    page = opened(path, "officer")
    for summary in page.locator("main > details > summary").all():
        summary.click()
    assert serious(page) == []
