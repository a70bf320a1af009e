"""An officer cuts and joins land on the desk."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from parkmap.services.noting import Annotation, annotate
from parkmap.services.reading import parcel
from parkmap.workspace import open_folder
from tests.browser.conftest import Opened, Site, await_map
from tests.browser.test_desk import desk_with, serious
from tests.sheaf import photo
from tests.small import OFFICER


@pytest.fixture(scope="module")
def site(own_site: Site) -> Site:
    return own_site


def begin(opened: Opened, key: str, *ids: str) -> Page:
    desk = desk_with(opened, *ids)
    desk.keyboard.press(key)
    expect(desk.locator(".edit-form")).to_be_visible()
    return desk


def choose(desk: Page, way: str) -> None:
    desk.locator(f"input[name=way][value={way}]").check()


def save(desk: Page, reason: str) -> None:
    desk.fill("#edit-reason", reason)
    desk.click(".edit-form button[type=submit]")
    expect(desk.locator("#say")).to_have_class(re.compile("good"))


def test_officer_splits_a_parcel_by_exact_area(opened: Opened) -> None:
    desk = begin(opened, "s", "CZ-0129")
    choose(desk, "areas")
    desk.fill("#split-areas", "6 亩")
    expect(desk.locator(".edit-pieces li")).to_have_count(2)
    expect(desk.locator(".edit-pieces li").first).to_contain_text("4,000.00 m²")
    save(desk, "分割转让")
    expect(desk.locator("#picked")).to_contain_text("2")


def test_officer_splits_by_a_drawn_line(opened: Opened) -> None:
    desk = begin(opened, "s", "CZ-0131")
    expect(desk.locator(".cut-line")).to_be_visible()
    box = desk.locator(".folium-map").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    desk.mouse.click(x - 300, y + 20)
    desk.mouse.click(x + 300, y - 20)
    expect(desk.locator(".points-edit tbody tr")).to_have_count(2)
    expect(desk.locator(".edit-pieces li")).to_have_count(2)
    desk.keyboard.press("Control+z")
    expect(desk.locator(".points-edit tbody tr")).to_have_count(1)
    desk.keyboard.press("Control+y")
    expect(desk.locator(".edit-pieces li")).to_have_count(2)
    save(desk, "道路穿越")


def test_officer_types_the_coordinates_of_a_cut(opened: Opened) -> None:
    desk = begin(opened, "s", "CZ-0163")
    for _ in range(2):
        desk.click("text=加一点")
    corners = desk.evaluate(
        "fetch('/api/parcels/CZ-0163/measures').then((told) => told.json())"
    )["boundary_points"]  # fmt: skip
    middle = sum(one["northing"] for one in corners) / len(corners)
    east = [one["easting"] for one in corners]
    for row, easting in enumerate((min(east) - 50, max(east) + 50)):
        cells = desk.locator(".points-edit tbody tr").nth(row).locator("input")
        cells.nth(0).fill(f"{middle:.3f}")
        cells.nth(0).press("Tab")
        cells.nth(1).fill(f"{easting:.3f}")
        cells.nth(1).press("Tab")
    expect(desk.locator(".edit-pieces li")).to_have_count(2)


def test_officer_merges_two_parcels_and_chooses_whose_location_goes_on(
    opened: Opened, site: Site
) -> None:
    desk = begin(opened, "s", "CZ-0132")
    choose(desk, "parts")
    expect(desk.locator(".edit-pieces li")).to_have_count(2)
    save(desk, "分割")
    record = open_folder(site.folder)
    with closing(record.store):
        seen = parcel(record, OFFICER, "CZ-0132-2").version
        asked = Annotation({"CZ-0132-2": seen}, {"location": "东街"}, record.today(), "核实")
        annotate(record, OFFICER, asked)
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press("m")
    expect(desk.locator(".keep li")).to_have_count(2)
    expect(desk.locator(".edit-pieces li")).to_have_count(1)
    desk.locator("input[name=goes-location]").nth(1).check()
    save(desk, "并宗")
    desk.keyboard.press("f")
    expect(desk.locator("#fact-location")).to_have_value("东街")


def test_a_planned_split_waits_until_it_is_registered(opened: Opened) -> None:
    desk = begin(opened, "s", "CZ-0133")
    choose(desk, "parts")
    desk.check("#edit-planned")
    expect(desk.locator(".edit-pieces li")).to_have_count(2)
    save(desk, "方案论证")
    again = begin(opened, "s", "CZ-0133")
    again.fill("#edit-reason", "已登记")
    again.click("text=登记生效")
    expect(again.locator("#say")).to_contain_text("拟分割已登记生效")


def test_a_draft_is_back_after_a_crash(opened: Opened) -> None:
    desk = begin(opened, "s", "CZ-0137")
    choose(desk, "areas")
    desk.fill("#split-areas", "3 亩")
    desk.reload()
    await_map(desk)
    expect(desk.locator("#pick-list li")).to_have_count(1)
    desk.click("[data-tool=split]")
    expect(desk.locator("#split-areas")).to_have_value("3 亩")


def test_a_refused_cut_shows_its_reason(opened: Opened) -> None:
    desk = begin(opened, "s", "CZ-0138")
    choose(desk, "areas")
    desk.fill("#split-areas", "9000 亩")
    expect(desk.locator(".edit-out .say-stop")).to_be_visible()
    expect(desk.locator(".edit-form button[type=submit]")).to_be_disabled()


def test_officer_is_told_where_nothing_is_to_be_trimmed(opened: Opened) -> None:
    desk = begin(opened, "t", "CZ-0139")
    expect(desk.locator(".edit-out")).to_contain_text("CZ-0139 与相邻地块没有重叠")
    expect(desk.locator(".edit-out .say-stop")).to_have_count(0)


def test_axe_finds_nothing_serious_in_an_edit(opened: Opened) -> None:
    desk = begin(opened, "s", "CZ-0138")
    assert serious(desk) == []


def corner(desk: Page, row: int) -> tuple[float, float]:
    cells = desk.locator(".points-edit tbody tr").nth(row).locator("input")
    return float(cells.nth(0).input_value()), float(cells.nth(1).input_value())


def test_officer_moves_a_shared_boundary_by_typed_coordinates(opened: Opened) -> None:
    desk = begin(opened, "r", "CZ-0141")
    expect(desk.locator(".points-edit tbody tr")).not_to_have_count(0)
    northing, _easting = corner(desk, 0)
    cell = desk.locator(".points-edit tbody tr").first.locator("input").first
    cell.fill(f"{northing - 1.5:.3f}")
    cell.press("Tab")
    told = desk.locator(".edit-pieces li")
    expect(told.first).to_contain_text("CZ-0141")
    expect(told.locator("small")).to_have_text([re.compile(r"[+−]\d+\.\d\d m²")] * 3)
    desk.click("[data-act=undo-point]")
    assert corner(desk, 0)[0] == northing
    desk.click("[data-act=redo-point]")
    expect(desk.locator(".edit-form button[type=submit]")).to_be_enabled()
    save(desk, "按实测调整")


def test_officer_draws_a_parcel_over_another_and_trims_it(opened: Opened) -> None:
    desk = begin(opened, "n", "CZ-0143")
    expect(desk.locator("#draw-name")).to_be_visible()
    box = desk.locator(".folium-map").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for across, down in ((-60, -60), (60, -60), (60, 60), (-60, 60)):
        desk.mouse.click(x + across, y + down)
        desk.wait_for_timeout(150)
    expect(desk.locator(".edit-out .say-stop")).to_contain_text("重叠")
    expect(desk.locator(".edit-wrong")).to_be_attached()
    expect(desk.locator("#picked")).to_contain_text("1")


def test_a_photo_goes_with_a_split(opened: Opened, tmp_path: Path) -> None:
    desk = begin(opened, "s", "CZ-0145")
    choose(desk, "parts")
    (tmp_path / "现场.jpg").write_bytes(photo())
    desk.set_input_files("#edit-attach-file", tmp_path / "现场.jpg")
    expect(desk.locator(".edit-form .attached li")).to_have_count(1)
    expect(desk.locator(".edit-pieces li")).to_have_count(2)
    save(desk, "分割转让")


def test_who_was_faster_is_told_with_both_shapes(opened: Opened) -> None:
    first, second = begin(opened, "r", "CZ-0147"), begin(opened, "r", "CZ-0147")
    for desk, by in ((first, 1.0), (second, 2.0)):
        expect(desk.locator(".points-edit tbody tr")).not_to_have_count(0)
        northing, _easting = corner(desk, 0)
        cell = desk.locator(".points-edit tbody tr").first.locator("input").first
        cell.fill(f"{northing - by:.3f}")
        cell.press("Tab")
        expect(desk.locator(".edit-form button[type=submit]")).to_be_enabled()
    save(first, "按实测调整")
    second.fill("#edit-reason", "按实测调整")
    second.click(".edit-form button[type=submit]")
    expect(second.locator(".theirs")).to_contain_text("officer")
    expect(second.locator(".edit-theirs").first).to_be_attached()


def test_maps_before_and_after_show_what_a_split_did(opened: Opened) -> None:
    desk = begin(opened, "s", "CZ-0049")
    choose(desk, "areas")
    desk.fill("#split-areas", "3 亩")
    expect(desk.locator(".edit-pieces li")).to_have_count(2)
    save(desk, "分割转让")
    desk.locator("#tab-for-selection").click()
    desk.locator("#pick-list li button").last.click()
    desk.locator("#tab-for-history").click()
    line = desk.locator("#tab-history .story-line").first
    line.get_by_role("button", name="变更前后图").click()
    figures = line.locator("figure")
    expect(figures).to_have_count(2)
    before = figures.first.locator("svg path").count()
    expect(figures.last.locator("svg path")).to_have_count(before + 1)
    assert serious(desk) == []
