"""An officer takes in a survey bureau's file: from the drop to the entry, through a reload."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from shapely import box

from tests.browser.conftest import Opened, Seen, Site, await_map
from tests.browser.test_desk import serious
from tests.foreign import layer_file

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


def drop(page: Page, file: Path) -> None:
    """Drop a file on the page, as from a folder."""
    data: Any = page.evaluate_handle(
        """([name, text]) => {
          const data = new DataTransfer();
          data.items.add(new File([text], name));
          return data;
        }""",
        [file.name, file.read_text(encoding="utf-8")],
    )
    page.dispatch_event("#drop", "drop", {"dataTransfer": data})


def test_officer_imports_a_survey_file_from_drop_to_entry(
    opened: Opened, site: Site, seen: Seen, tmp_path: Path
) -> None:
    page = opened("/imports", "officer")
    drop(page, bureau_file(tmp_path, "CY-2026-07"))
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
    file = tmp_path / "many.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
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
