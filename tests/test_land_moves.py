"""What moved adds up to the difference of two days, whatever was marked, split and merged."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from parkmap.land.lineage import share_out
from parkmap.land.moves import Counted, Move, moves, net, sums

CODES = ["idle", "under_construction", "revitalized", "in_use"]
ACTS = st.lists(
    st.tuples(st.sampled_from(["mark", "split", "merge", "measure", "leave"]), st.integers(0, 50),
              st.integers(0, 50), st.sampled_from(CODES)),
    max_size=12,
)  # fmt: skip
LAND = st.lists(st.tuples(st.sampled_from(CODES), st.integers(1, 10_000)), min_size=1, max_size=5)


def after_acts(before: dict[str, Counted], acts: Any) -> tuple[dict[str, Counted], dict[str, Any]]:
    """The land after some acts, and who was made from whom."""
    land, parents = dict(before), {}
    for number, (act, first, second, code) in enumerate(acts):
        if not land:
            break
        one, other = (sorted(land)[place % len(land)] for place in (first, second))
        if act == "mark":
            land[one] = land[one]._replace(status=code)
        elif act == "measure":
            land[one] = land[one]._replace(area_dm2=first + 1)
        elif act == "leave":
            del land[one]
        elif act == "split" and land[one].area_dm2 > 1:
            was = land.pop(one)
            for part, share in enumerate(share_out(was.area_dm2, [1, second + 1]), 1):
                land[f"{one}-{part}"] = Counted(was.status, share)
                parents[f"{one}-{part}"] = [one]
        elif act == "merge" and one != other:
            area = land.pop(one).area_dm2 + land.pop(other).area_dm2
            land[f"{one}-M{number}"] = Counted(code, area)
            parents[f"{one}-M{number}"] = [one, other]
    return land, parents


def by_status(land: dict[str, Counted]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for one in land.values():
        found[one.status] += one.area_dm2
    return found


@given(LAND, ACTS)
def test_moves_add_up_to_the_difference_of_the_two_days(land: Any, acts: Any) -> None:
    before = {f"G-{n}": Counted(*one) for n, one in enumerate(land)}
    after, parents = after_acts(before, acts)
    found = moves(before, after, parents)
    was, now, told = by_status(before), by_status(after), net(found)
    assert {code: now[code] - was[code] for code in CODES} == {
        code: told.get(code, 0) for code in CODES
    }
    assert sum(one.rows for one in sums(found)) == len(found)


@given(LAND, ACTS)
def test_all_land_that_moved_stands_in_the_list_once(land: Any, acts: Any) -> None:
    before = {f"G-{n}": Counted(*one) for n, one in enumerate(land)}
    after, parents = after_acts(before, acts)
    still = [one for one in before if before[one] == after.get(one)]
    found = moves(before, after, parents)
    assert sum(one.before_dm2 for one in found) == sum(
        before[one].area_dm2 for one in before if one not in still
    )


def test_what_a_split_made_counts_as_what_its_parent_counted() -> None:
    now = {"G-1": Counted("in_use", 60), "G-2": Counted("idle", 40)}
    found = moves({"G": Counted("idle", 100)}, now, {"G-1": ["G"], "G-2": ["G"]})
    assert [(one.id, one.kind, one.made_from) for one in found] == [
        ("G-1", "status", ("G",)), ("G-2", "divided", ("G",)),
    ]  # fmt: skip


def test_each_parcel_that_went_into_a_merge_tells_what_became_of_it() -> None:
    was = {"A": Counted("idle", 60), "B": Counted("in_use", 40)}
    found = moves(was, {"A-M1": Counted("in_use", 100)}, {"A-M1": ["A", "B"]})
    assert found == [
        Move("A", "idle", "in_use", 60, 60, became=("A-M1",)),
        Move("B", "in_use", "in_use", 40, 40, became=("A-M1",)),
    ]


def test_a_step_in_between_that_neither_day_knows_is_followed() -> None:
    parents = {"A-M1": ["A-1", "B"], "A-1": ["A"]}
    was = {"A": Counted("idle", 100), "B": Counted("idle", 50)}
    now = {"A-2": Counted("idle", 40), "A-M1": Counted("in_use", 110)}
    found = moves(was, now, parents | {"A-2": ["A"]})
    assert [(one.id, one.before, one.after, one.before_dm2) for one in found] == [
        ("A-M1", "idle", "in_use", 110), ("A-2", "idle", "idle", 40),
    ]  # fmt: skip


def test_a_boundary_that_was_only_redrawn_is_told() -> None:
    same = {"G": Counted("idle", 100)}
    assert [one.kind for one in moves(same, same, {}, {"G"})] == ["outline"]
    assert moves(same, same, {}) == []
