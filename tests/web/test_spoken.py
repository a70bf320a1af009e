"""Refusals and findings name fields and codes in the reader's words; members keep the names."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import DAY, headers, mark_body
from tests.web.test_imports_api import lot, send, work


def noted(client: FlaskClient, lang: str, **fields: Any) -> dict[str, Any]:
    """What the server says to facts of T-001 that do not fit."""
    body = {"parcels": {"T-001": 1}, "fields": fields, "effective_on": DAY, "reason": "核实"}
    answer = client.post(f"/api/annotations?lang={lang}", json=body, headers=headers(client))
    assert answer.status_code == 400
    told: dict[str, Any] = answer.get_json()
    return told


@pytest.mark.parametrize(
    ("lang", "fields", "detail"),
    [
        ("zh", {"far": "很高"}, "容积率不能为“很高”；请填写数字"),
        ("en", {"far": "high"}, "Floor-area ratio cannot be 'high'; give a number"),
        ("en", {"idle_cause": "nobody"},
         "Cause of idleness cannot be 'nobody'; use one of Government, Enterprise"),
        ("zh", {"idle_cause": "nobody"}, "闲置原因不能为“nobody”；可选：政府原因、企业原因"),
        ("zh", {"unit_code": "140403"}, "不动产单元号应为 28 位，“140403”为 6 位"),
        ("en", {"due_on": "soon"}, "Due cannot be 'soon'; give a day such as 2026-11-23"),
    ],
)  # fmt: skip
def test_a_refusal_says_label_and_words(
    officer: FlaskClient, lang: str, fields: dict[str, Any], detail: str
) -> None:
    told = noted(officer, lang, **fields)
    assert told["detail"] == detail
    assert [told["field"]] == list(fields)


def test_the_members_of_a_refusal_keep_the_names(officer: FlaskClient) -> None:
    told = noted(officer, "zh", idle_cause="nobody")
    assert (told["field"], told["allowed"]) == ("idle_cause", "government, enterprise")


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "闲置、在建、已盘活、在用"),
                        ("en", "Idle, Under construction, Revitalized, In use")]
)  # fmt: skip
def test_an_unknown_status_is_told_with_the_words(
    officer: FlaskClient, lang: str, words: str
) -> None:
    body = mark_body(status="sold")
    told = officer.post(f"/api/marks?lang={lang}", json=body, headers=headers(officer)).get_json()
    assert words in told["detail"]


def test_a_register_names_its_columns_by_their_words(officer: FlaskClient) -> None:
    body = {"columns": {"id": "编号", "far": "容积率"}}
    told = officer.put("/api/registers/reserve/headers?lang=zh", json=body,
                       headers=headers(officer)).get_json()  # fmt: skip
    assert told["detail"].startswith("台账没有“容积率”这一栏")
    assert "地块编号、名称、园区" in told["detail"]


@pytest.mark.parametrize(
    ("lang", "told"),
    [("zh", "rjl 列的“高”不能作为容积率"), ("en", "'高' in column rjl is no Floor-area ratio")],
)
def test_a_finding_of_an_import_names_the_field(
    app: Flask, officer: FlaskClient, lang: str, told: str
) -> None:
    sent = send(officer, lot(8, "N-1", rjl="高", status="sold"))
    work(app)
    (row,) = officer.get(f"{sent.headers['Location']}/rows?lang={lang}").get_json(force=True)[
        "features"
    ]
    said = "\n".join(one["sentence"] + one["remedy"] for one in row["properties"]["findings"])
    assert told in said
    assert "under_construction" not in said


@pytest.mark.parametrize(
    ("lang", "part"), [("zh", "T-901、T-902"), ("en", "T-901, T-902")]
)  # fmt: skip
def test_ids_are_parted_as_the_language_does(officer: FlaskClient, lang: str, part: str) -> None:
    body = mark_body(parcels={"T-901": 1, "T-902": 1})
    told = officer.post(f"/api/marks?lang={lang}", json=body, headers=headers(officer)).get_json()
    assert part in told["detail"]


def test_an_unusual_mark_is_told_in_words(officer: FlaskClient) -> None:
    body = mark_body(status="in_use", confirmed=[])
    told = officer.post("/api/marks?lang=zh", json=body, headers=headers(officer)).get_json()
    assert told["code"] == "unconfirmed"
    assert not any(code in told["detail"] for code in told["questions"])
