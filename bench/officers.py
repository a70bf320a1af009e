"""Eight officers at once on one workspace, who keep meeting at the same parcels."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Final

from bench.figures import Section, ms
from parkmap.workspace import open_folder
from tests.proof.ground import begin_ground
from tests.proof.officers import Worked, check, together
from tests.proof.replay import EVER, Plain, total_dm2

OFFICERS: Final = 8
WRITES: Final = 5_000

HOW: Final = """\
Eight processes on the 63 parcels of one park of the demonstration: marks and notes, all of the same
six parcels, splits of the largest and merges of what may merge. Each reads a parcel, writes with
the version that it saw, and reads again where somebody was faster; a write takes from its first
reading until it is acknowledged, other attempts included. Then the ledger is read plainly: every
acknowledged write is there once, upon the version that its officer saw; a number that all counted
up has missed none; the recorded area is what it was; `verify` finds nothing."""


def measure(folder: Path, writes: int = WRITES) -> Section:
    """So many writes of eight officers together."""
    section = Section("Eight officers at once", HOW)
    land = begin_ground(folder / "officers" / "zone")
    record = open_folder(land)
    with closing(record.store):
        before_dm2 = total_dm2(Plain().read(record).states([EVER])[EVER])
        worked = together(land, folder / "officers" / "logs", OFFICERS, writes // OFFICERS, 11)
        check(record, worked, 1, before_dm2)
    _rows(section, worked)
    return section


def _rows(section: Section, worked: Worked) -> None:
    count = len(worked.lines)
    section.add("writes acknowledged", f"{count:,} in {worked.seconds:.0f} s")
    section.add("together", f"{count / worked.seconds:,.0f} writes a second")
    section.add("lost updates", "0", "0", met=True)
    section.add("read again because somebody was faster", f"{worked.stale:,} times")
    section.add("refused otherwise (retired since, no such cut) and chosen anew",
                f"{worked.refused.total():,} times")  # fmt: skip
    for kind in ("mark", "annotate", "split", "merge"):
        took = [one["ms"] for one in worked.lines if one["kind"] == kind]
        section.add(f"a {kind}, {len(took):,} of them, p50 and p95", ms(took))
