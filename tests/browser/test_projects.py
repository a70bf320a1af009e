"""An officer prepares the project meeting, a leader reads it and says what he thinks."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Opened
from tests.browser.lending import Seen
from tests.browser.test_desk import serious

PATIENCE_MS = 15_000


def test_leader_asks_how_the_projects_do_and_opens_the_list_behind_a_figure(
    opened: Opened, seen: Seen
) -> None:
    page = opened("/projects/sums", "leader")
    expect(page.locator(".project-tiles")).to_contain_text("228.00")
    expect(page.locator("[data-chart=batches] svg")).to_be_visible(timeout=PATIENCE_MS)
    assert serious(page) == []
    row = page.locator("#years tr", has_text="2025")
    expect(row).to_contain_text("109.00")
    row.get_by_role("link", name="62", exact=True).first.click()
    expect(page.locator(".project-table tbody tr")).to_have_count(62)
    page.locator(".project-table tbody th a").first.click()
    expect(page.locator("#take-stage")).to_have_count(0)
    page.fill("#comments textarea", "月底前拿出方案")
    page.click("#comments form button")
    expect(page.locator(".comment-text")).to_have_text("月底前拿出方案", timeout=PATIENCE_MS)
    page.click(".comment-back button")
    expect(page.locator(".comment-gone")).to_have_count(1, timeout=PATIENCE_MS)
    assert (seen.errors, seen.strangers) == ([], [])


def test_officer_records_a_stage_and_makes_the_checklist(opened: Opened, seen: Seen) -> None:
    page = opened("/projects#new", "officer")
    page.fill("#enter-project [name='fields.name_zh']", "氢能部件试制")
    page.select_option("#enter-project [name='fields.project_kind']", "new_land")
    page.fill("#enter-project [name='fields.signed_on']", "2026-01-12")
    page.click("#enter-project button[type=submit]")
    page.wait_for_url("**/projects/PJ-*saved=*", timeout=PATIENCE_MS)
    page.click("#template button[type=submit]")
    expect(page.locator("#plan tbody tr")).to_have_count(8, timeout=PATIENCE_MS)
    page.click("#stages summary >> nth=0")
    page.fill("#take-stage [name='fields.on']", "2026-02-20")
    page.click("#take-stage button[type=submit]")
    expect(page.locator(".stages [aria-current]")).to_contain_text(
        "立项/备案 2026-02-20", timeout=PATIENCE_MS
    )
    page.locator("main details").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
    assert (serious(page), seen.errors) == ([], [])


def test_officer_goes_through_the_views_and_they_fit_a_phone(opened: Opened, seen: Seen) -> None:
    page = opened("/projects", "officer", PHONE)
    for view in ("board", "table", "calendar", "gantt"):
        page.locator(f".views a[href*='view={view}']").click()
        expect(page).to_have_url(re.compile(f"view={view}"))
        page.wait_for_load_state()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], view
        assert serious(page) == [], view
    assert seen.errors == []


def test_officer_takes_a_list_from_excel_in(opened: Opened, seen: Seen, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["项目名称", "当前阶段", "计划总投资（万元）"], ["新签项目甲", "签约", 12_000]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "projects.xlsx")
    page = opened("/projects", "officer")
    page.click("#take-in summary")
    page.set_input_files("#compare input[type=file]", tmp_path / "projects.xlsx")
    page.click("#compare button")
    expect(page.locator("#confirm tbody tr")).to_contain_text("新签项目甲", timeout=PATIENCE_MS)
    page.fill("#confirm [name=reason]", "本月签约")
    page.click("#confirm button.button")
    expect(page.locator(".project-table")).to_contain_text("新签项目甲", timeout=PATIENCE_MS)
    assert seen.strangers == []
