"""提醒: looks at all that is watched, keeps what began and what is over, plans the letters.

Looked at once a day and some minutes after entries on land. What began is kept once; what land had
when it was told of goes along with splits and merges. The first look of a record tells nothing: it
only learns what is so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from parkmap.land.ledger import stamp
from parkmap.land.reminders import BACK, CAMPAIGN, IDLE, Condition, Key, gravest
from parkmap.land.subscriptions import REMINDERS
from parkmap.services import campaigns, outbox
from parkmap.services.record import Actor, Record, require
from parkmap.services.watched import campaign_told, forebears, now_so, slipped, with_names
from parkmap.store import jobs, ledger, reminders, subscriptions
from parkmap.store.reminders import StoredReminder
from parkmap.store.subscriptions import StoredSubscription

READ: Final = "read_internal"
PROGRAM: Final = Actor("parkmap", frozenset({"leader"}), "parkmap")
"""Who looks: reads like a leader, and nobody's name stands in it."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is so now, what was told last (newest first), of how many, and when it was looked."""

    now: tuple[Condition, ...]
    told: tuple[StoredReminder, ...]
    count: int
    looked_at: str


def run(record: Record, _job: jobs.Job) -> str:
    """The job of a look."""
    return f"{look(record)} reminders"


def look(record: Record) -> int:
    """Look at all that is watched; how many conditions began that are to be told."""
    held = now_so(record, PROGRAM)
    here = {one.key: one for one in held}
    moment = stamp(record.clock())
    with record.store.read() as connection:
        before = {_key(one): one for one in reminders.standing(connection, record.zone_id)}
    back = _back(record, [one for key, one in before.items() if key not in here])
    named = with_names(record, [one for one in held if one.key not in before])
    told = _told_before(record, named)
    loud = {one.key for one in gravest(named)} - told
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        first = not reminders.looked_at(connection, record.zone_id)
        known = {_key(one) for one in reminders.standing(connection, record.zone_id)}
        fresh = [_stored(record, one, moment, quiet=first or one.key not in loud)
                 for one in named if one.key not in known]  # fmt: skip
        fresh += [_stored(record, one, moment, over=moment) for one in back]
        reminders.add(connection, record.zone_id, fresh)
        over = [one.number for key, one in before.items() if key not in here]
        reminders.end(connection, record.zone_id, over, moment)
        reminders.note_look(connection, record.zone_id, moment)
        plan(connection, record)
    return sum(not one.quiet for one in fresh)


def plan(connection: Connection, record: Record) -> None:
    """Put a letter in line for each person who is to be told: one a day at most."""
    for one in subscriptions.running(connection, record.zone_id, REMINDERS):
        if not to_tell(connection, record, one):
            continue
        zone, now = ZoneInfo(record.zone.time_zone), record.clock()
        day = record.today()
        if one.period >= day.isoformat():
            day += timedelta(days=1)
        at = datetime.combine(day, time(record.zone.reminders.hour), zone)
        outbox.of_subscription(connection, record, one, REMINDERS, max(at, now), day.isoformat())


def to_tell(
    connection: Connection, record: Record, one: StoredSubscription
) -> list[StoredReminder]:
    """What a person is to be told: news since the last letter, that hold still, of kinds on."""
    fresh = reminders.after(connection, record.zone_id, one.told)
    return [
        each for each in fresh
        if each.kind not in one.off and (not each.over_at or each.detail == BACK)
    ]  # fmt: skip


def page(record: Record, actor: Actor, limit: int, skip: int = 0) -> Page:
    """What is so now, and what was told; for staff."""
    require(actor, READ)
    held = gravest(now_so(record, actor))
    with record.store.read() as connection:
        return Page(
            tuple(held), tuple(reminders.latest(connection, record.zone_id, limit, skip)),
            reminders.count_told(connection, record.zone_id),
            reminders.looked_at(connection, record.zone_id),
        )  # fmt: skip


def _back(record: Record, gone: Iterable[StoredReminder]) -> list[Condition]:
    """Campaigns that had slipped and are within their deadline again."""
    was = {one.about for one in gone if one.kind == CAMPAIGN}
    if not was:
        return []
    found = campaigns.standings(record, PROGRAM).standings
    return [
        Condition(CAMPAIGN, one.id, BACK, record.today().isoformat(), campaign_told(one))
        for one in found
        if one.id in was and one.closing is None and not slipped(one)
    ]


def _told_before(record: Record, fresh: Sequence[Condition]) -> set[Key]:
    """What was told already, of the same day: of the subject itself, or of land it came from."""
    parcels = [one.about for one in fresh if one.kind == IDLE]
    above = forebears(record, PROGRAM, parcels) if parcels else {}
    told: set[Key] = set()
    for kind in {one.kind for one in fresh}:
        some = [one for one in fresh if one.kind == kind]
        subjects = {one.about for one in some}.union(*(above.get(one.about, ()) for one in some))
        with record.store.read() as connection:
            rows = reminders.of_subjects(connection, record.zone_id, kind, sorted(subjects))
        known = {(row.about, row.detail, row.since) for row in rows}
        for one in some:
            family = {one.about, *above.get(one.about, ())}
            if any((each, one.detail, _since(record, one)) in known for each in family):
                told.add(one.key)
    return told


def _since(record: Record, one: Condition) -> str:
    return one.since or record.today().isoformat()


def _key(one: StoredReminder) -> Key:
    return one.kind, one.about, one.detail


def _stored(
    record: Record, one: Condition, moment: str, *, quiet: bool = False, over: str = ""
) -> StoredReminder:
    since = _since(record, one)
    return StoredReminder(
        0, one.kind, one.about, one.detail, since, one.values, moment, over, quiet
    )


__all__ = ["PROGRAM", "Page", "look", "page", "plan", "run", "to_tell"]
