"""The rules that ask an officer twice stand in the documentation as they are."""

from __future__ import annotations

from pathlib import Path

from parkmap.land.status import QUESTIONS

DOC = Path(__file__).resolve().parents[1] / "docs" / "desk.md"


def test_every_question_is_documented() -> None:
    rows = [line for line in DOC.read_text("utf-8").splitlines() if line.startswith("| ")]
    for one in QUESTIONS:
        assert any(row.startswith(f"| {one.en} |") for row in rows), one.code
