"""The whole history of the land in one answer: as what each parcel counted from which day on.

Made for a map that goes through time without asking again. Days are numbers from the first day of
the record, outlines whole steps of a millionth of a degree, so that a zone of 1,200 parcels fits
into some 60 KB. Every day passes the policy for itself, as the sums of that day do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any, Final, NamedTuple

import numpy as np
import shapely
from sqlalchemy import Connection

from parkmap.land.fold import Assertion
from parkmap.land.ledger import Subject, canonical
from parkmap.land.policy import PUBLIC
from parkmap.land.status import STATUSES, SUPPLY_WORDS
from parkmap.services.outlines import lies_elsewhere, public_outline
from parkmap.services.record import Actor, Record
from parkmap.services.recording import token_of
from parkmap.services.statistics import first_day
from parkmap.services.views import view_of
from parkmap.store import ledger, lists, present

NOT_THERE: Final = -1
"""Stands for a status from the day on which a parcel is not in the sums."""
UNIT: Final = 1e-6
"""Degrees of a step of an outline: some 0.1 m, as the map rounds."""

Rings = list[list[int]]
StyleOf = Callable[[str, str], str]


class Step(NamedTuple):
    """From this day on (days since the first) a parcel counts so; places in the two lists."""

    day: int
    style: int
    park: int
    area_dm2: int


class Lot(NamedTuple):
    """A parcel through time: its steps, and its outlines by the day from which each holds."""

    id: str
    name: str
    steps: tuple[Step, ...]
    outlines: tuple[tuple[int, Rings], ...]


class LandInTime(NamedTuple):
    """All land of a zone from the first day of the record to today, for one audience.

    `origin` is the [lng, lat] that outlines count from; a ring is its first corner, then the way
    from each corner to the next, as east, north, east, north ... in steps of `UNIT`. `areas` is
    False where the audience may not read them: all are 0 then.
    """

    token: str
    first: date
    last: date
    styles: tuple[str, ...]
    parks: tuple[str, ...]
    origin: tuple[float, float]
    areas: bool
    lots: tuple[Lot, ...]

    def as_json(self) -> dict[str, Any]:
        """The answer as it is sent: tuples as lists, steps in one row of numbers."""
        return {
            "token": self.token, "first": self.first, "last": self.last, "styles": self.styles,
            "parks": self.parks, "origin": self.origin, "unit": UNIT,
            "areas": self.areas,
            "parcels": [
                [lot.id, lot.name, [value for step in lot.steps for value in step], lot.outlines]
                for lot in self.lots
            ],
        }  # fmt: skip


def land_in_time(record: Record, actor: Actor, language: str) -> LandInTime:
    """Every parcel that this audience may know of on some day up to today, retired ones too.

    On each day they add up to `statistics.totals` of that day, park by park.
    """
    first, last = first_day(record), record.today()
    styles, areas = style_codes(record, actor), reads_areas(record, actor)
    with record.store.read() as connection:
        token = token_of(ledger.read_head(connection, record.zone_id))
        rows = list(lists.spans(connection, record.zone_id, last.isoformat()))
        parks = tuple(sorted({row.park for row in rows}))
        steps = _steps(rows, _Places(first, style_reader(record, actor), styles, parks, areas))
        texts = dict(_named(connection, record, actor, steps, language))
        former = _former(connection, record, actor, texts.keys(), last)
    outlines = [(one, day, text) for one, (_name, now) in texts.items()
                for day, text in former.get(one) or (((first, now),) if now else ())]  # fmt: skip
    origin, rings = _rings([text for _one, _day, text in outlines])
    drawn: dict[str, list[tuple[int, Rings]]] = {one: [] for one in texts}
    for (one, day, _text), each in zip(outlines, rings, strict=True):
        drawn[one].append(((day - first).days, each))
    lots = (Lot(one, name, steps[one], tuple(drawn[one])) for one, (name, _now) in texts.items())
    return LandInTime(token, first, last, styles, parks, origin, areas, tuple(lots))


def style_codes(record: Record, actor: Actor) -> tuple[str, ...]:
    """The codes by which this audience sees land counted, in the order of legends."""
    words = actor.audience == PUBLIC and record.zone.policy.wording == "supply"
    return tuple(SUPPLY_WORDS if words else STATUSES)


def reads_areas(record: Record, actor: Actor) -> bool:
    """Whether this audience may read the area of a parcel; sums are for all."""
    return record.zone.policy.shows(actor.audience, "parcel", "area_m2")


class _Places:
    """Days and codes as numbers, the codes as an audience reads them."""

    def __init__(
        self, first: date, style_of: StyleOf, styles: Sequence[str], parks: Sequence[str],
        areas: bool,
    ) -> None:  # fmt: skip
        self.areas = areas
        self.first = first.toordinal()
        self.days: dict[str, int] = {}
        self.style_of = style_of
        self.styles = {code: place for place, code in enumerate(styles)}
        self.parks = {code: place for place, code in enumerate(parks)}

    def day(self, text: str) -> int:
        if text not in self.days:
            self.days[text] = date.fromisoformat(text).toordinal() - self.first
        return self.days[text]

    def step(self, row: lists.SpanOf) -> Step:
        code, day = self.style_of(row.status, row.offer), self.day(row.from_on)
        if not code:
            return Step(day, NOT_THERE, 0, 0)
        return Step(day, self.styles[code], self.parks[row.park], row.area_dm2 if self.areas else 0)


def _steps(rows: Iterable[lists.SpanOf], places: _Places) -> dict[str, tuple[Step, ...]]:
    """Parcel -> its steps, as this audience may know them; none that it never saw."""
    found = {}
    for one, spans in groupby(rows, key=lambda row: row.parcel_id):
        steps: list[Step] = []
        for row in spans:
            step = places.step(row)
            last = steps[-1] if steps else Step(0, NOT_THERE, 0, 0)
            if step[1:] != last[1:]:
                steps.append(step)
        if steps:
            found[one] = tuple(steps)
    return found


def style_reader(record: Record, actor: Actor) -> StyleOf:
    """What gives the code by which a status and an offer count for this audience.

    "" where it does not see such land. The few pairs that there are pass the policy once each.
    """
    policy, audience = record.zone.policy, actor.audience

    @cache
    def style_of(status: str, offer: str) -> str:
        state = {"status": status, "offer": offer}
        if not status or not policy.sees(audience, "parcel", state):
            return ""
        return policy.drawn_as(audience, state)

    return style_of


def _named(
    connection: Connection, record: Record, actor: Actor, wanted: Mapping[str, Any], language: str
) -> Iterator[tuple[str, tuple[str, str | None]]]:
    """Parcel -> its name of now and its outline; what the audience sees no more has its id."""
    for stored in present.every(connection, record.zone_id, "parcel", retired=True):
        if stored.id not in wanted:
            continue
        view = view_of(record, actor, stored._replace(geojson=None))
        shape = stored.geojson and public_outline(record, actor, stored.geojson)
        yield stored.id, (view.name(language) if view else stored.id, shape)


def _former(
    connection: Connection, record: Record, actor: Actor, wanted: Iterable[str], last: date
) -> dict[str, list[tuple[date, str]]]:
    """Redrawn parcel -> its outlines, each with the day from which it holds, up to today."""
    redrawn = ledger.redrawn_ever(connection, record.zone_id).intersection(wanted)
    subjects = [Subject("parcel", one) for one in sorted(redrawn)]
    held = ledger.live(connection, record.zone_id, subjects, fields=("geometry",))
    return {
        subject.id: [(date.fromisoformat(day), public_outline(record, actor, canonical(outline)))
                     for day, outline in _drawn(said, last.isoformat())]
        for subject, said in held.items()
    }  # fmt: skip


def _drawn(said: Iterable[Assertion], last: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The outlines of a parcel with their days, but those that lie where the one before did."""
    ordered = sorted(said, key=lambda one: (one.effective_on, one.seq, one.ordinal))
    latest = {one.effective_on: one.value for one in ordered if one.effective_on <= last}
    before = None
    for day, outline in latest.items():
        if outline is not None and lies_elsewhere(before, outline):
            yield day, outline
        before = outline


def _rings(texts: Sequence[str]) -> tuple[tuple[float, float], list[Rings]]:
    """Outlines as whole steps from a common corner: the corner, and the rings of each."""
    drawn: list[Rings] = [[] for _ in texts]
    shapes = shapely.from_geojson(np.array(texts, dtype=object))
    if not texts:
        return (0.0, 0.0), drawn
    west, south = np.floor(shapely.total_bounds(shapes)[:2] / UNIT) * UNIT
    parts, of_shape = shapely.get_parts(shapes, return_index=True)
    rings, of_part = shapely.get_rings(parts, return_index=True)
    for ring, part in zip(rings, of_part, strict=True):
        corners = shapely.get_coordinates(ring)[:-1]
        steps = np.rint((corners - (west, south)) / UNIT).astype(np.int64)
        steps[1:] -= steps[:-1].copy()
        drawn[of_shape[part]].append(steps.ravel().tolist())
    return (round(float(west), 6), round(float(south), 6)), drawn


__all__ = ["NOT_THERE", "UNIT", "LandInTime", "Lot", "Step", "land_in_time", "reads_areas",
           "style_codes", "style_reader"]  # fmt: skip
