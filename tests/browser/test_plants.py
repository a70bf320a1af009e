"""An investor finds a standard plant on a phone and asks about it; without a script too."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

from tests.browser.conftest import PHONE, Opened, Site
from tests.browser.lending import Seen
from tests.browser.test_desk import serious


def test_investor_finds_a_plant_with_a_crane_and_asks_about_it(opened: Opened, seen: Seen) -> None:
    page = opened("/plants", size=PHONE)
    page.get_by_text("筛选", exact=True).click()
    page.get_by_label("行车吨位不低于").fill("20")
    page.get_by_label("租金不高于").fill("16")
    page.get_by_role("button", name="搜索").click()
    expect(page.locator(".plant")).to_have_count(3)
    page.wait_for_url("**crane=20*")
    assert serious(page) == []
    page.locator(".plant-link").first.click()
    expect(page.locator(".available-line")).to_contain_text("起可供")
    expect(page.locator(".areas")).to_contain_text("32")
    assert serious(page) == []
    page.get_by_role("link", name="咨询此厂房").click()
    expect(page.locator("#ask-text")).to_have_value(re.compile("^咨询标准厂房 PL-00"))
    assert (seen.errors, seen.strangers) == ([], [])


def test_an_empty_list_leads_on_without_a_script(browser: Browser, site: Site) -> None:
    with browser.new_context(java_script_enabled=False, locale="zh-CN") as context:
        page = context.new_page()
        page.goto(f"{site.root}/plants?crane=50&mode=let")
        page.get_by_role("link", name="去掉“行车不小于 50 t”").click()
        expect(page.locator(".plant")).not_to_have_count(0)
        expect(page.locator(".plants-asked")).to_contain_text("出租")
