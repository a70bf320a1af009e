"""A mark, from the request until it is acknowledged: durable by then."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from bench.figures import Section, median, ms
from bench.machine import fsync_ms
from bench.servers import await_quiet, served
from bench.wire import Wire

P50_MS: Final = 15.0
FLAT: Final = 1.5
BLOCKS: Final = 4
PAUSE_S: Final = 0.1
EFFECTIVE_ON: Final = "2025-06-01"

HOW: Final = """\
`PATCH /api/collections/parcels/items/{id}` with `If-Match`, over one keep-alive connection, signed
in as an officer, each mark on another parcel; under `parkmap serve`, whose worker writes the mirror
and warms tiles meanwhile. One mark each 0.1 s, so the worker of the large workspace is never idle.
In blocks, by turns on both workspaces. The answer comes after SQLite has synced
(`synchronous=FULL`)."""


def measure(large: Path, small: Path, times: int) -> Section:
    """Marks on both workspaces, and how soon the file follows."""
    section = Section("A mark over HTTP", HOW)
    section.add("the floor: 4 KB written and synced to this disk", f"{fsync_ms(large):.1f} ms")
    took: dict[Path, list[float]] = {large: [], small: []}
    with served(large) as one, served(small) as two, Wire(one) as first, Wire(two) as second:
        officers = {large: Officer(first), small: Officer(second)}
        for folder in (large, small):
            officers[folder].mark_some(10)
        for _ in range(BLOCKS):
            for folder, officer in officers.items():
                await_quiet(large)
                await_quiet(small)
                took[folder] += officer.mark_some(max(times // BLOCKS, 5))
        await_quiet(large)
        mirror = [_followed(officers[large], large) for _ in range(3)]
        quiet = [_quietly(officers[large], large) for _ in range(5)]
    _rows(section, took[large], took[small])
    section.add("25,663 lots, a mark alone, the worker idle", ms(quiet))
    section.add("both GeoJSON files hold it after the answer by", f"{median(mirror):.1f} s")
    return section


class Officer:
    """Somebody at the desk who marks one parcel after another."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._csrf = wire.sign_in()
        self._parcels = self._walk()

    def mark(self) -> float:
        """Mark the next parcel; milliseconds to the answer."""
        one = next(self._parcels)
        body = {"status": "under_construction" if one["s"] == "idle" else "idle",
                "effective_on": EFFECTIVE_ON, "reason": "benchmark"}  # fmt: skip
        answer = self._wire.ask(
            "PATCH", f"/api/collections/parcels/items/{quote(one['id'])}",
            json.dumps(body).encode(), Content_Type="application/json",
            X_CSRFToken=self._csrf, If_Match=f'"{one["v"]}"',
        )  # fmt: skip
        assert answer.status == 200, answer.body[:500]
        return answer.ms

    def mark_some(self, times: int) -> list[float]:
        """Marks with a pause between."""
        took = []
        for _ in range(times):
            took.append(self.mark())
            time.sleep(PAUSE_S)
        return took

    def _walk(self) -> Iterator[dict[str, Any]]:
        after = ""
        while after is not None:
            page = self._wire.ask("GET", f"/api/list?limit=50&after={quote(after)}").json()
            yield from page["items"]
            after = page["next"]


def _rows(section: Section, large: list[float], small: list[float]) -> None:
    section.under("25,663 lots, p50", median(large), P50_MS, "ms")
    section.add("25,663 lots, p50 and p95", ms(large))
    section.add("1,000 lots, p50 and p95", ms(small))
    section.at_most("25,663 against 1,000 lots, p50", median(large) / median(small), FLAT, "x")


def _quietly(officer: Officer, workspace: Path) -> float:
    await_quiet(workspace)
    return officer.mark()


def _followed(officer: Officer, workspace: Path) -> float:
    officer.mark()
    return await_quiet(workspace)
