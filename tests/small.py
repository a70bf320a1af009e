"""A small real workspace for tests below the web, and a clock that stands still."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from shapely import box

from parkmap.formats.reading import read_boundaries
from parkmap.formats.staging import stage
from parkmap.services.importing import Terms, import_staged
from parkmap.services.marking import Mark, mark
from parkmap.services.reading import parcel
from parkmap.services.record import Actor, Record
from parkmap.services.recording import Receipt
from parkmap.store import Store, ledger
from parkmap.workspace import DATABASE, open_folder, read_zone
from tests.shapes import collection, feature

NOW: Final = datetime(2026, 6, 30, 4, tzinfo=UTC)
TODAY: Final = date(2026, 6, 30)
BEGAN: Final = date(2025, 1, 1)
OFFICER: Final = Actor("officer-1", frozenset({"officer"}))
LEADER: Final = Actor("leader-1", frozenset({"leader"}))
EPOCH: Final = "0123456789abcdef"
TOML: Final = """
[zone]
code = "test"
name_zh = "试验经开区"
name_en = "Test zone"
gk_zone = 38
"""


def write_land(folder: Path, each: Sequence[dict[str, Any]] = ({},) * 4) -> Path:
    """A workspace folder with parks P1 and P2 and square parcels T-001, T-002 ... in P1.

    `each` has the fields of every parcel; without a status it is idle.
    """
    folder.mkdir(parents=True)
    (folder / "parkmap.toml").write_text(TOML, encoding="utf-8")
    parks = [feature(box(113 + east, 36.2, 113.05 + east, 36.25), f"P{n}", name_zh=f"园{n}")
             for n, east in ((1, 0.0), (2, 0.05))]  # fmt: skip
    parcels = [
        feature(
            box(113.001 + n * 0.002, 36.21, 113.002 + n * 0.002, 36.211),
            f"T-{n + 1:03d}",
            **({"name_zh": f"地块{n + 1}", "status": "idle"} | fields),
        )
        for n, fields in enumerate(each)
    ]
    (folder / "parks.geojson").write_bytes(collection(*parks))
    (folder / "parcels.geojson").write_bytes(collection(*parcels))
    return folder


def begin(folder: Path) -> Path:
    """Begin the ledger of a folder that was just written: its rows hold from `BEGAN` on."""
    record = Record(Store.create(folder / DATABASE), read_zone(folder), folder, lambda: NOW)
    parks = stage(read_boundaries(folder / "parks.geojson"))
    parcels = stage(read_boundaries(folder / "parcels.geojson"), status_field="status")
    with record.store.write() as connection:
        ledger.begin(connection, record.zone_id, record.zone.code, EPOCH)
        import_staged(connection, record, parks, parcels, Terms(BEGAN))
    record.store.close()
    for file in ("parks.geojson", "parcels.geojson"):
        (folder / file).unlink()  # the mirror writes its own
    return folder


@contextmanager
def copied(source: Path, target: Path, public: str = "") -> Iterator[Record]:
    """The record of a copy, on a day that stands still; `public` is more of its toml."""
    shutil.copytree(source, target)
    with (target / "parkmap.toml").open("a", encoding="utf-8") as toml:
        toml.write(public)
    record = open_folder(target, clock=lambda: NOW)
    with closing(record.store):
        yield record


def marked(
    record: Record, status: str, on: str, *ids: str, actor: Actor = OFFICER, reason: str = "核实"
) -> Receipt:
    """Mark parcels at the versions that they have now."""
    versions: dict[str, int | None] = {one: parcel(record, actor, one).version for one in ids}
    return mark(record, actor, Mark(versions, status, date.fromisoformat(on), reason))


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def count(record: Record, table: str) -> int:
    """How many rows a table has."""
    with record.store.read() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() or 0)
