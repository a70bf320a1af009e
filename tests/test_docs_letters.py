"""The documentation names every place of the letters."""

from __future__ import annotations

from pathlib import Path

from parkmap.formats.letter_templates import LETTERS, PLACES

DESK = (Path(__file__).resolve().parents[1] / "docs" / "desk.md").read_text("utf-8")


def test_every_place_and_letter_is_documented() -> None:
    section = DESK.partition("## Cases, letters, supervision")[2]
    assert not [one for one in (*PLACES, *LETTERS) if one not in section]
