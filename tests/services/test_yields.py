"""Yields per mu, targets of a year and forecasts, with figures worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parkmap.errors import BadValue
from parkmap.land.targets import targets_of
from parkmap.land.zone import zone_of
from parkmap.services import subjects
from parkmap.services.cell_by_cell import Change
from parkmap.services.enterprises import enter_enterprise, enter_use
from parkmap.services.measures import behind, figures
from parkmap.services.reading import parcel
from parkmap.services.record import Record
from parkmap.services.yearly_figures import take_figures
from parkmap.services.yields import yields_of
from parkmap.units import m2_to_mu
from tests.land import ticking
from tests.small import OFFICER, copied, marked

ON = date(2026, 6, 30)


def firm(record: Record, name: str, parcel_id: str, area_m2: float | None = None) -> str:
    (one,) = enter_enterprise(record, OFFICER, {"name": name}, "登记").ids
    fields: dict[str, Any] = {"parcel": parcel_id, "from_on": "2025-02-01", "area_m2": area_m2}
    enter_use(record, OFFICER, one, {k: v for k, v in fields.items() if v is not None}, "登记")
    return one


def told(record: Record, one: str, **wan: float) -> Any:
    version = subjects.read(record, OFFICER, "enterprise", one).version
    return take_figures(record, OFFICER, 2025, [Change(one, version, wan)], ON, "年报")


def mu_of(record: Record, one: str) -> float:
    return m2_to_mu(parcel(record, OFFICER, one).area_m2 or 0.0, 4)


@pytest.fixture
def used(record: Record) -> Record:
    """Three parcels in use: one with tax, one whose tenant told none, one without a tenant."""
    marked(record, "in_use", "2025-03-01", "T-001", "T-002", "T-003")
    told(record, firm(record, "甲", "T-001"), tax_wan=200)
    firm(record, "乙", "T-002")
    return record


def test_a_yield_is_over_the_land_of_those_who_told_it(used: Record) -> None:
    one = figures(used, OFFICER, ON).by_name["tax_per_mu"]
    assert one.value == pytest.approx(200 / mu_of(used, "T-001"), abs=1e-3)
    assert one.count == 1
    assert one.of == pytest.approx(mu_of(used, "T-001"), abs=0.01)
    assert one.known == pytest.approx(1 / 3, abs=0.01)
    assert one.missing == ("T-002", "T-003")
    rows = behind(used, OFFICER, "tax_per_mu", ON)
    assert [(row.parcel, row.part) for row in rows] == [
        ("T-001", "counted"), ("T-002", "missing"), ("T-003", "missing")]  # fmt: skip


def test_a_parcel_of_two_enterprises_counts_once(used: Record) -> None:
    told(used, firm(used, "丙", "T-001"), tax_wan=100)
    one = figures(used, OFFICER, ON).by_name["tax_per_mu"]
    assert one.value == pytest.approx(300 / mu_of(used, "T-001"), abs=1e-3)


def test_a_part_of_a_parcel_leaves_the_rest_unknown(used: Record) -> None:
    told(used, firm(used, "丁", "T-003", 3_000.0), tax_wan=45)
    one = figures(used, OFFICER, ON).by_name["tax_per_mu"]
    below = mu_of(used, "T-001") + m2_to_mu(3_000.0, 4)
    assert one.value == pytest.approx(245 / below, abs=1e-3)
    assert one.missing == ("T-002", "T-003")


def test_the_year_is_the_latest_full_one_and_a_moment_knows_what_it_knew(record: Record) -> None:
    record, _ = ticking(record)
    marked(record, "in_use", "2025-03-01", "T-001")
    before = record.clock()
    told(record, firm(record, "甲", "T-001"), tax_wan=200)
    assert figures(record, OFFICER, ON).year == 2025
    assert figures(record, OFFICER, date(2025, 12, 30)).by_name["tax_per_mu"].value is None
    assert figures(record, OFFICER, date(2025, 12, 31)).by_name["tax_per_mu"].value is not None
    then = figures(record, OFFICER, ON, known_at=before).by_name["tax_per_mu"]
    assert (then.value, then.missing) == (None, ("T-001",))


def test_a_target_stands_beside_its_forecast(four_parcels: Path, tmp_path: Path) -> None:
    toml = '\n[targets.2026]\nsource = "示例〔2026〕1号"\ncame_back = 40\n'
    with copied(four_parcels, tmp_path / "z", toml) as record:
        marked(record, "revitalized", "2026-05-01", "T-001")
        found = figures(record, OFFICER, ON).by_name
        mu = mu_of(record, "T-001")
        left = (date(2026, 12, 31) - ON).days
        assert found["came_back_target"].value == 40
        assert found["disposed_target"].value is None
        paces = sorted(mu * left / days for days in (90, 180, 365))
        ahead = found["came_back_forecast"]
        for value, pace in zip((ahead.low, ahead.value, ahead.high), paces, strict=True):
            assert value == pytest.approx(mu + pace, abs=0.02)
        rows = behind(record, OFFICER, "came_back_target", ON)
        assert [row.parcel for row in rows] == ["T-001"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"x": {}}, "targets.x is no year"),
        ({"2026": {"came_back": 3}}, "targets.2026 has no source"),
        ({"2026": {"source": "a", "idle": 3}}, "targets.2026.idle is no target"),
        ({"2026": {"source": "a", "started": 0}}, "targets.2026.started is 0; give mu above 0"),
    ],
)
def test_a_target_that_cannot_be_is_refused(table: dict[str, Any], said: str) -> None:
    with pytest.raises(BadValue, match=said):
        targets_of(table)
    with pytest.raises(BadValue, match=said):
        zone_of({"zone": {"code": "a", "name_zh": "a"}, "targets": table})


def test_the_board_and_the_yields_of_a_year_tell_the_same_of_the_demonstration(
    demo: Record,
) -> None:
    board = figures(demo, OFFICER, date(2026, 11, 23)).by_name
    year = yields_of(demo, OFFICER, 2025).whole.measures
    for name, figure in (("output_per_mu", "output_wan"), ("tax_per_mu", "tax_wan"),
                         ("investment_per_mu", "investment_wan")):  # fmt: skip
        assert round(board[name].value or 0, 2) == year[figure].per_mu
        assert round(100 * (board[name].known or 0), 1) == year[figure].known_share
