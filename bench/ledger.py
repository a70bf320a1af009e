"""A ledger of a million entries: sums and states at a day, beside smaller ones and a plain fold."""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import orjson

from bench.figures import Section, median, ms
from parkmap.land.fold import Assertion, fold
from parkmap.land.ledger import Delta, Header, SealedEntry, Subject, seal
from parkmap.land.status import STATUSES
from parkmap.services.knowing import states_on
from parkmap.services.marking import Mark, mark
from parkmap.services.reading import parcel
from parkmap.services.record import Actor, Record
from parkmap.services.recording import rebuild_derived
from parkmap.services.statistics import totals
from parkmap.store import Store, ledger, lists
from parkmap.workspace import DATABASE, read_zone

PARCELS: Final = 10_000
PARKS: Final = 8
SIZES: Final = (10_000, 100_000, 1_000_000)
SUMS_MS: Final = 200.0
GROWTH: Final = 1.5
SAMPLE: Final = 300
BEGAN: Final = datetime(2023, 1, 1, tzinfo=UTC)
DAYS: Final = 1_300
READER: Final = Actor("bench", frozenset({"leader"}))
OFFICER: Final = Actor("bench", frozenset({"officer"}))
CODES: Final = sorted(STATUSES)
TOML: Final = '[zone]\ncode = "bench"\nname_zh = "台账"\ngk_zone = 38\n'

HOW: Final = """\
One import of 10,000 parcels in 8 parks, then marks of one parcel each, in random order, each from
a random day of 1,300, one in fifty undone: hashed, chained and written through the store in bulk,
then everything derived is built from them. Sums are those by park and status at a random day,
through `statistics.totals`; a state is one parcel with its outline at a random day."""


@dataclass(frozen=True, slots=True)
class Built:
    """A record of so many entries, and what it took to write it and to derive from it."""

    record: Record
    entries: int
    written_s: float
    derived_s: float


def measure(folder: Path, times: int, sizes: tuple[int, ...] = SIZES) -> Section:
    """Build the ledgers under `folder` and ask each the same."""
    section = Section("A ledger of 1,000,000 entries", HOW)
    with ExitStack() as stack:
        built = [built_of(folder / f"ledger-{size}", size) for size in sizes]
        for one in built:
            stack.enter_context(closing(one.record.store))
        largest = built[-1]
        rate = f"{largest.entries / largest.written_s:,.0f} a second"
        section.add(f"{largest.entries:,} entries written, {rate}", f"{largest.written_s:.0f} s")
        section.add("everything derived from them", f"{largest.derived_s:.0f} s")
        sums = {one.entries: _sums(one, times) for one in built}
        for entries, took in sums.items():
            section.add(f"sums at a day, {entries:,} entries", ms(took))
        few, many = min(sums), max(sums)
        section.under(f"sums at a day, {many:,} entries, p50", median(sums[many]), SUMS_MS, "ms")
        ratio = median(sums[many]) / median(sums[few])
        section.at_most(f"{many:,} against {few:,} entries, p50", ratio, GROWTH, "x")
        for one in built:
            section.add(f"one parcel at a day, {one.entries:,} entries", ms(_states(one, times)))
        _against_fold(section, largest)
        _as_known(section, largest, times)
        section.add(f"a mark on {largest.entries:,} entries, through the service",
                    ms(_marks(largest, times)))  # fmt: skip
    for size in sizes:
        shutil.rmtree(folder / f"ledger-{size}")
    return section


def built_of(folder: Path, entries: int, parcels: int = PARCELS) -> Built:
    """A record of so many entries on so many parcels, with everything derived."""
    folder.mkdir()
    (folder / "parkmap.toml").write_text(TOML, encoding="utf-8")
    store = Store.create(folder / DATABASE)
    record = Record(store, read_zone(folder), folder)
    began = time.perf_counter()
    with store.write() as connection:
        top = ledger.begin(connection, record.zone_id, record.zone.code, "0123456789abcdef")
        ledger.store_many(connection, top, _entries(top.entry_hash, entries, parcels))
    written = time.perf_counter()
    with store.write() as connection:
        rebuild_derived(connection, record)
    store.tidy()
    return Built(record, entries, written - began, time.perf_counter() - written)


