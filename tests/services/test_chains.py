"""Chains: who is in each direction, the gaps, the land behind them and the land for them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from parkmap.errors import BadValue, Forbidden, SignInNeeded
from parkmap.land.chain_plan import plan_of
from parkmap.land.chains import ADVISER, CHAIN, DIRECTION, INVESTMENT_MAP
from parkmap.land.cuts import StripCut
from parkmap.services.chain_files import csv_file, workbook
from parkmap.services.chain_records import amend, enter, records
from parkmap.services.chain_suiting import Suiting
from parkmap.services.chain_views import ChainView
from parkmap.services.chains import chains
from parkmap.services.enterprises import enter_enterprise, enter_use
from parkmap.services.projects import enter_project
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.services.splitting import Split, split
from parkmap.units import dm2_to_mu
from tests.many import OFFERED
from tests.small import LEADER, OFFICER, begin, copied, write_land

PLAN = plan_of({"source": "方案", "chains": [{"id": "CY-0001", "segments": [
    {"id": "up", "name_zh": "上游", "directions": ["DR-0001", "DR-0009"], "land": {"area": 14}},
    {"id": "down", "name_zh": "下游", "name_en": "Down", "directions": ["DR-0002"]},
]}]})  # fmt: skip


def add(record: Record, kind: str, **fields: object) -> str:
    (one,) = enter(record, OFFICER, kind, fields, "录入").ids
    return one


def project(record: Record, name: str, stage: str, **more: object) -> str:
    fields = {"name_zh": name, "stage": stage, "chain": "CY-0001", "direction": "DR-0001"} | more
    (one,) = enter_project(record, OFFICER, fields, "").ids
    return one


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chain with one map, three directions and an adviser; T-003 names it and can be had."""
    each: list[dict[str, Any]] = [{"status": "in_use"}, {"status": "under_construction"},
                                  OFFERED | {"chain": "光电"}, {}]  # fmt: skip
    folder = begin(write_land(tmp_path_factory.mktemp("chains") / "made", each))
    with copied(folder, folder.parent / "land") as record:
        add(record, CHAIN, name_zh="光电", name_en="Optics", lead_post="链长岗位")
        add(record, INVESTMENT_MAP, name_zh="器件图谱", chain="CY-0001")
        for name in ("镜头", "激光", "显示"):
            add(record, DIRECTION, name_zh=name, chain="CY-0001", investment_map="IM-0001")
        add(record, ADVISER, post_zh="顾问岗位", chain="CY-0001")
        return record.folder


