"""A leader asks whether a campaign will make it; an officer enters one and closes it."""

from __future__ import annotations

import io

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import PHONE, Opened
from tests.browser.lending import Seen
from tests.browser.test_desk import serious

MIDDLE = "/campaigns/2025-33-days?on=2025-11-24"


def fits(page: Page) -> bool:
    wide: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return wide <= 0


def test_leader_sees_on_a_day_that_it_will_be_late_and_which_parcels_say_so(
    opened: Opened, seen: Seen
) -> None:
    page = opened("/campaigns?on=2025-11-24", "leader")
    page.get_by_role("link", name="33 天盘活百亩").first.click()
    expect(page.locator(".campaign-verdict")).to_contain_text("比截止日期 2025-12-05 晚")
    expect(page.locator("#burn-up-chart svg")).to_be_visible()
    spoken = page.locator("#burn-up-chart").get_attribute("aria-label") or ""
    assert spoken.startswith("2025-11-24: 已完成 44.92 亩") and spoken.endswith("预测 2025-12-21")
    expect(page.locator("#parcels tbody tr")).to_have_count(5)
    page.fill("#on", "2025-12-05")
    page.click(".as-of button")
    expect(page.locator(".campaign-verdict")).to_contain_text("完成目标，用时 33 天")
    expect(page.locator("#parcels tbody tr")).to_have_count(10)
    page.get_by_text("图中数据").click()
    expect(page.locator("#burn-up table").first).to_contain_text("101.10")
    assert (serious(page), seen.errors) == ([], [])


def test_leader_reads_it_on_a_phone_and_hands_the_sheet_on(opened: Opened, seen: Seen) -> None:
    page = opened(MIDDLE, "leader", PHONE)
    expect(page.locator("#burn-up-chart svg")).to_be_visible()
    assert fits(page)
    sheet = page.request.get(f"{seen.root}/campaigns/2025-33-days/sheet.pdf?on=2025-11-24")
    assert "44.92" in PdfReader(io.BytesIO(sheet.body())).pages[0].extract_text()
    page.goto(f"{seen.root}/campaigns")
    assert fits(page) and (serious(page), seen.errors) == ([], [])


def test_officer_enters_a_campaign_and_closes_it_with_its_figures(
    opened: Opened, seen: Seen
) -> None:
    page = opened("/campaigns#new", "officer")
    for name, value in {"name_zh": "试行攻坚", "goal_mu": "30", "starts_on": "2026-10-01",
                        "deadline_on": "2026-11-15", "officer_post": "土地岗"}.items():  # fmt: skip
        page.fill(f"[name='fields.{name}']", value)
    page.get_by_label("精密制造产业园二期").check()
    page.fill("#enter-campaign [name=reason]", "会议决定")
    page.click("#enter-campaign button[type=submit]")
    page.wait_for_url("**saved=*")
    expect(page.locator(".campaign-terms")).to_contain_text("精密制造产业园二期")
    expect(page.locator("#parcels tfoot")).to_contain_text("27.27")
    page.get_by_role("heading", name="结束行动").click()
    page.fill("#close-campaign [name=reason]", "行动结束")
    page.click("#close-campaign button[type=submit]")
    expect(page.locator("#closing")).to_contain_text("与结束时一致")
    expect(page.locator("#terms, #close")).to_have_count(0)
    assert (serious(page), seen.errors) == ([], [])
