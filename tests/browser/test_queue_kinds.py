"""Every kind of row in the queue opens its form; rows are given away and brought back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened
from tests.browser.lending import Seen
from tests.browser.test_import import TXT
from tests.browser.test_queue import desk_of

SEND = """async (text) => {
  const form = new FormData();
  form.set("file", new File([text], "待确认.txt"));
  const said = JSON.parse(document.getElementById("parkmap-config").textContent);
  const headers = { "X-CSRFToken": said.csrf };
  const sent = await fetch("/api/imports", { method: "POST", body: form, headers });
  const { id } = await sent.json();
  for (;;) {
    const { state } = await (await fetch(`/api/imports/${id}`)).json();
    if (state === "ready") return id;
    await new Promise((go) => setTimeout(go, 200));
  }
}"""


def opened_row(desk: Page, kind: str) -> None:
    """Unfold a kind and open its first row."""
    group = desk.locator(f".todo-group[data-kind={kind}]")
    group.evaluate("(box) => { box.open = true; }")
    group.locator(".todo-open").first.click()


def test_rows_of_each_kind_open_what_they_ask_for(opened: Opened, seen: Seen) -> None:
    desk = desk_of(opened)
    for kind, field in (("offer", "#fact-offer_ends_on"), ("term", "#fact-term_ends_on")):
        opened_row(desk, kind)
        expect(desk.locator(field)).to_be_visible()
        expect(desk.locator("#picked")).to_contain_text("1 宗")
    opened_row(desk, "finding")
    expect(desk.locator("#tab-boundary .points")).to_be_visible()
    number = desk.evaluate(SEND, TXT.format(name="CY-2026-99"))
    desk.reload()
    opened_row(desk, "import")
    desk.wait_for_url(f"**/imports/{number}")
    expect(desk.locator("#steps")).to_be_visible()
    assert seen.errors == []


def test_a_row_is_given_to_a_colleague_who_finds_it(opened: Opened) -> None:
    desk = desk_of(opened)
    opened_row(desk, "term")
    key = desk.locator(".todo-row", has=desk.locator(".todo-body")).get_attribute("data-key")
    desk.locator(".todo-acts").get_by_role("button", name="分派").click()
    desk.locator(".todo-form:visible select").select_option(label="admin")
    desk.locator(".todo-form:visible button").click()
    expect(desk.locator(f'[data-key="{key}"] small').first).to_contain_text("admin")
    theirs = desk_of_mine(opened)
    expect(theirs.locator(f'[data-key="{key}"]')).to_be_visible()
    expect(theirs.locator(".todo-row")).to_have_count(1)


def desk_of_mine(opened: Opened) -> Page:
    theirs = opened("/desk", "admin")
    theirs.select_option("#todo-view", "mine")
    return theirs


def test_a_row_that_was_put_off_is_brought_back(opened: Opened) -> None:
    desk = desk_of(opened)
    opened_row(desk, "offer")
    key = desk.locator(".todo-row", has=desk.locator(".todo-body")).get_attribute("data-key")
    desk.locator(".todo-body").get_by_role("button", name="暂缓").click()
    desk.locator(".todo-form:visible").get_by_label("事由").fill("等函")
    desk.locator(".todo-form:visible button").click()
    row = desk.locator(f'[data-key="{key}"]')
    expect(row).to_have_count(0)
    desk.select_option("#todo-view", "snoozed")
    row.get_by_role("button", name="恢复").click()
    expect(row).to_have_count(0)
    desk.select_option("#todo-view", "")
    expect(row).to_have_count(1)


def test_the_undo_beside_what_was_saved_goes_after_a_minute(opened: Opened) -> None:
    desk = opened("/desk?ids=CZ-0052", "officer")
    expect(desk.locator("#pick-list li")).to_have_count(1)
    desk.clock.install()
    desk.locator("label.segment:has(input[value=under_construction])").click()
    desk.fill("#reason", "现场核实")
    desk.click("#send")
    expect(desk.locator("#say button")).to_be_visible()
    desk.clock.fast_forward(61_000)
    expect(desk.locator("#say button")).to_have_count(0)
    desk.fill("#find", "CZ-0052")
    desk.keyboard.press("Enter")
    desk.click("#tab-for-history")
    line = desk.locator("#tab-history .story-line").first
    line.get_by_role("button", name="撤销").click()
    desk.fill("#story-reason", "误标")
    desk.keyboard.press("Enter")
    expect(desk.locator("#say")).to_contain_text("已撤销")
    expect(line).to_contain_text("闲置")
