"""Land to draw on: blocks of two touching hectares between streets, corners known to the metre."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, expect

from parkmap.services.reading import parcel
from parkmap.services.record import Record
from parkmap.services.reshaping import Reshape, reshape
from parkmap.workspace import open_folder
from tests.browser.conftest import Opened, Site, await_map
from tests.browser.test_desk import desk_with
from tests.shapes import at, collection, feature, geometry, ground
from tests.small import OFFICER, TOML, begin

BLOCKS: Final = 20
OVERLAPPING: Final = 0
"""The block whose western parcel lies 10 m over the eastern one."""

PIXEL: Final = """async ([lng, lat]) => {
    const module = [...document.querySelectorAll("link[href*='/map-']")].map(({ href }) => href)
        .concat(performance.getEntriesByType("resource").map(({ name }) => name))
        .find((name) => /[/]map-[A-Z0-9]+[.]js$/.test(name));
    const { leaflet } = await (await import(module)).mapReady;
    const at = leaflet.latLngToContainerPoint([lat, lng]);
    const frame = leaflet.getContainer().getBoundingClientRect();
    return [frame.x + at.x, frame.y + at.y];
}"""

Place = tuple[float, float]


def origin(block: int) -> Place:
    """The south-western corner of a block, in metres from that of the land."""
    return 400.0 * (block % 5) - 3_000, 300.0 * (block // 5)


def pair(block: int) -> tuple[str, str]:
    """The ids of the western and the eastern parcel."""
    return f"T-{2 * block + 1:03d}", f"T-{2 * block + 2:03d}"


def land(folder: Path) -> Path:
    """A workspace of one park with all blocks, its ledger begun."""
    folder.mkdir(parents=True)
    (folder / "parkmap.toml").write_text(TOML, encoding="utf-8")
    parcels = []
    for block in range(BLOCKS):
        east, north = origin(block)
        for side, name in enumerate(pair(block)):
            wide = 110 if block == OVERLAPPING and side == 0 else 100
            west = east + 100 * side
            square = ground((west, north), (west + wide, north), (west + wide, north + 100),
                            (west, north + 100))  # fmt: skip
            parcels.append(feature(square, name, name_zh=f"地块{name}", status="idle"))
    park = ground((-3_300, -300), (-800, -300), (-800, 1_500), (-3_300, 1_500))
    (folder / "parks.geojson").write_bytes(collection(feature(park, "P1", name_zh="园1")))
    (folder / "parcels.geojson").write_bytes(collection(*parcels))
    return begin(folder)


def typed(block: int, east: float, north: float) -> tuple[str, str]:
    """A place of a block as northing and easting, as an officer types it."""
    west, south = origin(block)
    return f"{4_008_000 + south + north:.3f}", f"{419_000 + west + east:.3f}"


@contextmanager
def colleague(site: Site) -> Iterator[Record]:
    """The record as somebody else writes into it, from another process than the server's."""
    record = open_folder(site.folder)
    with closing(record.store):
        yield record


def redrawn_by_colleague(site: Site, block: int, west: float) -> None:
    """Somebody else moves the south-western corner of a block by some metres to the west."""
    parcel_id, _ = pair(block)
    (x, y), (east, north) = origin(block), (100, 100)
    shape = ground((x - west, y), (x + east, y), (x + east, y + north), (x, y + north))
    with colleague(site) as record:
        version = parcel(record, OFFICER, parcel_id).version
        asked = Reshape(parcel_id, {parcel_id: version}, geometry(shape), record.today(), "实测")
        reshape(record, OFFICER, asked)


def pixel(desk: Page, block: int, east: float, north: float) -> Place:
    """Where a place of a block is on the screen."""
    west, south = origin(block)
    x, y = desk.evaluate(PIXEL, at(west + east, south + north))
    return x, y


def begun(opened: Opened, key: str, *ids: str) -> Page:
    """The desk with parcels selected and a tool begun."""
    desk = desk_with(opened, *ids)
    press_tool(desk, key)
    return desk


@contextmanager
def standing_desk(
    browser: Browser, site: Site, cookies: list[Any], parcel_id: str
) -> Iterator[Page]:  # fmt: skip
    """One page for all tests that save nothing, with a parcel selected."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN",
                                  reduced_motion="reduce", service_workers="block")  # fmt: skip
    with context:
        context.add_cookies(cookies)
        desk = context.new_page()
        desk.goto(f"{site.root}/desk?ids={parcel_id}")
        await_map(desk)
        expect(desk.locator("#pick-list li")).to_have_count(1)
        yield desk


def cleared(desk: Page) -> Page:
    """The same page without tool and drafts."""
    if desk.locator(".edit-form").is_visible():
        desk.locator("#edit-reason").press("Escape")
    desk.evaluate("localStorage.clear(); document.activeElement.blur()")
    return desk


def press_tool(desk: Page, key: str) -> None:
    """Begin a tool by its key; it is ready when its form says what it knows."""
    desk.keyboard.press(key)
    expect(desk.locator(".edit-form .edit-content > *").first).to_be_visible()


def again(desk: Page, key: str, ids: int) -> None:
    """The page after a crash, with the tool begun anew."""
    desk.reload()
    await_map(desk)
    expect(desk.locator("#pick-list li")).to_have_count(ids)
    desk.evaluate("document.activeElement.blur()")
    press_tool(desk, key)


def cell(desk: Page, row: int, axis: int) -> Any:
    """A cell of the table of points: axis 0 is the northing, 1 the easting."""
    return desk.locator(".points-edit tbody tr").nth(row).locator("input").nth(axis)


def type_points(desk: Page, *points: tuple[str, str]) -> None:
    """Add points one by one."""
    for point in points:
        desk.click("[data-act=add-point]")
        for value in point:
            desk.keyboard.type(value)
            desk.keyboard.press("Tab")


def move_corner(desk: Page, row: int, axis: int, value: str) -> None:
    """Type a coordinate anew."""
    cell(desk, row, axis).fill(value)
    cell(desk, row, axis).press("Tab")


def square(block: int, east: float, north: float, side: float) -> list[tuple[str, str]]:
    """The corners of a square, as they are typed."""
    corners = ((0, 0), (side, 0), (side, side), (0, side))
    return [typed(block, east + x, north + y) for x, y in corners]
