"""How well land suits a project: each demand gains its points or says why it does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from parkmap.land.inventory import Inventory, Item, inventory_of
from parkmap.land.suitability import DEMANDS, Project, Suited, share_met, suited


def lot(name: str, mu: float = 80.0, **facts: Any) -> Item:
    codes: dict[str, str] = {one: facts.pop(one) for one in ("chain", "mode") if one in facts}
    low = name.lower()
    return Item(name, int(mu * 100), (0, 0, 1, 1), low, low, low,
                {"mu": mu, **facts}, codes)  # fmt: skip


def best(project: Project, *lots: Item) -> list[Suited]:
    land = inventory_of(list(lots))
    return suited(land, project, np.ones(len(land), dtype=bool))


def test_land_that_meets_every_demand_scores_a_hundred() -> None:
    (found,) = best(Project({"area": 80.0, "chain": "光电", "power": 1000.0}),
                    lot("A", chain="光电", power=1600.0))  # fmt: skip
    assert found.score == 100.0
    assert [(one.points, one.of) for one in found.reasons] == [(5, 5), (3, 3), (2, 2)]


def test_what_is_not_recorded_gains_nothing_and_is_told_so() -> None:
    (found,) = best(Project({"power": 1000.0}), lot("A"))
    assert (found.score, found.reasons[0].have) == (0.0, None)


def test_a_siding_beats_rail_nearby_and_rail_nearby_beats_rail_far_off() -> None:
    found = best(Project({"rail": True}), lot("FAR", rail_m=2900.0), lot("NEAR", rail_m=400.0),
                 lot("SIDING", siding=1.0, rail_m=400.0))  # fmt: skip
    assert [one.id for one in found] == ["SIDING", "NEAR", "FAR"]
    assert found[0].reasons[0].have == "siding"


def test_a_parcel_that_is_too_small_is_left_to_assemblies() -> None:
    assert [one.id for one in best(Project({"area": 80.0}), lot("A", 60.0), lot("B", 72.0))] == [
        "B"
    ]


def test_a_weight_turns_the_order_round() -> None:
    cheap, near = lot("CHEAP", price=10.0, rail_m=5000.0), lot("NEAR", price=14.0, siding=1.0)
    needs = {"budget": 10.0, "rail": True}
    assert best(Project(needs, {"budget": 9.0, "rail": 1.0}), cheap, near)[0].id == "CHEAP"
    assert best(Project(needs, {"budget": 1.0, "rail": 9.0}), cheap, near)[0].id == "NEAR"


def test_land_in_time_gains_all_and_a_year_late_nothing() -> None:
    land = inventory_of([lot("A", **{"from": float(date(2026, 6, 1).toordinal())})])
    shares = [float(share_met(land, "by", day)[0])
              for day in (date(2026, 6, 1), date(2025, 6, 1), date(2025, 12, 1))]  # fmt: skip
    assert shares[0] == 1.0
    assert shares[1] == 0.0
    assert 0.4 < shares[2] < 0.6


NUMBERS = st.one_of(st.floats(0.1, 5000), st.just(float("nan")))


@given(st.lists(st.builds(lambda n, mu, power, price: lot(f"L{n}", mu, power=power, price=price),
                          st.integers(0, 50), st.floats(1, 300), NUMBERS, NUMBERS),
                max_size=12, unique_by=lambda one: one.id),
       st.floats(1, 300), st.floats(0.1, 5000))  # fmt: skip
def test_the_score_is_the_sum_of_what_is_shown(lots: list[Item], area: float, power: float) -> None:
    land: Inventory = inventory_of(lots)
    project = Project({"area": area, "power": power, "budget": 20.0})
    whole = sum(DEMANDS[name].weight for name in project.needs)
    for one in suited(land, project, np.ones(len(land), dtype=bool)):
        assert abs(one.score - sum(each.points for each in one.reasons) / whole * 100) < 0.3
        assert all(0 <= each.points <= each.of for each in one.reasons)
