"""Comments: staff read them, leaders write them, the author takes one back; none in the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parkmap.errors import BadValue, Conflict, Forbidden, NotFound, SignInNeeded
from parkmap.services.comments import comment, comment_counts, comments_on, take_back
from parkmap.services.record import PUBLIC_ACTOR, Actor, Record
from tests.small import LEADER, OFFICER, begin, copied, count, write_land

ADMIN = Actor("admin-1", frozenset({"admin"}))


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with copied(begin(write_land(tmp_path / "made")), tmp_path / "land") as found:
        yield found


def test_a_leader_comments_and_the_ledger_does_not_know(record: Record) -> None:
    entries = count(record, "entry")
    comment(record, LEADER, "parcel", "T-001", " 请月底前报方案 ")
    (found,) = comments_on(record, OFFICER, "parcel", "T-001")
    assert (found.text, found.author) == ("请月底前报方案", "leader-1")
    assert comment_counts(record, OFFICER, "parcel") == {"T-001": 1}
    assert comments_on(record, OFFICER, "parcel", "T-002") == []
    assert count(record, "entry") == entries


def test_its_author_or_an_administrator_takes_it_back_once(record: Record) -> None:
    first = comment(record, LEADER, "parcel", "T-001", "甲").comment_id
    second = comment(record, LEADER, "parcel", "T-001", "乙").comment_id
    with pytest.raises(Forbidden):
        take_back(record, OFFICER, first)
    take_back(record, LEADER, first)
    take_back(record, ADMIN, second)
    with pytest.raises(Conflict):
        take_back(record, LEADER, first)
    assert [one.text for one in comments_on(record, LEADER, "parcel", "T-001")] == ["", ""]
    assert comment_counts(record, LEADER, "parcel") == {}


def test_nothing_too_much_and_about_nothing_is_refused(record: Record) -> None:
    for text in (" ", "长" * 2_001):
        with pytest.raises(BadValue):
            comment(record, LEADER, "parcel", "T-001", text)
    with pytest.raises(NotFound):
        comment(record, LEADER, "parcel", "T-999", "甲")
    with pytest.raises(NotFound):
        take_back(record, ADMIN, 7)


def test_the_public_neither_reads_nor_writes_them(record: Record) -> None:
    with pytest.raises(SignInNeeded):
        comments_on(record, PUBLIC_ACTOR, "parcel", "T-001")
    with pytest.raises(SignInNeeded):
        comment(record, PUBLIC_ACTOR, "parcel", "T-001", "甲")
