"""A leader reads indicators and grades that officers entered; an officer closes a matter."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, await_map
from tests.browser.lending import Seen
from tests.browser.test_desk import serious
from tests.browser.test_office_forms import filled, unfolded

PATIENCE_MS = 15_000
SEND = """async ([path, body]) => {
  const { csrf } = JSON.parse(document.getElementById("parkmap-config").textContent);
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  return answer.json();
}"""


def figure(page: Page, period: str, value: str) -> None:
    unfolded(page, "figure")
    filled(page, "#enter-figure", period=period, value=value, source="统计公报")
    expect(page.locator("tbody")).to_contain_text(value, timeout=PATIENCE_MS)


def test_officer_enters_figures_and_takes_others_in_from_excel(
    opened: Opened, seen: Seen, tmp_path: Path
) -> None:
    page = opened("/indicators", "officer")
    unfolded(page, "new")
    filled(page, "#enter-indicator", name_zh="试验产值", unit="亿元", period="year", per_mu="yes",
           goal="120", goal_source="试验规划")  # fmt: skip
    figure(page, "2024", "100")
    figure(page, "2025", "111.5")
    expect(page.locator("tbody tr").first).to_contain_text("+11.5 %")
    expect(page.locator(".chart svg")).to_be_visible(timeout=PATIENCE_MS)
    book = openpyxl.Workbook()
    for row in (["指标名称", "期间", "数值", "来源文件"], ["试验产值", 2023, 80, "年鉴"],
                ["没有的指标", 2023, 1, "年鉴"]):  # fmt: skip
        book.worksheets[0].append(row)
    book.save(tmp_path / "figures.xlsx")
    page.goto(f"{seen.root}/indicators")
    unfolded(page, "take-in")
    page.set_input_files("#compare input[type=file]", tmp_path / "figures.xlsx")
    page.click("#compare button")
    expect(page.locator("#confirm .row-fault")).to_contain_text("没有这个编号", timeout=PATIENCE_MS)
    page.fill("#confirm [name=reason]", "补录")
    page.click("#confirm button.button")
    page.wait_for_url("**saved=*", timeout=PATIENCE_MS)
    page.get_by_role("link", name="试验产值").first.click()
    expect(page.locator(".entry-list")).to_contain_text("2023年数值：80", timeout=PATIENCE_MS)
    assert (serious(page), seen.errors) == ([], [])


def test_leader_reads_indicators_on_a_phone_and_changes_nothing(opened: Opened, seen: Seen) -> None:
    page = opened("/indicators", "leader", (390, 844))
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("form[data-send]").count() == 0
    assert (serious(page), seen.errors) == ([], [])


def test_officer_closes_a_matter_with_the_number_of_its_paper(opened: Opened, seen: Seen) -> None:
    page = opened("/matters?parcel=CZ-0721#new", "officer")
    filled(page, "#enter-matter", title="收口核验", light="red", responsible_unit="规划建设岗",
           responsible_leader="分管副主任", due_on="2026-01-31")  # fmt: skip
    matter = page.locator(".matter", has_text="收口核验")
    expect(matter).to_contain_text("已逾期")
    page.goto(f"{seen.root}/parcels/CZ-0721")
    page.locator(".tied-matters a", has_text="收口核验").click()
    closing = page.locator(".matter", has_text="收口核验").locator(".close-matter")
    closing.locator("summary").click()
    closing.locator("button[type=submit]").click()
    expect(closing.locator("[data-field=closing_number]")).to_contain_text("文件依据")
    closing.locator("[name='fields.closing_number']").fill("〔2026〕9 号")
    closing.locator("[name=reason]").fill("办结")
    closing.locator("button[type=submit]").click()
    page.wait_for_url("**saved=*", timeout=PATIENCE_MS)
    expect(page.locator(".matter", has_text="收口核验")).to_contain_text("〔2026〕9 号")


def test_leader_sees_the_grades_on_the_map(opened: Opened, seen: Seen) -> None:
    page = opened("/enterprises?year=2025", "officer")
    (firm,) = page.evaluate(SEND, ["/api/enterprises", {"fields": {"name": "试验评级厂"}}])["ids"]
    use = {"fields": {"parcel": "CZ-0722", "from_on": "2020-01-01"}}
    page.evaluate(SEND, [f"/api/enterprises/{firm}/tenancies", use])
    row = {"id": firm, "fields": {"tax_wan": 0.5}, "version": None}
    found = page.evaluate("(path) => fetch(path).then((one) => one.json())",
                          f"/api/enterprises/{firm}")  # fmt: skip
    row["version"] = found["version"]
    today = page.locator("[name=effective_on]").get_attribute("value")
    body = {"rows": [row], "effective_on": today, "reason": "试验"}
    assert "seq" in page.evaluate(SEND, ["/api/figures/2025/rows", body])
    looked = opened("/enterprises?view=map&year=2025", "leader")
    await_map(looked)
    expect(looked.locator("html.is-graded")).to_have_count(1, timeout=PATIENCE_MS)
    expect(looked.locator(".pm-legend")).to_contain_text("D 级")
    looked.get_by_text("逐宗查看").click()
    line = looked.locator("tr", has=looked.get_by_role("link", name="CZ-0722", exact=True))
    expect(line.locator(".grade-D")).to_have_text("D")
    assert (serious(looked), seen.errors) == ([], [])
