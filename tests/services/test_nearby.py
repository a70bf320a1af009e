"""What lies around a parcel: within reach, by chain, never cut without a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parkmap.services import nearby as module
from parkmap.services.nearby import nearby
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.workspace import open_folder
from tests.small import begin, write_land

CHAINS = ("光电", "光电", "航天", "", "光电", "航天")
"""Of parcels whose edges are some 90 m apart, from west to east."""


@pytest.fixture
def land(tmp_path: Path) -> Iterator[Record]:
    fields = [{"chain": one} if one else {} for one in CHAINS]
    record = open_folder(begin(write_land(tmp_path / "made", fields)))
    yield record
    record.store.close()


def around(record: Record) -> module.Nearby:
    return nearby(record, PUBLIC_ACTOR, parcel(record, PUBLIC_ACTOR, "T-001"))


def test_parcels_within_reach_are_counted_by_chain(land: Record) -> None:
    found = around(land)
    assert found.metres == 500
    assert [(one.name, one.ids) for one in found.chains] == [
        ("光电", ("T-002",)), ("航天", ("T-003",)), ("", ("T-004",)),
    ]  # fmt: skip
    assert found.chains[0].drawn == {"idle": 1}


def test_where_there_are_too_many_the_reach_is_smaller_and_told(
    land: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    found = around(land)
    assert found.metres == 250
    assert [one.ids for one in found.chains] == [("T-002",)]


def test_nothing_touches_where_a_lane_lies_between(land: Record) -> None:
    assert around(land).touching == ()
