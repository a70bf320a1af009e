"""An investor without an account reads whether land can be had, why, and what lies near it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Opened
from tests.browser.lending import Seen
from tests.browser.test_desk import serious

OPEN, IN_USE = "CZ-0034", "CZ-0129"


def test_investor_reads_on_a_phone_whether_land_can_be_had(opened: Opened, seen: Seen) -> None:
    page = opened(f"/explore?id={OPEN}", size=PHONE)
    card = page.locator("#card")
    expect(card.locator(".available-line")).to_contain_text("可得")
    card.get_by_role("link", name="地块详情").click()
    expect(page.locator(".available-line")).to_contain_text("起可供")
    near = page.locator(".distances")
    expect(near).to_contain_text("铁路")
    expect(near).to_contain_text("直线距离")
    assert serious(page) == []
    assert (seen.errors, seen.strangers) == ([], [])


def test_land_that_is_not_offered_says_so(opened: Opened) -> None:
    page = opened(f"/parcels/{IN_USE}")
    expect(page.locator(".available-line")).to_have_text("不供应 未推介")
