"""An officer takes the figures of a year in from Excel and reads the grade that follows."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.lending import Seen


def test_officer_takes_the_figures_of_a_year_in(opened: Opened, seen: Seen, tmp_path: Path) -> None:
    page = opened("/enterprises", "officer")
    year = page.locator("#year option").first.inner_text()
    page.click("#holders summary")
    page.fill("#holders [name=reason]", "按权利人建档")
    page.click("#holders button")
    expect(page.locator(".say-good")).to_be_visible(timeout=15_000)
    book = openpyxl.Workbook()
    head = ["企业名称", "税收（万元）", "产值（万元）", "综合能耗（吨标准煤）", "研发经费（万元）"]
    for row in (head, ["示例企业1", 200, 4000, 500, 120]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "figures.xlsx")
    page.goto(page.url.split("?")[0] + f"?year={year}")
    page.click("#take-in summary")
    page.set_input_files("#compare input[type=file]", tmp_path / "figures.xlsx")
    page.click("#compare button")
    expect(page.locator("#confirm tbody tr")).to_have_count(1, timeout=15_000)
    page.fill("#confirm [name=reason]", "2026年报表")
    page.click("#confirm button.button")
    line = page.locator("tbody tr", has=page.get_by_role("link", name="示例企业1", exact=True))
    expect(line.locator(".grade")).to_have_text("A", timeout=15_000)
    line.locator("th a").click()
    expect(page.get_by_role("row", name="亩均税收")).to_contain_text("17.96", timeout=15_000)
    assert seen.strangers == []
