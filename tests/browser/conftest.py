"""A real server on a copy of the demonstration, and a real Chromium that may reach nothing else."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Final
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from parkmap import paths
from parkmap.services.accounts import add_user
from parkmap.workspace import open_folder
from tests.browser.lending import Contexts, Seen, emptied_page
from tests.small import free_port

PASSWORD: Final = "correct horse 12"
STAFF: Final = {"officer": ["officer"], "leader": ["leader"], "admin": ["admin"]}
WINDOW: Final = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess")
"""What Chromium starts a process for with each window: two pages behind the address bar that nobody
sees here, and one page ahead. Without them a page opens for 60 % of the processor time."""

PLAYWRIGHT: Final = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding",
    "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints",
    "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
)  # fmt: skip
"""What Playwright switches off by itself: of two such flags Chromium reads the last alone."""

FLAGS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    f"--disable-features={','.join(PLAYWRIGHT + WINDOW)}",
)  # fmt: skip
DESKTOP: Final = (1440, 900)
PHONE: Final = (390, 844)


@dataclass(frozen=True)
class Site:
    """A served workspace: where its files are, and its address."""

    folder: Path
    root: str


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """`parkmap serve` as a person starts it, killed with all its processes."""
    port = free_port()
    command = [sys.executable, "-m", "parkmap", "serve", str(folder), "--port", str(port)]
    environment = os.environ | {"PARKMAP_WORKERS": "1"}
    server = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        await_ready(server, f"http://127.0.0.1:{port}")
        yield Site(folder, f"http://127.0.0.1:{port}")
    finally:  # at once: a server that is asked waits for the connections that browsers keep
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait(20)


def await_ready(server: subprocess.Popen[bytes], root: str) -> None:
    for _ in range(600):
        assert server.poll() is None, "the server ended by itself"
        with suppress(OSError), urlopen(f"{root}/readyz", timeout=2):  # noqa: S310  our own server
            return
        time.sleep(0.1)
    raise AssertionError("the server was not ready after 60 s")


@pytest.fixture(scope="session")
def demo_land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, opened once, with its staff; copied for each module."""
    folder = (
        tmp_path_factory.mktemp("a folder") / "土地 一张图"
    )  # both with a space, as people have
    return with_people(Path(shutil.copytree(paths.DEMO_WORKSPACE, folder)))


def with_people(folder: Path, people: Mapping[str, list[str]] = STAFF) -> Path:
    """The folder, in whose record people (name: roles) may sign in."""
    record = open_folder(folder)
    with closing(record.store):
        for name, roles in people.items():
            add_user(record, name, PASSWORD, roles)
    return folder


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def shared_site(demo_land: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, served once for all modules that work on parcels of their own."""
    folder = tmp_path_factory.mktemp("the site") / "土地 一张图"
    with serving(Path(shutil.copytree(demo_land, folder))) as found:
        yield found


@pytest.fixture(scope="session")
def edit_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Small land to draw on, served once; each test has a block of its own."""
    from tests.browser.edit_land import land  # which needs this module

    with serving(with_people(land(tmp_path_factory.mktemp("to draw on") / "土地"))) as found:
        yield found


@pytest.fixture(scope="module")
def one_page(
    browser: Browser,
    site: Site,
    signed_in: Callable[[str], list[Any]],
    request: pytest.FixtureRequest,
) -> Iterator[Page]:
    from tests.browser.edit_land import pair, standing_desk

    first, _ = pair(request.module.BLOCK)
    with standing_desk(browser, site, signed_in("officer"), first) as desk:
        yield desk


@pytest.fixture
def desk(one_page: Page) -> Page:
    """For what saves nothing: one page for a module, each time without tool and drafts."""
    from tests.browser.edit_land import cleared

    return cleared(one_page)


@pytest.fixture(scope="module")
def own_site(demo_land: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, served for one module, which cuts or brings in land."""
    folder = tmp_path_factory.mktemp("the site") / "土地 一张图"
    with serving(Path(shutil.copytree(demo_land, folder))) as found:
        yield found


@pytest.fixture(scope="module")
def site(shared_site: Site) -> Site:
    """Where the pages of a module are; one that needs other land has its own `site`."""
    return shared_site


@pytest.fixture
def seen(site: Site) -> Seen:
    return Seen(site.root)


Opened = Callable[..., Page]


@pytest.fixture(scope="session")
def cookies_of(browser: Browser) -> Callable[[str, str], list[Any]]:
    """The cookies of a person who signed in at an address, each once."""

    @cache
    def cookies(root: str, name: str) -> list[Any]:
        with browser.new_context() as context:
            sign_in(context.new_page(), root, name)
            return context.cookies()

    return cookies


@pytest.fixture(scope="module")
def signed_in(
    site: Site, cookies_of: Callable[[str, str], list[Any]]
) -> Callable[[str], list[Any]]:
    """The cookies of a person who signed in on the site."""
    return partial(cookies_of, site.root)


@pytest.fixture(scope="session")
def lent(browser: Browser) -> Contexts:
    return Contexts(browser)


@pytest.fixture
def opened(
    lent: Contexts, site: Site, seen: Seen, signed_in: Callable[[str], list[Any]]
) -> Iterator[Opened]:
    """Open a path in a browser of its own, signed in where a name is given.

    What matches `without` is not loaded; `offline` lets the page keep itself for a day without a
    network.
    """
    taken: list[tuple[BrowserContext, tuple[int, int] | None]] = []

    def page(
        path: str, name: str = "", size: tuple[int, int] = DESKTOP, *, without: str = "",
        offline: bool = False,
    ) -> Page:  # fmt: skip
        context = lent.take(size, seen, offline=offline)
        taken.append((context, None if offline else size))
        made = emptied_page(context, site.root)
        if without:
            made.route(without, lambda route: route.abort())
        if name:
            context.add_cookies(signed_in(name))
        made.goto(site.root + path)
        return made

    yield page
    for context, size in taken:
        if size is None:
            context.close()
        else:
            lent.give_back(context, size)


def sign_in(page: Page, root: str, name: str) -> None:
    page.goto(f"{root}/login")
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.click(".login-box button[type=submit]")
    page.wait_for_url(lambda url: "/login" not in url)


def drop_file(page: Page, target: str, name: str, data: bytes) -> None:
    """Drop a file on a part of the page, as from a folder."""
    held: Any = page.evaluate_handle(
        """([name, bytes]) => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(bytes)], name));
          return data;
        }""",
        [name, list(data)],
    )
    page.dispatch_event(target, "drop", {"dataTransfer": held})


def await_map(page: Page) -> None:
    """Until the map has drawn its parcels."""
    page.wait_for_selector("#map-frame.is-ready", timeout=20_000)
