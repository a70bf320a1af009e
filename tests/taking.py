"""Imports as tests send them: a file of features, read by its job, confirmed."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from shapely import box

from parkmap.services import imports, intake
from parkmap.services.confirming import Choices, Taken, confirm
from parkmap.services.imports import View
from parkmap.services.lines import Key, Options
from parkmap.services.receiving import receive
from parkmap.services.record import Record
from parkmap.store import imports as stored
from tests.shapes import collection, feature
from tests.small import OFFICER, TODAY


def lot(n: float, name: Any = None, north: float = 0.0, wide: float = 0.001, **said: Any) -> Any:
    """A square like those of the small workspace: `lot(0, "T-001")` is where T-001 lies."""
    west, south = 113.001 + n * 0.002, 36.21 + north
    return feature(box(west, south, west + wide, south + 0.001), name, **said)


def send(record: Record, data: bytes, source: str = "lots.geojson", **options: Any) -> View:
    """A file, received and read."""
    asked = Options(**{"on": TODAY, **options})
    import_id, job = receive(record, OFFICER, io.BytesIO(data), source, asked, now=True)
    intake.run(record, job)
    return imports.show(record, OFFICER, import_id)


def sent(record: Record, *features: Any, **options: Any) -> View:
    """Features, sent as a GeoJSON file and read."""
    return send(record, collection(*features), **options)


class Seen(NamedTuple):
    """A row after it was compared."""

    verdict: str | None
    subject_id: str | None
    compared: dict[str, Any]


def rows(record: Record, view: View) -> dict[int, Seen]:
    """The rows of an import by their place in the file."""
    with record.store.read() as connection:
        found = list(stored.rows(connection, record.zone_id, view.id))
    return {row.row: Seen(row.verdict, row.subject_id, row.compared or {}) for row in found}


def verdicts(record: Record, view: View) -> list[str | None]:
    """What was found of each row, in order."""
    return [row.verdict for row in rows(record, view).values()]


def codes(row: Seen) -> set[str]:
    """The codes of the findings of a row."""
    return {one["code"] for one in row.compared["findings"]}


def take(
    record: Record, view: View, *take: Key | str, leave: Collection[Key] = (),
    ids: Mapping[Key, str] | None = None, retire: Collection[str] | bool = (),
    reason: str = "测绘成果入库",
) -> Taken:  # fmt: skip
    """Confirm an import."""
    return confirm(record, OFFICER, view.id, Choices(reason, take, leave, ids or {}, retire))
