"""A sheet tells what the public reads: its neighbours too, and nothing of what became history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parkmap.errors import BadValue, NotFound
from parkmap.reports.offer_sheet import columns, room, sheet_frame
from parkmap.reports.qr import qr
from parkmap.services.promoting import around, offer_of, offers_of, shape_of, sides_of
from parkmap.services.record import Record
from parkmap.services.retiring import Retirement, retire
from tests.small import OFFICER, begin, copied, marked, write_land

OFFERS: tuple[dict[str, Any], ...] = (
    {"offer": "open", "holder": "甲公司"}, {"offer": "preparing"}, {"offer": "none"},
    {"offer": "open", "status": "in_use"},
)  # fmt: skip
PUBLIC = '\n[public]\nparcels = "offered"\nwording = "supply"\noutline_tolerance_m = 5\n'


@pytest.fixture(scope="session")
def four_offers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(write_land(tmp_path_factory.mktemp("sheets") / "zone", OFFERS))


@pytest.fixture
def offered(four_offers: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(four_offers, tmp_path / "zone", PUBLIC) as record:
        yield record


def beside(record: Record, parcel: str) -> dict[str, str]:
    """Id -> style code of what the map of a sheet shows around its parcel."""
    shape = shape_of(record, offer_of(record, parcel).view)
    frame = sheet_frame(shape, 100, ("zh",))
    return {one.id: one.drawn_as for one in around(record, frame, "zh", parcel)[0]}


def test_neighbours_are_drawn_by_the_status_they_have(record: Record) -> None:
    marked(record, "under_construction", "2026-06-01", "T-002")
    assert beside(record, "T-001") == {"T-002": "under_construction"}


def test_neighbours_are_those_of_the_public_in_its_words(offered: Record) -> None:
    assert beside(offered, "T-002") == {"T-001": "available"}
    with pytest.raises(NotFound):
        offer_of(offered, "T-003")


def test_an_offer_holds_no_internal_field(offered: Record) -> None:
    found = offer_of(offered, "T-001")
    assert "holder" not in found.view.state and "status" not in found.view.state
    assert found.offered.availability.kind == "preparing"


def test_hidden_bounds_are_not_worked_out(four_offers: Path, tmp_path: Path) -> None:
    never = '\n[public]\nnever = ["bounds"]\n'
    with copied(four_offers, tmp_path / "zone", never) as record:
        assert sides_of(record, offer_of(record, "T-001").view, "zh") is None
    with copied(four_offers, tmp_path / "other") as record:
        assert sides_of(record, offer_of(record, "T-001").view, "zh") is not None


def test_what_became_history_has_no_sheet(record: Record) -> None:
    retire(record, OFFICER, Retirement({"T-002": 1}, date(2025, 6, 1), "收回"))
    with pytest.raises(NotFound, match="became history on 2025-06-01"):
        offer_of(record, "T-002")
    found, left_out = offers_of(record, ["T-003", "T-002", "T-001", "X-1"])
    assert ([one.view.id for one in found], left_out) == (["T-003", "T-001"], 2)


@pytest.mark.parametrize("count", [0, 21])
def test_a_list_has_one_to_twenty_parcels(record: Record, count: int) -> None:
    with pytest.raises(BadValue, match=f"{count} parcels"):
        offers_of(record, [f"T-{n:03d}" for n in range(count)])


def test_a_list_of_nothing_that_is_there_is_refused(record: Record) -> None:
    with pytest.raises(NotFound, match="none of these"):
        offers_of(record, ["X-1", "X-2"])


def test_groups_stand_in_two_columns_in_their_order() -> None:
    groups = [{"title": str(n), "rows": [""] * n, "note": ""} for n in (1, 5, 4, 2)]
    left, right = columns(groups)
    assert [one["title"] for one in (*left, *right)] == ["1", "5", "4", "2"]
    assert len(left) == len(right) == 2


def test_the_map_takes_the_room_that_the_facts_leave() -> None:
    few, many = ([[{"rows": [""] * n, "note": ""}]] for n in (2, 16))
    assert room(few, 0, ["zh"]) > room(many, 0, ["zh"]) > room(many, 4, ["zh", "en"])


def test_a_qr_code_is_drawn_with_its_quiet_zone() -> None:
    drawn = qr("https://example.org/parcels/T-001", 25.0)
    across = [x for ring in drawn["rings"] for x, _ in ring]
    assert 2 < min(across) < 4 and 21 < max(across) < 23
