"""Part of one: a proposed cut has the area that is wanted, and both pieces lie along a street."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
import shapely

from parkmap.errors import BadGeometry, BadValue, NotFound
from parkmap.geometry.coordinates import array_of
from parkmap.geometry.measure import plane_area_m2
from parkmap.services.parting import parting
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Record
from tests.block import told, write_block
from tests.small import OFFICER, begin, copied, count


@pytest.fixture(scope="module")
def block(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(write_block(tmp_path_factory.mktemp("block") / "land", 2, 2))


@pytest.fixture
def record(block: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(block, tmp_path / "land") as found:
        yield found


def put_street(record: Record, *line: tuple[float, float]) -> None:
    """One street of 20 m in place of the one along the south."""
    street = {"type": "Feature", "properties": {"kind": "road", "name_zh": "西街", "width_m": 20},
              "geometry": {"type": "LineString", "coordinates": line}}  # fmt: skip
    whole = {"type": "FeatureCollection", "features": [street]}
    (record.folder / "context" / "roads.geojson").write_bytes(orjson.dumps(whole))


def test_the_part_has_exactly_the_wanted_area_on_paper_and_on_the_ground(record: Record) -> None:
    found = parting(record, PUBLIC_ACTOR, "T-001", 6)
    assert found.part.area_dm2 == 400_000
    whole = parcel(record, PUBLIC_ACTOR, "T-001")
    assert found.part.area_dm2 + found.rest.area_dm2 == whole.area_dm2
    pieces = [shapely.from_geojson(one.geometry) for one in (found.part, found.rest)]
    measured = plane_area_m2(array_of(pieces), 38)
    assert measured[0] == pytest.approx(4_000, abs=0.02)
    both = shapely.union_all(pieces)
    assert both.symmetric_difference(shapely.from_geojson(whole.geometry or "")).area < 1e-11


def test_a_cut_across_leaves_both_pieces_their_street(record: Record) -> None:
    found = parting(record, PUBLIC_ACTOR, "T-001", 6)
    assert (found.way, found.street.name("zh"), found.street.name("en")) == (
        "across", "南街", "South Street")  # fmt: skip
    fronts = found.part.frontage_m, found.rest.frontage_m
    assert sum(fronts) == pytest.approx(90, abs=1)
    assert fronts[0] == pytest.approx(36, abs=1)


def test_nothing_is_written(record: Record) -> None:
    entries = count(record, "entry")
    parting(record, PUBLIC_ACTOR, "T-001", 6)
    assert count(record, "entry") == entries


def test_a_street_that_ends_at_the_corner_still_leaves_both_a_gate(record: Record) -> None:
    put_street(record, (113.0008, 36.2095), (113.0008, 36.2115))
    found = parting(record, PUBLIC_ACTOR, "T-001", 6)
    assert (found.way, found.street.name_zh) == ("across", "西街")
    assert found.part.frontage_m + found.rest.frontage_m == pytest.approx(111, abs=2)


def test_land_without_a_street_gets_no_proposal(record: Record) -> None:
    with pytest.raises(BadGeometry) as refused:
        parting(record, PUBLIC_ACTOR, "T-003", 6)
    assert refused.value.values["fault"] == "no_street"


def test_a_street_too_short_for_two_gates_gives_no_cut(record: Record) -> None:
    put_street(record, (113.0011, 36.2098), (113.00128, 36.2098))
    with pytest.raises(BadGeometry) as refused:
        parting(record, PUBLIC_ACTOR, "T-001", 7)
    assert refused.value.values["fault"] == "no_cut"


@pytest.mark.parametrize("mu", [15.5, 12.5, 2.5, -1, float("nan")])
def test_an_area_that_leaves_no_site_is_refused(record: Record, mu: float) -> None:
    with pytest.raises(BadValue) as refused:
        parting(record, PUBLIC_ACTOR, "T-001", mu)
    assert refused.value.values["field"] == "mu"


def test_land_that_cannot_be_had_is_not_cut_up(record: Record) -> None:
    told(record, "T-001", seized=True)
    with pytest.raises(BadValue, match="cannot be had today"):
        parting(record, PUBLIC_ACTOR, "T-001", 6)


def test_the_public_gets_no_cut_of_land_that_is_not_published(block: Path, tmp_path: Path) -> None:
    with copied(block, tmp_path / "other", '\n[public]\nparcels = "offered"\n') as record:
        told(record, "T-001", offer="none")
        for one in ("T-001", "X-1"):
            with pytest.raises(NotFound, match=f"there is no '{one}' here"):
                parting(record, PUBLIC_ACTOR, one, 6)


def test_the_public_gets_cuts_of_the_generalised_outline_alone(block: Path, tmp_path: Path) -> None:
    with copied(block, tmp_path / "other", "\n[public]\noutline_tolerance_m = 20\n") as record:
        seen = parting(record, PUBLIC_ACTOR, "T-001", 6)
        staff = parting(record, OFFICER, "T-001", 6)
        shown = shapely.from_geojson(parcel(record, PUBLIC_ACTOR, "T-001").geometry or "")
    pieces = [shapely.from_geojson(one.geometry) for one in (seen.part, seen.rest)]
    assert shapely.union_all(pieces).symmetric_difference(shown).area < 1e-11
    assert seen.part.frontage_m % 20 == 0
    assert seen.part.area_dm2 == staff.part.area_dm2
