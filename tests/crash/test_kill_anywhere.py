"""A kill at any moment of any work loses nothing that was acknowledged and leaves nothing half."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest

from tests.crash.kills import KINDS, Killer

EACH: Final = 5


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    with Killer(tmp_path_factory.mktemp("kills"), seed=20_261_124) as made:
        yield made


@pytest.mark.parametrize("turn", range(EACH))
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_or_half_applied(killer: Killer, kind: str, turn: int) -> None:
    killer.kill_and_check(kind)
    assert killer.toll.kills[kind] == turn + 1


def test_the_work_had_been_acknowledged_before(killer: Killer) -> None:
    assert killer.toll.kills.total() >= len(KINDS) * EACH
    assert killer.toll.acknowledged.total() > len(KINDS)
