"""A record of four parcels, made once and copied for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parkmap.services.record import Record
from tests.small import begin, copied, write_land


@pytest.fixture(scope="session")
def four_parcels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(write_land(tmp_path_factory.mktemp("four") / "zone"))


@pytest.fixture
def record(four_parcels: Path, tmp_path: Path) -> Iterator[Record]:
    with copied(four_parcels, tmp_path / "zone") as found:
        yield found
