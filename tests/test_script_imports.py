"""The rooms of the pages' scripts and which way imports run between them, read from the source."""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Final

import pytest

SOURCE: Final = Path(__file__).resolve().parents[1] / "frontend" / "src"
IMPORT: Final = re.compile(r'(?:from |import |import\()"(\.{1,2}/[^"]+)"')

MAY_IMPORT: Final[dict[str, set[str]]] = {
    "map": set(),
    "lib": {"map"},
    "desk": {"map", "lib"},
    "imports": {"map", "lib"},
    "pages": {"map", "lib", "desk", "imports"},
}

SCRIPTS: Final = sorted(SOURCE.rglob("*.js"))


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


def imported(path: Path) -> set[Path]:
    found = IMPORT.findall(path.read_text("utf-8"))
    return {path.parent.joinpath(name).resolve() for name in found}


def test_every_room_of_scripts_is_in_the_table() -> None:
    assert {room(path) for path in SCRIPTS} == set(MAY_IMPORT)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{room(path)}/{path.stem}")
def test_imports_of_scripts_run_upward_only(path: Path) -> None:
    assert {room(one) for one in imported(path)} - {room(path)} <= MAY_IMPORT[room(path)]


def test_no_script_imports_itself_in_a_circle() -> None:
    try:
        TopologicalSorter({path: imported(path) for path in SCRIPTS}).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(path.stem for path in error.args[1]))


def test_every_script_is_imported_or_starts_a_page() -> None:
    used = {one for path in SCRIPTS for one in imported(path)}
    assert not [path.stem for path in SCRIPTS if path not in used and room(path) != "pages"]
