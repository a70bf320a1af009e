"""Eight officers at once on one workspace: nobody's write is lost, and nobody waits for ever."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from parkmap.workspace import open_folder
from tests.proof.ground import BLOCK, begin_ground
from tests.proof.officers import Worked, check, together
from tests.proof.replay import EVER, Plain, total_dm2

OFFICERS: Final = 8
WRITES: Final = 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin_ground(tmp_path_factory.mktemp("officers") / "zone", BLOCK)


@pytest.fixture(scope="module")
def before_dm2(folder: Path) -> int:
    record = open_folder(folder)
    with closing(record.store):
        return total_dm2(Plain().read(record).states([EVER])[EVER])


@pytest.fixture(scope="module")
def worked(folder: Path, before_dm2: int) -> Worked:
    assert before_dm2
    return together(folder, folder.parent / "logs", OFFICERS, WRITES, 7)


def test_officers_met(worked: Worked) -> None:
    kinds = {one["kind"] for one in worked.lines}
    assert len(worked.lines) == OFFICERS * WRITES and worked.stale > 0
    assert kinds == {"mark", "annotate", "split", "merge"}


def test_no_update_was_lost_and_the_record_is_clean(
    worked: Worked, folder: Path, before_dm2: int
) -> None:
    record = open_folder(folder)
    with closing(record.store):
        check(record, worked, 1, before_dm2)
