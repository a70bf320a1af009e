"""Processes that are there to be killed: each does one thing over and over.

    python -m tests.crash.victims

reads a line `[kind, workspace, log, seed]` and forks a process that does that kind of work; prints
its number, waits for its end and prints how it ended. What was acknowledged to the process stands
in its log: lines written at once, so that a kill takes none of them.
"""

from __future__ import annotations

import io
import json
import os
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from parkmap.errors import BadGeometry, Conflict
from parkmap.land.cuts import StripCut
from parkmap.services import imports, intake, mirror
from parkmap.services.backing_up import backup
from parkmap.services.confirming import Choices, confirm
from parkmap.services.lines import Options
from parkmap.services.marking import Mark, mark
from parkmap.services.merging import Merge, merge
from parkmap.services.receiving import receive
from parkmap.services.record import Record
from parkmap.services.splitting import Split, split
from parkmap.workspace import open_folder
from tests.proof import moves
from tests.proof.ground import PARK
from tests.shapes import collection
from tests.small import OFFICER
from tests.structures import seen

LOTS: Final = 8
"""How many parcels an import brings."""

FILE: Final = "lots.gpkg"
"""Beside the workspace: read in a process of its own, which has to end as well."""

BACKUPS: Final = "backups"
STATUSES: Final = ("idle", "under_construction", "revitalized", "in_use")

Tell = Callable[..., None]


class Victim:
    """The works, by the names of their kinds; `tell` writes a line of the log."""

    def __init__(self, record: Record, seed: int, tell: Tell) -> None:
        self.record, self.seed, self.tell = record, seed, tell
        self.chance = random.Random(seed)
        self.turn = 0

    def reason(self, word: str) -> str:
        self.turn += 1
        return f"{word} {self.seed}.{self.turn}"

    def split(self) -> None:
        """Cut one of the larger parcels."""
        standing = moves.standing_now(self.record)
        largest = sorted(standing, key=lambda one: -standing[one]["area_m2"])[:8]
        one = self.chance.choice(largest)
        cut = StripCut(self.chance.choice((2, 3, 5)), self.chance.choice((0.0, 90.0, 12.5)))
        reason = self.reason("split")
        version = seen(self.record, one).version
        asked = Split(one, version, cut, self.record.today(), reason)
        try:
            done = split(self.record, OFFICER, asked)
        except BadGeometry:
            return
        assert done.receipt is not None
        self.tell(seq=done.receipt.seq, reason=reason)

    def merge(self) -> None:
        """Join two that touch; where none may, cut one."""
        pairs = moves.touching(moves.standing_now(self.record), alike=True)
        if not pairs:
            self.split()
            return
        pair, reason = self.chance.choice(pairs), self.reason("merge")
        versions: dict[str, int | None] = {one: seen(self.record, one).version for one in pair}
        asked = Merge(versions, pair[0], self.record.today(), reason)
        try:
            done = merge(self.record, OFFICER, asked)
        except (BadGeometry, Conflict):
            return
        assert done.receipt is not None
        self.tell(seq=done.receipt.seq, reason=reason)

    def confirm(self) -> None:
        """Receive, read and confirm a file of new lots."""
        reason = self.reason("import")
        place = (self.seed * 64 + self.turn) * 10
        rows = [moves.row(f"I-{place + n}", moves.spare_lot(place + n, 8.0), park=PARK)
                for n in range(LOTS)]  # fmt: skip
        import_id = self._received(io.BytesIO(collection(*rows)), f"{place}.geojson")
        done = confirm(self.record, OFFICER, import_id, Choices(reason))
        assert len(done.new) == LOTS
        self.tell(seq=done.seq, reason=reason, confirmed=import_id)

    def read(self) -> None:
        """Receive and read a GeoPackage, and leave it staged."""
        with (self.record.folder.parent / FILE).open("rb") as file:
            import_id = self._received(file, FILE)
        assert imports.show(self.record, OFFICER, import_id).state == "ready"

    def _received(self, stream: Any, name: str) -> int:
        options = Options(on=self.record.today())
        import_id, job = receive(self.record, OFFICER, stream, name, options, now=True)
        self.tell(received=import_id)
        intake.run_now(self.record, job)
        self.tell(ready=import_id)
        return import_id

    def backup(self) -> None:
        """Save the workspace into one more file."""
        name = f"{self.reason('zone').replace(' ', '-')}.zip"
        done = backup(self.record, self.record.folder.parent / BACKUPS / name)
        self.tell(backup=name, head=done.head)

    def mirror(self) -> None:
        """Mark, and write the boundary files anew."""
        one = self.chance.choice(sorted(moves.standing_now(self.record)))
        view, reason = seen(self.record, one), self.reason("mark")
        status = next(each for each in STATUSES if each != view.state["status"])
        asked = Mark({one: view.version}, status, self.record.today(), reason)
        self.tell(seq=mark(self.record, OFFICER, asked).seq, reason=reason)
        mirror.write(self.record)


def suffer(kind: str, folder: Path, log: Path, seed: int) -> None:
    """Work until killed; an end of another kind is an error, said in the log."""
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def tell(**said: object) -> None:
        os.write(out, f"{json.dumps(said)}\n".encode())

    try:
        victim = Victim(open_folder(folder), seed, tell)
        tell(begun=kind)
        while True:
            began = time.perf_counter()
            getattr(victim, kind)()
            tell(took=time.perf_counter() - began)
    finally:
        tell(broken=traceback.format_exc())
        os._exit(1)


def main() -> None:
    """Fork a victim for each line that comes in, from a process that imported everything."""
    for line in sys.stdin:
        kind, folder, log, seed = json.loads(line)
        child = os.fork()
        if child == 0:
            suffer(kind, Path(folder), Path(log), int(seed))
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
