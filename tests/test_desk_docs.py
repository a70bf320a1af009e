"""The rules that ask an officer twice stand in the documentation as they are."""

from __future__ import annotations

from pathlib import Path

from parkmap.land.status import QUESTIONS, STATUSES

DOC = Path(__file__).resolve().parents[1] / "docs" / "desk.md"


def names(codes: frozenset[str]) -> str:
    return ", ".join(STATUSES[one].en.lower() for one in STATUSES if one in codes)


def test_every_question_is_documented_as_it_is_asked() -> None:
    rows = set(DOC.read_text("utf-8").splitlines())
    once = {True: "yes", False: "no", None: "either"}
    for one in QUESTIONS:
        row = f"| {one.en} | {names(one.before)} | {names(one.to)} | {once[one.once_idle]} |"
        assert row in rows, one.code
