"""A leader reads the board: will it be met, which parcels say so, and what was known when."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Opened
from tests.browser.lending import Seen


def test_leader_reads_if_the_target_is_met_and_opens_the_parcels(
    opened: Opened, seen: Seen
) -> None:
    page = opened("/progress?on=2026-11-20", "leader")
    expect(page.locator("#aims-title + .aim")).to_contain_text("1,200.0 亩")
    for box in ("#flow-chart", "#months-chart"):
        expect(page.locator(f"{box} svg")).to_be_visible(timeout=15_000)
    balance = page.locator(".balance li", has_text="闲置开工")
    told = balance.locator("small").inner_text()
    balance.get_by_role("link").click()
    lines = page.locator("#behind .lots tbody tr")
    expect(lines).to_have_count(int(told.split()[0]))
    expect(lines.first.locator("td").nth(3)).to_have_text("闲置")
    expect(page.locator("#behind-title")).to_contain_text("2026-01-01")
    assert (seen.errors, seen.strangers) == ([], [])


def test_leader_takes_the_list_of_a_park_along(opened: Opened) -> None:
    page = opened("/progress?on=2026-11-20&since=2025-01-01", "leader")
    page.locator("#ranks-title ~ .table-box tbody tr").first.get_by_role("link").first.click()
    with page.expect_download() as file:
        page.locator("#behind").get_by_role("link", name="Excel").click()
    assert file.value.suggested_filename == "闲置处置-2026-11-20.xlsx"


def test_leader_looks_at_another_day_as_it_was_known_then(opened: Opened) -> None:
    page = opened("/progress?on=2026-11-20", "leader", PHONE)
    now = page.locator("[data-s=idle] [data-mu]").inner_text()
    page.fill("#known", "2026-03-01T09:00")
    page.get_by_role("button", name="查看").click()
    expect(page.locator(".as-known.is-then")).to_contain_text("2026-03-01 09:00")
    then = page.locator("[data-s=idle] [data-mu]").inner_text()
    assert now != then
    page.locator("#balance-title ~ .balance .is-end a").click()
    expect(page.locator("#behind-title")).to_contain_text("闲置")
    assert "known=2026-03-01" in page.url
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
