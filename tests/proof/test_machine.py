"""Officers do anything in any order, and the record holds after each step.

PROOF_EXAMPLES=200 PROOF_STEPS=40 runs that many days of that many moves, drawn anew each time; the
tests run a few that are always the same.
"""

from __future__ import annotations

import os
from typing import Final

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.proof.ground import BLOCK, begin_ground
from tests.proof.machine import Officers

ASKED: Final = os.environ.get("PROOF_EXAMPLES", "")
EXAMPLES: Final = int(ASKED or 24)
STEPS: Final = int(os.environ.get("PROOF_STEPS", "30"))
MOVES: Final = {
    "split", "merge", "reshape", "mark", "annotate", "correct", "retire", "undo", "restore",
    "import",
}  # fmt: skip
CHECKED: Final = settings(
    max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, derandomize=not ASKED,
    database=None, print_blob=True, suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """How often each move was made, and refused with which code, over all examples."""
    Officers.source = begin_ground(tmp_path_factory.mktemp("proof") / "zone", BLOCK)
    Officers.done.clear()
    run_state_machine_as_test(Officers, settings=CHECKED)
    print(dict(sorted(Officers.done.items())))
    return dict(Officers.done)


def test_the_record_holds_after_any_moves_and_each_of_them_was_made(moved: dict[str, int]) -> None:
    assert MOVES - moved.keys() == set()


def test_moves_are_refused_too(moved: dict[str, int]) -> None:
    assert any(":" in word for word in moved)
