"""Land that nobody here drew, taken in by `parkmap init`: lots of Philadelphia, a cadastre."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from flask.testing import FlaskClient
from pyproj import Geod
from shapely.geometry import shape

from parkmap.services.accounts import add_user
from tests.cli.conftest import Run, Said, process
from tests.web.conftest import PASSWORD, app_of, record_of, sign_in

TABLE: Final = "philly_vacant_land_2024_06_24_no_owner"
CROSSING: Final = (23_313, "786589220")
CROSSES: Final = "the boundary crosses itself at -75.03646404, 40.01910496; correct it there"
DAY: Final = "2025-01-01"
FIELD: Final = "91216000AB0037"
DECLARED_M2: Final = 254_881
MEASURED_M2: Final = 257_087.28


class Land(NamedTuple):
    """A workspace that was made of a file, and what `init` said of it."""

    folder: Path
    said: Said


def made_of(file: Path, folder: Path, *options: str) -> Land:
    words = ("init", folder, "--parcels", file, "--status", "idle", "--on", DAY, *options)
    return Land(folder, process(*words))


def on_disk(land: Land) -> list[dict[str, Any]]:
    text = (land.folder / "parcels.geojson").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)["features"]
    return found


@pytest.fixture(scope="module")
def lots(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Land:
    file = shared_data / "parcels" / "philadelphia_vacant_land.gpkg"
    return made_of(file, tmp_path_factory.mktemp("lots") / "zone", "--id-field", "opa_id")


@pytest.fixture(scope="module")
def rows(shared_data: Path) -> list[tuple[int, str | None]]:
    """Row and id of every lot, as SQLite has them: no reader of parkmap's is asked."""
    file = shared_data / "parcels" / "philadelphia_vacant_land.gpkg"
    with closing(sqlite3.connect(f"{file.as_uri()}?immutable=1", uri=True)) as found:
        return found.execute(f"SELECT fid, opa_id FROM {TABLE} ORDER BY fid").fetchall()


@pytest.fixture(scope="module")
def source(shared_data: Path) -> dict[str, dict[str, Any]]:
    """Id -> what the cadastre says of the parcel."""
    text = (shared_data / "parcels" / "cadastre_91216.geojson").read_text(encoding="utf-8")
    return {one["id"]: one["properties"] for one in json.loads(text)["features"]}


