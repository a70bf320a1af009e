"""An investor takes a sheet along: from the page of a parcel to one printed A4 page."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.browser.conftest import PHONE, Opened, Site
from tests.browser.lending import Seen
from tests.browser.test_desk import serious

OPEN = "CZ-0034"


def test_investor_takes_a_sheet_along_from_a_phone(opened: Opened, seen: Seen) -> None:
    page = opened(f"/parcels/{OPEN}", size=PHONE)
    page.get_by_role("link", name="地块推介单", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("B-04")
    expect(page.locator(".available-line")).to_contain_text("可得")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_download() as saved:
        page.get_by_role("link", name="下载 PDF").click()
    assert saved.value.suggested_filename.endswith(".pdf")
    assert serious(page) == []
    assert (seen.errors, seen.strangers) == ([], [])


@pytest.mark.parametrize(
    ("path", "count"),
    [
        (f"/parcels/{OPEN}/sheet?lang=zh", 1),
        (f"/parcels/{OPEN}/sheet?lang=both", 1),
        (f"/sheets?ids={OPEN},CZ-0065,CZ-0191&lang=en", 5),
    ],
)
def test_without_a_script_it_prints_as_so_many_pages(
    browser: Browser, shared_site: Site, path: str, count: int
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shared_site.root + path)
    expect(page.locator("#print")).to_be_hidden()
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    context.close()
    sizes = [one.mediabox for one in PdfReader(io.BytesIO(printed)).pages]
    assert [(round(one.width / 72 * 25.4), round(one.height / 72 * 25.4)) for one in sizes] == [
        (210, 297)
    ] * count
