"""An investor asks and wants to be told; mail comes by a real server from the worker beside it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Opened, Site
from tests.browser.mailing import serving_with_mail
from tests.browser.test_desk import serious
from tests.mailbox import Mailbox

BOX = Mailbox()
IN_A_HURRY = 3_000  # faster is taken for a program


@pytest.fixture(scope="module")
def site(demo_land: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("with mail") / "土地"
    with serving_with_mail(demo_land, folder, BOX) as found:
        yield found


def link_in_mail(number: int) -> str:
    """The path behind the link of the mail that comes as the nth."""
    for _ in range(200):
        if len(BOX.letters) >= number:
            found = re.search(r"http://land\.example(/\w+/t/\S+)", BOX.texts[number - 1])
            assert found is not None
            return found[1]
        time.sleep(0.1)
    raise AssertionError("no mail came")


def filled(page: Page, **texts: str) -> Page:
    for name, text in texts.items():
        page.fill(f"#{name}", text)
    page.wait_for_timeout(IN_A_HURRY)
    return page


def test_investor_asks_about_two_parcels_and_follows_by_the_mail(
    browser: Browser, site: Site, opened: Opened
) -> None:
    with browser.new_context(java_script_enabled=False, locale="zh-CN") as plain:
        page = plain.new_page()
        page.goto(f"{site.root}/enquiries/new?ids=CZ-0033,CZ-0034,CZ-0035&need=需80亩")
        filled(page, **{"ask-name": "王工", "ask-mail": "wang@example.com"})
        page.get_by_role("button", name="移除 CZ-0034").click()
        assert page.input_value("#ask-name") == "王工"
        page.check("#ask-consent")
        page.press("#ask-name", "Enter")
        expect(page.locator("main")).to_contain_text("待答复")
        assert "CZ-0034" not in page.inner_text("main")
    phone = opened(link_in_mail(1), "", PHONE)
    expect(phone.locator("main")).to_contain_text("需80亩")
    assert serious(phone) == []


def test_investor_is_told_of_land_once_he_confirmed_and_stops_it(opened: Opened) -> None:
    before = len(BOX.letters)
    page = opened("/alerts/new?mu_min=60&siding=1", "", PHONE)
    expect(page.locator(".tag").first).to_contain_text("60")
    page.check("#alert-consent")
    assert serious(page) == []
    filled(page, **{"alert-mail": "li@example.com"}).press("#alert-mail", "Enter")
    expect(page.get_by_role("status")).to_contain_text("确认邮件已发出")
    page = opened(link_in_mail(before + 1), "", PHONE)
    page.get_by_role("button", name="确认接收提醒").click()
    expect(page.get_by_role("status")).to_contain_text("已确认")
    page.get_by_role("button", name="停止提醒并删除邮箱").click()
    expect(page.get_by_role("status")).to_contain_text("已停止")


def test_leader_reads_numbers_and_administrator_erases_on_request(opened: Opened) -> None:
    board = opened("/progress", "leader")
    board.get_by_role("link", name="待答复 1 件").click()
    expect(board.locator("#list tbody tr")).to_have_count(1)
    assert serious(board) == [] and "王工" not in board.inner_text("main")
    admin = opened("/admin", "admin")
    admin.fill("#personal-text", "王工")
    admin.press("#personal-text", "Enter")
    admin.get_by_role("checkbox").check()
    assert serious(admin) == []
    with admin.expect_download() as saved:
        admin.get_by_role("button", name="导出（JSON）").click()
    assert "wang@example.com" in saved.value.path().read_text("utf-8")
    admin.get_by_role("button", name="清除…").click()
    admin.get_by_role("button", name="立即清除").click()
    expect(admin.get_by_role("status")).to_contain_text("已清除")
    assert serious(admin) == []
