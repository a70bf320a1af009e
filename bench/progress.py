"""The decision board: how soon it is there, what its sums cost, and that they are right."""

from __future__ import annotations

import html
import re
import shutil
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final

from bench.figures import Section, median, ms
from bench.ledger import READER, Built, built_of, days_of
from bench.servers import add_officer, served
from bench.wire import Wire
from parkmap.land.measures import MEASURES, RATES, TIMES
from parkmap.services import courses, land_account, land_facts
from parkmap.services.marking import Mark, mark
from parkmap.services.measures import figures
from parkmap.services.reading import parcel
from parkmap.services.record import Record
from parkmap.web.formatting import mu
from parkmap.workspace import open_folder
from tests.plain_measures import plain
from tests.plain_replay import said_of_parcels
from tests.small import OFFICER

LOTS: Final = 25_663
LOT_ENTRIES: Final = 200_000
ENTRIES: Final = 1_000_000
RANDOM: Final = 10_000
PAGE_MS: Final = 100.0
SUMS_MS: Final = 200.0
LINK: Final = re.compile(r'href="/progress\?([^"]*)behind=(\w+)(&[^"]*)?#behind"[^>]*>([\d,.]+)<')

HOW: Final = """\
Ledgers as in the section above. The page is asked for signed in, over one keep-alive connection,
with all of its figures, months, parks and groups, at random days. The sums are every measure of
`docs/measures.md` for a year, through `services.measures.figures`: warm, the first time in a
process, and the first time after a mark. The replay reads the ledger as text, line by line
(`tests/plain_measures.py`), and is compared with what the page shows."""


def measure(
    folder: Path, demo: Path, times: int, lots: int = LOTS, entries: int = ENTRIES
) -> Section:
    """Build the ledgers under `folder`, ask for the page and the sums, and compare."""
    section = Section("The decision board", HOW)
    lot_entries = min(LOT_ENTRIES, entries)
    large = built_of(folder / "board", lot_entries, lots)
    large.record.store.close()
    _page(section, folder / "board", f"{lots:,} parcels, {lot_entries:,} entries", times)
    million = built_of(folder / "million", entries)
    with closing(million.record.store):
        _sums(section, million, times)
    _equal(section, demo, "the demonstration")
    built_of(folder / "random", RANDOM).record.store.close()
    _equal(section, folder / "random", f"a random history of {RANDOM:,} entries")
    for name in ("board", "million", "random"):
        shutil.rmtree(folder / name)
    return section


def _page(section: Section, workspace: Path, what: str, times: int) -> None:
    add_officer(workspace)
    with served(workspace) as port, Wire(port) as wire:
        wire.sign_in()
        paths = [f"/progress?on={day}" for day in days_of(times)]
        answers = [wire.get(path) for path in [*paths[:5], *paths]][5:]
        assert {one.status for one in answers} == {200}
    took = [one.ms for one in answers]
    section.under(f"`/progress`, {what}, p50", median(took), PAGE_MS, "ms")
    section.add("`/progress`, median and p95", ms(took))


def _sums(section: Section, built: Built, times: int) -> None:
    record, what = built.record, f"{built.entries:,} entries"
    section.add(f"all measures, {what}, the first time in a process", f"{_cold(record):,.1f} s")
    took = [_timed(record, day) for day in days_of(times)]
    section.under(f"all measures, {what}, p50", median(took), SUMS_MS, "ms")
    section.add(f"all measures, {what}, median and p95", ms(took))
    one = "B-00001"
    asked = Mark({one: parcel(record, OFFICER, one).version}, "idle", date(2026, 7, 1), "bench")
    mark(record, OFFICER, asked)
    section.add("the first time after a mark", f"{_timed(record, record.today()):,.0f} ms")


def _cold(record: Record) -> float:
    for kept in (courses, land_facts, land_account):
        kept.forget()
    return _timed(record, record.today()) / 1000


def _timed(record: Record, on: date) -> float:
    began = time.perf_counter()
    figures(record, READER, on)
    return (time.perf_counter() - began) * 1000


def _equal(section: Section, workspace: Path, what: str) -> None:
    """What the page shows of each measure, beside the plain replay of the ledger."""
    add_officer(workspace)
    record = open_folder(workspace)
    with closing(record.store):
        said = said_of_parcels(record)
    differing, compared = [], 0
    with served(workspace) as port, Wire(port) as wire:
        wire.sign_in()
        for on in (date(2025, 6, 30), date(2026, 3, 1)):
            shown = _shown(wire.ask("GET", f"/progress?on={on}").body.decode())
            wanted = plain(said, date(on.year, 1, 1), on)
            compared += len(shown)
            differing += [name for name, text in shown.items() if text != _told(name, wanted)]
    same = not differing and compared > 0
    section.add(f"figures of the page that a plain replay has too, {what}",
                f"{compared - len(differing)} of {compared}", "all", same)  # fmt: skip


def _shown(page: str) -> dict[str, str]:
    """Measure -> its figure on the page, where the link is of the whole zone and period."""
    found = {}
    for before, name, after, text in LINK.findall(html.unescape(page)):
        whole = not re.search(r"by=|from=|to=", before + after)
        if whole and not name.endswith(("_target", "_forecast", "_per_mu")):
            found[name] = text
    return found


def _told(name: str, wanted: dict[str, Any]) -> str:
    value = wanted[name]
    if name in RATES:
        value = round(value[0], 4)
    if name in TIMES:
        value = value[1]
    return mu(value, MEASURES[name].digits)


__all__ = ["measure"]
