"""Assemblies of a record: only what can be had today, told as this audience may read it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
import shapely

from parkmap.errors import BadValue, NotFound
from parkmap.land.cuts import AreaCut
from parkmap.services import touching
from parkmap.services.assembling import assemblies, largest_mu
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.retiring import Retirement, retire
from parkmap.services.splitting import Split, split
from parkmap.services.undoing import undo
from tests.block import told, write_block
from tests.small import OFFICER, begin, copied

WANTED: Final = 28.0
"""Two squares of the block have some 29.9 mu."""
EACH: Final[dict[str, dict[str, Any]]] = {
    "T-001": {"reference_price_wan_per_mu": 18, "servicing": "seven", "holder": "甲公司"},
    "T-002": {"available_from": "2026-05-01", "supply_mode": "tender"},
}


@pytest.fixture(scope="module")
def block(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(write_block(tmp_path_factory.mktemp("block") / "land", 2, 3, EACH))


@pytest.fixture
def record(block: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(block, tmp_path / "land") as found:
        yield found


@contextmanager
def public(block: Path, tmp_path: Path, toml: str) -> Iterator[Record]:
    with copied(block, tmp_path / "other", f"\n[public]\n{toml}\n") as found:
        yield found


def taken(record: Record, mu: float = WANTED) -> set[str]:
    """Every parcel that is part of any set that is found."""
    found = assemblies(record, PUBLIC_ACTOR, None, mu, most_mu=mu + 3, most=20)
    return {one for each in found for one in each.ids}


def test_two_that_touch_make_up_the_area(record: Record) -> None:
    first = assemblies(record, PUBLIC_ACTOR, None, WANTED)[0]
    areas = [one.area_dm2 for one in first.parcels]
    assert (len(first.ids), first.area_dm2) == (2, sum(areas))
    assert first.area_mu == pytest.approx(29.9, abs=0.2)
    shape = shapely.from_geojson(first.geometry)
    assert (shape.geom_type, shape.bounds) == ("Polygon", first.bbox)


def test_terms_are_those_of_all_and_owners_are_a_number(record: Record) -> None:
    (found,) = assemblies(record, PUBLIC_ACTOR, ["T-002", "T-001"], WANTED)
    assert found.ids == ("T-001", "T-002")
    assert (found.owners, found.terms.servicing) == (2, "five")
    assert found.terms.available_from == "2026-05-01"
    assert found.terms.price_average_wan_per_mu == pytest.approx(19, abs=0.01)
    assert "甲公司" not in repr(found)


@pytest.mark.parametrize(
    "fields",
    [{"offer": "held"}, {"seized": True}, {"offer": "none"}, {"offer": "closed"},
     {"offer": "preparing"}, {"available_from": "2027-01-01"}, {"far": None},
     {"offer_ends_on": "2026-06-01"}, {"announcement_url": "https://example.org/1"}],
)  # fmt: skip
def test_what_cannot_be_had_is_in_no_set(record: Record, fields: dict[str, Any]) -> None:
    assert "T-002" in taken(record)
    told(record, "T-002", **fields)
    assert taken(record) == {"T-001", "T-003", "T-004", "T-005", "T-006"}
    with pytest.raises(BadValue, match="T-002"):
        assemblies(record, PUBLIC_ACTOR, ["T-001", "T-002"], WANTED)


def test_a_retired_parcel_is_in_no_set(record: Record) -> None:
    seen = parcel(record, OFFICER, "T-002").version
    retire(record, OFFICER, Retirement({"T-002": seen}, record.today(), "注销"))
    assert "T-002" not in taken(record)
    with pytest.raises(BadValue):
        assemblies(record, PUBLIC_ACTOR, ["T-002"], WANTED)


def test_an_unknown_parcel_and_one_that_is_not_published_get_the_same_answer(
    block: Path, tmp_path: Path
) -> None:
    with public(block, tmp_path, 'parcels = "offered"') as record:
        told(record, "T-002", offer="none")
        for one in ("T-002", "X-1"):
            with pytest.raises(NotFound, match=f"there is no '{one}' here"):
                assemblies(record, PUBLIC_ACTOR, [one], WANTED)
        with pytest.raises(BadValue):
            assemblies(record, OFFICER, ["T-002"], WANTED)


def test_only_the_candidates_are_taken(record: Record) -> None:
    found = assemblies(record, PUBLIC_ACTOR, ["T-001", "T-004", "T-006"], WANTED)
    assert [one.ids for one in found] == [("T-001", "T-004")]
    assert assemblies(record, PUBLIC_ACTOR, [], WANTED) == []


def test_generalised_outlines_touch_as_the_true_ones_do(block: Path, tmp_path: Path) -> None:
    with public(block, tmp_path, "outline_tolerance_m = 20") as record:
        staff = assemblies(record, OFFICER, None, WANTED)
        seen = assemblies(record, PUBLIC_ACTOR, None, WANTED)
    assert [one.ids for one in seen] == [one.ids for one in staff]
    assert seen[0].bbox != staff[0].bbox
    assert seen[0].compactness == round(staff[0].compactness, 1)


def test_a_term_that_the_public_may_not_read_is_not_told(block: Path, tmp_path: Path) -> None:
    with public(block, tmp_path, 'never = ["reference_price_wan_per_mu"]') as record:
        seen = assemblies(record, PUBLIC_ACTOR, None, WANTED)[0].terms
        staff = assemblies(record, OFFICER, None, WANTED)[0].terms
    assert (seen.price_wan_per_mu, seen.price_average_wan_per_mu, seen.price_wan) == (None,) * 3
    assert staff.price_wan is not None


def test_a_split_and_its_undo_are_seen_by_the_kept_graph(record: Record) -> None:
    before = [one.ids for one in assemblies(record, PUBLIC_ACTOR, None, WANTED)]
    seen = parcel(record, OFFICER, "T-001").version
    done = split(record, OFFICER, Split("T-001", seen, AreaCut((5_000.0,), 0.0), record.today(),
                                        "分割"))  # fmt: skip
    assert {"T-001-1", "T-001-2"} & taken(record)
    assert done.receipt is not None
    undo(record, OFFICER, done.receipt.seq, "误操作")
    assert [one.ids for one in assemblies(record, PUBLIC_ACTOR, None, WANTED)] == before


def test_the_graph_is_kept_until_an_outline_changes(record: Record) -> None:
    assemblies(record, PUBLIC_ACTOR, None, WANTED)
    kept = touching._kept[str(record.folder), record.zone_id]
    told(record, "T-001", reference_price_wan_per_mu=21)
    assemblies(record, PUBLIC_ACTOR, None, WANTED)
    again = touching._kept[str(record.folder), record.zone_id]
    assert again.touching is kept.touching
    assert again.seq > kept.seq


def test_where_nothing_is_found_the_largest_group_is_known(record: Record) -> None:
    assert assemblies(record, PUBLIC_ACTOR, None, 500) == []
    assert largest_mu(record, PUBLIC_ACTOR) == pytest.approx(89.8, abs=0.5)
    assert largest_mu(record, PUBLIC_ACTOR, ["T-001", "T-006"]) == 0


@pytest.mark.parametrize(("mu", "most"), [(0, None), (-3, None), (float("nan"), None), (30, 20),
                                          (1e9, None), (30, float("inf"))])  # fmt: skip
def test_areas_that_make_no_sense_are_refused(
    record: Record, mu: float, most: float | None
) -> None:
    with pytest.raises(BadValue):
        assemblies(record, PUBLIC_ACTOR, None, mu, most_mu=most)


def test_the_demonstration_answers_at_once(demo: Record) -> None:
    assemblies(demo, PUBLIC_ACTOR, None, 30)
    began = time.perf_counter()
    assemblies(demo, PUBLIC_ACTOR, None, 30)
    assert time.perf_counter() - began < 0.3
    assert demo.today() >= date(2026, 1, 1)
