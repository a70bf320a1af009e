"""Kills at random moments, and what has to be true after each of them."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from parkmap.formats.out.geopackage import write_geopackage
from parkmap.services import imports, mirror, working
from parkmap.services.backing_up import ROOM, backup
from parkmap.services.record import Record, utc_now
from parkmap.services.restoring import restore
from parkmap.services.verifying import verify
from parkmap.workspace import open_folder
from tests.crash.victims import BACKUPS, FILE, LOTS
from tests.proof import moves
from tests.proof.facts import all_hold
from tests.proof.ground import PARK, begin_ground
from tests.proof.replay import EVER, Plain
from tests.small import OFFICER

ROOT: Final = Path(__file__).resolve().parents[2]
KINDS: Final = ("split", "merge", "confirm", "read", "backup", "mirror")
TURNS: Final = 2.5
"""A kill falls into the first so many turns of the work, anywhere."""

READ_LOTS: Final = 400
SOON_S: Final = 20.0


@dataclass
class Toll:
    """What the kills met: by kind how many, how much was acknowledged, how much more was kept."""

    kills: Counter[str] = field(default_factory=Counter)
    acknowledged: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)


class Killer:
    """Starts victims on one workspace and kills them."""

    def __init__(self, room: Path, seed: int, ids: tuple[str, ...] = ()) -> None:
        self.folder = begin_ground(room / "zone", ids)
        self.temp = room / "temp"
        self.temp.mkdir()
        (room / BACKUPS).mkdir()
        rows = [(f"R-{n}", json.dumps(moves.row("", moves.spare_lot(20_000 + n))["geometry"]),
                 {"park": PARK}) for n in range(READ_LOTS)]  # fmt: skip
        write_geopackage(room / FILE, rows, layer="lots", fields={"park": "text"})
        self.chance = random.Random(seed)
        self.seconds = dict.fromkeys(KINDS, 0.25)
        self.toll = Toll()
        self.plain = Plain()
        record = open_folder(self.folder)
        with closing(record.store):
            self.plain.read(record)  # what is there before the first kill is nobody's work

    def __enter__(self) -> Self:
        self.usual, tempfile.tempdir = tempfile.tempdir, str(self.temp)
        self.nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.victims"], cwd=ROOT, text=True, bufsize=1,
            env=os.environ | {"TMPDIR": str(self.temp)}, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        tempfile.tempdir = self.usual
        with self.nursery as ended:
            ended.terminate()

    def kill(self, kind: str) -> list[dict[str, Any]]:
        """One victim, killed at a random moment; what its log says."""
        number = self.toll.kills.total()
        log = self.folder.parent / f"{number}.log"
        assert self.nursery.stdin is not None and self.nursery.stdout is not None
        print(json.dumps([kind, str(self.folder), str(log), number]), file=self.nursery.stdin)
        victim = int(self.nursery.stdout.readline())
        _await(log)
        time.sleep(self.chance.uniform(0, TURNS * self.seconds[kind]))
        os.kill(victim, signal.SIGKILL)
        code = int(self.nursery.stdout.readline())
        said = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
        assert code == -signal.SIGKILL, said[-1]
        took = [one["took"] for one in said if "took" in one]
        if took:
            self.seconds[kind] = (self.seconds[kind] + max(took)) / 2
        self.toll.kills[kind] += 1
        return said

    def kill_and_check(self, kind: str) -> None:
        """One more, and everything that has to be true then."""
        said = self.kill(kind)
        record = open_folder(self.folder)
        with closing(record.store):
            _age(self.temp)
            recover(record)
            before = len(self.plain.headers)
            self.plain.read(record)
            self._nothing_lost(kind, said, before)
            all_hold(record, self.plain, [record.today()])
            refuse_half_imports(record, self.plain, said)
            refuse_half_backups(record, said)
            left = [one.name for one in self.temp.iterdir()]
            assert left == [], left
            assert list(verify(record).differences) == []
            assert [one.state for one in mirror.states(record)] == ["current", "current"]
        refuse_leftovers(self.folder)

    def _nothing_lost(self, kind: str, said: list[dict[str, Any]], before: int) -> None:
        acknowledged = {one["seq"]: one["reason"] for one in said if "seq" in one}
        fresh = {one["seq"]: one["reason"] for one in self.plain.headers[before:]}
        assert {seq: fresh.get(seq) for seq in acknowledged} == acknowledged
        # The one that was on its way may have been kept before its answer was cut off.
        assert len(fresh) - len(acknowledged) in {0, 1}
        self.toll.acknowledged[kind] += len(acknowledged)
        self.toll.acknowledged[kind] += sum("backup" in one for one in said)
        self.toll.acknowledged[kind] += sum("received" in one for one in said)
        self.toll.kept[kind] += len(fresh) - len(acknowledged)


def _await(log: Path) -> None:
    end = time.monotonic() + SOON_S
    while time.monotonic() < end:
        if log.is_file() and log.stat().st_size:
            return
        time.sleep(0.002)
    raise AssertionError("the victim did not begin")


def recover(record: Record) -> None:
    """What the next worker does, as soon as it has begun, until nothing is left to do."""
    # A worker looks at half-received files only after a day.
    later = replace(record, clock=lambda: utc_now() + timedelta(days=2))
    working.begin(later)
    for _ in range(200):
        if not working.once(later):
            return
    raise AssertionError("the worker has always something to do")


def refuse_half_imports(record: Record, plain: Plain, said: list[dict[str, Any]]) -> None:
    """Each import is ready with all its rows, or confirmed with all its parcels; then it goes."""
    views = {one.id: one for one in imports.every(record, OFFICER)}
    assert {one["received"] for one in said if "received" in one} <= views.keys()
    states = plain.states([EVER])[EVER]
    for view in views.values():
        if view.state == "dropped":
            continue
        rows = len(imports.rows_of(record, view.id))
        here = {one.id for one in plain.said if one.seq == view.seq and one.kind == "parcel"}
        if view.state == "confirmed":
            assert len(here) == LOTS == rows and here <= states.keys()
            continue
        assert (view.state, rows) == ("ready", READ_LOTS if view.source == FILE else LOTS)
        imports.drop(record, OFFICER, view.id)


def refuse_half_backups(record: Record, said: list[dict[str, Any]]) -> None:
    """What looks like a backup restores; rooms of dead ones go with the next one."""
    room = record.folder.parent / BACKUPS
    heads = {one["backup"]: one["head"] for one in said if "backup" in one}
    made = {one.name: one for one in room.glob("*.zip")}
    assert heads.keys() <= made.keys()
    for name, path in made.items():
        with restored(path) as done:
            assert heads.get(name, done) == done
        path.unlink()
    _age(room)
    if any(one.name.startswith(ROOM) for one in room.iterdir()):
        backup(record, room / "next.zip").path.unlink()
    assert list(room.iterdir()) == []


def _age(room: Path) -> None:
    """An hour passes for what was left in a folder: younger rooms may be anybody's."""
    for one in room.iterdir():
        os.utime(one, (time.time() - 3600,) * 2)


@contextmanager
def restored(archive: Path) -> Iterator[str]:
    """The head of a backup, from a workspace that was made of it."""
    with tempfile.TemporaryDirectory() as folder:
        yield restore(archive, Path(folder) / "zone").head


def refuse_leftovers(folder: Path) -> None:
    """Nothing in the workspace but what belongs there."""
    known = {"parkmap.toml", "parkmap.db", "parkmap.db-wal", "parkmap.db-shm", ".parkmap.lock",
             "imports", *mirror.FILES.values()}  # fmt: skip
    assert {one.name for one in folder.iterdir()} - known == set()
    root = folder / imports.FOLDER
    files = [one for one in root.rglob("*") if one.is_file()] if root.is_dir() else []
    assert {one.name for one in files} <= {"upload", ".lock"}
    assert not [one for one in files if one.parent.parent != root or not one.parent.name.isdigit()]
