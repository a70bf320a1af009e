"""An open map asks what changed since its token, and gets that and no more."""

from __future__ import annotations

import pytest

from parkmap.services.changes import Changes, changes, token
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.undoing import undo
from tests.small import EPOCH, OFFICER, marked


def since(record: Record, asked: str) -> Changes:
    return changes(record, PUBLIC_ACTOR, asked, "zh")


def test_nothing_changed_since_now(record: Record) -> None:
    now = token(record)
    assert since(record, now) == Changes(now, False, (), ())


def test_a_mark_is_told_with_what_the_map_draws(record: Record) -> None:
    before = token(record)
    marked(record, "in_use", "2025-06-01", "T-002")
    (fact,) = since(record, before).changed
    mu = fact.pop("mu")
    assert fact == {"id": "T-002", "s": "in_use", "name": "地块2", "park": "P1", "v": 2}
    assert mu > 0


def test_an_undo_is_told_too(record: Record) -> None:
    seq = marked(record, "in_use", "2025-06-01", "T-002").seq
    before = token(record)
    undo(record, OFFICER, seq, "误录")
    assert [(one["id"], one["s"], one["v"]) for one in since(record, before).changed] == [
        ("T-002", "idle", 3)
    ]


def test_the_new_token_has_nothing_more_to_tell(record: Record) -> None:
    before = token(record)
    marked(record, "in_use", "2025-06-01", "T-002")
    now = since(record, before).token
    assert since(record, now).changed == ()


@pytest.mark.parametrize(
    "asked", [f"{EPOCH}-1-99", "fedcba9876543210-1-1", f"{EPOCH}-2-1", "", "-", "x-y-z",
              f"{EPOCH}-1-²", f"{EPOCH}-1--1", f"{EPOCH}-1-{'9' * 5000}"],
)  # fmt: skip
def test_a_token_that_is_not_of_this_ledger_reloads(record: Record, asked: str) -> None:
    assert since(record, asked).reload
