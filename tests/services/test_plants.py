"""Standard plants: entered on a parcel, read by the public while they are offered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parkmap.errors import BadValue, Forbidden, NotFound
from parkmap.services.noting import Annotation, annotate
from parkmap.services.plants import amend_plant, enter_plant, plant, plant_history, plants
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.retiring import Retirement, retire
from parkmap.services.undoing import undo
from tests.small import LEADER, OFFICER, begin, copied, write_land

READY: dict[str, Any] = {
    "name_zh": "3 号厂房", "parcel": "T-001", "offer": "open", "floor_area_m2": 2_400,
    "storey_height_m": 8.4, "floor_load_t_per_m2": 2, "crane_t": 10, "mode": "let",
    "rent_yuan_per_m2_month": 14, "available_from": "2026-01-01", "contact": "招商岗",
    "progress": "两家在谈",
}  # fmt: skip


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with copied(begin(write_land(tmp_path / "made")), tmp_path / "land") as found:
        yield found


def enter(record: Record, **changed: object) -> str:
    (one,) = enter_plant(record, OFFICER, READY | changed, "").ids
    return one


def amended(record: Record, one: str, **fields: object) -> int:
    version = plant(record, OFFICER, one).version
    return amend_plant(record, OFFICER, one, version, fields, "变更").seq


def noted(record: Record, parcel_id: str, **fields: object) -> None:
    seen: dict[str, int | None] = {parcel_id: parcel(record, OFFICER, parcel_id).version}
    annotate(record, OFFICER, Annotation(seen, fields, date(2026, 1, 5), "查封"))


def test_a_plant_is_read_by_everybody_while_it_is_offered(record: Record) -> None:
    one = enter(record)
    assert one == "PL-0001"
    seen = plant(record, PUBLIC_ACTOR, one)
    assert (seen.availability.kind, seen.park, seen.name("zh")) == ("available", "P1", "3 号厂房")
    assert "progress" not in seen.state
    done = amended(record, one, offer="held")
    with pytest.raises(NotFound):
        plant(record, PUBLIC_ACTOR, one)
    with pytest.raises(NotFound):
        plant_history(record, PUBLIC_ACTOR, one)
    assert plants(record, PUBLIC_ACTOR) == []
    assert plant(record, LEADER, one).state["progress"] == "两家在谈"
    undo(record, OFFICER, done, "误填")
    assert [found.id for found in plants(record, PUBLIC_ACTOR, "T-001")] == [one]
    assert plants(record, PUBLIC_ACTOR, "T-002") == []


def test_its_history_tells_the_public_neither_reason_nor_progress(record: Record) -> None:
    one = enter(record)
    amended(record, one, progress="签约在即")
    amended(record, one, rent_yuan_per_m2_month=13)
    lines = plant_history(record, PUBLIC_ACTOR, one)
    assert [each.field for each in lines[0].changes] == ["rent_yuan_per_m2_month"]
    assert len(lines) == 2 and {line.reason for line in lines} == {None}
    assert len(plant_history(record, LEADER, one)) == 3


def test_a_seizure_of_the_land_holds_the_plant_and_the_public_reads_no_more(record: Record) -> None:
    one = enter(record)
    noted(record, "T-001", seized=True)
    for actor, field in ((OFFICER, "seized"), (PUBLIC_ACTOR, "offer")):
        found = plant(record, actor, one).availability
        assert (found.kind, [each.field for each in found.reasons]) == ("held", [field])


def test_a_plant_on_history_is_told_once_its_new_parcel_is_named(record: Record) -> None:
    one = enter(record)
    seen: dict[str, int | None] = {"T-001": parcel(record, OFFICER, "T-001").version}
    retire(record, OFFICER, Retirement(seen, record.today(), "征收"))
    assert plants(record, PUBLIC_ACTOR) == []
    with pytest.raises(BadValue) as refused:
        enter(record)
    assert refused.value.values["field"] == "parcel"
    amended(record, one, parcel="T-002")
    assert [found.id for found in plants(record, PUBLIC_ACTOR, "T-002")] == [one]


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"parcel": "T-999"}, "parcel"), ({"parcel": None}, "parcel"), ({"name_zh": ""}, "name_zh"),
     ({"contact": ""}, "offer"), ({"rent_yuan_per_m2_month": None}, "offer"),
     ({"storey_height_m": 0}, "storey_height_m"), ({"fire_class": "x"}, "fire_class")],
)  # fmt: skip
def test_what_does_not_fit_is_refused_beside_its_field(
    record: Record, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadValue) as refused:
        enter(record, **changed)
    assert refused.value.values["field"] == field
    assert plants(record, OFFICER) == []


def test_one_that_is_prepared_opens_once_it_tells_its_figures(record: Record) -> None:
    one = enter(record, offer="preparing", floor_load_t_per_m2=None)
    assert plant(record, PUBLIC_ACTOR, one).missing == ("floor_load_t_per_m2",)
    with pytest.raises(BadValue, match="floor_load_t_per_m2"):
        amended(record, one, offer="open")
    amended(record, one, offer="open", floor_load_t_per_m2=2)
    assert plant(record, PUBLIC_ACTOR, one).availability.kind == "available"


def test_a_leader_reads_and_does_not_write(record: Record) -> None:
    with pytest.raises(Forbidden):
        enter_plant(record, LEADER, READY, "")
