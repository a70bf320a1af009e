"""Whether land can be had: never where something holds it, never without what an investor asks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkmap.errors import BadValue
from parkmap.land.availability import (
    AVAILABLE,
    HELD,
    NEEDED,
    NOT_FOR_TAKING,
    PREPARING,
    availability,
    missing,
    refuse_unready,
)

DAY = date(2026, 11, 27)
READY: dict[str, Any] = {
    "offer": "open", "available_from": "2026-01-01", "reference_price_wan_per_mu": 30,
    "contact": "招商岗 0355-1234567", "land_use_code": "0601", "far": 1.2, "servicing": "five",
}  # fmt: skip
NOTICE = {"announcement_url": "https://land.example/1"}


@pytest.mark.parametrize(
    ("changed", "kind", "field"),
    [
        ({}, AVAILABLE, "available_from"),
        ({"offer": None}, NOT_FOR_TAKING, "offer"),
        ({"offer": "closed"}, NOT_FOR_TAKING, "offer"),
        ({"retired_on": "2026-11-27"}, NOT_FOR_TAKING, "retired_on"),
        ({"offer_ends_on": "2026-11-26"}, NOT_FOR_TAKING, "offer_ends_on"),
        ({"offer_ends_on": "2026-11-27"}, AVAILABLE, "available_from"),
        ({"seized": True}, HELD, "seized"),
        ({"offer": "held"}, HELD, "offer"),
        ({"offer": "held", "contract_number": "C-1"}, HELD, "contract_number"),
        (NOTICE, HELD, "announcement_url"),
        (NOTICE | {"offer_ends_on": "2026-12-20"}, HELD, "announcement_url"),
        ({"contact": ""}, PREPARING, "offer"),
        ({"available_from": "2026-12-01"}, PREPARING, "available_from"),
        ({"offer": "preparing"}, PREPARING, "offer"),
    ],
)
def test_each_case_is_told_with_its_reason(changed: dict[str, Any], kind: str, field: str) -> None:
    found = availability(READY | changed, DAY)
    assert (found.kind, found.reasons[0].field) == (kind, field)


def test_a_tender_says_until_when_unless_something_else_holds_the_land() -> None:
    running = READY | NOTICE | {"offer_ends_on": "2026-12-20"}
    assert availability(running, DAY).until == "2026-12-20"
    assert availability(running | {"seized": True}, DAY).until is None


STATES = st.fixed_dictionaries(
    {},
    optional={
        "offer": st.sampled_from(["none", "preparing", "open", "held", "closed"]),
        "seized": st.booleans(),
        "announcement_url": st.just("https://land.example/1"),
        "contract_number": st.just("C-1"),
        "retired_on": st.sampled_from(["2026-01-01", "2027-01-01"]),
        "available_from": st.sampled_from(["2026-01-01", "2027-01-01"]),
        "offer_ends_on": st.sampled_from(["2026-01-01", "2027-01-01"]),
        **{name: st.just(1) for name in NEEDED[1:]},
    },
)


@given(STATES)
def test_what_is_told_as_available_is_open_whole_and_free(state: dict[str, Any]) -> None:
    found = availability(state, DAY)
    assert found.reasons
    if found.kind == AVAILABLE:
        assert state["offer"] == "open" and not missing(state)
        assert not state.get("seized") and not state.get("announcement_url")
        assert state.get("retired_on") != "2026-01-01"
        assert state["available_from"] <= "2026-11-27"


def test_an_offer_is_not_opened_without_what_it_needs() -> None:
    with pytest.raises(BadValue) as refused:
        refuse_unready("T-001", {"far": 1.2}, {"offer": "open", "servicing": "five"})
    assert refused.value.values["field"] == "offer"
    assert refused.value.values["fields"] == (
        "available_from, reference_price_wan_per_mu, contact, land_use_code"
    )
    refuse_unready("T-001", {}, READY)
    refuse_unready("T-001", {"offer": "open"}, {"offer": "open", "far": 1})
    refuse_unready("T-001", {}, {"offer": "preparing"})
