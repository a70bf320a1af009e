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
in as an officer, each mark on another parcel, under `parkmap serve` with its worker. "In a row":
one mark each 0.1 s, so that the worker of the large workspace writes the mirror and warms tiles
all the while; in blocks, by turns on both workspaces. "Alone": the worker has nothing left to do
before each mark, as when a person marks; by turns too. The answer comes after SQLite has synced
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
        behind: list[float] = []
        alone: dict[Path, list[float]] = {large: [], small: []}
        for _ in range(max(times // 6, 5)):
            alone[small].append(officers[small].mark())
            await_quiet(small)
            alone[large].append(officers[large].mark())
            behind.append(await_quiet(large))
    _rows(section, "alone", alone[large], alone[small])
    _rows(section, "in a row", took[large], took[small])
    section.add("from the answer until mirror and warmed tiles have followed, 25,663 lots",
                f"{median(behind):.1f} s")  # fmt: skip
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


def _rows(section: Section, how: str, large: list[float], small: list[float]) -> None:
    section.under(f"25,663 lots, {how}, p50", median(large), P50_MS, "ms")
    section.add(f"25,663 lots, {how}, p50 and p95", ms(large))
    section.add(f"1,000 lots, {how}, p50 and p95", ms(small))
    ratio = median(large) / median(small)
    section.at_most(f"25,663 against 1,000 lots, {how}, p50", ratio, FLAT, "x")
