"""docs/formats.md names every format, short name, filter and limit that there is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from parkmap.cli.export import command
from parkmap.formats.limits import Limits
from parkmap.formats.sniff import NAMES
from parkmap.formats.writing import FORMS
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.short_names import short_names
from parkmap.services.exporting import FORMATS

TEXT: Final = (Path(__file__).resolve().parents[1] / "docs" / "formats.md").read_text("utf-8")
OUT, _, REST = TEXT.partition("## In")
IN: Final = REST.partition("## Coordinate systems")[0]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_out_says_what_it_keeps_and_loses(form: str) -> None:
    (row,) = re.findall(rf"^\| `{form}` \|(.*)\|$", OUT, re.MULTILINE)
    cells = [cell.strip() for cell in row.split("|")]
    assert len(cells) == 4 and all(cells)
    assert form not in FORMS or f"`.{FORMS[form].suffix}`" in cells[0]


@pytest.mark.parametrize("name", sorted({*NAMES.values(), "KMZ", "XLSX", "DWG"} - {"ZIP"}))
def test_every_format_in_has_a_row(name: str) -> None:
    assert re.search(rf"^\|[^|]*\b{name}\b", IN, re.MULTILINE)


def test_every_short_name_is_told() -> None:
    names = short_names([*PARCEL_FIELDS, "status_since"])
    told = {short: name for name, short in names.items() if short != name}
    assert set(told.items()) <= set(re.findall(r"`([a-z0-9_]+)` \| `([a-z0-9_]+)`", OUT))


def test_every_option_of_the_command_is_told() -> None:
    options = {name for one in command.params for name in one.opts if name.startswith("--")}
    assert {one for one in options if f"{one}" not in OUT} <= {"--out", "--as-of"}


def test_limits_are_those_of_the_program() -> None:
    limits = Limits()
    for told in (f"{limits.max_mb} MB; an upload", f"{limits.max_features:,}",
                 f"{limits.max_vertices:,} and {limits.max_holes}", f"{limits.max_entries} entries",
                 f"{limits.read_seconds:.0f} s"):  # fmt: skip
        assert told in TEXT
