"""Ids of what a split or a merge makes, shares of an area, and steps of a lineage."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkmap.errors import BadValue
from parkmap.land.lineage import Step, child_ids, merged_id, natural_key, share_out, trace

WEIGHTS = st.lists(st.floats(1e-6, 1e9), min_size=1, max_size=12)


@given(st.integers(0, 10**12), WEIGHTS)
@settings(max_examples=100, deadline=None)
def test_shares_add_up_and_are_within_one_of_the_exact(total: int, weights: list[float]) -> None:
    shares = share_out(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - total * weight / sum(weights)) < 1 + 1e-3


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [(100, [1, 1, 1], [34, 33, 33]), (1, [1, 1], [1, 0]), (0, [3, 4], [0, 0]),
     (10, [0.5, 0.25, 0.25], [5, 3, 2])],
)  # fmt: skip
def test_the_largest_remainder_gets_the_odd_one(
    total: int, weights: list[float], shares: list[int]
) -> None:
    assert share_out(total, weights) == shares


@pytest.mark.parametrize("weights", [[], [1.0, 0.0], [1.0, -2.0]])
def test_pieces_without_size_get_no_share(weights: list[float]) -> None:
    with pytest.raises(BadValue):
        share_out(100, weights)


def test_children_are_numbered_past_every_id_that_was_used() -> None:
    assert child_ids("G-7", {"G-7-1", "G-7-3"}, 3) == ["G-7-2", "G-7-4", "G-7-5"]


@pytest.mark.parametrize(
    ("parents", "used", "made"),
    [(["G-10", "G-9"], set(), "G-9-M1"), (["G-9-1", "G-9"], {"G-9-M1"}, "G-9-M2"),
     (["B", "A"], set(), "A-M1")],
)  # fmt: skip
def test_a_merge_is_named_after_the_lowest_parent(
    parents: list[str], used: set[str], made: str
) -> None:
    assert merged_id(parents, used) == made


def test_a_merge_of_nothing_has_no_id() -> None:
    with pytest.raises(BadValue):
        merged_id([], set())


def test_ids_sort_as_people_count() -> None:
    ids = ["CZ-0100", "CZ-20", "CZ-3-10", "CZ-3-9", "CZ-3", "地块10", "地块9"]
    assert sorted(ids, key=natural_key) == [
        "CZ-3", "CZ-3-9", "CZ-3-10", "CZ-20", "CZ-0100", "地块9", "地块10",
    ]  # fmt: skip


def test_a_step_is_met_once_and_a_circle_ends() -> None:
    edges = {"A": ["B", "C"], "B": ["D"], "C": ["D"], "D": ["A"]}
    assert list(trace("A", lambda ids: edges)) == [Step("B", 1), Step("C", 1), Step("D", 2)]
