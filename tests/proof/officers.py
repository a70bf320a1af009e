"""Several officers at once on one workspace, each a process: reads a parcel, writes, tries again.

    python -m tests.proof.officers FOLDER LOGS OFFICERS WRITES SEED

Every acknowledged write is a line in the log of its officer.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from parkmap.errors import BadGeometry, Conflict, StaleVersion
from parkmap.land.cuts import StripCut
from parkmap.services.marking import Mark, mark
from parkmap.services.merging import Merge, merge
from parkmap.services.noting import Annotation, annotate
from parkmap.services.record import Actor, Record
from parkmap.services.splitting import Split, split
from parkmap.services.verifying import verify
from parkmap.workspace import open_folder
from tests.proof import moves
from tests.proof.facts import all_hold
from tests.proof.replay import EVER, Plain, total_dm2
from tests.structures import seen

ROOT: Final = Path(__file__).resolve().parents[2]
KINDS: Final = ("mark",) * 10 + ("annotate",) * 6 + ("split",) * 2 + ("merge",) * 2
STATUSES: Final = ("idle", "under_construction", "revitalized", "in_use")
HOT: Final = 6
"""Marks and notes fall on so many parcels, so that officers meet."""


@dataclass
class Officer:
    """One of them: what was acknowledged, and how often somebody else had been faster."""

    record: Record
    name: str
    chance: random.Random
    out: Any
    stale: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def work(self, writes: int) -> None:
        """Make so many writes; what is refused for good is chosen anew."""
        done = 0
        while done < writes:
            done += self._write(self.chance.choice(KINDS), f"{self.name} {done}")
        last = {"stale": self.stale, "refused": dict(self.refused)}
        self.out.write(json.dumps(last) + "\n")

    def _write(self, kind: str, reason: str) -> bool:
        began = time.perf_counter()
        for _ in range(10_000):
            move = getattr(self, f"_{kind}")(reason)
            if move is None:
                kind = "mark"
                continue
            seen_versions, write = move
            try:
                done = write()
            except StaleVersion:
                self.stale += 1
                continue
            except (Conflict, BadGeometry) as refused:  # retired since, or no room for a cut
                self.refused[refused.code] += 1
                return False
            receipt = getattr(done, "receipt", done)
            if seen_versions and not receipt.changed and kind in {"mark", "annotate"}:
                return False
            ms = (time.perf_counter() - began) * 1000
            line = {"seq": receipt.seq, "reason": reason, "kind": kind, "ms": ms,
                    "seen": seen_versions}  # fmt: skip
            self.out.write(json.dumps(line) + "\n")
            return True
        raise AssertionError(f"{reason}: never got through")

    def _actor(self) -> Actor:
        return Actor(self.name, frozenset({"officer"}))

    def _versions(self, *ids: str) -> dict[str, int | None]:
        return {one: seen(self.record, one).version for one in ids}

    def _hot(self) -> str:
        standing = sorted(moves.standing_now(self.record))
        return self.chance.choice(standing[:HOT])

    def _mark(self, reason: str) -> tuple[dict[str, int | None], Callable[[], Any]]:
        one = self._hot()
        view = seen(self.record, one)
        status = self.chance.choice([each for each in STATUSES if each != view.state["status"]])
        versions: dict[str, int | None] = {one: view.version}
        asked = Mark(versions, status, self.record.today(), reason)
        return versions, lambda: mark(self.record, self._actor(), asked)

    def _annotate(self, reason: str) -> tuple[dict[str, int | None], Callable[[], Any]]:
        """Count up a number that all count up: a lost update would show in it."""
        one = self._hot()
        view = seen(self.record, one)
        versions: dict[str, int | None] = {one: view.version}
        fields = {"power_kva": int(view.state.get("power_kva") or 0) + 1}
        asked = Annotation(versions, fields, self.record.today(), reason)
        return versions, lambda: annotate(self.record, self._actor(), asked)

    def _split(self, reason: str) -> tuple[dict[str, int | None], Callable[[], Any]]:
        standing = moves.standing_now(self.record)
        largest = sorted(standing, key=lambda one: -standing[one]["area_m2"])[:HOT]
        one = self.chance.choice(largest)
        versions = self._versions(one)
        cut = StripCut(self.chance.choice((2, 3)), self.chance.choice((0.0, 90.0, 33.0)))
        asked = Split(one, versions[one], cut, self.record.today(), reason)
        return versions, lambda: split(self.record, self._actor(), asked)

    def _merge(self, reason: str) -> tuple[dict[str, int | None], Callable[[], Any]] | None:
        pairs = moves.touching(moves.standing_now(self.record), alike=True)
        if not pairs:
            return None
        pair = self.chance.choice(pairs)
        versions = self._versions(*pair)
        asked = Merge(versions, pair[0], self.record.today(), reason)
        return versions, lambda: merge(self.record, self._actor(), asked)


@dataclass(frozen=True)
class Worked:
    """What all officers did together."""

    lines: list[dict[str, Any]]
    stale: int
    refused: Counter[str]
    seconds: float
    """From the first fork to the last end."""


def together(folder: Path, logs: Path, officers: int, writes: int, seed: int) -> Worked:
    """So many officers at once, each with so many writes; one who never ends is an error."""
    logs.mkdir()
    words = [str(folder), str(logs), str(officers), str(writes), str(seed)]
    command = [sys.executable, "-m", "tests.proof.officers", *words]
    done = subprocess.run(command, cwd=ROOT, check=True, timeout=60 + officers * writes,
                          stdout=subprocess.PIPE, text=True)  # fmt: skip
    lines: list[dict[str, Any]] = []
    stale, refused = 0, Counter[str]()
    for path in sorted(logs.iterdir()):
        *mine, last = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        lines += mine
        stale += last["stale"]
        refused.update(last["refused"])
    return Worked(lines, stale, refused, float(done.stdout))


def check(record: Record, worked: Worked, entries_before: int, total_before_dm2: int) -> None:
    """No update is lost: each is in the ledger once, upon the version that its officer saw."""
    plain = Plain().read(record)
    reasons = Counter(one["reason"] for one in plain.headers[entries_before:])
    assert reasons == Counter(one["reason"] for one in worked.lines)
    touched: dict[int, set[str]] = {}
    for one in plain.said:
        if one.kind == "parcel":
            touched.setdefault(one.seq, set()).add(one.id)
    acknowledged = {one["seq"]: one for one in worked.lines}
    assert len(acknowledged) == len(worked.lines) == len(plain.headers) - entries_before
    version: dict[str, int] = {}
    for seq in range(1, len(plain.headers) + 1):
        mine = acknowledged.get(seq)
        if mine:
            assert plain.headers[seq - 1]["reason"] == mine["reason"]
            assert {one: version[one] for one in mine["seen"]} == mine["seen"]
        version.update(dict.fromkeys(touched.get(seq, ()), seq))
    refuse_lost_counts(plain)
    today = record.today()
    states = plain.states([today, EVER])
    assert total_dm2(states[EVER]) == total_before_dm2
    all_hold(record, plain, [today])
    assert [one for one in verify(record).differences if ".geojson" not in one] == []


def refuse_lost_counts(plain: Plain) -> None:
    """Everybody counted on from the number that stood there."""
    counts: dict[str, int] = {}
    for one in plain.said:
        if one.field == "power_kva" and one.kind == "parcel":
            made = plain.action(one.seq) != "annotate"
            assert made or int(one.value) == counts.get(one.id, 0) + 1
            counts[one.id] = int(one.value)


def main() -> None:
    """Fork the officers from one process, so that parkmap is imported once."""
    folder, logs, officers, writes, seed = sys.argv[1:]
    began = time.perf_counter()
    children = []
    for number in range(int(officers)):
        child = os.fork()
        if child == 0:
            _sit_down(Path(folder), Path(logs), number, int(writes), int(seed))
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    print(time.perf_counter() - began)
    sys.exit(max(map(abs, codes)))


def _sit_down(folder: Path, logs: Path, number: int, writes: int, seed: int) -> None:
    code = 1
    try:
        record = open_folder(folder)
        path = logs / f"officer-{number}.jsonl"
        with closing(record.store), path.open("w", encoding="utf-8", buffering=1) as out:
            officer = Officer(record, f"officer-{number}", random.Random(seed + number), out)
            officer.work(writes)
        code = 0
    finally:
        if code:
            traceback.print_exc()
        os._exit(code)


if __name__ == "__main__":
    main()