@pytest.fixture(scope="module")
def cadastre(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Land:
    file = shared_data / "parcels" / "cadastre_91216.geojson"
    return made_of(file, tmp_path_factory.mktemp("cadastre") / "zone")


@pytest.fixture(scope="module")
def officer(cadastre: Land, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """An officer at a copy of the cadastre."""
    folder = shutil.copytree(cadastre.folder, tmp_path_factory.mktemp("served") / "zone")
    app = app_of(folder)
    with closing(record_of(app).store):
        add_user(record_of(app), "officer", PASSWORD, ["officer"])
        yield sign_in(app.test_client(), "officer")


def waiting(run: Run, land: Land) -> dict[int, str]:
    """Row -> why it is not in, as `parkmap staged` lists them."""
    found = re.findall(r"row (\d+): (\w+):", run("staged", land.folder).out)
    return {int(row): why for row, why in found}


def test_init_of_the_lots_counts_what_is_in_what_waits_and_what_is_refused(lots: Land) -> None:
    assert (lots.said.code, lots.said.err) == (0, "")
    assert "25,647 parcels in 1 park (entry 1); 15 rows wait for a choice, 1 row is refused" \
        in lots.said.out  # fmt: skip


def test_init_names_the_one_crossing_lot_with_its_place_and_a_remedy(lots: Land) -> None:
    (line,) = [one for one in lots.said.out.splitlines() if one.startswith("error: ")]
    assert line.startswith("error: row 23313 (786589220) at -75.036464, 40.019105: ")
    assert CROSSES in line and "a repair would give 5,894.18 m2" in line


def test_init_names_each_lot_without_an_id_with_its_place_and_a_remedy(lots: Land) -> None:
    said = re.findall(r"^warning: row \d+ at -75\.\d{6}, (?:39|40)\.\d{6}: it has no id; give it "
                      r"one of its own$", lots.said.out, re.MULTILINE)  # fmt: skip
    assert len(said) == 15


def test_the_rows_that_wait_are_those_without_an_id_and_the_crossing_one(
    run: Run, lots: Land, rows: list[tuple[int, str | None]]
) -> None:
    nameless = {row: "no_id" for row, one in rows if one is None}
    assert len(nameless) == 15
    assert waiting(run, lots) == nameless | {CROSSING[0]: "invalid_boundary"}


def test_every_lot_is_in_or_waits(run: Run, lots: Land, rows: list[tuple[int, str | None]]) -> None:
    missing = len(rows) - len(on_disk(lots)) - len(waiting(run, lots))
    assert (len(rows), missing) == (25_663, 0)


def test_the_ids_in_the_record_are_exactly_those_of_the_file(
    lots: Land, rows: list[tuple[int, str | None]]
) -> None:
    given = sorted(one for row, one in rows if one is not None and row != CROSSING[0])
    assert sorted(one["id"] for one in on_disk(lots)) == given


def test_every_parcel_of_the_cadastre_is_in_under_its_own_id(
    run: Run, cadastre: Land, source: dict[str, dict[str, Any]]
) -> None:
    assert cadastre.said.code == 0 and "4,241 parcels in 1 park (entry" in cadastre.said.out
    assert sorted(one["id"] for one in on_disk(cadastre)) == sorted(source)
    assert waiting(run, cadastre) == {}


def test_init_says_that_areas_abroad_are_those_on_the_ellipsoid(cadastre: Land) -> None:
    assert "the zones of CGCS2000: its areas are those on the ellipsoid" in cadastre.said.out


def test_the_record_of_the_cadastre_is_whole(run: Run, cadastre: Land) -> None:
    assert run("verify", cadastre.folder).code == 0


def test_each_declared_area_of_the_cadastre_is_in_the_record(
    cadastre: Land, source: dict[str, dict[str, Any]]
) -> None:
    declared = {one: said["contenance"] for one, said in source.items() if "contenance" in said}
    kept = {one["id"]: one["properties"].get("declared_area_m2") for one in on_disk(cadastre)}
    assert len(declared) == 4_240
    assert {one: area for one, area in kept.items() if area is not None} == declared


def test_an_area_is_measured_and_not_taken_from_the_file(cadastre: Land) -> None:
    (field,) = [one for one in on_disk(cadastre) if one["id"] == FIELD]
    measured, _edge = Geod(ellps="WGS84").geometry_area_perimeter(shape(field["geometry"]))
    assert field["properties"]["area_m2"] == pytest.approx(measured, abs=0.01) == MEASURED_M2


def test_the_data_sheet_shows_the_declared_area_beside_the_measured(officer: FlaskClient) -> None:
    page = officer.get(f"/parcels/{FIELD}?lang=en").text
    assert f"<b>{MEASURED_M2:,.2f}</b> <i>m²</i>" in page
    assert f"<dt>Declared area</dt><dd>{DECLARED_M2:,.2f} <i>m²</i></dd>" in page


def test_the_api_gives_an_officer_both_areas(officer: FlaskClient) -> None:
    said = officer.get(f"/api/collections/parcels/items/{FIELD}").get_json()["properties"]
    assert (said["declared_area_m2"], said["area_m2"]) == (DECLARED_M2, MEASURED_M2)


def test_the_data_sheet_says_how_land_outside_china_is_measured(officer: FlaskClient) -> None:
    page = officer.get(f"/parcels/{FIELD}?lang=en").text
    assert "measured on the ellipsoid" in page and "False" not in page
