"""A leader subscribes, confirms by his mail and gets the digest; without signing in he ends it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Opened, Site
from tests.browser.mailing import serving_with_mail
from tests.browser.test_desk import serious
from tests.mailbox import Mailbox

BOX = Mailbox()


@pytest.fixture(scope="module")
def site(demo_land: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("telling") / "土地"
    with serving_with_mail(demo_land, folder, BOX) as found:
        yield found


def mail(number: int) -> str:
    """The text of the mail that comes as the nth."""
    for _ in range(300):
        if len(BOX.letters) >= number:
            return BOX.texts[number - 1]
        time.sleep(0.1)
    raise AssertionError("no mail came")


def test_a_leader_subscribes_and_gets_the_digest(opened: Opened) -> None:
    page = opened("/subscriptions", "leader")
    assert serious(page) == []
    page.fill("#mail-digest", "no address")
    page.locator("#digest button[type=submit]").click()
    expect(page.locator("#digest .wrong")).to_be_visible()
    page.fill("#mail-digest", "li@example.cn")
    page.locator("#digest button[type=submit]").click()
    expect(page.get_by_role("status")).to_contain_text("确认邮件已发出")
    link = re.search(r"http://land\.example(/subscriptions/t/\S+)", mail(1))
    assert link is not None
    reader = opened(link[1], "", PHONE)
    reader.get_by_role("button", name="确认接收").click()
    expect(reader.get_by_role("status")).to_contain_text("正常发送")
    page = opened("/subscriptions", "leader")
    page.get_by_role("button", name="立即发送一份").click()
    assert "闲置：" in mail(2) and "亩" in mail(2) and "/progress?on=" in mail(2)
    reader.reload()
    assert serious(reader) == []
    reader.get_by_role("button", name="退订并删除邮箱").click()
    expect(reader.get_by_role("status")).to_contain_text("已停止")


def test_a_leader_without_mail_reads_what_is_so_now(opened: Opened) -> None:
    page = opened("/reminders", "leader", PHONE)
    expect(page.locator("#now-idle")).to_contain_text("闲置满年限")
    page.locator(".tell-rows a").first.click()
    expect(page).to_have_url(re.compile(r"/parcels/"))
    page = opened("/reminders?kind=idle", "leader")
    assert serious(page) == []
