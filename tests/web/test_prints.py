"""Papers to print over HTTP: a PDF to save, named after what it is."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient


def test_a_plan_is_a_pdf_to_save(officer: FlaskClient) -> None:
    answer = officer.get("/api/prints/plans.pdf?ids=T-001&paper=A3&drawn_by=李工&lang=zh")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    named = unquote(answer.headers["Content-Disposition"])
    assert named.startswith("attachment") and "T-001 #1.pdf" in named
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_view_is_a_pdf_to_save(officer: FlaskClient) -> None:
    answer = officer.get("/api/prints/view.pdf?bbox=113.1,36.2,113.11,36.22&status=idle")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("plans.pdf?ids=T-001&paper=A0", "A0"),
        ("plans.pdf?ids=T-001&content=all", "all"),
        ("plans.pdf", "0"),
        ("view.pdf", "bbox"),
    ],
)
def test_a_wrong_order_is_told(officer: FlaskClient, address: str, said: str) -> None:
    answer = officer.get(f"/api/prints/{address}")
    assert answer.status_code == 400
    assert said in answer.get_json()["detail"]
