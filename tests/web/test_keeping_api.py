"""The proof, edits by hand and backups over HTTP: for whom, one at a time, nothing unseen."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from filelock import FileLock
from flask import Flask
from flask.testing import FlaskClient

import parkmap
from parkmap.services import mirror
from tests.small import count
from tests.web.conftest import headers, mark_body, record_of, sign_in

EDITS = "/api/edits"
LAND = "parcels.geojson"


@pytest.fixture(autouse=True)
def written(app: Flask) -> None:
    """The boundary files as parkmap writes them; those of the fixture came from elsewhere."""
    for name in mirror.FILES.values():
        (record_of(app).folder / name).unlink()
    mirror.write(record_of(app))


def edit(app: Flask, **fields: Any) -> Path:
    """Edit T-002 in the boundary file by hand."""
    path = record_of(app).folder / LAND
    whole = json.loads(path.read_text("utf-8"))
    whole["features"][1]["properties"].update(fields)
    path.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    return path


def seen(client: FlaskClient) -> Any:
    return client.get(EDITS).get_json(force=True)


def decide(client: FlaskClient, action: str, **body: Any) -> Any:
    sent = {"action": action, "reason": "手工修改"} | body
    return client.post(EDITS, json=sent, headers=headers(client))


@pytest.fixture
def admin(app: Flask) -> FlaskClient:
    return sign_in(app.test_client(), "admin")


def test_a_record_that_is_whole_says_so(officer: FlaskClient) -> None:
    told = officer.get("/api/verification").get_json()
    assert (told["clean"], told["entries"], told["differences"]) == (True, 1, [])
    assert len(told["head"]) == 64 and told["deltas"] > 5


def test_what_differs_is_named(app: Flask, officer: FlaskClient) -> None:
    edit(app, holder="甲公司")
    told = officer.get("/api/verification?lang=en").get_json()
    assert not told["clean"] and told["matched"] == 1
    assert told["differences"][0].startswith("parcels.geojson is edited")
    zh = officer.get("/api/verification?lang=zh").get_json()
    assert zh["differences"][0].startswith("parcels.geojson 被手工改动")


@pytest.mark.parametrize("what", ["verification", "edits", "backup"])
def test_one_at_a_time(app: Flask, admin: FlaskClient, what: str) -> None:
    with FileLock(record_of(app).folder / f".{what}.lock"):
        answer = admin.get(f"/api/{what}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "5")


def test_files_as_they_were_written_have_no_edits(officer: FlaskClient) -> None:
    told = seen(officer)
    assert (told["files"], told["features"], sum(told["counts"].values())) == ({}, [], 0)


def test_edits_are_shown_and_nothing_is_written(app: Flask, officer: FlaskClient) -> None:
    edit(app, holder="甲公司")
    told = seen(officer)
    assert list(told["files"]) == [LAND]
    assert (told["counts"]["changed"], told["counts"]["taken"], told["counts"]["new"]) == (1, 1, 0)
    (one,) = told["features"]
    assert one["properties"]["changes"] == {"holder": [None, "甲公司"]}
    assert count(record_of(app), "import") == 0


def test_edits_come_in_pages(app: Flask, officer: FlaskClient) -> None:
    path = edit(app, holder="甲公司")
    path.write_text(path.read_text("utf-8").replace("地块", "宗地"), "utf-8")
    first = officer.get(f"{EDITS}?limit=2").get_json(force=True)
    assert first["next"] == "parcel:2"
    rest = officer.get(f"{EDITS}?after=parcel:2").get_json(force=True)
    assert [one["id"] for one in rest["features"]] == ["parcel:3", "parcel:4", "parcel:5"]


def test_edits_are_taken_in_as_one_entry(app: Flask, officer: FlaskClient) -> None:
    edit(app, holder="甲公司")
    answer = decide(officer, "take", files=seen(officer)["files"]).get_json()
    assert (answer["taken"]["seq"], answer["taken"]["changed"]) == (2, ["T-002"])
    assert seen(officer)["files"] == {}


def test_edits_are_put_aside(app: Flask, officer: FlaskClient) -> None:
    edited = edit(app, holder="甲公司").read_bytes()
    (name,) = decide(officer, "discard", files=seen(officer)["files"]).get_json()["aside"]
    assert (record_of(app).folder / name).read_bytes() == edited
    assert seen(officer)["files"] == {} and count(record_of(app), "entry") == 1


@pytest.mark.parametrize("action", ["take", "discard"])
def test_an_edit_that_nobody_looked_at_is_not_decided(
    app: Flask, officer: FlaskClient, action: str
) -> None:
    edit(app, holder="甲公司")
    before = seen(officer)["files"]
    path = edit(app, holder="乙公司")
    assert decide(officer, action, files=before).status_code == 412
    assert decide(officer, action).status_code == 428
    assert "乙公司" in path.read_text("utf-8") and count(record_of(app), "entry") == 1


def test_a_file_that_says_the_same_is_written_anew(app: Flask, officer: FlaskClient) -> None:
    edit(app)
    answer = decide(officer, "take", files=seen(officer)["files"]).get_json()
    assert answer == {"aside": [], "taken": None}
    assert seen(officer)["files"] == {} and count(record_of(app), "entry") == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [({"action": "keep"}, 400), ({"action": "take", "reason": " "}, 400),
     ({"action": "take", "on": "2999-01-01"}, 400), ({"action": "take", "leave": [9]}, 400),
     ({"action": "take", "tolerance_m": -1}, 400)],
)  # fmt: skip
def test_what_is_decided_wrongly_leaves_nothing(
    app: Flask, officer: FlaskClient, body: dict[str, Any], status: int
) -> None:
    edit(app, holder="甲公司")
    answer = decide(officer, **body, files=seen(officer)["files"])
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert count(record_of(app), "import_row") == 0 and count(record_of(app), "entry") == 1


def test_without_an_edit_there_is_nothing_to_decide(officer: FlaskClient) -> None:
    assert decide(officer, "take", files={}).status_code == 404


def test_a_backup_is_what_the_command_makes(
    app: Flask, officer: FlaskClient, admin: FlaskClient, tmp_path: Path
) -> None:
    officer.post("/api/marks", json=mark_body(), headers=headers(officer))
    answer = admin.get("/api/backup")
    (tmp_path / "zone.zip").write_bytes(answer.data)
    done = parkmap.restore(tmp_path / "zone.zip", tmp_path / "again")
    assert (str(done.seq), done.head) == (
        answer.headers["X-Parkmap-Entry"], answer.headers["X-Parkmap-Head"])  # fmt: skip
    assert ".parkmap.zip" in answer.headers["Content-Disposition"]


def test_a_backup_tells_what_it_holds_beside_and_has_no_key(app: Flask, admin: FlaskClient) -> None:
    (edit(app, holder="甲公司").parent / "secret.key").write_text("k" * 40)
    answer = admin.get("/api/backup")
    assert "parcels.geojson 被手工修改过" in unquote(answer.headers["X-Parkmap-Note"])
    names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert "parcels.edited.geojson" in names and "secret.key" not in names


def test_an_officer_gets_no_backup(officer: FlaskClient) -> None:
    assert officer.get("/api/backup").status_code == 403
