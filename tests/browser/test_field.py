"""An officer in the field: no network, a phone, and somebody else who was faster."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Opened, await_map
from tests.browser.test_desk import desk_with, serious
from tests.sheaf import photo


def marked(desk: Page, status: str, reason: str) -> None:
    desk.locator(f"label.segment:has(input[value={status}])").click()
    desk.fill("#reason", reason)
    desk.click("#send")


def test_mark_made_offline_is_sent_later(opened: Opened) -> None:
    desk = opened("/desk?ids=CZ-0545", "officer", offline=True)
    await_map(desk)
    desk.evaluate("navigator.serviceWorker.ready")  # keeps the page from the first visit on
    desk.context.set_offline(True)
    marked(desk, "idle", "巡查发现停工")
    expect(desk.locator("#outbox")).to_contain_text("CZ-0545")
    expect(desk.locator("#say")).to_contain_text("无网络")
    width, height = PHONE
    desk.set_viewport_size({"width": width, "height": height})
    desk.reload()
    expect(desk.locator("#outbox")).to_contain_text("巡查发现停工")
    expect(desk.locator("#outbox ol")).to_be_hidden()  # one line: the list below is worked with
    desk.context.set_offline(False)
    expect(desk.locator("#outbox")).to_be_hidden(timeout=25_000)
    told = desk.request.get(desk.url.split("/desk")[0] + "/api/ledger?q=巡查发现停工").json()
    assert [one["action"] for one in told["entries"]] == ["mark"]


def test_a_photo_taken_offline_goes_with_its_mark(opened: Opened, tmp_path: Path) -> None:
    desk = desk_with(opened, "CZ-0566")
    (tmp_path / "现场.jpg").write_bytes(photo())
    desk.context.set_offline(True)
    desk.set_input_files("#attach-file", tmp_path / "现场.jpg")
    expect(desk.locator("#attached")).to_contain_text("待联网发送")
    marked(desk, "idle", "巡查拍照")
    expect(desk.locator("#outbox")).to_contain_text("1 张照片")
    desk.context.set_offline(False)
    expect(desk.locator("#outbox")).to_be_hidden(timeout=25_000)
    root = desk.url.split("/desk")[0]
    (entry,) = desk.request.get(f"{root}/api/ledger?q=巡查拍照").json()["entries"]
    asked = f"{root}/api/papers?kind=entry&id={entry['seq']}"
    assert [one["name"] for one in desk.request.get(asked).json()["papers"]] == ["现场.jpg"]


def test_officer_chooses_where_somebody_was_faster_meanwhile(opened: Opened) -> None:
    desk, other = desk_with(opened, "CZ-0546"), desk_with(opened, "CZ-0546")
    desk.context.set_offline(True)
    marked(desk, "idle", "巡查发现停工")
    expect(desk.locator("#outbox li")).to_have_count(1)
    marked(other, "in_use", "已投产")
    other.locator(".question input").first.check()
    other.click("#send")
    expect(other.locator("#say")).to_have_class(re.compile("good"))
    desk.context.set_offline(False)
    asked = desk.locator("#outbox [data-state=clash]")
    expect(asked).to_contain_text("officer", timeout=25_000)
    assert serious(desk) == []
    asked.get_by_text("保留对方的").click()
    expect(desk.locator("#outbox")).to_be_hidden()


def test_officer_finds_the_nearest_parcels_on_a_phone(opened: Opened) -> None:
    desk = opened("/desk", "officer", PHONE)
    await_map(desk)
    desk.context.grant_permissions(["geolocation"])
    box = desk.evaluate(
        "JSON.parse(document.getElementById('parkmap-config').textContent).parks[0].bbox"
    )
    desk.context.set_geolocation(
        {"longitude": (box[0] + box[2]) / 2, "latitude": (box[1] + box[3]) / 2}
    )
    desk.get_by_role("button", name="定位").click()
    rows = desk.locator(".near li")
    expect(rows).not_to_have_count(0)
    metres = [int(re.findall(r"(\d+) 米", text)[0]) for text in rows.all_inner_texts()]
    assert metres == sorted(metres)
    rows.first.locator("button").click()
    expect(rows.first.locator("button")).to_have_attribute("aria-pressed", "true")
    assert serious(desk) == []
