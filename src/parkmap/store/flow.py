"""Sums at any day: what came and went by park, status and offer, by day, month and year.

A span that begins adds on its first day and takes off on the day it ends. A sum at a day adds whole
years, the months of its year and the days of its month: some 50 steps for each park, status and
offer, however long the record is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, delete, func, select, text, union_all

from parkmap.land.fold import FOREVER
from parkmap.store.schema import flow

GRAINS: Final = (4, 7, 10)
"""Letters of an ISO day that make a year, a month, a day."""

Key = tuple[int, str, str, str, str]
Steps = dict[Key, tuple[int, int]]

ADD: Final = text(
    "INSERT INTO flow (zone_id, grain, day, park, status, offer, d_count, d_area_dm2) "
    "VALUES (:zone_id, :grain, :day, :park, :status, :offer, :n, :area) "
    "ON CONFLICT (zone_id, grain, day, park, status, offer) DO UPDATE SET "
    "d_count = flow.d_count + excluded.d_count, d_area_dm2 = flow.d_area_dm2 + excluded.d_area_dm2"
)
SPENT: Final = text(
    "DELETE FROM flow WHERE zone_id = :zone_id AND grain = :grain AND day = :day "
    "AND park = :park AND status = :status AND offer = :offer AND d_count = 0 AND d_area_dm2 = 0"
)
OF_SPANS: Final = (
    "SELECT zone_id, grain, substr(day, 1, grain) AS day, park, status, offer, "
    "sum(n) AS d_count, sum(area) AS d_area_dm2 FROM ("
    " SELECT zone_id, from_on AS day, park, status, offer, 1 AS n, area_dm2 AS area"
    " FROM span WHERE zone_id = :zone_id AND status <> ''"
    " UNION ALL SELECT zone_id, until_on, park, status, offer, -1, -area_dm2"
    " FROM span WHERE zone_id = :zone_id AND status <> '' AND until_on < :forever"
    ") AS step CROSS JOIN (SELECT 4 AS grain UNION ALL SELECT 7 UNION ALL SELECT 10) AS grains "
    "GROUP BY zone_id, grain, substr(day, 1, grain), park, status, offer "
    "HAVING sum(n) <> 0 OR sum(area) <> 0"
)
"""What the table has to hold, from the spans."""

FILL: Final = text(
    "INSERT INTO flow (zone_id, grain, day, park, status, offer, d_count, d_area_dm2) " + OF_SPANS
)
DUE: Final = text(OF_SPANS)


@dataclass(frozen=True, slots=True)
class SumRow:
    """Count and area of one park, status and offer on a day."""

    park: str
    status: str
    offer: str
    count: int
    area_dm2: int


def rebuild(connection: Connection, zone_id: int) -> None:
    """Write the table anew from the spans."""
    connection.execute(delete(flow).where(flow.c.zone_id == zone_id))
    connection.execute(FILL, {"zone_id": zone_id, "forever": FOREVER})


def apply(
    connection: Connection, zone_id: int, gone: Iterable[Mapping[str, Any]],
    come: Iterable[Mapping[str, Any]],
) -> None:  # fmt: skip
    """Follow spans that went and came; only the steps that differ are written."""
    steps: Steps = defaultdict(lambda: (0, 0))
    for sign, rows in ((-1, gone), (1, come)):
        for row in rows:
            _step(steps, row, sign)
    changed = [
        {"zone_id": zone_id, "grain": grain, "day": day, "park": park, "status": status,
         "offer": offer, "n": n, "area": area}
        for (grain, day, park, status, offer), (n, area) in sorted(steps.items())
        if n or area
    ]  # fmt: skip
    if changed:
        connection.execute(ADD, changed)
        connection.execute(SPENT, changed)


def _step(steps: Steps, row: Mapping[str, Any], sign: int) -> None:
    if not row["status"]:
        return
    ends = ((row["from_on"], sign), (row["until_on"], -sign))
    for day, way in ends:
        if day == FOREVER:
            continue
        for grain in GRAINS:
            key = (grain, day[:grain], row["park"], row["status"], row["offer"])
            n, area = steps[key]
            steps[key] = (n + way, area + way * row["area_dm2"])


def sums(connection: Connection, zone_id: int, day: str) -> list[SumRow]:
    """Count and recorded area by park, status and offer, as it stood on a day."""
    year, month = day[:4], day[:7]
    parts = [
        _part(zone_id, 4, flow.c.day < year),
        _part(zone_id, 7, (flow.c.day > year) & (flow.c.day < month)),
        _part(zone_id, 10, (flow.c.day > month) & (flow.c.day <= day)),
    ]
    each = union_all(*parts).subquery()
    count = func.sum(each.c.d_count)
    query = (
        select(each.c.park, each.c.status, each.c.offer, count, func.sum(each.c.d_area_dm2))
        .group_by(each.c.park, each.c.status, each.c.offer)
        .having(count != 0)
    )
    return [SumRow(park, status, offer, int(n), int(area))
            for park, status, offer, n, area in connection.execute(query)]  # fmt: skip


def _part(zone_id: int, grain: int, days: Any) -> Any:
    columns = (flow.c.park, flow.c.status, flow.c.offer, flow.c.d_count, flow.c.d_area_dm2)
    return select(*columns).where(flow.c.zone_id == zone_id, flow.c.grain == grain, days)


def first_day(connection: Connection, zone_id: int) -> str | None:
    """The first day on which a parcel was counted."""
    query = select(func.min(flow.c.day)).where(flow.c.zone_id == zone_id, flow.c.grain == 10)
    found = connection.execute(query).scalar()
    return None if found is None else str(found)


def differing(connection: Connection, zone_id: int) -> tuple[object, ...] | None:
    """The first step that does not follow from the spans; None where all do."""
    columns = list(flow.c)
    kept = {
        tuple(row) for row in connection.execute(select(*columns).where(flow.c.zone_id == zone_id))
    }
    due = {tuple(row) for row in connection.execute(DUE, {"zone_id": zone_id, "forever": FOREVER})}
    return min(kept ^ due, default=None)


__all__ = ["SumRow", "apply", "differing", "first_day", "rebuild", "sums"]
