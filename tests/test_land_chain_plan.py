"""`chains.toml`: segments in order, what directions ask of land, what is refused and where."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from parkmap.errors import BadValue, NotAWorkspace
from parkmap.land.chain_gaps import LEVELS
from parkmap.land.chain_plan import (
    ASKED,
    CHAIN_KEYS,
    DIRECTION_KEYS,
    NO_PLAN,
    SEGMENT_KEYS,
    plan_of,
)
from parkmap.workspace import read_zone
from tests.small import write_land

PART = {"id": "up", "name_zh": "上游", "directions": ["D1", "D2"],
        "land": {"area": 40, "power": 800}}  # fmt: skip
OWN = {"id": "D2", "land": {"area": 60, "rail": True, "mode": "tender"}}


def planned(**changed: Any) -> dict[str, Any]:
    return {"chains": [{"id": "optics", "segments": [PART | changed]}], "directions": [OWN]}


def test_a_direction_asks_what_its_segment_asks_and_its_own_above_it() -> None:
    plan = plan_of(planned())
    assert plan.land_of("D1") == {"area": 40.0, "power": 800.0}
    assert plan.land_of("D2") == {"area": 60.0, "mode": "tender", "rail": True, "power": 800.0}
    assert plan.land_of("D9") == {}


def test_a_segment_without_an_english_name_has_its_chinese_one() -> None:
    assert plan_of(planned()).chains[0].segments[0].name_en == "上游"


@pytest.mark.parametrize(
    ("parsed", "says"),
    [
        ({"chain": []}, "the file has no key 'chain'"),
        ({"chains": {"id": "x"}}, r"chains is no list of tables; write \[\[chains\]\]"),
        ({"chains": [{"name_zh": "光电"}]}, r"chains\[1\].id is missing"),
        ({"chains": [{"id": "x"}, {"id": "x"}]}, "'x' stands twice in chains"),
        (planned(name_zh=" "), r"chains\[optics\].segments\[up\].name_zh is missing"),
        (planned(directions="D1"), "directions is no list of ids"),
        (planned(directions=["D1", "D1"]), "'D1' stands twice in the segments"),
        (planned(land={"size": 4}), r"segments\[up\].land has no key 'size'; use some of area"),
        (planned(land={"area": 0}), r"land.area is '0'; give a number above 0 \(亩\)"),
        (planned(land={"power": True}), "land.power is 'True'"),
        (planned(land={"rail": False}), "land.rail is true, or left out"),
        (planned(land={"mode": "gift"}), "land.mode is 'gift'; use one of allocation"),
        (planned(land=[40]), r"land is no table; write \{ area = 40 \}"),
        ({"directions": [OWN, OWN]}, "'D2' stands twice in directions"),
        ({"source": 3}, "source is no short text"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(parsed: dict[str, Any], says: str) -> None:
    with pytest.raises(BadValue, match=f"chains.toml: .*{says}"):
        plan_of(parsed)


def test_a_workspace_reads_the_file_where_it_has_one(tmp_path: Path) -> None:
    folder = write_land(tmp_path / "land")
    assert read_zone(folder).chain_plan == NO_PLAN
    (folder / "chains.toml").write_text('[[chains]]\nid = "optics"\n', encoding="utf-8")
    assert [one.id for one in read_zone(folder).chain_plan.chains] == ["optics"]
    (folder / "chains.toml").write_text("[[chains", encoding="utf-8")
    with pytest.raises(NotAWorkspace, match=r"chains.toml cannot be read"):
        read_zone(folder)


def test_the_documentation_has_every_key_and_level_and_its_example_is_read(root: Path) -> None:
    told = (root / "docs" / "chains.md").read_text(encoding="utf-8")
    example = told.partition("```toml\n")[2].partition("```")[0]
    plan = plan_of(tomllib.loads(example))
    assert plan.land_of("DR-0002") == {"area": 60.0, "rail": True, "power": 1000.0}
    keys = CHAIN_KEYS | SEGMENT_KEYS | DIRECTION_KEYS
    rows = [line for line in told.splitlines() if line.startswith("| ")]
    named = {*re.findall(r"\w+", "\n".join(rows))}
    assert keys | {*ASKED, *LEVELS} <= named


def test_the_demonstration_places_every_direction_once(root: Path) -> None:
    folder = root / "geodata" / "changzhi"
    plan = read_zone(folder).chain_plan
    placed = [one for chain in plan.chains for part in chain.segments for one in part.directions]
    assert placed == [f"DR-{number:02d}" for number in range(1, 69)]
    assert plan.source and all(plan.land_of(one).get("area") for one in placed)
