"""The rooms of docs/design.md and which way imports run between them, read from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Final

import pytest

SOURCE: Final = Path(__file__).resolve().parents[1] / "src"
PURE: Final = {"errors", "said", "units", "crs", "geometry", "land"}
INNER: Final = PURE | {"outward", "paths"}

# What each room may import besides itself. The package's own `__init__` opens a workspace lazily.
MAY_IMPORT: Final[dict[str, set[str]]] = {
    "errors": set(),
    "said": set(),
    "paths": set(),
    "outward": {"errors"},
    "units": {"errors"},
    "crs": {"errors"},
    "settings": {"errors", "said", "outward"},
    "geometry": {"errors", "said", "units", "crs"},
    "land": PURE,
    "formats": INNER,
    "store": INNER,
    "maps": INNER,
    "reports": INNER,
    "services": INNER | {"formats", "store", "maps", "reports"},
    "workspace": INNER | {"formats", "store", "maps", "reports", "services", "settings"},
    "web": INNER | {"formats", "store", "maps", "reports", "services", "settings", "workspace"},
    "cli": INNER
    | {"formats", "store", "maps", "reports", "services", "settings", "web", "workspace"},
    "__main__": {"cli"},
}
SLOW: Final = ("pandas", "geopandas", "folium", "branca", "pyogrio")
OF_THE_WORLD: Final = (
    "os",
    "random",
    "secrets",
    "socket",
    "sqlite3",
    "sqlalchemy",
    "flask",
    "time",
)


def name_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES: Final = {name_of(path): path for path in sorted((SOURCE / "parkmap").rglob("*.py"))}


@cache
def modules() -> dict[str, ast.Module]:
    """Every module, parsed when the first test asks: each worker collects all tests."""
    return {name: ast.parse(path.read_text("utf-8"), path.name) for name, path in FILES.items()}


def room(module: str) -> str:
    """The first word below the package; "" for the package itself."""
    return module.split(".")[1] if "." in module else ""


def is_for_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def statements(body: list[ast.stmt], *, inside_functions: bool) -> Iterator[ast.stmt]:
    """Every statement that runs, without what only the type checker reads."""
    for node in body:
        if is_for_types(node):
            continue
        yield node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not inside_functions:
            continue
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            inner = getattr(node, field, [])
            yield from statements(inner, inside_functions=inside_functions)


def target(node: ast.ImportFrom, importer: str) -> str:
    """The module that a `from` names, relative dots resolved."""
    if not node.level:
        return node.module or ""
    path = SOURCE.joinpath(*importer.split("."))
    above = importer.split(".") if path.is_dir() else importer.split(".")[:-1]
    base = above[: len(above) - node.level + 1]
    return ".".join([*base, *(node.module or "").split(".")]).rstrip(".")


def imports(importer: str, *, at_start: bool = False) -> Iterator[str]:
    """Dotted names that a module imports; `from parkmap import units` gives `parkmap.units`."""
    for node in statements(modules()[importer].body, inside_functions=not at_start):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = target(node, importer)
            inner = [f"{base}.{alias.name}" for alias in node.names]
            known = [name for name in inner if name in modules()]
            yield from known or [base]


def own(importer: str, *, at_start: bool = False) -> set[str]:
    return {name for name in imports(importer, at_start=at_start) if name in modules()}


@cache
def loaded_by(start: str) -> frozenset[str]:
    """Our modules that importing one loads, packages above them included."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        parents = [name.rsplit(".", up)[0] for up in range(1, name.count(".") + 1)]
        waiting += own(name, at_start=True).union(parents) & modules().keys()
    return frozenset(seen)


def test_every_room_is_in_the_table() -> None:
    assert {room(name) for name in modules()} - {""} <= set(MAY_IMPORT)


@pytest.mark.parametrize("importer", [name for name in FILES if room(name)])
def test_imports_run_upward_only(importer: str) -> None:
    used = {room(name) for name in own(importer)} - {room(importer), ""}
    assert used <= MAY_IMPORT[room(importer)]


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {name: own(name, at_start=True) - {name, "parkmap"} for name in modules()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize("importer", [name for name in FILES if room(name) in PURE])
def test_the_core_asks_nothing_of_the_world(importer: str) -> None:
    assert not [name for name in imports(importer) if name.split(".")[0] in OF_THE_WORLD]


@pytest.mark.parametrize("start", [name for name in FILES if room(name) in {"web", "cli"}])
def test_a_start_loads_nothing_slow(start: str) -> None:
    for name in loaded_by(start):
        outside = {found.split(".")[0] for found in imports(name, at_start=True)}
        assert not outside & set(SLOW), f"{name} imports it when it is loaded"