def _entries(previous: str, count: int, parcels: int) -> Iterator[SealedEntry]:
    chance = random.Random(7)
    moment, day = BEGAN, BEGAN.date()
    deltas = [delta for place in range(parcels) for delta in _parcel(place, day)]
    for seq in range(1, count + 1):
        undoes = None
        if seq == 1:
            header = Header(seq, moment, "bench", "import", "import", day)
        elif chance.random() < 0.02 and deltas and seq > 3 and not header.undoes:
            undoes = seq - 1
            header = Header(seq, moment, "bench", "undo", "undo", header.effective_on, undoes)
            deltas = []
        else:
            since = day + timedelta(days=chance.randrange(1, DAYS))
            header = Header(seq, moment, "bench", "mark", "mark", since)
            one = f"B-{chance.randrange(parcels):05d}"
            deltas = [Delta("parcel", one, "status", None, chance.choice(CODES), since)]
        sealed = seal(header, deltas, previous)
        previous, moment = sealed.entry_hash, moment + timedelta(seconds=90)
        yield sealed


def _parcel(place: int, day: date) -> Iterator[Delta]:
    row, column = divmod(place, 100)
    west, south = round(113 + column * 0.001, 10), round(36 + row * 0.001, 10)
    east, north = round(west + 0.0009, 10), round(south + 0.0009, 10)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    fields: dict[str, Any] = {
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "area_m2": 8_000.0 + place / 100,
        "park": f"P{place % PARKS}",
        "status": CODES[place % len(CODES)],
    }
    for name, value in fields.items():
        yield Delta("parcel", f"B-{place:05d}", name, None, value, day)


def _sums(built: Built, times: int, known: datetime | None = None) -> list[float]:
    return _timed(lambda day: totals(built.record, READER, day, known), times)


def days_of(times: int) -> list[date]:
    """So many random days of the ledger, the same each time."""
    chance = random.Random(11)
    return [BEGAN.date() + timedelta(days=chance.randrange(DAYS)) for _ in range(times)]


def _timed(asked: Callable[[date], object], times: int) -> list[float]:
    asked(BEGAN.date())
    took = []
    for day in days_of(times):
        began = time.perf_counter()
        asked(day)
        took.append((time.perf_counter() - began) * 1000)
    return took


def _states(built: Built, times: int) -> list[float]:
    chance = random.Random(13)

    def asked(day: date) -> object:
        one = f"B-{chance.randrange(PARCELS):05d}"
        with built.record.store.read() as connection:
            return list(states_on(connection, built.record, "parcel", [one], day.isoformat()))

    return _timed(asked, times)


def _against_fold(section: Section, built: Built) -> None:
    """A sample of parcels, folded plainly from their deltas, has to be counted the same."""
    chance = random.Random(17)
    sample = [f"B-{place:05d}" for place in sorted(chance.sample(range(PARCELS), SAMPLE))]
    day = days_of(1)[0].isoformat()
    with built.record.store.read() as connection:
        began = time.perf_counter()
        plain = Counter(_status(connection, one, day) for one in sample)
        took = time.perf_counter() - began
        rows = lists.on_day(connection, built.record.zone_id, day, sample)
    same = plain == Counter(row.status for row in rows)
    section.add(f"{SAMPLE} parcels folded plainly are counted the same", "yes" if same else "no",
                "yes", same)  # fmt: skip
    section.add("that fold for all parcels, from the sample", f"{took * PARCELS / SAMPLE:,.1f} s")


def _status(connection: Any, parcel_id: str, day: str) -> str:
    query = (
        "SELECT field, effective_on, seq, ordinal, body FROM delta WHERE zone_id = 1 AND "
        "kind = 'parcel' AND subject_id = ? AND seq NOT IN (SELECT seq FROM annulment)"
    )
    said = [
        Assertion(field, on, seq, ordinal, orjson.loads(body)["new"])
        for field, on, seq, ordinal, body in connection.exec_driver_sql(query, (parcel_id,))
    ]
    return str(fold(Subject("parcel", parcel_id).kind, said, day).state["status"])


def _as_known(section: Section, built: Built, times: int) -> None:
    """Sums as known some entries ago: the parcels touched since are folded anew."""
    with built.record.store.read() as connection:
        query = "SELECT recorded_at FROM entry WHERE seq = ?"
        for behind in (1_000, 10_000):
            at = connection.exec_driver_sql(query, (built.entries - behind,)).scalar()
            known = datetime.fromisoformat(str(at))
            took = _sums(built, max(2, times // 20), known)
            section.add(f"sums as known {behind:,} entries ago", ms(took))


def _marks(built: Built, times: int) -> list[float]:
    chance, took = random.Random(19), []
    for _ in range(times):
        one = f"B-{chance.randrange(PARCELS):05d}"
        seen = parcel(built.record, OFFICER, one)
        status = next(code for code in CODES if code != seen.state["status"])
        asked = Mark({one: seen.version}, status, built.record.today(), "bench")
        began = time.perf_counter()
        mark(built.record, OFFICER, asked)
        took.append((time.perf_counter() - began) * 1000)
    return took
