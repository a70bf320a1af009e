"""An officer marks a parcel, and everyone sees it: the map, the board and the file."""

from __future__ import annotations

import json
import re
import time
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Page, expect

from parkmap.services.noting import Annotation, annotate
from parkmap.services.reading import parcel
from parkmap.workspace import open_folder
from tests.browser.conftest import Opened, Site, await_map
from tests.browser.lending import Seen
from tests.small import OFFICER

PARCEL, OTHER = "CZ-0132", "CZ-0149"
PLACE = "view=17/36.14803/113.07868"  # the other is in its middle, in use
MAP = "async () => { window.watched = await (await window.parkmapModule).mapReady; }"
ARRIVED = "([id, status]) => window.watched.facts(id).s === status"
PICTURE = """(id) => [...window.watched.tiles.live]
    .filter(([, { decoded }]) => decoded?.byId.has(id))
    .map(([place, { canvas }]) => [place, canvas.toDataURL()]).sort()"""


def status_on_disk(folder: Path) -> str:
    features = json.loads((folder / "parcels.geojson").read_text(encoding="utf-8"))["features"]
    return str({one["id"]: one["properties"]["status"] for one in features}[PARCEL])


def another_status(folder: Path) -> tuple[str, str]:
    """A status that the parcel does not have and nobody asks about, and its word."""
    building = status_on_disk(folder) == "under_construction"
    return ("idle", "闲置") if building else ("under_construction", "在建")


def select(desk: Page, parcel: str = PARCEL) -> None:
    await_map(desk)
    desk.fill("#find", parcel)
    desk.click("#finder button[type=submit]")
    expect(desk.locator("#pick-list")).to_contain_text(parcel)


def send(desk: Page, status: str) -> None:
    desk.locator(f"label.segment:has(input[value={status}])").click()
    desk.fill("#reason", "现场核实")
    desk.click("#send")


def mark(desk: Page, status: str, parcel: str = PARCEL) -> None:
    select(desk, parcel)
    send(desk, status)
    expect(desk.locator("#say")).to_have_class(re.compile("good"))


def test_a_mark_is_seen_by_everyone(opened: Opened, site: Site, seen: Seen) -> None:
    public, leader = opened(f"/explore?q={PARCEL}"), opened("/progress", "leader")
    await_map(public)
    figures = leader.locator(".tiles").inner_text()
    status, word = another_status(site.folder)
    mark(opened("/desk", "officer"), status)
    row = public.locator(f".plot[data-id={PARCEL}] .plot-status")
    expect(row).to_have_text(word, timeout=5_000)
    leader.reload()
    assert leader.locator(".tiles").inner_text() != figures
    assert (seen.errors, seen.strangers) == ([], [])


def map_of_the_public(opened: Opened) -> Page:
    """A public map near the parcel, which has asked for all that it shows."""
    page = opened(f"/explore?{PLACE}")
    await_map(page)
    page.wait_for_load_state("networkidle")
    page.evaluate(MAP)
    return page


def painted(page: Page) -> list[list[str]]:
    """What the canvases with the other parcel show after the next frame; each after its place."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    found: list[list[str]] = page.evaluate(PICTURE, OTHER)
    return found


def test_a_map_elsewhere_is_painted_anew_without_asking_for_a_tile(opened: Opened) -> None:
    public, asked = map_of_the_public(opened), list[str]()
    before = painted(public)
    public.on("request", lambda sent: asked.append(sent.url))
    mark(opened("/desk", "officer"), "under_construction", OTHER)
    public.wait_for_function(ARRIVED, arg=[OTHER, "under_construction"], timeout=5_000)
    after = painted(public)
    assert len(before) > 0 and after != before
    assert asked and not [url for url in asked if "/tiles/" in url]
    assert after == painted(map_of_the_public(opened))  # as one that is opened only now


def test_the_file_says_the_same_within_a_second(opened: Opened, site: Site) -> None:
    desk, (status, _word) = opened("/desk", "officer"), another_status(site.folder)
    select(desk)
    with desk.expect_response("**/api/marks") as answer:
        send(desk, status)
    end = time.monotonic() + 1
    while status_on_disk(site.folder) != status and time.monotonic() < end:
        time.sleep(0.02)
    assert (answer.value.status, status_on_disk(site.folder)) == (200, status)


def test_an_undo_is_one_click_and_a_reason(opened: Opened, site: Site) -> None:
    desk = opened("/desk", "officer")
    before = desk.locator("#saved").inner_text()
    mark(desk, another_status(site.folder)[0])
    desk.click("#undo")
    desk.click("#undo-do")
    expect(desk.locator("#undo-box")).to_be_hidden()
    expect(desk.locator("#saved")).not_to_have_text(before)


def test_a_second_officer_is_told_of_the_first(opened: Opened, site: Site) -> None:
    second = opened("/desk", "officer")
    second.route("**/api/changes*", lambda route: route.abort())  # hears nothing of the first
    select(second)
    status, _word = another_status(site.folder)
    mark(opened("/desk", "officer"), status)
    send(second, status)
    expect(second.locator("#clash")).to_be_visible()
    expect(second.locator("#clash-list")).to_contain_text(PARCEL)


def test_the_second_officer_chooses_his_own_for_a_parcel(opened: Opened, site: Site) -> None:
    second = opened("/desk", "officer")
    second.route("**/api/changes*", lambda route: route.abort())
    select(second)
    record = open_folder(site.folder)
    with closing(record.store):
        versions: dict[str, int | None] = {PARCEL: parcel(record, OFFICER, PARCEL).version}
        annotate(
            record, OFFICER, Annotation(versions, {"location": "东街"}, record.today(), "核实")
        )
    status, word = another_status(site.folder)
    send(second, status)
    row = second.locator(f"#clash-list [data-id={PARCEL}]").first
    expect(row.locator("input[value=theirs]")).to_be_checked()
    expect(row).to_contain_text("东街")
    row.locator("input[value=mine]").check()
    second.click("#clash-again")
    expect(second.locator("#say")).to_contain_text(word)
