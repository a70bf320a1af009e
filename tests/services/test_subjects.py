"""Subjects beside the land: entered with ids of their own, amended, read by staff alone."""

from __future__ import annotations

import pytest

from parkmap.errors import NotFound, SignInNeeded, StaleVersion
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.subjects import Amendment, Entered, Fresh, amend, enter, every, read
from parkmap.services.undoing import undo
from parkmap.services.verifying import verify
from tests.small import OFFICER, TODAY

KIND = "thing"


def entered(record: Record, *names: str, key: str | None = None) -> Entered:
    fresh = [Fresh(KIND, {"name": name, "note": None}, TODAY, "登记") for name in names]
    return enter(record, OFFICER, fresh, "X-", key)


def test_subjects_get_ids_in_their_order(record: Record) -> None:
    assert entered(record, "甲", "乙").ids == ("X-0001", "X-0002")
    assert [one.state for one in every(record, OFFICER, KIND)] == [{"name": "甲"}, {"name": "乙"}]


def test_an_id_is_never_used_again_after_an_undo(record: Record) -> None:
    undo(record, OFFICER, entered(record, "甲").receipt.seq, "误录")
    assert entered(record, "乙").ids == ("X-0002",)


def test_the_same_key_enters_once(record: Record) -> None:
    assert entered(record, "甲", key="k") == entered(record, "甲", key="k")
    assert len(every(record, OFFICER, KIND)) == 1


def test_an_amendment_asks_for_the_version_seen(record: Record) -> None:
    (one,) = entered(record, "甲").ids
    version = read(record, OFFICER, KIND, one).version
    asked = Amendment(KIND, {one: version}, {"name": "丙"}, TODAY, "更名")
    amend(record, OFFICER, asked)
    assert read(record, OFFICER, KIND, one).state == {"name": "丙"}
    with pytest.raises(StaleVersion):
        amend(record, OFFICER, asked)


def test_the_public_knows_of_none(record: Record) -> None:
    (one,) = entered(record, "甲").ids
    with pytest.raises(NotFound):
        read(record, PUBLIC_ACTOR, KIND, one)
    with pytest.raises(SignInNeeded):
        every(record, PUBLIC_ACTOR, KIND)


def test_they_verify_with_the_rest(record: Record) -> None:
    entered(record, "甲")
    assert [one for one in verify(record).differences if ".geojson" not in one] == []
