"""An officer takes in a survey bureau's file: from the drop to the entry, through a reload."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from shapely import box

from tests.browser.conftest import Opened, Site, await_map, drop_file
from tests.browser.lending import Seen
from tests.browser.test_desk import serious
from tests.foreign import layer_file, parts

TXT = """[属性描述]
坐标系=2000国家大地坐标系
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=38
[地块坐标]
4,0.6,{name},东三街北地块,面,,,,@
J1,1,4000000.000,38419000.000
J2,1,4000000.000,38419100.000
J3,1,3999940.000,38419100.000
J4,1,3999940.000,38419000.000
J1,1,4000000.000,38419000.000
"""


@pytest.fixture(scope="module")
def site(own_site: Site) -> Site:
    return own_site


def bureau_file(folder: Path, name: str) -> Path:
    """One parcel of 0.6 ha, as a survey bureau sends it."""
    file = folder / f"{name}.txt"
    file.write_text(TXT.format(name=name), encoding="utf-8")
    return file


def many(folder: Path) -> Path:
    """6,000 small squares in one file, which takes a moment to read."""
    side = 0.00001
    features = [
        {
            "type": "Feature", "id": f"X-{n}", "properties": {"name": f"地块{n}"},
            "geometry": {"type": "Polygon", "coordinates": [[
                [x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]]},
        }
        for n in range(6_000)
        for x, y in [(113.2 + n % 80 * 2 * side, 36.22 + n // 80 * 2 * side)]
    ]  # fmt: skip
    file = folder / "many.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return file


def test_officer_imports_a_survey_file_from_drop_to_entry(
    opened: Opened, site: Site, seen: Seen, tmp_path: Path
) -> None:
    page = opened("/imports", "officer")
    file = bureau_file(tmp_path, "CY-2026-07")
    drop_file(page, "#drop", file.name, file.read_bytes())
    page.wait_for_url("**/imports/*")
    expect(page.locator("#body")).to_contain_text("CGCS2000", timeout=15_000)
    for step in ("columns", "findings", "differences"):
        page.click(f"#steps a[href='#{step}']")
    row = page.locator("#rows [data-key='parcel:1']")
    expect(row).to_contain_text("6,000.00 m²")
    expect(row.locator("input[type=checkbox]")).to_be_checked()
    page.click("#steps a[href='#confirm']")
    page.click("#confirm")
    expect(page.locator("#confirm-say")).to_contain_text("请填写事由")
    page.fill("#reason", "测绘院 2026 年第 7 号成果")
    page.click("#confirm")
    expect(page.locator("#receipt dd").first).to_have_text("1")
    page.click("#to-desk")
    await_map(page)
    expect(page.locator("#pick-list")).to_contain_text("CY-2026-07")
    assert (seen.errors, seen.strangers) == ([], [])


def test_import_page_survives_a_reload_while_the_file_is_read(
    opened: Opened, site: Site, tmp_path: Path
) -> None:
    file = many(tmp_path)
    page = opened("/imports", "officer")
    page.set_input_files("#file", file)
    page.wait_for_url("**/imports/*")
    expect(page.locator("#reading")).to_be_visible()
    page.reload()
    expect(page.locator("#steps")).to_be_visible(timeout=60_000)
    page.keyboard.press("5")
    expect(page.locator("#rows > li")).to_have_count(100)
    with page.expect_response(lambda answer: answer.url.endswith("/choices")):
        page.locator("#rows input[type=checkbox]").first.uncheck()
    page.reload()
    expect(page.locator("#rows input[type=checkbox]").first).not_to_be_checked()
    page.click("#drop-import")
    page.click("#drop-yes")
    page.wait_for_url("**/imports")
    expect(page.locator(".imp-list li").first).to_contain_text("已放弃")


def test_officer_names_the_layer_of_a_file_with_several(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "测绘.gpkg"
    for layer, west in (("宗地", 113.07), ("道路", 113.08)):
        layer_file(path, "EPSG:4326", [box(west, 36.15, west + 0.001, 36.151)], layer, no=[1])
    page = opened("/imports", "officer")
    page.set_input_files("#file", path)
    page.wait_for_url("**/imports/*")
    expect(page.locator("#closed-why")).to_contain_text("宗地", timeout=15_000)
    assert serious(page) == []
    page.get_by_role("button", name="宗地").click()
    expect(page.locator("#steps")).to_be_visible(timeout=15_000)


@pytest.mark.parametrize(
    ("name", "head", "told"),
    [("现场.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "照片"), ("总图.dwg", b"AC1027", "DXF")],
)
def test_a_photo_is_told_what_is_accepted(
    opened: Opened, tmp_path: Path, name: str, head: bytes, told: str
) -> None:
    file = tmp_path / name
    file.write_bytes(head + bytes(2_000))
    page = opened("/imports", "officer")
    page.set_input_files("#file", file)
    page.wait_for_url("**/imports/*")
    expect(page.locator("#closed-why")).to_contain_text(told, timeout=15_000)
    expect(page.locator("#closed #drop")).to_contain_text("GeoJSON")


def test_the_key_i_leads_from_the_desk_to_the_import(opened: Opened) -> None:
    page = opened("/desk", "officer")
    await_map(page)
    page.keyboard.press("i")
    page.wait_for_url("**/imports")
    expect(page.locator("#drop")).to_be_visible()


def test_an_import_is_cancelled_while_it_is_read(opened: Opened, tmp_path: Path) -> None:
    page = opened("/imports", "officer")
    page.set_input_files("#file", many(tmp_path))
    page.wait_for_url("**/imports/*")
    page.click("#cancel")
    page.wait_for_url("**/imports")
    expect(page.locator(".imp-list li").first).to_contain_text("已放弃")


def test_the_parts_of_a_shapefile_are_chosen_together(opened: Opened, tmp_path: Path) -> None:
    shape = box(113.071, 36.15, 113.072, 36.151)
    shp = layer_file(tmp_path / "lots.shp", "EPSG:4326", [shape], no=[1])
    page = opened("/imports", "officer")
    page.set_input_files("#file", shp)
    expect(page.locator("#drop-say")).to_contain_text("请同时选择 .shp、.dbf")
    page.set_input_files("#file", parts(shp))
    page.wait_for_url("**/imports/*")
    expect(page.locator("#body")).to_contain_text("EPSG:4326", timeout=15_000)
    expect(page.locator("#body .measures")).to_contain_text("lots.zip")


def around(page: Page, middle: str) -> list[dict[str, Any]]:
    """The parcels around one, as a file has them: it lacks the middle, one has no id."""
    told = page.evaluate(
        """async (id) => {
          const ask = (path) => fetch(path).then((answer) => answer.json());
          const [west, south, east, north] = (await ask(`/api/list?ids=${id}`)).items[0].bbox;
          const box = [west - 0.003, south - 0.003, east + 0.003, north + 0.003];
          const near = await ask(`/api/collections/parcels/items?bbox=${box}&limit=500`);
          return near.features.filter((one) => one.id !== id);
        }""",
        middle,
    )
    made = [{"type": "Feature", "id": one["id"], "geometry": one["geometry"],
             "properties": {"勘测说明": f"说明{n}"}} for n, one in enumerate(told)]  # fmt: skip
    del made[0]["id"]
    return made


def test_officer_settles_what_is_recognised_and_gone_with_a_kept_mapping(
    opened: Opened, seen: Seen, tmp_path: Path
) -> None:
    page = opened("/imports", "officer")
    file = tmp_path / "around.geojson"
    found = around(page, "CZ-0049")
    file.write_text(json.dumps({"type": "FeatureCollection", "features": found}))
    for again in (False, True):
        page.goto(f"{seen.root}/imports")
        page.set_input_files("#file", file)
        page.wait_for_url("**/imports/*")
        page.click("#steps a[href='#columns']", timeout=15_000)
        if again:
            page.select_option("#profile", "测绘院")
            page.locator(".imp-profile button").click()
        else:
            page.select_option("[data-column=勘测说明]", "progress")
            page.fill("#save-as", "测绘院")
            page.locator(".imp-form button[type=submit]").click()
        expect(page.locator("#reading")).to_be_hidden()
        expect(page.locator("[data-column=勘测说明]")).to_have_value("progress", timeout=15_000)
    for step in ("place", "columns", "findings", "differences"):
        page.click(f"#steps a[href='#{step}']")
        expect(page.locator("#body h2")).to_be_visible()
        assert serious(page) == [], step
    page.click("[data-verdict=matched]")
    page.locator("#rows .imp-check input").first.check()
    page.click("[data-verdict=gone]")
    gone = page.locator("#rows li", has_text="CZ-0049").locator("input")
    with page.expect_response(lambda answer: answer.url.endswith("/choices")):
        gone.check()
    page.click("#steps a[href='#confirm']")
    assert serious(page) == []
    page.fill("#reason", "测绘院更新")
    page.click("#confirm")
    receipt = page.locator("#receipt dd")
    expect(receipt.nth(1)).to_have_text(str(len(found)), timeout=20_000)
    expect(receipt.nth(2)).to_have_text("1")
    assert (seen.errors, seen.strangers) == ([], [])
