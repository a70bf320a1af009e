"""Grades over the years and on the parcels, yields by park with the parcels behind them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parkmap.errors import SignInNeeded
from parkmap.services.cell_by_cell import Change
from parkmap.services.enterprises import enter_enterprise, enter_use, enterprise, over_years
from parkmap.services.grades import grade_map, grade_years, moved
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.yearly_figures import take_figures
from parkmap.services.yields import yields_of, yields_over_years
from tests.services.test_enterprises import RULES
from tests.small import LEADER, OFFICER, TODAY, begin, copied, write_land


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four parcels in production, three used: T-001 by two firms, T-002 and T-003 by one each."""
    each = [{"status": "in_use", "chain": "光电信息"}] * 3 + [{"status": "in_use"}]
    folder = begin(write_land(tmp_path_factory.mktemp("worked") / "zone", each))
    with copied(folder, tmp_path_factory.mktemp("used") / "zone", RULES) as record:
        for name, parcel, taxes in (
            ("甲公司", "T-001", {2024: 160, 2025: 400}),
            ("乙公司", "T-001", {2024: 160, 2025: 0.5}),
            ("丙公司", "T-002", {2025: 90}), ("丁公司", "T-003", {}),
        ):  # fmt: skip
            (one,) = enter_enterprise(record, OFFICER, {"name": name}, "").ids
            enter_use(record, OFFICER, one, {"parcel": parcel, "from_on": "2024-01-01"}, "")
            for year, tax in taxes.items():
                version = enterprise(record, OFFICER, one).version
                figures = {"tax_wan": tax, "rd_wan": 50, "output_wan": 1000}
                take_figures(record, OFFICER, year, [Change(one, version, figures)], TODAY, "年报")
        return record.folder


@pytest.fixture
def land(worked: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(worked, tmp_path / "zone") as found:
        yield found


def test_grades_are_counted_by_year_with_the_moves_between(land: Record) -> None:
    first, second = grade_years(land, LEADER)
    assert (first.year, first.moves) == (2024, None)
    assert sum(first.counts.values()) == sum(second.counts.values()) == 4
    assert second.moves is not None and (second.moves.down, second.counts["D"]) == (1, 1)
    every = over_years(land, LEADER)
    (fallen,) = moved(every, 2025, None, "D")
    assert fallen in moved(every, 2025, "A", "D") + moved(every, 2025, "B", "D")


def test_the_map_tells_each_parcel_by_the_grades_on_it(land: Record) -> None:
    found = grade_map(land, LEADER, 2025)
    drawn = {one.id: one.drawn_as for one in found.parcels}
    assert (drawn["T-001"], drawn["T-003"]) == ("mixed", "missing") and "T-004" not in drawn
    assert drawn["T-002"] in "ABCD"
    assert sum(one.count for one in found.sums.values()) == 4
    assert found.sums["P1", "other"].count == 1


def test_yields_tell_for_how_much_land_they_are_known(land: Record) -> None:
    found = yields_of(land, LEADER, 2025)
    tax = found.whole.measures["tax_wan"]
    assert (tax.total_wan, tax.known_share) == (490.5, 50.0)
    assert {part.parcel for part in tax.parts} == {"T-001", "T-002"}
    assert set(found.parks) == {"P1"} and set(found.chains) == {"", "光电信息"}
    assert found.chains["光电信息"].measures["tax_wan"].total_wan == 490.5
    rows = found.rows(found.whole)
    assert [one.id for one in rows] == ["T-001", "T-002", "T-003", "T-004"]
    assert [name for _, name in rows[0].firms] == ["甲公司", "乙公司"]
    assert [one.id for one in found.rows(found.whole, "tax_wan")] == ["T-001", "T-002"]


def test_yields_of_a_year_before_the_record_know_of_no_land(land: Record) -> None:
    before, now = yields_over_years(land, LEADER)
    assert (before.year, before.whole.land_dm2) == (2024, 0)
    assert before.left_out and now.whole.land_dm2 > 0


def test_the_public_knows_of_no_grade(land: Record) -> None:
    for ask in (grade_map, yields_of):
        with pytest.raises(SignInNeeded):
            ask(land, PUBLIC_ACTOR, 2025)
    with pytest.raises(SignInNeeded):
        grade_years(land, PUBLIC_ACTOR)
