"""Rows dated into the past, on land that others held then: it would count twice on those days."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import shapely
from sqlalchemy import Connection

from parkmap.geometry.coordinates import array_of
from parkmap.geometry.measure import total_bounds
from parkmap.land.fold import FOREVER, Assertion, fold
from parkmap.land.ledger import Subject, canonical
from parkmap.said import say
from parkmap.services.lines import Line
from parkmap.services.matching import overlaps
from parkmap.services.record import Record
from parkmap.services.standing import PARCEL
from parkmap.store import ledger, lists

OUTLINE = ("geometry", "retired_on")


class Former(NamedTuple):
    """An outline that a parcel had, up to the day from which it has it no more."""

    id: str
    shape: Any
    until_on: str


def keep_off_former(connection: Connection, record: Record, lines: Sequence[Line]) -> None:
    """Tell every row that holds from a day on which another parcel still lay on its land.

    It was retired or drawn otherwise since; what lies there now is `covering.keep_off`'s.
    """
    today = record.today()
    early = [one for one in lines if one.kind == PARCEL and one.draws and one.day < today]
    if not early:
        return
    former = _former(connection, record, early)
    shapes = array_of(one.shape for one in early)
    for found in overlaps(shapes, array_of(one.shape for one in former), among=False):
        if found.is_rounding:
            continue
        line, other = early[found.mine], former[found.other - len(early)]
        over = other.until_on <= line.day.isoformat()
        if other.id == line.subject_id or over or _told(line, other.id):
            continue
        line.tell(
            "overlap", "error",
            say("from %(day)s on it overlaps %(id)s by %(area)s m2, which lay there until "
                "%(until)s", day=line.day.isoformat(), id=other.id,
                area=f"{found.area_m2:,.2f}", until=other.until_on),
            say("give the day from which it lies there; or choose the row, and the overlap is "
                "recorded"),
            place=found.place, area_m2=found.area_m2,
            parcel_ids=tuple(sorted({line.subject_id or "", other.id})),
        )  # fmt: skip


def _told(line: Line, other_id: str) -> bool:
    """Whether the overlap stands today as well, or another outline of the same was told."""
    return any(one.code == "overlap" and other_id in one.parcel_ids for one in line.findings)


def _former(connection: Connection, record: Record, early: Sequence[Line]) -> list[Former]:
    """The outlines near these rows that parcels had and have no more."""
    box = total_bounds(array_of(one.shape for one in early))
    zone = record.zone_id
    every = set(lists.ids(connection, zone, lists.Filter(box=box, retired=True)))
    retired = every - set(lists.ids(connection, zone, lists.Filter(box=box)))
    first = min(one.day for one in early).isoformat()
    left = sorted(retired | ledger.redrawn_after(connection, zone, first))
    subjects = [Subject(PARCEL, one) for one in left]
    held = ledger.live(connection, zone, subjects, fields=OUTLINE)
    return [one for subject, said in held.items() for one in _lay(subject.id, said, first)]


def _lay(parcel_id: str, said: Sequence[Assertion], first: str) -> list[Former]:
    days = [*sorted({one.effective_on for one in said}), FOREVER]
    found = []
    for day, until in pairwise(days):
        then = fold(PARCEL, said, day)
        if until == FOREVER or until <= first or then.state.get("retired_on"):
            continue
        if then.geometry is not None:
            shape = shapely.from_geojson(canonical(then.geometry))
            found.append(Former(parcel_id, shape, until))
    return found


__all__ = ["keep_off_former"]
