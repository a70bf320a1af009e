"""The demonstration workspace: land without gaps, a record that proves itself, its figures."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest
import shapely
from shapely import Polygon

from parkmap.crs import transformer
from parkmap.formats.mirror_text import collection_text, feature_line
from parkmap.land.availability import missing
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.ledger import LEDGER_FORMAT, SealedEntry, Subject, entry_of_line, genesis_hash
from parkmap.land.plants import PLANT_ITEMS, plant_needs
from parkmap.land.status import STATUSES
from parkmap.units import dm2_to_mu, m2_to_dm2, m2_to_mu

ROOT = Path(__file__).resolve().parents[1]
CHANGZHI = ROOT / "geodata" / "changzhi"
CAMPAIGN_MU = (100.0, 101.5)
NOTICE = "示范数据（程序生成，非官方）"
MADE_FILES = ("ledger.jsonl", "parks.geojson", "parcels.geojson", "context/roads.geojson",
              "context/water.geojson", "context/rail.geojson", "context/greens.geojson",
              "context/utilities.geojson")  # fmt: skip


@cache
def collection(name: str) -> dict[str, Any]:
    parsed: dict[str, Any] = orjson.loads((CHANGZHI / name).read_bytes())
    return parsed


@cache
def shapes(name: str) -> dict[str, Polygon]:
    features = collection(name)["features"]
    return {feature["id"]: Polygon(*feature["geometry"]["coordinates"]) for feature in features}


@cache
def entries() -> tuple[SealedEntry, ...]:
    first, *lines = (CHANGZHI / "ledger.jsonl").read_bytes().splitlines()
    named = orjson.loads(first)
    assert named["format"] == LEDGER_FORMAT
    head, chain = genesis_hash(named["ledger"], named["zone"]), []
    for number, line in enumerate(lines, 2):
        chain.append(entry_of_line(line, head, number))
        head = chain[-1].entry_hash
    return tuple(chain)


@cache
def assertions() -> dict[Subject, dict[str, list[tuple[str, int, Any]]]]:
    """Live assertions of each field in order: (effective date, sequence, value)."""
    undone = {entry.header.undoes for entry in entries()}
    found: dict[Subject, dict[str, list[tuple[str, int, Any]]]] = defaultdict(dict)
    for entry in entries():
        for delta in () if entry.header.seq in undone else entry.deltas:
            said = (delta.effective_on.isoformat(), entry.header.seq, delta.new)
            found[delta.subject].setdefault(delta.field, []).append(said)
    for fields in found.values():
        for told in fields.values():
            told.sort(key=lambda one: one[:2])
    return found


@cache
def states(kind: str) -> dict[str, dict[str, Any]]:
    return {
        subject.id: {field: told[-1][2] for field, told in fields.items()}
        for subject, fields in assertions().items()
        if subject.kind == kind
    }


@cache
def in_metres() -> dict[str, Polygon]:
    plane = transformer(4326, 4547)
    outlines = shapes("parcels.geojson").items()
    return {one: Polygon(plane.itransform(outline.exterior.coords)) for one, outline in outlines}


def status_since(parcel_id: str) -> str:
    told = assertions()[Subject("parcel", parcel_id)]["status"]
    since, held = told[0][0], told[0][2]
    for day, _, status in told[1:]:
        since, held = (since, held) if status == held else (day, status)
    return since


def test_there_are_about_1200_parcels_in_8_parks() -> None:
    assert 1150 <= len(shapes("parcels.geojson")) <= 1260
    assert len(shapes("parks.geojson")) == 8


def test_parcel_ids_are_unique_and_the_file_is_sorted_by_them() -> None:
    ids = [feature["id"] for feature in collection("parcels.geojson")["features"]]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("name", ["parcels.geojson", "parks.geojson"])
def test_outlines_are_an_exact_coverage(name: str) -> None:
    outlines = list(shapes(name).values())
    assert all(shapely.is_valid(outlines))
    assert shapely.coverage_is_valid(outlines)


def test_no_two_parcels_overlap() -> None:
    outlines = list(shapes("parcels.geojson").values())
    left, right = shapely.STRtree(outlines).query(outlines, predicate="overlaps")
    assert not len(left) and not len(right)


def test_each_parcel_lies_in_its_park() -> None:
    parks, parcels = shapes("parks.geojson"), states("parcel")
    for parcel_id, outline in shapes("parcels.geojson").items():
        assert parks[parcels[parcel_id]["park"]].contains_properly(outline), parcel_id


def test_rings_run_counter_clockwise_with_ten_decimals() -> None:
    for outline in shapes("parcels.geojson").values():
        assert outline.exterior.is_ccw
        points = shapely.get_coordinates(outline).tolist()
        assert all(round(value, 10) == value for point in points for value in point)


def test_no_parcel_is_a_sliver() -> None:
    for parcel_id, outline in in_metres().items():
        assert shapely.maximum_inscribed_circle(outline).length * 2 > 24, parcel_id


def test_recorded_areas_are_plane_areas_of_the_outlines() -> None:
    for parcel_id, outline in in_metres().items():
        assert states("parcel")[parcel_id]["area_m2"] == pytest.approx(outline.area, abs=0.006)


def test_the_ledger_replays_to_the_head_that_the_mirrors_name() -> None:
    last = entries()[-1]
    for name in ("parks.geojson", "parcels.geojson"):
        named = collection(name)["parkmap"]
        assert (named["seq"], named["head"]) == (last.header.seq, last.entry_hash)


def test_sequence_and_recording_times_rise_and_nothing_is_effective_ahead() -> None:
    headers = [entry.header for entry in entries()]
    assert [header.seq for header in headers] == list(range(1, len(headers) + 1))
    times = [header.recorded_at for header in headers]
    assert times == sorted(times)
    assert all(header.effective_on <= header.recorded_at.date() for header in headers)


def test_old_values_are_what_was_true_before() -> None:
    known: dict[tuple[Subject, str], Any] = {}
    for entry in entries():
        undone = entries()[entry.header.undoes - 1].deltas if entry.header.undoes else ()
        for delta in (*(one.inverse() for one in undone), *entry.deltas):
            assert known.get((delta.subject, delta.field)) == delta.old
            known[delta.subject, delta.field] = delta.new


@pytest.mark.parametrize(("kind", "name"), [("park", "parks"), ("parcel", "parcels")])
def test_mirrors_are_the_folded_ledger(kind: str, name: str) -> None:
    since = status_since if kind == "parcel" else lambda _: None
    folded = sorted((one, {**state, "status_since": since(one)}) for one, state in
                    states(kind).items())  # fmt: skip
    lines = [feature_line(kind, subject_id, state) for subject_id, state in folded]
    named = collection(f"{name}.geojson")["parkmap"]
    text = "".join(collection_text(**named, lines=lines))
    assert (CHANGZHI / f"{name}.geojson").read_text("utf-8") == text


def test_parcels_hold_only_known_fields_and_say_that_they_are_made_up() -> None:
    for state in states("parcel").values():
        assert state.keys() <= PARCEL_FIELDS.keys()
        assert state["status"] in STATUSES
        assert state["data_source"] == NOTICE


def test_stock_fields_agree_with_the_status() -> None:
    for parcel_id, state in states("parcel").items():
        assert bool(state.get("stock_kind")) >= (state["status"] == "idle"), parcel_id
        assert bool(state.get("route")) == (state["status"] == "revitalized"), parcel_id
        if state["status"] in {"revitalized", "in_use"}:
            assert not state.get("stock_kind") and state["completed_on"], parcel_id


def test_the_campaign_brought_back_100_mu_in_33_days() -> None:
    campaign = states("campaign")["2025-33-days"]
    area_dm2 = 0
    for subject, fields in assertions().items():
        for day, _, status in fields.get("status", []):
            back = subject.kind == "parcel" and status == "revitalized"
            if back and campaign["starts_on"] <= day <= campaign["deadline_on"]:
                area_dm2 += m2_to_dm2(states("parcel")[subject.id]["area_m2"])
    assert CAMPAIGN_MU[0] <= dm2_to_mu(area_dm2) <= CAMPAIGN_MU[1]


def test_idle_land_falls_while_some_still_comes_in() -> None:
    def idle_mu(day: str) -> float:
        lying = [
            subject.id for subject, fields in assertions().items() if "status" in fields
            and [one[2] for one in fields["status"] if one[0] <= day][-1] == "idle"
        ]  # fmt: skip
        return sum(m2_to_mu(states("parcel")[parcel_id]["area_m2"]) for parcel_id in lying)

    assert idle_mu("2026-11-20") < 0.6 * idle_mu("2024-01-01")
    assert idle_mu("2024-04-01") > idle_mu("2024-01-01")


def test_projects_add_up_to_the_published_figures() -> None:
    projects = states("project").values()
    new = [one for one in projects if one["signed_on"].startswith("2025")]
    assert (len(projects), sum(one["investment_wan"] for one in projects)) == (104, 2_280_000)
    assert (len(new), sum(one["investment_wan"] for one in new)) == (62, 1_090_000)
    assert sum(one["agency_service"] for one in projects) == 56


def test_two_thirds_of_the_new_projects_are_strategic_by_number_and_by_money() -> None:
    new = [one for one in states("project").values() if one["signed_on"].startswith("2025")]
    strategic = [one for one in new if one["strategic_emerging"]]
    assert len(strategic) > 0.65 * len(new)
    money = sum(one["investment_wan"] for one in strategic)
    assert money > 0.65 * sum(one["investment_wan"] for one in new)


@pytest.mark.parametrize(
    ("kind", "number"),
    [("chain", 4), ("adviser", 12), ("investment_map", 8), ("direction", 68), ("team", 5)],
)
def test_investment_work_has_the_published_numbers(kind: str, number: int) -> None:
    assert len(states(kind)) == number


def test_the_backdrop_is_small_and_every_feature_has_a_kind() -> None:
    files = sorted((CHANGZHI / "context").glob("*.geojson"))
    assert len(files) == 5 and sum(file.stat().st_size for file in files) < 150_000
    for file in files:
        features = orjson.loads(file.read_bytes())["features"]
        assert features and all(one["properties"]["kind"] for one in features)


def test_the_generator_writes_the_same_bytes_again(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "geodata.generator", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    for name in MADE_FILES:
        assert (tmp_path / name).read_bytes() == (CHANGZHI / name).read_bytes(), name


def on_offer() -> dict[str, dict[str, Any]]:
    return {one: state for one, state in states("parcel").items() if state.get("offer") == "open"}


def test_every_open_offer_tells_its_terms_and_a_rent_where_it_is_let() -> None:
    for parcel_id, state in on_offer().items():
        assert state["supply_mode"] and state["term_years"] and state["contact"], parcel_id
        assert "虚构" in state["offer_terms"] and 120 <= state["bearing_kpa"] <= 260, parcel_id
        assert state["energy_wan_per_tce"] and state["emissions_wan_per_t"] and state["rd_share"]
        let = state["supply_mode"] in {"long_lease", "lease_then_grant", "lease_and_grant"}
        assert bool(state.get("reference_rent_yuan_per_m2_month")) == let, parcel_id


def test_land_beside_the_siding_and_neighbours_are_on_offer() -> None:
    mu = {one: m2_to_mu(state["area_m2"]) for one, state in on_offer().items()}
    beside = [one for one, state in on_offer().items() if state.get("rail_access")]
    assert any(mu[one] > 60 and on_offer()[one]["chain"] == "光电信息" for one in beside)
    assert sum(60 <= one <= 120 for one in mu.values()) >= 4
    ids, outlines = list(mu), [shapes("parcels.geojson")[one] for one in mu]
    left, right = shapely.STRtree(outlines).query(outlines, predicate="touches")
    sums = [mu[ids[a]] + mu[ids[b]] for a, b in zip(left, right, strict=True) if a < b]
    assert sum(80 <= one <= 150 for one in sums) >= 2


def test_bare_land_is_idle_and_all_other_land_is_built_on() -> None:
    for parcel_id, state in states("parcel").items():
        assert state["has_buildings"] or state["status"] == "idle", parcel_id
    stopped = [one for one in states("parcel").values() if one.get("stock_kind") == "stopped"]
    assert stopped and all(one["has_buildings"] for one in stopped)


def test_standard_plants_of_three_parks_stand_on_land_in_production() -> None:
    plants = states("plant")
    land = [states("parcel")[one["parcel"]] for one in plants.values()]
    assert len(plants) == 18 and len({one["park"] for one in land}) == 3
    assert {one["status"] for one in land} <= {"in_use", "revitalized"}
    offers = [one["offer"] for one in plants.values()]
    assert (offers.count("held"), offers.count("none") + offers.count("closed")) == (1, 3)
    for one in plants.values():
        assert one.keys() <= PLANT_ITEMS.keys() and "示范" in one["name_zh"]
        assert not missing(one, plant_needs(one))
