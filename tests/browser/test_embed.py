"""A page of another site frames the map where the settings name its host, and nowhere else."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, serving
from tests.browser.test_desk import serious

PARCEL = "CZ-0035"


class Quiet(SimpleHTTPRequestHandler):
    """Another site that writes no log."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The folder of another site, and its origin."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def site(
    demo_land: Path, elsewhere: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The demonstration, which that site may frame."""
    folder = Path(shutil.copytree(demo_land, tmp_path_factory.mktemp("framed") / "zone"))
    with (folder / "parkmap.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[embed]\nhosts = ["{elsewhere[1]}"]\n')
    with serving(folder) as found:
        yield found


def page_with(elsewhere: tuple[Path, str], name: str, address: str) -> str:
    """A page of the other site with a frame of that address."""
    folder, origin = elsewhere
    frame = f'<!doctype html><iframe src="{address}" width="900" height="560"></iframe>'
    (folder / f"{name}.html").write_text(frame, encoding="utf-8")
    return f"{origin}/{name}.html"


def test_another_site_shows_the_map_with_its_filters(
    browser: Browser, site: Site, elsewhere: tuple[Path, str]
) -> None:
    address = f"{site.root}/embed?s=idle&lang=zh"
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(page_with(elsewhere, "allowed", address))
        frame = page.frame_locator("iframe")
        expect(frame.locator("#map-frame.is-ready")).to_be_visible(timeout=15_000)
        row = frame.locator(f'.embed-row[data-id="{PARCEL}"]')
        row.click()
        expect(frame.locator("#card h2")).to_contain_text("B-05")
        expect(row).to_have_attribute("aria-current", "true")
        expect(frame.locator("#card .short-toggle")).to_have_count(0)
        wanted = re.compile(rf"/explore\?s=idle&lang=zh.*&id={PARCEL}")
        expect(frame.locator("#embed-open")).to_have_attribute("href", wanted)
        assert context.cookies() == []


def is_refused(page: Page) -> bool:
    """Whether the frame of a page comes to an error instead of what it asked for."""
    for _ in range(200):
        if page.frames[1].url.startswith("chrome-error:"):
            return True
        page.wait_for_timeout(50)
    return False


def test_another_site_shows_no_other_page(
    browser: Browser, site: Site, elsewhere: tuple[Path, str]
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(page_with(elsewhere, "refused", f"{site.root}/explore"))
        assert is_refused(page)


def test_a_site_that_is_not_named_shows_no_map(
    browser: Browser, site: Site, elsewhere: tuple[Path, str]
) -> None:
    stranger = elsewhere[1].replace("127.0.0.1", "localhost")
    with browser.new_context() as context:
        page = context.new_page()
        path = page_with(elsewhere, "stranger", f"{site.root}/embed").rpartition("/")[2]
        page.goto(f"{stranger}/{path}")
        assert is_refused(page)


def test_a_frame_is_usable_without_a_mouse_and_by_itself(browser: Browser, site: Site) -> None:
    with browser.new_context(viewport={"width": 380, "height": 520}) as context:
        page = context.new_page()
        page.goto(f"{site.root}/embed?ids={PARCEL}&lang=zh")
        row = page.locator(".embed-row")
        expect(row).to_have_count(1)
        row.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#card")).to_be_visible()
        assert serious(page) == []
        with context.expect_page() as opened:
            page.locator("#card .button").click()
        opened.value.wait_for_url(f"**/parcels/{PARCEL}")
