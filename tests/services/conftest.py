"""The demonstration, replayed once for the tests of services."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parkmap import paths
from parkmap.services.record import Record
from parkmap.workspace import open_folder


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The demonstration, replayed from its ledger; tests only read it."""
    folder = tmp_path_factory.mktemp("demo") / "land"
    shutil.copytree(paths.DEMO_WORKSPACE, folder)
    record = open_folder(folder)
    with closing(record.store):
        yield record


@pytest.fixture
def changzhi(demo: Record, tmp_path: Path) -> Iterator[Record]:
    """A copy of the demonstration to write to, three days after its last entry."""
    folder = Path(shutil.copytree(demo.folder, tmp_path / "changzhi"))
    record = open_folder(folder, clock=lambda: datetime(2026, 11, 23, 4, tzinfo=UTC))
    with closing(record.store):
        yield record
