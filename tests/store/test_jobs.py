"""Work in line: once, in order, tried again, given up at the end."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection

from parkmap.land.ledger import stamp
from parkmap.services.record import Record
from parkmap.store import jobs
from parkmap.store.jobs import MAX_ATTEMPTS, Job, Kinds
from tests.small import NOW

LATER = NOW + timedelta(days=1)


def emptied(connection: Connection, record: Record) -> int:
    while (job := jobs.claim(connection, record.zone_id, NOW)) is not None:
        jobs.finish(connection, record.zone_id, job.job_id, NOW, "")
    return record.zone_id


def test_an_equal_job_that_waits_is_not_doubled(record: Record) -> None:
    with record.store.write() as connection:
        zone = emptied(connection, record)
        first = jobs.enqueue(connection, zone, "warm_tiles", {"a": 1}, NOW)
        assert jobs.enqueue(connection, zone, "warm_tiles", {"a": 1}, NOW) == first
        assert jobs.enqueue(connection, zone, "warm_tiles", {"a": 2}, NOW) != first


def test_a_running_job_does_not_stand_for_the_next(record: Record) -> None:
    with record.store.write() as connection:
        zone = emptied(connection, record)
        first = jobs.enqueue(connection, zone, "warm_tiles", {}, NOW)
        jobs.claim(connection, zone, NOW)
        assert jobs.enqueue(connection, zone, "warm_tiles", {}, NOW) != first


def test_a_job_is_claimed_once_and_oldest_first(record: Record) -> None:
    with record.store.write() as connection:
        zone = emptied(connection, record)
        second = jobs.enqueue(connection, zone, "b", {}, NOW)
        first = jobs.enqueue(connection, zone, "a", {}, NOW - timedelta(hours=1))
        claimed = [jobs.claim(connection, zone, NOW) for _ in range(3)]
    assert [one and one.job_id for one in claimed] == [first, second, None]


def test_of_equals_the_one_that_was_tried_less_goes_first(record: Record) -> None:
    with record.store.write() as connection:
        zone = emptied(connection, record)
        often = jobs.enqueue(connection, zone, "mail", {"n": 1}, NOW)
        jobs.claim(connection, zone, NOW)
        jobs.requeue_running(connection, zone, NOW)
        fresh = jobs.enqueue(connection, zone, "mail", {"n": 2}, NOW)
        claimed = [jobs.claim(connection, zone, NOW) for _ in range(2)]
    assert [one and one.job_id for one in claimed] == [fresh, often]


def test_each_line_takes_its_own_kinds(record: Record) -> None:
    with record.store.write() as connection:
        zone = emptied(connection, record)
        for kind in ("mail", "import", "webhook"):
            jobs.enqueue(connection, zone, kind, {}, NOW)
        home, mail = Kinds(("mail", "webhook")), Kinds(("mail",), others=False)
        claimed = [jobs.claim(connection, zone, NOW, kinds) for kinds in (home, home, mail, mail)]
    assert [one and one.kind for one in claimed] == ["import", None, "mail", None]


def test_a_failed_job_waits_longer_each_time_then_stays_failed(record: Record) -> None:
    with record.store.write() as connection:
        zone = emptied(connection, record)
        jobs.enqueue(connection, zone, "a", {}, NOW)
        for attempt in range(1, MAX_ATTEMPTS + 1):
            job = jobs.claim(connection, zone, LATER)
            assert job is not None and job.attempts == attempt
            jobs.fail(connection, zone, job, NOW, "no room")
            assert not jobs.waiting(connection, zone, NOW + timedelta(seconds=1))
        assert not jobs.waiting(connection, zone, LATER)


def test_waits_for_mail_grow_to_hours_and_differ_a_little(record: Record) -> None:
    patience = jobs.PATIENCE["mail"]
    waits = [patience.wait(tried) for tried in range(1, 40)]
    assert waits[:3] == [timedelta(seconds=15 * 2**n) for n in range(3)]
    assert waits == sorted(waits) and waits[-1] == timedelta(hours=6)
    spread = {patience.wait(30, f"{n:04x}") for n in range(0, 0xFFFF, 999)}
    assert len(spread) > 60 and max(spread) <= timedelta(hours=6.6)


def test_mail_is_given_up_after_eight_days_however_often_it_was_tried(record: Record) -> None:
    one = Job("0" * 32, "mail", {}, 500, stamp(NOW))
    ends = [jobs.is_last(one, NOW + timedelta(days=days)) for days in (7.9, 8)]
    assert ends == [False, True]


def test_a_worker_that_dies_often_gives_up_an_import_and_no_mail(record: Record) -> None:
    with record.store.write() as connection:
        zone = emptied(connection, record)
        for kind in ("import", "mail"):
            jobs.enqueue(connection, zone, kind, {}, NOW)
        for _ in range(MAX_ATTEMPTS + 1):
            while jobs.claim(connection, zone, NOW) is not None:
                pass
            jobs.requeue_running(connection, zone, NOW)
        left = jobs.claim(connection, zone, NOW)
    assert left is not None and left.kind == "mail"


def test_what_is_held_waits_and_another_kind_does_not(record: Record) -> None:
    with record.store.write() as connection:
        zone = emptied(connection, record)
        for kind in ("mail", "webhook"):
            jobs.enqueue(connection, zone, kind, {}, NOW)
        jobs.hold(connection, zone, "mail", LATER)
        claimed = [jobs.claim(connection, zone, NOW) for _ in range(2)]
    assert [one and one.kind for one in claimed] == ["webhook", None]


def test_what_a_dead_worker_held_is_due_again(record: Record) -> None:
    with record.store.write() as connection:
        zone = emptied(connection, record)
        jobs.enqueue(connection, zone, "a", {}, NOW)
        jobs.claim(connection, zone, NOW)
        assert not jobs.waiting(connection, zone, NOW)
        assert jobs.requeue_running(connection, zone, NOW) == 1
        assert jobs.waiting(connection, zone, NOW)
