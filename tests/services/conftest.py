"""A record of four parcels and the demonstration, each made once and copied for a test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from parkmap import paths
from parkmap.services.record import Record
from parkmap.workspace import open_folder
from tests.small import begin, copied, write_land


@pytest.fixture(scope="session")
def four_parcels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(write_land(tmp_path_factory.mktemp("four") / "zone"))


@pytest.fixture
def record(four_parcels: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(four_parcels, tmp_path / "zone") as found:
        yield found


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The demonstration, replayed from its ledger; tests only read it."""
    folder = tmp_path_factory.mktemp("demo") / "land"
    shutil.copytree(paths.DEMO_WORKSPACE, folder)
    record = open_folder(folder)
    with closing(record.store):
        yield record
