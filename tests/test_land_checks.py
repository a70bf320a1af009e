"""Every kind of finding, from land made up for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pytest
import shapely

from parkmap.geometry.measure import plane_area_m2
from parkmap.land.areas import differs, last_digit_m2
from parkmap.land.checks import Checked, Land, check_land
from parkmap.land.neighbours import MOST_NAMED, listed
from parkmap.said import Said
from tests.shapes import (
    BOW_TIE,
    OVERLAPPING_PAIR,
    SLIVER,
    SQUARE_1HA,
    TOUCHING_PAIR,
    ZONE,
    array,
    ground,
)

PARK: Final = ground((-10, -10), (160, -10), (160, 110), (-10, 110))
SPIKED: Final = ground((0, 0), (100, 0), (100, 50), (130, 50), (100, 50.05), (100, 100), (0, 100))
APART: Final = ground((100.1, 0), (200, 0), (200, 100), (100.1, 100))
FRAME: Final = tuple(
    ground((west, south), (east, south), (east, north), (west, north))
    for west, south, east, north in (
        (0, 0, 100, 10), (0, 10, 10, 90), (90, 10, 100, 90), (0, 90, 100, 100),
    )
)  # fmt: skip


def land(*shapes: Any, parks: Mapping[str, Any] | None = None, **state: Any) -> Land:
    ids = [f"G-{number}" for number in range(1, len(shapes) + 1)]
    return Land(ids, array(*shapes), [state] * len(ids), parks or {}, ZONE)


def facts(checked: Checked) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.code, one.severity, one.parcel_ids) for one in checked.findings]


FOUND: Final = {
    "no boundary": (land(None), "no_boundary", "error", ("G-1",)),
    "crossing itself": (land(BOW_TIE), "invalid_boundary", "error", ("G-1",)),
    "overlap": (land(*OVERLAPPING_PAIR), "overlap", "error", ("G-1", "G-2")),
    "twice": (land(SQUARE_1HA, SQUARE_1HA), "duplicate_boundary", "error", ("G-1", "G-2")),
    "strip between": (land(SQUARE_1HA, APART), "sliver", "warning", ("G-1", "G-2")),
    "yard": (land(*FRAME), "gap", "info", ("G-1", "G-2", "G-3", "G-4")),
    "spike": (land(SPIKED), "spike", "warning", ("G-1",)),
    "strip": (land(SLIVER), "narrow_parcel", "warning", ("G-1",)),
    "certificate": (land(SQUARE_1HA, certified_area_m2=9980.0), "certified_area", "warning",
                    ("G-1",)),
    "source": (land(SQUARE_1HA, declared_area_m2=10020.0), "declared_area", "info", ("G-1",)),
    "unit": (land(SQUARE_1HA, declared_area_m2=15.0), "declared_area", "warning", ("G-1",)),
    "record": (land(SQUARE_1HA, area_m2=10020.0), "area", "warning", ("G-1",)),
    "park unknown": (land(SQUARE_1HA, park="P9"), "unknown_park", "warning", ("G-1",)),
    "mostly in": (land(TOUCHING_PAIR[1], parks={"P1": PARK}, park="P1"), "outside_park",
                  "warning", ("G-1",)),
    "outside": (land(ground((300, 0), (400, 0), (400, 50)), parks={"P1": PARK}, park="P1"),
                "outside_park", "error", ("G-1",)),
}  # fmt: skip


@pytest.mark.parametrize("what", FOUND)
def test_a_fault_has_its_finding(what: str) -> None:
    given, code, severity, ids = FOUND[what]
    assert facts(check_land(given)) == [(code, severity, ids)]


@pytest.mark.parametrize("what", FOUND)
def test_a_finding_says_what_and_where_and_can_be_translated(what: str) -> None:
    found = check_land(FOUND[what][0]).findings[0]
    assert isinstance(found.sentence, Said) and isinstance(found.remedy, Said)
    assert found.place is not None or found.code == "no_boundary"


SOUND: Final = {
    "touching": land(*TOUCHING_PAIR),
    "in its park": land(SQUARE_1HA, parks={"P1": PARK}, park="P1"),
    "figures that round alike": land(
        SQUARE_1HA, area_m2=10000.0, certified_area_m2=10005.0, declared_area_m2=9999.0
    ),
    "nothing": land(),
    "a park that does not hold": land(SQUARE_1HA, parks={"P1": BOW_TIE}, park="P1"),
}


@pytest.mark.parametrize("what", SOUND)
def test_sound_land_has_no_findings(what: str) -> None:
    checked = check_land(SOUND[what])
    assert checked.findings == () and checked.holds


def test_the_size_of_what_was_found_is_told() -> None:
    overlap = check_land(land(*OVERLAPPING_PAIR)).findings[0]
    assert overlap.area_m2 == pytest.approx(1000, abs=0.01)
    assert plane_area_m2(array(overlap.geometry), ZONE)[0] == pytest.approx(1000, abs=0.01)
    assert overlap.sentence == "G-1 and G-2 overlap by 1,000.00 m²"
    assert shapely.covers(overlap.geometry, shapely.Point(overlap.place or ()))


def test_an_invalid_boundary_does_not_hide_what_is_beside_it() -> None:
    checked = check_land(land(*OVERLAPPING_PAIR, BOW_TIE))
    assert [code for code, *_ in facts(checked)] == ["invalid_boundary", "overlap"]
    assert checked.counts == {"error": 2, "warning": 0, "info": 0} and not checked.holds


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    check_land(land(SQUARE_1HA), lambda done, total: told.append((done, total)))
    assert told[-1] == (5, 5) and [done for done, _ in told] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("stated", "measured", "off"),
    [
        (57089.0, 57089.5, False),  # a real plot, declared in ha with four decimals
        (10000.0, 10010.02, True),
        (10000.0, 10009.9, False),
        (3.0, 3.9, False),  # less than one unit of the last digit
        (2166.67, 2170.0, False),  # 3.25 mu: rounded by less than half of 0.01 mu
        (2166.67, 2175.0, True),
    ],
)
def test_an_alarm_needs_a_thousandth_and_a_unit_of_the_last_digit(
    stated: float, measured: float, off: bool
) -> None:
    assert differs(stated, measured) is off


def test_cents_that_are_round_in_mu_came_from_mu() -> None:
    assert last_digit_m2(2166.67) == pytest.approx(2000 / 300)
    assert [last_digit_m2(one) for one in (2000.0, 1424.1, 1424.13)] == [1, 0.1, 0.01]


def test_of_many_ids_a_sentence_names_the_first() -> None:
    assert listed([str(n) for n in range(MOST_NAMED)]).count(",") == MOST_NAMED - 1
    assert listed([str(n) for n in range(MOST_NAMED + 1)]).endswith(", …")
