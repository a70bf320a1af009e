"""An investor asks on a phone without an account; an officer answers from the queue."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Opened, Site, await_map
from tests.browser.test_desk import serious


@pytest.fixture(scope="module")
def site(own_site: Site) -> Site:
    return own_site


def test_investor_asks_and_reads_the_officers_answer(opened: Opened) -> None:
    phone = opened("/enquiries/new?parcel=CZ-0033", "", PHONE)
    for name, text in (("name", "王工"), ("phone", "0355-1234567"), ("text", "需 80 亩")):
        phone.fill(f"#ask-{name}", text)
    phone.check("#ask-consent")
    assert serious(phone) == []
    phone.wait_for_timeout(3_000)  # faster is taken for a program
    phone.locator(".enquiry-box button[type=submit]").last.press("Enter")
    phone.wait_for_url("**/enquiries/t/**")
    desk = opened("/desk", "officer")
    await_map(desk)
    row = desk.locator(".todo-group[data-kind=enquiry] .todo-open").first
    row.evaluate("(button) => { button.closest('details').open = true; }")
    row.press("Enter")
    desk.locator("#enquiry-answer").fill("可看现场")
    desk.get_by_role("button", name="答复", exact=True).press("Enter")
    expect(desk.locator("#tab-enquiry")).to_contain_text("已答复")
    assert serious(desk) == []
    phone.reload()
    expect(phone.locator("main")).to_contain_text("可看现场")
