"""Review: an officer's mark waits, a reviewer sees it on the desk and accepts it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, Site, await_map, serving, with_people
from tests.browser.lending import Seen
from tests.browser.test_import import bureau_file

MARKED = "CZ-0129"
ASKED = '\n[review]\nroles = ["officer"]\nactions = ["mark", "undo", "import"]\n'


@pytest.fixture(scope="module")
def site(demo_land: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = Path(shutil.copytree(demo_land, tmp_path_factory.mktemp("review") / "land"))
    with (folder / "parkmap.toml").open("a", encoding="utf-8") as toml:
        toml.write(ASKED)
    people = {"reviewer": ["reviewer"], "both": ["officer", "reviewer"]}
    with serving(with_people(folder, people)) as found:
        yield found


def propose(opened: Opened, who: str) -> Page:
    desk = opened(f"/desk?ids={MARKED}", who)
    await_map(desk)
    expect(desk.locator("#pick-list li")).to_have_count(1)
    desk.locator("label.segment:has(input[value=under_construction])").click()
    desk.fill("#reason", "已开工")
    desk.click("#send")
    expect(desk.locator("#say")).to_contain_text("已提交复核")
    return desk


def test_reviewer_accepts_a_proposal_and_nobody_his_own(opened: Opened, seen: Seen) -> None:
    own = propose(opened, "both")
    expect(own.locator(".todo-group[data-kind=clock]")).to_be_visible()
    expect(own.locator(".todo-group[data-kind=proposal]")).to_have_count(0)
    desk = opened("/desk", "reviewer")
    await_map(desk)
    row = desk.locator(".todo-group[data-kind=proposal] .todo-open").first
    row.focus()
    desk.keyboard.press("Enter")
    panel = desk.locator("#tab-review")
    expect(panel).to_contain_text("盘活状态")
    expect(panel).to_contain_text("在建")
    panel.get_by_role("button", name="通过").press("Enter")
    expect(desk.locator("#say")).to_contain_text("已通过")
    expect(desk.locator(".todo-group[data-kind=proposal]")).to_have_count(0)
    assert seen.errors == []


def test_reviewer_sends_an_import_back_and_accepts_it_once_it_was_chosen_anew(
    opened: Opened, site: Site, tmp_path: Path
) -> None:
    page = opened("/imports", "officer")
    page.set_input_files("#file", bureau_file(tmp_path, "LS-7001"))
    page.get_by_role("link", name="确认").click()
    page.fill("#reason", "测绘院来件")
    page.click("#confirm")
    expect(page.locator("#body")).to_contain_text("等待同事复核")
    reviewer = opened(page.url.removeprefix(site.root).split("#")[0], "reviewer")
    reviewer.fill("#review-word", "请核对宗地代码")
    reviewer.get_by_role("button", name="退回").press("Enter")
    expect(reviewer.locator("#body")).to_contain_text("请核对宗地代码")
    page.reload()
    page.get_by_role("link", name="确认").click()
    expect(page.locator("#body")).to_contain_text("请核对宗地代码")
    page.click("#confirm")
    expect(page.locator("#body")).to_contain_text("等待同事复核")
    reviewer.reload()
    reviewer.get_by_role("button", name="通过").press("Enter")
    expect(reviewer.locator("#receipt")).to_be_visible()


def test_undo_waits_and_the_desk_says_so(opened: Opened) -> None:
    desk = opened("/desk", "officer")
    await_map(desk)
    desk.keyboard.press("z")
    desk.fill("#undo-reason", "标错")
    desk.keyboard.press("Enter")
    expect(desk.locator("#say")).to_contain_text("已提交复核")
    expect(desk.locator("#undo-box")).to_be_hidden()
