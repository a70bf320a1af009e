"""Offer sheets over HTTP: one parcel, one in a dense place of a large workspace, a short list."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from bench.figures import Section, median, ms
from bench.places import corners, densest
from bench.servers import served
from bench.wire import Wire

SHEET_MS: Final = 300.0
LISTED: Final = 10
PARCELS: Final = 12
OPEN: Final = "SELECT parcel_id FROM parcel WHERE offer = 'open' ORDER BY parcel_id"
ALL: Final = "SELECT parcel_id FROM parcel WHERE retired_on = '' ORDER BY parcel_id"

HOW: Final = """\
`GET /parcels/<id>/sheet.pdf` as the public asks, over one keep-alive connection on loopback, from
the request to the last byte, after two rounds to warm both processes: the map is drawn and the PDF
typeset each time, nothing is kept. Parcels in turn; in the large workspace also one in its densest
square of zoom 16. A short list has a cover with a map, a table and a sheet for each; the time is
divided by its sheets."""


def measure(demo: Path, large: Path | None, times: int) -> Section:
    """What a sheet takes; `large` is left out where it is not there."""
    section = Section("Offer sheets", HOW)
    with served(demo) as port, Wire(port) as wire:
        ids = _ids(demo, OPEN)
        for lang in ("zh", "both"):
            took = _sheets(wire, ids[:PARCELS], lang, times)
            section.under(f"one sheet, {lang}, the demonstration", median(took), SHEET_MS, "ms")
            section.add("the same, median and p95", ms(took))
        _pages(section, wire, ids[0], times)
        _list(section, wire, ids[:LISTED], max(times // 10, 3))
    if large is not None:
        with served(large) as port, Wire(port) as wire:
            _large(section, wire, large, times)
    return section


def _large(section: Section, wire: Wire, folder: Path, times: int) -> None:
    ids = _ids(folder, ALL)
    took = _sheets(wire, ids[:: len(ids) // PARCELS][:PARCELS], "zh", times)
    section.under("one sheet, 25,663 lots", median(took), SHEET_MS, "ms")
    section.add("the same, median and p95", ms(took))
    near, _ = corners(folder, densest(folder, range(16, 17))[16])
    took = _sheets(wire, [near], "zh", times)
    section.under("one sheet in the densest place", median(took), SHEET_MS, "ms")


def _sheets(wire: Wire, ids: list[str], lang: str, times: int) -> list[float]:
    took = []
    for round_ in range(-2 * len(ids), times):
        answer = wire.get(f"/parcels/{ids[round_ % len(ids)]}/sheet.pdf?lang={lang}")
        assert answer.status == 200, answer.body[:500]
        if round_ >= 0:
            took.append(answer.ms)
    return took


def _pages(section: Section, wire: Wire, parcel_id: str, times: int) -> None:
    answers = [wire.get(f"/parcels/{parcel_id}/sheet?lang=zh") for _ in range(times + 4)][4:]
    section.add("the same sheet as a page, median and p95", ms([one.ms for one in answers]))
    size = len(wire.get(f"/parcels/{parcel_id}/sheet.pdf?lang=zh").body) / 1000
    section.add("size of its PDF, font included", f"{size:,.0f} KB")


def _list(section: Section, wire: Wire, ids: list[str], times: int) -> None:
    path = f"/sheets.pdf?lang=zh&ids={','.join(ids)}"
    took = [wire.get(path).ms for _ in range(times + 2)][2:]
    each = [one / len(ids) for one in took]
    section.under(f"a list of {len(ids)}, for each of its sheets", median(each), SHEET_MS, "ms")
    section.add(f"a list of {len(ids)} in all", ms(took))


def _ids(folder: Path, query: str) -> list[str]:
    with closing(sqlite3.connect(folder / "parkmap.db")) as db:
        return [row[0] for row in db.execute(query)]


__all__ = ["measure"]
