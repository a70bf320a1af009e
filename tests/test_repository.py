"""What may lie in the repository: own text only, no address that a page would load from."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[1]
LOCKS: Final = ("requirements/demo.lock", "requirements/test.lock", "frontend/package-lock.json")
PAGES: Final = {".html", ".js", ".mjs", ".css", ".svg"}
MADE: Final = {".venv", "node_modules", "dist", "__pycache__", ".git"}
BIGGEST_BYTES: Final = 8 * 2**20
BIGGEST_CODE_LINES: Final = 300
ADDRESS: Final = re.compile(r"""https?://[^\s"'`<>)]+""")
# Names of things, never fetched: XML namespaces, and the licence.
NAMES: Final = ("http://www.w3.org/", "https://www.w3.org/", "http://www.opengis.net/")
PIN: Final = re.compile(r"^([A-Za-z0-9._-]+)==([^ \\;]+)", re.MULTILINE)


@cache
def files() -> tuple[Path, ...]:
    """What git holds or would hold; in an unpacked archive, all that was not made here."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not MADE & set(path.parts)]
    return tuple(sorted(path for path in paths if path.is_file()))


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def page_files() -> Iterator[Path]:
    for path in files():
        folder = shown(path).split("/")[0]
        if folder in {"templates", "frontend"} and path.suffix in PAGES:
            yield path


def pins(lock: str) -> set[tuple[str, str]]:
    return set(PIN.findall((ROOT / lock).read_text("utf-8")))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_registry(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    fetched = re.findall(r'"resolved":\s*"http|--index-url|--find-links| @ http|git\+', text)
    assert not fetched


@pytest.mark.parametrize("lock", LOCKS[:2])
def test_every_pin_has_hashes(lock: str) -> None:
    blocks = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / lock).read_text("utf-8").strip())
    assert not [block for block in blocks if "--hash=sha256:" not in block]


def test_every_package_of_the_front_end_has_a_hash() -> None:
    packages = json.loads((ROOT / LOCKS[2]).read_text("utf-8"))["packages"]
    assert not [name for name, package in packages.items() if name and "integrity" not in package]


def test_the_test_lock_holds_the_demo_lock() -> None:
    assert pins("requirements/demo.lock") <= pins("requirements/test.lock")


def test_the_build_tools_are_locked_as_the_build_asks() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["dependency-groups"]["build"] == project["build-system"]["requires"]


def test_every_dependency_is_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {re.split(r"[<>=;\[ ]", line)[0] for line in project["dependencies"]}
    assert named <= {name for name, _ in pins("requirements/demo.lock")}


def test_no_page_loads_anything_from_elsewhere() -> None:
    found = [
        f"{shown(path)}: {address}"
        for path in page_files()
        if "/tests/" not in shown(path)
        for address in ADDRESS.findall(path.read_text("utf-8"))
        if not address.startswith(NAMES)
    ]
    assert not found


def test_no_template_has_an_inline_handler() -> None:
    handler = re.compile(r"<[^>]*\son[a-z]+\s*=|javascript:", re.IGNORECASE)
    pages = [path for path in page_files() if path.suffix == ".html"]
    assert not [shown(path) for path in pages if handler.search(path.read_text("utf-8"))]


def test_nothing_made_or_third_party_is_committed() -> None:
    made = re.compile(r"(^|/)(node_modules|dist|vendor|\.venv)/|\.(min\.js|mo|db|whl|tgz|woff2?)$")
    assert not [shown(path) for path in files() if made.search(shown(path))]


def test_no_file_is_huge() -> None:
    assert not [shown(path) for path in files() if path.stat().st_size > BIGGEST_BYTES]


def test_no_code_file_is_longer_than_a_sitting() -> None:
    code = [path for path in files() if path.suffix in {".py", ".js", ".mjs", ".css"}]
    lines = {shown(path): len(path.read_text("utf-8").splitlines()) for path in code}
    assert not {name: count for name, count in lines.items() if count > BIGGEST_CODE_LINES}
