"""A case of idle land runs through its steps in the browser, with its question and its letter."""

from __future__ import annotations

import re
from pathlib import Path

from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, await_map
from tests.browser.lending import Seen
from tests.sheaf import photo

STEPS = ("investigation", "determination", "publication", "plan", "approval", "agreement",
         "closing")  # fmt: skip
PATIENCE_MS = 15_000


def record(page: Page, step: str, number: str) -> None:
    form = page.locator(f"#step-{step}")
    form.locator("[name='fields.number']").fill(number)
    form.locator("button[type=submit]").click()


def done(page: Page, step: str) -> None:
    """Until the page came back with the step recorded."""
    expect(page.locator(f"#{step}")).to_have_class(re.compile("step-done"), timeout=PATIENCE_MS)


def test_case_runs_through_its_steps(opened: Opened, seen: Seen, tmp_path: Path) -> None:
    page = opened("/cases?parcel=CZ-0033", "officer")
    form = page.locator("#open-case")
    form.locator("[name='fields.responsible_unit']").fill("自然资源岗")
    form.locator("[name=reason]").fill("疑似闲置立案")
    form.locator("button[type=submit]").click()
    expect(page).to_have_url(re.compile("/cases/XZ-"), timeout=PATIENCE_MS)
    record(page, "investigation", "")
    expect(page.locator("#step-investigation [data-field='number']")).to_contain_text("不能为空")
    page.locator("#step-investigation input[type=file]").set_input_files(
        {"name": "送达回证.jpg", "mimeType": "image/jpeg", "buffer": photo(size=(93, 60))}
    )
    expect(page.locator("#step-investigation .attached")).to_contain_text("送达回证.jpg")
    for number, step in enumerate(STEPS, 1):
        record(page, step, f"长经资〔2026〕{number}号")
        done(page, step)
    expect(page.locator(".registers-head")).to_contain_text("已销号")
    expect(page.locator("#investigation .step-papers a")).to_have_text("送达回证.jpg")
    with page.expect_download() as started:
        page.click("#determination a[href*=letters]")
    started.value.save_as(tmp_path / "letter.docx")
    said = [one.text for one in Document(str(tmp_path / "letter.docx")).paragraphs]
    assert "长经资〔2026〕2号" in said
    assert seen.strangers == []


def test_officer_is_asked_before_a_step_is_skipped(opened: Opened) -> None:
    page = opened("/cases?parcel=CZ-0052", "officer")
    page.locator("#open-case [name='fields.responsible_unit']").fill("自然资源岗")
    page.locator("#open-case [name=reason]").fill("疑似闲置立案")
    page.locator("#open-case [name=reason]").press("Enter")
    record(page, "investigation", "1号")
    done(page, "investigation")
    page.locator("#closing summary").click()
    record(page, "closing", "不构成闲置")
    answer = page.locator("#step-closing [name=anyway]")
    expect(answer).to_be_visible()
    answer.check()
    page.locator("#step-closing button[type=submit]").click()
    done(page, "closing")


def test_the_desk_leads_from_a_parcel_to_its_case(opened: Opened) -> None:
    desk = opened("/desk?ids=CZ-0033", "officer")
    await_map(desk)
    expect(desk.locator("#pick-list")).to_contain_text("CZ-0033")
    desk.focus("#tab-for-selection")
    tabs = desk.locator("#tabs [role=tab]:visible")
    for _ in range(tabs.count()):
        if desk.locator("#tab-for-ties[aria-selected=true]").count():
            break
        desk.keyboard.press("ArrowRight")
    expect(desk.locator("#tab-for-ties")).to_have_attribute("aria-selected", "true")
    desk.locator("#tab-ties").get_by_role("link", name="立案").focus()
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile(r"/cases\?parcel=CZ-0033"), timeout=PATIENCE_MS)
