"""A cadastre that nobody here drew is taken in, served, and a lot of it is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, Site, await_map, serving, with_people
from tests.browser.lending import Seen
from tests.cli.conftest import process

OWN, PUBLIC = "91216000AB0025", "91216000AB0037"
DAY: Final = "2025-01-01"


@pytest.fixture(scope="module")
def site(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The cadastre of 4,241 parcels, all idle, as `parkmap init` takes it in."""
    folder = tmp_path_factory.mktemp("cadastre") / "zone"
    file = shared_data / "parcels" / "cadastre_91216.geojson"
    said = process("init", folder, "--parcels", file, "--status", "idle", "--on", DAY)
    assert said.code == 0, said.err
    with serving(with_people(folder)) as found:
        yield found


def mark_as_building(desk: Page, lot: str) -> None:
    await_map(desk)
    expect(desk.locator("#pick-list li")).to_contain_text([lot])
    desk.locator("label.segment:has(input[value=under_construction])").click()
    desk.fill("#reason", "现场核实")
    desk.click("#send")
    expect(desk.locator("#say")).to_have_class(re.compile("good"))


def test_an_officer_marks_a_lot_and_sees_it_saved(opened: Opened, seen: Seen) -> None:
    desk = opened(f"/desk?ids={OWN}", "officer")
    expect(desk.locator("#pick-list")).to_contain_text("闲置")
    mark_as_building(desk, OWN)
    expect(desk.locator("#say")).to_contain_text("在建")
    expect(desk.locator("#saved")).to_contain_text("已保存")
    assert (seen.errors, seen.strangers) == ([], [])


def test_the_list_and_the_data_sheet_say_the_new_status(opened: Opened, seen: Seen) -> None:
    public = opened(f"/explore?q={PUBLIC}")
    status = public.locator(f".plot[data-id='{PUBLIC}'] .plot-status")
    expect(status).to_have_text("闲置")
    mark_as_building(opened(f"/desk?ids={PUBLIC}", "officer"), PUBLIC)
    expect(status).to_have_text("在建", timeout=5_000)
    public.goto(f"{seen.root}/parcels/{PUBLIC}")
    expect(public.locator(".sheet-status b")).to_have_text("在建")
    expect(public.locator("[aria-labelledby=story-title]")).to_contain_text("闲置 → 在建")
    assert (seen.errors, seen.strangers) == ([], [])