@pytest.fixture
def record(source: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(source, tmp_path / "land") as found:
        yield replace(found, zone=replace(found.zone, chain_plan=PLAN))


def only(record: Record) -> ChainView:
    return chains(record, LEADER).chains[0]


def levels(record: Record) -> dict[str, str]:
    return {one.id: one.level for one in only(record).directions}


def test_segments_follow_the_file_and_what_it_leaves_out_comes_last(record: Record) -> None:
    found = chains(record, LEADER)
    parts = [(one.id, [each.id for each in one.directions]) for one in found.chains[0].segments]
    assert parts == [("up", ["DR-0001"]), ("down", ["DR-0002"]), ("", ["DR-0003"])]
    assert ["DR-0009" in line for line in found.told] == [True]


def test_without_the_file_the_maps_stand_for_segments(record: Record) -> None:
    bare = replace(record, zone=replace(record.zone, chain_plan=plan_of({})))
    (part,) = only(bare).segments
    assert (part.id, part.name("zh"), len(part.directions)) == ("IM-0001", "器件图谱", 3)


def test_a_direction_moves_from_empty_over_under_way_to_production(record: Record) -> None:
    assert levels(record)["DR-0001"] == "none"
    project(record, "甲", "started", halted="stalled")
    assert levels(record)["DR-0001"] == "stalled"
    project(record, "乙", "started")
    assert levels(record)["DR-0001"] == "under_way"
    (firm,) = enter_enterprise(record, OFFICER, {"name": "丙", "direction": "DR-0001"}, "").ids
    use = {"parcel": "T-001", "from_on": "2025-02-01"}
    enter_use(record, OFFICER, firm, use, "")
    assert levels(record) == {"DR-0001": "producing", "DR-0002": "none", "DR-0003": "none"}
    assert only(record).figures.gaps == 2


def test_an_enterprise_whose_use_has_ended_is_gone(record: Record) -> None:
    (firm,) = enter_enterprise(record, OFFICER, {"name": "丙", "direction": "DR-0001"}, "").ids
    use = {"parcel": "T-001", "from_on": "2025-02-01", "until_on": "2026-06-29"}
    enter_use(record, OFFICER, firm, use, "")
    assert levels(record)["DR-0001"] == "none"
    assert only(record).figures.enterprises == 0


def test_land_counts_once_and_a_split_moves_no_sum(record: Record) -> None:
    project(record, "甲", "started", parcels=["T-001", "T-002"])
    project(record, "乙", "producing", direction="DR-0002", parcels=["T-002"])
    before = only(record).figures.area
    assert before.parcels == 2
    split(record, OFFICER, Split("T-001", 1, StripCut(2, 0.0), record.today(), "分割"))
    after = only(record)
    assert (after.figures.area.parcels, after.figures.area.area_dm2) == (3, before.area_dm2)
    assert sum(one.figures.area.area_dm2 for one in after.segments) > before.area_dm2


def test_a_part_in_use_stays_a_part_when_the_parcel_is_cut(record: Record) -> None:
    (firm,) = enter_enterprise(record, OFFICER, {"name": "丙", "direction": "DR-0001"}, "").ids
    use = {"parcel": "T-001", "area_m2": 1_500, "from_on": "2025-02-01"}
    enter_use(record, OFFICER, firm, use, "")
    split(record, OFFICER, Split("T-001", 1, StripCut(8, 0.0), record.today(), "分割"))
    assert only(record).figures.area.area_dm2 == 150_000


def test_who_names_no_direction_is_in_the_chain_by_any_of_its_names(record: Record) -> None:
    loose = project(record, "甲", "started", direction=None)
    enter_enterprise(record, OFFICER, {"name": "乙", "chain": "Optics"}, "")
    enter_enterprise(record, OFFICER, {"name": "丙", "chain": "造船"}, "")
    found = chains(record, LEADER)
    assert [one.id for one in found.chains[0].loose] == [loose, "QY-0001"]
    assert [one.id for one in found.outside] == ["QY-0002"]


def test_a_gap_is_told_the_land_that_can_be_had_for_it(record: Record) -> None:
    chain = only(record)
    suiting = Suiting(record, LEADER)
    match = suiting.land_for(chain, chain.directions[0])
    assert match is not None and [one.id for one in match.suited] == ["T-003"]
    assert match.suited[0].score == 100.0
    assert suiting.land_for(chain, chain.directions[1]) is None
    assert (chain.available.parcels, chain.planned["idle"].parcels) == (1, 1)


def test_a_direction_that_was_taken_off_counts_no_more(record: Record) -> None:
    version = records(record, LEADER, DIRECTION)[2].version
    amend(record, OFFICER, DIRECTION, "DR-0003", version, {"until_on": "2026-06-29"}, "调出")
    assert only(record).figures.directions == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [("name_zh", ""), ("chain", "CY-0009"), ("investment_map", "IM-0009"), ("from_on", "明天"),
     ("until_on", "2020-01-01")],
)  # fmt: skip
def test_what_does_not_fit_is_refused_beside_its_field(
    record: Record, field: str, value: str
) -> None:
    fields = {"name_zh": "芯片", "chain": "CY-0001", "from_on": "2026-01-01"} | {field: value}
    with pytest.raises(BadValue) as refused:
        enter(record, OFFICER, DIRECTION, fields, "")
    assert refused.value.values["field"] == field


def test_leaders_read_and_do_not_write_and_the_public_sees_nothing(record: Record) -> None:
    with pytest.raises(Forbidden):
        enter(record, LEADER, CHAIN, {"name_zh": "新材料"}, "")
    with pytest.raises(SignInNeeded):
        chains(record, PUBLIC_ACTOR)


def test_the_files_say_what_the_page_says(record: Record) -> None:
    project(record, "甲", "producing", parcels=["T-002"])
    chain = only(record)
    book = openpyxl.load_workbook(io.BytesIO(workbook(record, LEADER, "zh")[1]))
    assert book.sheetnames == ["环节与方向", "在链主体与地块", "汇总", "说明"]
    area = dm2_to_mu(chain.figures.area.area_dm2)
    rows = [*book["汇总"].iter_rows(min_row=2, values_only=True)]
    assert rows[-1][2] == 3 and rows[-1][7] == chain.figures.gaps and rows[-1][11] == area
    text = csv_file(record, LEADER, "en")[1].decode("utf-8-sig")
    first = next(csv.DictReader(io.StringIO(text)))
    assert (first["Level"], first["Gap"], first["Land (mu)"]) == ("In production", "no", str(area))


def test_the_demonstration_has_its_chains_in_segments(demo: Record) -> None:
    found = chains(demo, LEADER)
    assert (len(found.chains), found.figures.directions, found.told) == (4, 68, ())
    assert [len(one.segments) for one in found.chains] == [3, 3, 3, 3]
    assert sum(len(one.advisers) for one in found.chains) == 12
    assert sum(len(one.maps) for one in found.chains) == 8
    assert found.outside == () and found.figures.projects == 104
