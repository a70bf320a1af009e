"""The documents say what the program does: commands, settings, errors, dependencies, links."""

from __future__ import annotations

import doctest
import re
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Final

import click
import pytest

from parkmap import cli, errors
from parkmap.cli.common import EXIT_CODES
from parkmap.land.asked import parameters
from parkmap.land.suitability import DEMANDS
from parkmap.land.zone import Basemap, ContextLayer
from parkmap.web.explained import EXPLAINED

ROOT: Final = Path(__file__).resolve().parents[1]
README: Final = (ROOT / "README.md").read_text("utf-8")
DESIGN: Final = (ROOT / "docs" / "design.md").read_text("utf-8")
ERRORS: Final = (ROOT / "docs" / "errors.md").read_text("utf-8")
DOCUMENTS: Final = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md")])
SETTING: Final = re.compile(r"\b(?:PARKMAP_[A-Z_]+[A-Z]|PORT)\b")

INTERNAL: Final = {"PARKMAP_SUPERVISED"}  # how one process of ours tells another


def commands(group: click.Group, above: str) -> Iterator[str]:
    """Every command with the words before it: `parkmap users add`."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{above} {name}")
        elif command is not None and not command.hidden:
            yield f"{above} {name}"


def all_commands() -> list[str]:
    group = next(value for value in vars(cli).values() if isinstance(value, click.Group))
    return list(commands(group, "parkmap"))


def codes(error: type[errors.ParkmapError]) -> Iterator[str]:
    yield error.code
    for below in error.__subclasses__():
        yield from codes(below)


def web_codes() -> set[str]:
    """Codes that only the web answers, of refusals that are no error of parkmap."""
    text = (ROOT / "src" / "parkmap" / "web" / "problems.py").read_text("utf-8")
    return set(re.findall(r'(?:refuse\(\d+, |\d+: )"([a-z_]+)"', text))


def settings() -> set[str]:
    """What any part of the program reads from the environment."""
    texts = [path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py")]
    return {name for text in texts for name in SETTING.findall(text)} - INTERNAL


@pytest.mark.parametrize("command", all_commands())
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`{command}" in README


def test_every_command_of_the_readme_exists() -> None:
    command = r"`(parkmap (?:(?:users|plan|imports) )?[a-z]+)"
    named = set(re.findall(command, README.partition("## Commands")[2]))
    assert named == set(all_commands())


def test_every_setting_is_in_the_readme() -> None:
    assert settings()
    assert not {name for name in settings() if f"`{name}`" not in README}


def test_every_setting_of_the_readme_exists() -> None:
    section = README.partition("## Settings")[2].partition("For the tests")[0]
    assert set(re.findall(r"^\| `([A-Z_]+)`", section, re.MULTILINE)) <= settings()


def test_every_exit_code_is_in_the_readme() -> None:
    section = README.partition("## Commands")[2].partition("## Settings")[0]
    assert not {code for code in EXIT_CODES.values() if not re.search(rf"\b{code} [a-z]", section)}


def test_every_error_is_explained_once() -> None:
    explained = re.findall(r"^\| `([a-z_]+)` \|", ERRORS, re.MULTILINE)
    assert sorted(explained) == sorted({*codes(errors.ParkmapError), *web_codes()})


def test_the_page_of_an_error_says_what_the_documentation_says() -> None:
    said = re.findall(r"^\| `([a-z_]+)` \| (\d*) ?\| (.+?) \| (.+?) \|$", ERRORS, re.MULTILINE)
    plain = {code: (status, when.replace("`", ""), remedy.replace("`", ""))
             for code, status, when, remedy in said}  # fmt: skip
    assert plain == {code: (str(one.status or ""), one.when_en, one.remedy_en)
                     for code, one in EXPLAINED.items()}  # fmt: skip


def test_every_key_of_a_workspace_is_documented() -> None:
    text = (ROOT / "src" / "parkmap" / "land" / "zone.py").read_text("utf-8")
    read = set(re.findall(r'(?:table|chart|parsed)\.get\("(\w+)"', text))
    read |= {
        path.rpartition(".")[2] for path in re.findall(r'"((?:zone|limits|papers)\.\w+)"', text)
    }
    keys = (ROOT / "docs" / "workspace.md").read_text("utf-8").partition("## Keys")[2]
    told = {part for path in re.findall(r"`(\w+\.\w+)`", keys) for part in path.split(".")}
    assert {"code", "gk_zone", "upload_mb", "never", "basemaps"} <= read <= told
    for kind, key in ((Basemap, "basemaps"), (ContextLayer, "context")):
        row = next(line for line in keys.splitlines() if f"`map.{key}`" in line)
        assert not {one.name for one in fields(kind) if not re.search(rf"\b{one.name}\b", row)}


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {re.split(r"[<>=;\[ ]", line)[0] for line in project["dependencies"]}
    section = DESIGN.partition("## Dependencies")[2]
    assert not {name for name in named if not re.search(rf"^\|.*\b{name}\b.*\|", section, re.M)}


def test_the_example_of_the_readme_prints_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = Path("geodata") / "changzhi"
    unmade = shutil.ignore_patterns("*.db*", "secret.key")
    shutil.copytree(ROOT / demo, tmp_path / demo, ignore=unmade)
    monkeypatch.chdir(tmp_path)
    done = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert done.attempted > 5
    assert not done.failed


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_within_the_project_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text("utf-8"))
    assert not [link for link in links if not (document.parent / link).exists()]


def test_every_filter_of_the_land_is_explained() -> None:
    told = (ROOT / "docs" / "explore.md").read_text(encoding="utf-8")
    assert [name for name in sorted(parameters()) if f"`{name}`" not in told] == []


def test_every_demand_of_a_match_is_explained() -> None:
    told = (ROOT / "docs" / "explore.md").read_text(encoding="utf-8").lower()
    words = {"by": "land needed by", "budget": "budget", "bearing": "load", "mode": "supply mode"}
    assert [name for name in DEMANDS if words.get(name, name) not in told] == []
