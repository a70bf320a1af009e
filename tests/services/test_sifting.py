"""Finding land: nothing is found by what an audience may not know, and a mark is found at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from parkmap.errors import BadValue
from parkmap.land.asked import wanted_of
from parkmap.services.noting import Annotation, annotate
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Actor, Record
from parkmap.services.retiring import Retirement, retire
from parkmap.services.sifting import find, fitting, fitting_within
from tests.small import OFFICER, TODAY, begin, copied, marked, write_land

READY: Final[dict[str, Any]] = {
    "offer": "open", "available_from": "2026-01-01", "reference_price_wan_per_mu": 15,
    "contact": "招商岗", "land_use_code": "100101", "far": 1.2, "servicing": "five",
    "has_buildings": False, "chain": "光电信息",
}  # fmt: skip
LAND: Final = (
    READY,
    READY | {"seized": True},
    READY | {"offer": "none", "holder": "甲公司", "chain": "新能源"},
    READY | {"available_from": "2027-01-01"},
)


@pytest.fixture(scope="session")
def four_kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(write_land(tmp_path_factory.mktemp("sift") / "zone", LAND))


@pytest.fixture
def land(four_kinds: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(four_kinds, tmp_path / "zone") as record:
        yield record


def ids(record: Record, actor: Actor = PUBLIC_ACTOR, **sent: str) -> list[str]:
    return fitting(record, actor, wanted_of({name: [value] for name, value in sent.items()}))


def test_what_is_held_or_not_yet_ready_is_never_available(land: Record) -> None:
    assert ids(land, avail="available") == ["T-001"]
    assert ids(land, avail="held") == ["T-002"]
    assert ids(land, avail="preparing") == ["T-004"]
    assert ids(land, ready="1") == ["T-001"]


def test_a_holder_finds_nothing_for_anybody(land: Record) -> None:
    assert ids(land, q="甲公司") == []
    assert ids(land, OFFICER, q="甲公司") == []


def test_land_that_is_not_offered_is_not_found_where_only_offers_are_shown(
    four_kinds: Path, tmp_path: Path
) -> None:
    with copied(four_kinds, tmp_path / "zone", '\n[public]\nparcels = "offered"\n') as record:
        assert ids(record) == ["T-001", "T-002", "T-004"]
        assert ids(record, chain="新能源") == []
        assert len(ids(record, OFFICER)) == 4


def test_a_hidden_field_finds_nothing_and_puts_nothing_in_order(
    four_kinds: Path, tmp_path: Path
) -> None:
    hidden = '\n[public]\nnever = ["chain", "reference_price_wan_per_mu"]\n'
    with copied(four_kinds, tmp_path / "zone", hidden) as record:
        assert ids(record, chain="新能源") == []
        assert ids(record, price_min="1") == []
        assert ids(record, q="新能源") == []
        assert ids(record, OFFICER, chain="新能源") == ["T-003"]


def test_a_mark_is_found_at_once(land: Record) -> None:
    assert ids(land, s="revitalized") == []
    marked(land, "revitalized", "2026-06-01", "T-003")
    assert ids(land, s="revitalized") == ["T-003"]


def test_a_field_that_changed_is_found_by_its_new_value(land: Record) -> None:
    version = parcel(land, OFFICER, "T-001").version
    asked = Annotation({"T-001": version}, {"chain": "航空航天"}, TODAY, "核实")
    annotate(land, OFFICER, asked)
    assert ids(land, chain="航空航天") == ["T-001"]
    assert "T-001" not in ids(land, chain="光电信息")


def test_retired_land_is_gone(land: Record) -> None:
    version = parcel(land, OFFICER, "T-001").version
    retire(land, OFFICER, Retirement({"T-001": version}, TODAY, "核销"))
    assert "T-001" not in ids(land)


def test_a_list_goes_on_after_its_last_row(land: Record) -> None:
    wanted = wanted_of({"sort": ["-price"]})
    first = find(land, PUBLIC_ACTOR, wanted, limit=3)
    rest = find(land, PUBLIC_ACTOR, wanted, after=first.next_after or "", limit=3)
    assert [view.id for view in (*first.views, *rest.views)] == ["T-001", "T-002", "T-003", "T-004"]
    assert rest.next_after is None


def test_a_list_that_changed_under_its_reader_says_so(land: Record) -> None:
    with pytest.raises(BadValue, match="load it again"):
        find(land, PUBLIC_ACTOR, wanted_of({"sort": ["mu"]}), after="T-009")


def test_ids_within_a_box_are_those_that_meet_it(land: Record) -> None:
    box = (113.0005, 36.2, 113.0015, 36.22)
    assert fitting_within(land, PUBLIC_ACTOR, wanted_of({}), box) == ["T-001"]
