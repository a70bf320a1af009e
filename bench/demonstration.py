"""First view of the demonstration, beside the plain Folium page of the same parcels."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from bench.browser import Page, View, side_by_side
from bench.figures import Section, median, ms
from bench.servers import plain_folium, served

FIRST_VIEW_KB: Final = 400
OF_PER_REQUEST: Final = 0.5
OF_BYTES: Final = 0.2
PATHS: Final = "path.leaflet-interactive"
SHELL: Final = ".leaflet-container"

HOW: Final = """\
From the start of the navigation until the first frame with a parcel in it has been painted, in
headless Chromium at 1440 x 900 with an empty cache; the server's work is part of it. All pages in
turn in every round, medians. The plain page is a Flask app that puts all parcels into
`folium.GeoJson` with a style and a tooltip (`bench/plain_folium.py`; built for each request, it
reads the file anew, to show the present as ours does), under the same gunicorn as parkmap, with
the same Leaflet file from the same machine and without Folium's jQuery, Bootstrap and icon fonts.
Bytes are those that crossed the wire with their heads until the network was idle, in units of
1,000."""


def measure(browser: Browser, workspace: Path, rounds: int) -> Section:
    """Paint and bytes, ours and theirs."""
    section = Section("The demonstration, first view", HOW)
    with served(workspace) as ours, plain_folium(workspace / "parcels.geojson") as theirs:
        pages = {
            "explore": Page(f"http://127.0.0.1:{ours}/explore"),
            "front": Page(f"http://127.0.0.1:{ours}/"),
            "per request": Page(f"http://127.0.0.1:{theirs}/built-per-request", PATHS),
            "kept": Page(f"http://127.0.0.1:{theirs}/kept", PATHS),
            "slim": Page(f"http://127.0.0.1:{theirs}/slim", PATHS),
            "shell": Page(f"http://127.0.0.1:{theirs}/shell", SHELL),
        }
        seen = side_by_side(browser, pages, rounds)
    _paints(section, seen)
    _bytes(section, seen)
    section.notes.append(f"{rounds} rounds after one to warm; all times from one browser process.")
    return section


def _paints(section: Section, seen: dict[str, list[View]]) -> None:
    paint = {name: [view.paint_ms for view in views] for name, views in seen.items()}
    section.add("parkmap, `/explore`", ms(paint["explore"]))
    section.add("parkmap, `/`", ms(paint["front"]))
    section.add("plain Folium page, built for each request", ms(paint["per request"]))
    section.add("plain Folium page, built before", ms(paint["kept"]))
    section.add("the same with three fields a parcel, built before", ms(paint["slim"]))
    section.add("the floor: an empty Folium shell, built before", ms(paint["shell"]))
    ours = median(paint["explore"])
    section.at_most("`/explore` against the page built for each request",
                    ours / median(paint["per request"]), OF_PER_REQUEST, "x")  # fmt: skip
    section.under("`/explore` against the page built before",
                  ours / median(paint["kept"]), 1, "x")  # fmt: skip
    section.add("`/explore` against the page with three fields",
                f"{ours / median(paint['slim']):.2f} times")  # fmt: skip


def _bytes(section: Section, seen: dict[str, list[View]]) -> None:
    kb = {name: median(view.bytes for view in views) / 1000 for name, views in seen.items()}
    requests = round(median(view.requests for view in seen["explore"]))
    section.at_most("bytes of the first view, `/explore`", kb["explore"], FIRST_VIEW_KB, "KB")
    section.at_most("bytes of the first view, `/`", kb["front"], FIRST_VIEW_KB, "KB")
    section.add("requests of the first view, `/explore`", str(requests))
    section.add("bytes of the plain page as Flask serves it", f"{kb['per request']:,.0f} KB")
    section.add("bytes of the plain page with three fields", f"{kb['slim']:,.0f} KB")
    section.add("bytes of the empty shell", f"{kb['shell']:,.0f} KB")
    section.at_most("`/explore` against the plain page, bytes",
                    kb["explore"] / kb["per request"], OF_BYTES, "x")  # fmt: skip
