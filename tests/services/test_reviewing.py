"""Changes that wait for a second person: in no sum, accepted by another, sent back with a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkmap.errors import (
    AwaitsReview,
    BadValue,
    Conflict,
    Forbidden,
    NotFound,
    StaleVersion,
)
from parkmap.land.cuts import cut_of
from parkmap.land.review import ACTIONS, ROLES, Review, review_of
from parkmap.services import reviewing
from parkmap.services.marking import Mark, mark
from parkmap.services.noting import Annotation, annotate
from parkmap.services.queue import queue_of
from parkmap.services.reading import parcel
from parkmap.services.record import Actor, Record
from parkmap.services.splitting import Split, split
from parkmap.services.statistics import totals
from parkmap.services.verifying import verify
from parkmap.store import ledger
from tests.small import LEADER, OFFICER, TODAY, begin, copied, count, write_land

REVIEWER = Actor("reviewer-1", frozenset({"reviewer"}))
CHIEF = Actor("chief", frozenset({"admin"}))
BOTH = Actor("both", frozenset({"officer", "reviewer"}))
ASKED = '\n[review]\nroles = ["officer"]\nactions = ["mark", "annotate", "split"]\n'
HALVES = {"parts": 2, "from": "west"}


@pytest.fixture
def land(tmp_path: Path) -> Iterator[Record]:
    source = begin(write_land(tmp_path / "made"))
    with copied(source, tmp_path / "land", ASKED) as record:
        yield record


def version(record: Record, one: str = "T-001") -> int:
    return parcel(record, OFFICER, one).version


def proposed(record: Record, actor: Actor = OFFICER, key: str | None = None) -> int:
    wanted = Mark({"T-001": version(record)}, "under_construction", TODAY, "已开工")
    with pytest.raises(AwaitsReview) as waiting:
        mark(record, actor, wanted, key)
    return int(str(waiting.value.values["proposal"]))


def status(record: Record) -> object:
    return parcel(record, OFFICER, "T-001").state["status"]


def test_a_proposal_is_in_no_sum_until_it_is_accepted(land: Record) -> None:
    before, entries = totals(land, LEADER), count(land, "entry")
    number = proposed(land)
    assert (totals(land, LEADER), count(land, "entry")) == (before, entries)
    receipt = reviewing.accept(land, REVIEWER, number)
    assert (status(land), count(land, "entry")) == ("under_construction", entries + 1)
    assert [one.id for one in receipt.changed] == ["T-001"]


def test_the_entry_is_the_proposers_and_names_the_reviewer(land: Record) -> None:
    receipt = reviewing.accept(land, REVIEWER, proposed(land))
    with land.store.read() as connection:
        (entry,) = ledger.entries(connection, land.zone_id, seqs=[receipt.seq])
        said = ledger.deltas_of(connection, land.zone_id, receipt.seq)
    assert (entry.header.actor, entry.header.reason) == (OFFICER.id, "已开工")
    assert [one.new for one in said if one.kind == "review"] == [REVIEWER.id]
    assert [line for line in verify(land).differences if "geojson" not in line] == []


def test_nobody_accepts_his_own(land: Record) -> None:
    number = proposed(land, BOTH)
    with pytest.raises(Forbidden, match="his own"):
        reviewing.accept(land, BOTH, number)
    with pytest.raises(Forbidden):
        reviewing.accept(land, OFFICER, number)
    assert status(land) == "idle"


def test_who_the_settings_do_not_name_writes_at_once(land: Record) -> None:
    wanted = Mark({"T-001": version(land)}, "under_construction", TODAY, "已开工")
    assert mark(land, CHIEF, wanted).seq == 2


def test_a_proposal_on_land_that_changed_since_is_refused(land: Record) -> None:
    number = proposed(land)
    annotate(land, CHIEF, Annotation({"T-001": version(land)}, {"location": "东街"}, TODAY, "核实"))
    assert reviewing.look(land, REVIEWER, number).changed == ("T-001",)
    with pytest.raises(StaleVersion, match="T-001"):
        reviewing.accept(land, REVIEWER, number)


def test_what_is_sent_back_waits_with_its_proposer(land: Record) -> None:
    number = proposed(land)
    reviewing.send_back(land, REVIEWER, number, "缺施工许可证")
    (row,) = queue_of(land, OFFICER, kind="proposal").groups["proposal"].rows
    assert (row.number, "缺施工许可证" in row.title) == (number, True)
    with pytest.raises(Conflict):
        reviewing.accept(land, REVIEWER, number)
    with pytest.raises(Forbidden):
        reviewing.send_again(land, CHIEF, number)
    reviewing.send_again(land, OFFICER, number)
    assert queue_of(land, OFFICER, kind="proposal").groups["proposal"].count == 0
    assert queue_of(land, REVIEWER, kind="proposal").groups["proposal"].count == 1


def test_a_dropped_proposal_is_done_with(land: Record) -> None:
    number = proposed(land)
    reviewing.drop(land, OFFICER, number)
    with pytest.raises(Conflict, match="dropped"):
        reviewing.accept(land, REVIEWER, number)
    with pytest.raises(Conflict):
        reviewing.drop(land, OFFICER, number)
    with pytest.raises(NotFound):
        reviewing.look(land, REVIEWER, 99)


def test_the_same_key_waits_once_and_is_answered_after_it_was_accepted(land: Record) -> None:
    number = proposed(land, key="k1")
    assert proposed(land, key="k1") == number
    wanted = Mark({"T-001": version(land)}, "under_construction", TODAY, "已开工")
    done = reviewing.accept(land, REVIEWER, number)
    assert mark(land, OFFICER, wanted, "k1").seq == done.seq
    with pytest.raises(Conflict, match="Idempotency-Key"):
        mark(land, OFFICER, Mark({"T-001": 1}, "idle", TODAY, "已开工"), "k1")


def test_two_splits_of_one_parcel_cannot_both_be_accepted(land: Record) -> None:
    numbers = []
    for _ in range(2):
        asked = Split("T-001", version(land), cut_of(HALVES), TODAY, "分割出让")
        with pytest.raises(AwaitsReview) as waiting:
            split(land, OFFICER, asked)
        numbers.append(int(str(waiting.value.values["proposal"])))
    reviewing.accept(land, REVIEWER, numbers[0])
    with pytest.raises(StaleVersion):
        reviewing.accept(land, REVIEWER, numbers[1])
    assert [line for line in verify(land).differences if "geojson" not in line] == []


@given(st.sets(st.sampled_from(ROLES)), st.sets(st.sampled_from(ACTIONS)),
       st.sampled_from(ROLES), st.sampled_from((*ACTIONS, "look")))  # fmt: skip
def test_a_change_waits_if_and_only_if_role_and_action_are_named(
    roles: set[str], actions: set[str], role: str, action: str
) -> None:
    review = review_of({"roles": sorted(roles), "actions": sorted(actions)})
    assert review.asks({role}, action) == (role in roles and action in actions)
    assert not Review().asks({role}, action)


@pytest.mark.parametrize("table", [{"roles": ["public"]}, {"actions": ["look"]}, {"roles": "all"}])
def test_a_role_or_an_action_that_is_none_is_refused(table: dict[str, object]) -> None:
    with pytest.raises(BadValue, match=r"review\."):
        review_of(table)
