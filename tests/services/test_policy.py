"""What `[public]` keeps inside stays inside: parcels, tiles, totals, changes and files alike."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest

from parkmap.errors import NotFound
from parkmap.land.status import STATUSES, SUPPLY_WORDS
from parkmap.services import tiles
from parkmap.services.changes import changes, token
from parkmap.services.exporting import export
from parkmap.services.histories import history
from parkmap.services.noting import Annotation, annotate
from parkmap.services.reading import ParcelQuery, parcel, parcels, recent
from parkmap.services.record import PUBLIC_ACTOR, Actor, Record
from parkmap.services.statistics import totals
from parkmap.store import tilebox
from tests.small import OFFICER, TODAY, begin, copied, marked, write_land

OFFERS: tuple[dict[str, Any], ...] = (
    {"offer": "open"},
    {"offer": "preparing", "status": "under_construction"},
    {"offer": "none"},
    {"offer": "none", "status": "revitalized"},
)
OFFERED = '\n[public]\nparcels = "offered"\n'
SUPPLY = '\n[public]\nwording = "supply"\n'
INSIDE = [*STATUSES, *(one.zh for one in STATUSES.values() if one.code != "under_construction")]


@pytest.fixture(scope="session")
def four_offers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(write_land(tmp_path_factory.mktemp("offers") / "zone", OFFERS))


@pytest.fixture
def offered(four_offers: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(four_offers, tmp_path / "zone", OFFERED) as record:
        yield record


@pytest.fixture
def supply(four_offers: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(four_offers, tmp_path / "zone", SUPPLY) as record:
        yield record


def drawn(record: Record, actor: Actor) -> dict[str, str]:
    """Id -> style code over all tiles of one zoom."""
    with record.store.read() as connection:
        keys = tilebox.stale(connection, record.zone_id, "none")
    bodies = [tiles.tile(record, actor, *key, "zh", None).body for key in keys if key[0] == 15]
    layers = [mapbox_vector_tile.decode(gzip.decompress(body)) for body in bodies if body]
    found = [one["properties"] for layer in layers for one in layer["parcels"]["features"]]
    return {one["id"]: one["s"] for one in found}


def exported(record: Record, form: str, target: Path) -> str:
    export(record, PUBLIC_ACTOR, form, target, TODAY)
    return target.read_text(encoding="utf-8", errors="replace")


def ids(record: Record, actor: Actor, **query: Any) -> list[str]:
    return [view.id for view in parcels(record, actor, ParcelQuery(**query)).views]


def test_only_offered_parcels_are_listed(offered: Record) -> None:
    assert ids(offered, PUBLIC_ACTOR) == ["T-001", "T-002"]
    assert ids(offered, OFFICER) == ["T-001", "T-002", "T-003", "T-004"]


def test_a_search_does_not_find_what_is_hidden(offered: Record) -> None:
    assert parcels(offered, PUBLIC_ACTOR, ParcelQuery(text="地块3")).matched == 0
    assert ids(offered, PUBLIC_ACTOR, ids=("T-003",)) == []


def test_the_past_is_no_way_around_it(offered: Record) -> None:
    past = TODAY.replace(month=1)
    assert ids(offered, PUBLIC_ACTOR, as_of=past) == ["T-001", "T-002"]


@pytest.mark.parametrize("asked", ["T-003", "T-999"])
def test_hidden_and_absent_get_the_same_answer(offered: Record, asked: str) -> None:
    with pytest.raises(NotFound, match=f"there is no '{asked}' here"):
        parcel(offered, PUBLIC_ACTOR, asked)
    with pytest.raises(NotFound, match=f"there is no '{asked}' here"):
        history(offered, PUBLIC_ACTOR, "parcel", asked)


def test_totals_count_what_is_seen(offered: Record) -> None:
    def counted(actor: Actor) -> int:
        return sum(one.count for one in totals(offered, actor).by_style().values())

    assert (counted(PUBLIC_ACTOR), counted(OFFICER)) == (2, 4)


def test_tiles_hold_what_is_seen(offered: Record) -> None:
    assert set(drawn(offered, PUBLIC_ACTOR)) == {"T-001", "T-002"}
    assert len(drawn(offered, OFFICER)) == 4


def test_changes_do_not_name_a_hidden_parcel(offered: Record) -> None:
    before = token(offered)
    marked(offered, "in_use", "2025-06-01", "T-001", "T-003")
    found = changes(offered, PUBLIC_ACTOR, before, "zh")
    assert [one["id"] for one in found.changed] == ["T-001"]
    assert found.gone == ()


def test_news_do_not_name_a_hidden_parcel(offered: Record) -> None:
    marked(offered, "in_use", "2025-06-01", "T-001", "T-003")
    marked(offered, "in_use", "2025-06-01", "T-004")
    assert [one.ids for one in recent(offered, PUBLIC_ACTOR)] == [("T-001",)]


@pytest.mark.parametrize("form", ["geojson", "csv"])
def test_files_hold_what_is_seen(offered: Record, tmp_path: Path, form: str) -> None:
    text = exported(offered, form, tmp_path / "out")
    assert "T-002" in text and "T-003" not in text


def test_the_public_reads_supply_words(supply: Record) -> None:
    views = parcels(supply, PUBLIC_ACTOR, ParcelQuery()).views
    assert [one.drawn_as for one in views] == ["available", "preparing", "supplied", "producing"]
    assert all("status" not in one.state for one in views)


def test_staff_read_statuses_all_the_same(supply: Record) -> None:
    assert parcel(supply, OFFICER, "T-003").state["status"] == "idle"


def test_totals_and_tiles_are_in_supply_words(supply: Record) -> None:
    assert set(totals(supply, PUBLIC_ACTOR).by_style()) <= set(SUPPLY_WORDS)
    assert set(drawn(supply, PUBLIC_ACTOR).values()) <= set(SUPPLY_WORDS)


def test_a_status_cannot_be_asked_for(supply: Record) -> None:
    assert ids(supply, PUBLIC_ACTOR, statuses=("idle",)) == []
    assert ids(supply, PUBLIC_ACTOR, statuses=("supplied",)) == ["T-003"]


def test_changes_and_history_are_in_supply_words(supply: Record) -> None:
    before = token(supply)
    marked(supply, "in_use", "2025-06-01", "T-003")
    found = changes(supply, PUBLIC_ACTOR, before, "zh").changed
    assert [one["s"] for one in found] == ["producing"]
    lines = history(supply, PUBLIC_ACTOR, "parcel", "T-003")
    assert all(each.field != "status" for line in lines for each in line.changes)
    assert [one.became for one in recent(supply, PUBLIC_ACTOR)] == [{"producing"}]


@pytest.mark.parametrize("form", ["geojson", "csv", "gpkg"])
def test_no_file_for_the_public_has_a_status(supply: Record, tmp_path: Path, form: str) -> None:
    text = exported(supply, form, tmp_path / f"out.{form}")
    assert [word for word in INSIDE if word in text] == []


@contextmanager
def kept(four_offers: Path, folder: Path, public: str) -> Iterator[dict[str, Any]]:
    with copied(four_offers, folder / "zone", public) as record:
        yield parcel(record, PUBLIC_ACTOR, "T-001").state


def test_single_fields_move_across_the_line(four_offers: Path, tmp_path: Path) -> None:
    with kept(four_offers, tmp_path, '\n[public]\nnever = ["name_zh"]\n') as state:
        assert "name_zh" not in state and "area_m2" in state


def test_a_mark_that_the_public_cannot_see_is_no_news(supply: Record) -> None:
    marked(supply, "under_construction", "2026-06-01", "T-001")  # on offer before and after
    assert recent(supply, PUBLIC_ACTOR) == ()
    assert len(recent(supply, OFFICER)) == 1


@pytest.fixture
def rough(four_offers: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(four_offers, tmp_path / "zone", "\n[public]\noutline_tolerance_m = 20\n") as record:
        yield record


def test_a_rough_outline_has_a_rough_extent(rough: Record) -> None:
    seen, exact = (parcel(rough, actor, "T-001").bbox for actor in (PUBLIC_ACTOR, OFFICER))
    assert not set(seen) & set(exact)
    assert seen[:2] < exact[:2] and seen[2:] > exact[2:]
    assert parcels(rough, PUBLIC_ACTOR, ParcelQuery()).views[0].bbox == seen


@pytest.mark.parametrize("past", [None, TODAY.replace(month=1)])
def test_boxes_that_close_in_do_not_tell_the_exact_extent(rough: Record, past: date | None) -> None:
    west, south, *_ = parcel(rough, OFFICER, "T-001").bbox
    beside = (west - 2e-5, south, west - 1e-5, south + 1e-5)  # a metre or two to the west
    assert ids(rough, PUBLIC_ACTOR, bbox=beside, as_of=past) == ["T-001"]
    assert ids(rough, OFFICER, bbox=beside, as_of=past) == []


def test_the_end_of_term_is_public_while_on_offer(tmp_path: Path) -> None:
    ends = {"term_ends_on": "2060-01-01"}
    source = begin(write_land(tmp_path / "made", ({"offer": "open"} | ends, ends)))
    with copied(source, tmp_path / "zone") as record:
        shown = [parcel(record, PUBLIC_ACTOR, one).state.get("term_ends_on")
                 for one in ("T-001", "T-002")]  # fmt: skip
        text = exported(record, "csv", tmp_path / "out.csv")
    assert shown == ["2060-01-01", None] and text.count("2060-01-01") == 1


def test_an_offer_that_a_seizure_holds_is_never_told_as_available(supply: Record) -> None:
    version = parcel(supply, OFFICER, "T-001").version
    asked = Annotation({"T-001": version}, {"seized": True}, TODAY, "查封")
    annotate(supply, OFFICER, asked)
    assert parcel(supply, PUBLIC_ACTOR, "T-001").drawn_as == "preparing"
    assert drawn(supply, PUBLIC_ACTOR)["T-001"] == "preparing"
    assert "available" not in totals(supply, PUBLIC_ACTOR).by_style()
    assert parcels(supply, PUBLIC_ACTOR, ParcelQuery(statuses=("available",))).matched == 0
