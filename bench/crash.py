"""200 processes killed at random moments, and what was left of their work."""

from __future__ import annotations

import time
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from bench.figures import Section, ms
from tests.crash.kills import KINDS, Killer

SEED: Final = 20_261_124
WORDS: Final = {
    "split": "in a split",
    "merge": "in a merge",
    "confirm": "while an import was received, read and confirmed",
    "read": "while a GeoPackage was received and read",
    "backup": "in a backup",
    "mirror": "in a mark and the writing of the boundary files",
}

HOW: Final = """\
A process works on the 63 parcels of one park of the demonstration, one thing over and over, and is
killed (`kill -9`) at a random moment of its first turns; what it was told stands in its own log.
After each kill the workspace is opened, a worker makes its rounds, and all of it is asked: is every
acknowledged entry in the ledger with its reason; does `verify` find nothing; do sums, present and
lineage equal a plain replay of the ledger; do the parcels meet edge to edge; is every import ready
with all its rows or confirmed with all its parcels; does every file that looks like a backup
restore; are both boundary files current; is nothing left behind. The run stops at the first no."""


def measure(folder: Path, times: int) -> Section:
    """So many kills, of all kinds by turns."""
    section = Section("Killed at random", HOW)
    took = []
    with Killer(folder / "kills", SEED) as killer:
        for kind in islice(cycle(KINDS), times):
            began = time.perf_counter()
            killer.kill_and_check(kind)
            took.append((time.perf_counter() - began) * 1000)
        toll = killer.toll
    for kind in KINDS:
        said = f"{toll.kills[kind]} kills, {toll.acknowledged[kind]} acknowledged"
        section.add(WORDS[kind], said)
    section.add(f"acknowledged and lost, of {toll.acknowledged.total()}", "0", "0", met=True)
    section.add(f"half-applied, after {toll.kills.total()} kills", "0", "0", met=True)
    section.add("kept although the answer was cut off", str(toll.kept.total()))
    section.add("a kill, the recovery and all questions, p50 and p95", ms(took))
    return section
