"""A cut as JSON, and how the recorded area is shared out by it."""

from __future__ import annotations

import math
from typing import Any

import pytest

from parkmap.errors import BadValue
from parkmap.land.cuts import AreaCut, LineCut, StripCut, area_m2_of, cut_object, cut_of, shares


@pytest.mark.parametrize(
    ("asked", "cut"),
    [
        ({"line": [[113.1, 36.2], [113.2, 36.2]]}, LineCut(((113.1, 36.2), (113.2, 36.2)))),
        ({"area": "30 mu", "from": "south"}, AreaCut((20_000.0,), 0.0)),
        ({"area": 500, "bearing": 372.5}, AreaCut((500.0,), 12.5)),
        ({"areas": ["1 ha", "15亩"], "from": "east"}, AreaCut((10_000.0, 10_000.0), 270.0)),
        ({"parts": 4, "from": "north"}, StripCut(4, 180.0)),
    ],
)
def test_each_way_to_cut_is_read(asked: Any, cut: Any) -> None:
    assert cut_of(asked) == cut


@pytest.mark.parametrize("cut", [
    LineCut(((113.1, 36.2), (113.2, 36.3))), AreaCut((666.666667, 12.5), 12.5), StripCut(7, 90.0),
])  # fmt: skip
def test_a_plan_keeps_a_cut_as_it_is(cut: Any) -> None:
    assert cut_of(cut_object(cut)) == cut


@pytest.mark.parametrize(
    "asked",
    [
        None, [], "south", {}, {"parts": 2}, {"parts": 2, "from": "up"},
        {"parts": 1, "from": "east"},
        {"parts": 2, "from": "south", "bearing": 3}, {"parts": True, "from": "south"},
        {"parts": 2, "bearing": math.nan}, {"area": "many", "from": "south"},
        {"area": 0, "from": "south"}, {"area": -1, "from": "south"}, {"areas": [], "from": "south"},
        {"areas": [1] * 101, "from": "south"}, {"area": 1, "parts": 2, "from": "south"},
        {"line": [[113.1, 36.2]]}, {"line": [[113.1, 36.2], [113.1, 96.2]]},
        {"line": [[113.1, 36.2], ["a", 1]]}, {"line": [[0, 0]] * 1001},
        {"area": True, "from": "east"},
        {"area": "1e5", "from": "south"}, {"area": math.inf, "from": "south"},
    ],
)  # fmt: skip
def test_what_is_no_cut_is_refused(asked: Any) -> None:
    with pytest.raises(BadValue):
        cut_of(asked)


@pytest.mark.parametrize(("text", "area"), [
    ("20000", 20_000.0), ("20,000.5 m²", 20_000.5), ("1亩", 666.666667), ("2 HA", 20_000.0),
])  # fmt: skip
def test_an_area_is_read_with_its_unit(text: str, area: float) -> None:
    assert area_m2_of(text) == area


def test_where_record_and_land_differ_the_land_decides() -> None:
    assert shares(AreaCut((500.0,), 0.0), [500.0, 500.0], 200_000) == [500.0, 500.0]


def test_areas_without_a_rest_are_shared_as_asked() -> None:
    assert shares(AreaCut((400.0, 600.0), 0.0), [400.0, 600.001], 100_000) == [40_000.0, 60_000.0]
