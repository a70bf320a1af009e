"""What moved between two days, as an audience reads it: rows, their sums by kind, the net."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from parkmap.errors import BadValue
from parkmap.land.courses import Sum
from parkmap.land.fold import fold
from parkmap.land.ledger import Subject
from parkmap.land.moves import Counted, KindSum, Move, moves, net, sums
from parkmap.services.knowing import states_on
from parkmap.services.outlines import lies_elsewhere
from parkmap.services.record import Actor, Record
from parkmap.services.statistics import totals
from parkmap.services.timeline import StyleOf, reads_areas, style_codes, style_reader
from parkmap.services.views import view_of
from parkmap.store import ledger, lists, present

Turns = tuple[tuple[str, str], ...]


class Moved(NamedTuple):
    """What differs between two days: `was` and `now` are the sums of both by style code.

    `areas` is False where the audience may not read those of parcels: all moves have 0 then.
    """

    from_on: date
    to_on: date
    styles: tuple[str, ...]
    was: Mapping[str, Sum]
    now: Mapping[str, Sum]
    moves: tuple[Move, ...]
    areas: bool

    @property
    def by_kind(self) -> list[KindSum]:
        """The moves added up by the status before and after."""
        return sums(self.moves)

    @property
    def net(self) -> dict[str, int]:
        """Style code -> dm2 that it has more on the later day."""
        return net(self.moves)

    def between(self, before: str | None, after: str | None) -> list[Move]:
        """The moves of one kind of change: those behind a sum; all where no status is named."""
        return [
            one for one in self.moves if before in (None, one.before) and after in (None, one.after)
        ]


class MoveLine(NamedTuple):
    """A move with what a reader knows the parcel by, and the days on which it counted anew.

    `turns` are those days with the code as which it counted from then on; "" where it went.
    """

    move: Move
    name: str
    park: str
    turns: Turns


def moved(record: Record, actor: Actor, from_on: date, to_on: date) -> Moved:
    """Land that counts otherwise on the later of two days, by effective date, as known now.

    Its rows add up to the difference of `statistics.totals` of the two days, status by status.

    Raises
    ------
    BadValue
        The second day is before the first, or after today.
    """
    _checked(record, from_on, to_on)
    style_of, areas = style_reader(record, actor), reads_areas(record, actor)
    with record.store.read() as connection:
        was, now = (_counted(connection, record, style_of, day, areas=areas)
                    for day in (from_on, to_on))  # fmt: skip
        parents = _parents(connection, record, now.keys() - was.keys(), was)
        redrawn = _redrawn(connection, record, actor, was.keys() & now.keys(), from_on, to_on)
    old, new = (totals(record, actor, day).by_style() for day in (from_on, to_on))
    found = tuple(moves(was, now, parents, redrawn))
    return Moved(from_on, to_on, style_codes(record, actor), old, new, found, areas)


def lines_of(
    record: Record, actor: Actor, found: Moved, some: Sequence[Move], language: str
) -> list[MoveLine]:
    """Some of the moves with names, parks and days, in their order."""
    ids = sorted({one.id for one in some})
    with record.store.read() as connection:
        rows = present.some(connection, record.zone_id, "parcel", ids, with_geometry=False)
        turns, parks = _turns(connection, record, actor, ids, (found.from_on, found.to_on))
    views = {one.id: view_of(record, actor, one) for one in rows}
    return [
        MoveLine(one, view.name(language) if (view := views.get(one.id)) else one.id,
                 parks[one.id], turns[one.id])
        for one in some
    ]  # fmt: skip


def _checked(record: Record, from_on: date, to_on: date) -> None:
    if to_on < from_on:
        raise BadValue(
            "%(to)s is before %(from)s; name the earlier day first",
            **{"to": to_on.isoformat(), "from": from_on.isoformat()},
        )
    if to_on > record.today():
        raise BadValue(
            "%(to)s is after today, %(today)s; name a day that has come",
            to=to_on.isoformat(), today=record.today().isoformat(),
        )  # fmt: skip


def _counted(
    connection: Connection, record: Record, style_of: StyleOf, day: date, *, areas: bool
) -> dict[str, Counted]:
    rows = lists.on_day(connection, record.zone_id, day.isoformat())
    coded = ((row, style_of(row.status, row.offer)) for row in rows)
    return {
        row.parcel_id: Counted(code, row.area_dm2 if areas else 0) for row, code in coded if code
    }


def _parents(
    connection: Connection, record: Record, come: Iterable[str], was: Mapping[str, Counted]
) -> dict[str, list[str]]:
    """New parcel -> what it was made from, back to parcels of the earlier day."""
    found: dict[str, list[str]] = {}
    asked = sorted(come)
    while asked:
        rows = present.some(connection, record.zone_id, "parcel", asked, with_geometry=False)
        for one in rows:
            found[one.id] = [str(each) for each in one.state.get("lineage_from") or ()]
        further = {each for one in rows for each in found[one.id]}
        asked = sorted(further - found.keys() - was.keys())
    return found


def _redrawn(
    connection: Connection, record: Record, actor: Actor, both: Iterable[str], from_on: date,
    to_on: date,
) -> set[str]:  # fmt: skip
    """Parcels of both days whose outline is another."""
    if not record.zone.policy.shows(actor.audience, "parcel", "geometry"):
        return set()
    first, second = from_on.isoformat(), to_on.isoformat()
    asked = ledger.outlined_after(connection, record.zone_id, first).intersection(both)
    subjects = [Subject("parcel", one) for one in sorted(asked)]
    held = ledger.live(connection, record.zone_id, subjects, fields=("geometry",))
    return {
        one.id
        for one, said in held.items()
        if lies_elsewhere(*(fold("parcel", said, day).geometry for day in (first, second)))
    }


def _turns(
    connection: Connection, record: Record, actor: Actor, ids: Sequence[str],
    days: tuple[date, date],
) -> tuple[dict[str, Turns], dict[str, str]]:  # fmt: skip
    """Parcel -> the days between two on which it counted anew; and its park on the last of them."""
    first, second = (day.isoformat() for day in days)
    style_of = style_reader(record, actor)
    turns: dict[str, list[tuple[str, str]]] = {one: [] for one in ids}
    last: dict[str, tuple[str, int]] = {}
    parks = dict.fromkeys(ids, "")
    for row in lists.spans(connection, record.zone_id, second, ids):
        code = style_of(row.status, row.offer)
        here = (code, row.area_dm2 if code else 0)
        if here != last.get(row.parcel_id, ("", 0)) and row.from_on > first:
            turns[row.parcel_id].append((row.from_on, code))
        last[row.parcel_id] = here
        parks[row.parcel_id] = row.park if code else parks[row.parcel_id]
    return {one: tuple(found) for one, found in turns.items()}, parks


def outlines_of(record: Record, actor: Actor, found: Moved, some: Sequence[Move]) -> dict[str, str]:
    """Parcel -> GeoJSON of its outline on the later day, or on the earlier where it went since."""
    went = [one.id for one in some if not one.after or one.became]
    stays = [one.id for one in some if one.after and not one.became]
    shapes: dict[str, str] = {}
    with record.store.read() as connection:
        for ids, day in ((stays, found.to_on), (went, found.from_on)):
            for stored in states_on(connection, record, "parcel", ids, day.isoformat()):
                view = view_of(record, actor, stored)
                if view is not None and view.geometry is not None:
                    shapes[view.id] = view.geometry
    return shapes


__all__ = ["MoveLine", "Moved", "lines_of", "moved", "outlines_of"]
