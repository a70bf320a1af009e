"""The table of measures and its page say the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, get_args

from parkmap.land.measures import MEASURES, Kind, Unit

PAGE: Final = (Path(__file__).resolve().parents[1] / "docs" / "measures.md").read_text("utf-8")
ROW: Final = re.compile(r"^\| `(\w+)` \|(.+)\|$", re.MULTILINE)


def told() -> dict[str, list[str]]:
    return {name: [cell.strip() for cell in rest.split("|")] for name, rest in ROW.findall(PAGE)}


def test_the_page_has_every_measure_once_in_the_order_of_the_table() -> None:
    assert [name for name, _ in ROW.findall(PAGE)] == list(MEASURES)


def test_the_page_says_of_each_measure_what_the_table_says() -> None:
    for name, (words, unit, kind, formula, denominator, source) in told().items():
        one = MEASURES[name]
        below = f"{one.denominator_zh} / {one.denominator_en}" if one.denominator_zh else "–"
        assert (words, unit, kind) == (f"{one.zh} / {one.en}", one.unit, one.kind)
        assert denominator == below
        assert formula and source


def test_units_and_kinds_are_known_and_every_rate_has_a_denominator() -> None:
    for one in MEASURES.values():
        assert one.unit in get_args(Unit) and one.kind in get_args(Kind)
        assert bool(one.denominator_zh) == bool(one.denominator_en)
        assert bool(one.denominator_zh) == (one.kind in {"rate", "time", "yield"})
        assert one.meaning_zh and one.meaning_en
