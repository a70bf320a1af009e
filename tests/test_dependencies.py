"""What `pyproject.toml` asks for is what the program imports, no more and no less."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NEVER_IMPORTED: Final = {"tzdata"}  # data, read by zoneinfo
ONLY_ON_WINDOWS: Final = {"waitress"}  # imported there, and not installed elsewhere


def imported() -> Iterator[str]:
    """The first word of every import in the package."""
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.split(".")[0]


def used() -> set[str]:
    """The distributions behind those imports."""
    known = packages_distributions()
    names = set(imported()) - sys.stdlib_module_names - {"parkmap"}
    return {known.get(name, [name])[0].lower().replace("_", "-") for name in names}


def declared() -> set[str]:
    return {re.split(r"[<>=;\[ ]", line)[0] for line in PROJECT["dependencies"]}


def extras() -> set[str]:
    """What is imported only where somebody chose to install it."""
    return {re.split(r"[<>=;\[ ]", line)[0] for line in PROJECT["optional-dependencies"]["heic"]}


def test_everything_imported_is_declared() -> None:
    assert used() <= declared() | extras()


def test_everything_declared_is_imported() -> None:
    assert declared() - NEVER_IMPORTED <= used() | ONLY_ON_WINDOWS
