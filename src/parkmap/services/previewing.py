"""What a mark would do, told before it is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from parkmap.errors import Unconfirmed
from parkmap.land.status import IDLE, questions
from parkmap.services.asking import checked_day, checked_ids, fetch
from parkmap.services.record import Actor, Record, require
from parkmap.store import lists, present
from parkmap.units import m2_to_dm2


@dataclass(frozen=True, slots=True)
class Move:
    """Parcels that a mark takes from one status to the one asked for."""

    before: str
    count: int
    area_dm2: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Parcels and area concerned, moves by status before, those that are so already.

    `questions` says for each question of `land.status.QUESTIONS` which parcels it is about.
    """

    count: int
    area_dm2: int
    moves: tuple[Move, ...]
    already: tuple[str, ...]
    questions: Mapping[str, tuple[str, ...]]


def preview(
    record: Record, actor: Actor, versions: Mapping[str, int | None], status: str,
    effective_on: date,
) -> Preview:  # fmt: skip
    """What a mark with this status from a day on would do to parcels.

    Raises
    ------
    BadValue, NotFound, MissingVersion, StaleVersion, Conflict
        As the mark itself.
    """
    require(actor, "mark")
    checked_ids(versions)
    checked_day(record, effective_on)
    day = effective_on.isoformat()
    with record.store.read() as connection:
        stored = fetch(connection, record, versions, mine={"status": status})
        areas = {one.id: m2_to_dm2(float(one.state.get("area_m2") or 0)) for one in stored}
        before = statuses_on(connection, record, list(areas), day)
        asked = asked_about(connection, record, before, status, day)
    moves: dict[str, list[str]] = defaultdict(list)
    for one, was in before.items():
        moves[was].append(one)
    already = tuple(sorted(moves.pop(status, [])))
    told = tuple(
        Move(was, len(ids), sum(areas[one] for one in ids)) for was, ids in sorted(moves.items())
    )
    return Preview(len(areas), sum(areas.values()), told, already, asked)


def statuses_on(
    connection: Connection, record: Record, ids: Sequence[str], day: str
) -> dict[str, str]:
    """Parcel id -> its status on a day; what was not in the record then is left out."""
    return {row.parcel_id: row.status for row in lists.on_day(connection, record.zone_id, day, ids)}


def asked_about(
    connection: Connection, record: Record, before: Mapping[str, str], to: str, day: str
) -> dict[str, tuple[str, ...]]:
    """Question code -> the parcels for which a change to a status has to be asked about."""
    idle = once_idle(connection, record, [one for one, was in before.items() if was != to], day)
    found: dict[str, list[str]] = defaultdict(list)
    for one, was in sorted(before.items()):
        for code in questions(was, to, once_idle=one in idle):
            found[code].append(one)
    return {code: tuple(ids) for code, ids in found.items()}


def once_idle(connection: Connection, record: Record, ids: Sequence[str], day: str) -> set[str]:
    """Those of the parcels that were idle up to a day, or were made from one that was."""
    found = lists.had_status(connection, record.zone_id, IDLE, day, ids)
    above = _parents(connection, record, [one for one in ids if one not in found])
    while above := {one: up for one, up in above.items() if up}:
        every = sorted({each for up in above.values() for each in up})
        idle = lists.had_status(connection, record.zone_id, IDLE, day, every)
        found |= {one for one, up in above.items() if idle & set(up)}
        parents = _parents(connection, record, every)
        above = {
            one: [far for each in up for far in parents.get(each, ())]
            for one, up in above.items()
            if one not in found
        }
    return found


def require_confirmed(asked: Mapping[str, Collection[str]], confirmed: Collection[str]) -> None:
    """Refuse a mark while a question about it has no answer.

    Raises
    ------
    Unconfirmed
        ``values["questions"]`` says which, and about which parcels.
    """
    still = {code: sorted(ids) for code, ids in asked.items() if code not in confirmed}
    if still:
        raise Unconfirmed(
            "this change of status is unusual (%(codes)s); look at it once more, then confirm it",
            codes=", ".join(still),
            questions=still,
        )


def _parents(connection: Connection, record: Record, ids: Sequence[str]) -> dict[str, list[str]]:
    rows = present.some(connection, record.zone_id, "parcel", list(ids), with_geometry=False)
    return {one.id: [str(each) for each in one.state.get("lineage_from") or ()] for one in rows}


__all__ = ["Move", "Preview", "asked_about", "preview", "require_confirmed", "statuses_on"]
