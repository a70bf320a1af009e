"""A leader has the report of a month made, sees it come, and takes it along."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import Opened
from tests.browser.lending import Seen
from tests.browser.test_desk import serious

PHONE = (390, 844)


def test_leader_has_a_month_made_and_takes_the_report_along(
    opened: Opened, seen: Seen, tmp_path: Path
) -> None:
    page = opened("/reports", "leader")
    page.fill("#r-period", "2025-12")
    page.click(".report-form button[type=submit]")
    row = page.locator(".report-list tbody tr").first
    expect(row.get_by_role("link")).to_be_visible(timeout=60_000)
    assert serious(page) == []
    with page.expect_download() as coming:
        row.get_by_role("link").click()
    coming.value.save_as(tmp_path / "report.pdf")
    first = PdfReader(tmp_path / "report.pdf").pages[0].extract_text()
    assert "2025" in first and coming.value.suggested_filename.endswith(".pdf")
    assert (seen.strangers,) == ([],)


def test_a_phone_shows_the_reports_without_scrolling_sideways(opened: Opened) -> None:
    page = opened("/reports", "leader", PHONE)
    expect(page.locator("#r-period")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert serious(page) == []
