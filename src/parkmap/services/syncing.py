"""A boundary file that was edited by hand becomes an import to be reviewed, or is set aside.

What counts as edited is what differs from the file as parkmap wrote it, at the entry that its first
line names: what the record learned since is never taken back by an old file.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from parkmap.errors import NotFound
from parkmap.services import findings, mirror
from parkmap.services.confirming import Choices, Taken, confirm
from parkmap.services.hand_edits import edits_of
from parkmap.services.imports import PERMISSION, View, drop, folder_of, show
from parkmap.services.intake import compared, keep
from parkmap.services.lines import Options
from parkmap.services.record import Actor, Record, require
from parkmap.store import imports
from parkmap.store.imports import READY, RECEIVED, StoredRow

KINDS: Final = {file: kind for kind, file in mirror.FILES.items()}


def edited_files(record: Record) -> list[str]:
    """The boundary files that are not as parkmap wrote them."""
    return [one.file for one in mirror.states(record) if one.state == "edited"]


def stage_edits(record: Record, actor: Actor, options: Options) -> View:
    """Compare edited boundary files with the record; what differs is an import to be confirmed.

    An earlier one that nobody decided is dropped.

    Raises
    ------
    NotFound
        No file was edited.
    BadFile
        An edited file cannot be read.
    """
    require(actor, PERMISSION)
    files = edited_files(record)
    if not files:
        raise NotFound("the boundary files are as parkmap wrote them; there is nothing to take in")
    drop_staged(record, actor)
    asked = replace(options, mirror=True)
    with record.store.write() as connection:
        import_id = imports.add(
            connection, record.zone_id, source=", ".join(files), sha256="", actor=actor.id,
            created_at=record.clock(), options=asked.as_json(),
        )  # fmt: skip
    try:
        _stage(record, import_id, asked, files)
    except BaseException:
        drop(record, actor, import_id)
        raise
    return show(record, actor, import_id)


def drop_staged(record: Record, actor: Actor) -> None:
    """Drop edits that were staged and not decided."""
    with record.store.read() as connection:
        undecided = [
            one.import_id
            for one in imports.every(connection, record.zone_id)
            if one.options.get("mirror") and one.state in {READY, RECEIVED}
        ]
    for import_id in undecided:
        drop(record, actor, import_id)


def take_edits(record: Record, actor: Actor, import_id: int, choices: Choices) -> Taken:
    """Confirm staged edits as one entry; the files are written anew from the record."""
    taken = confirm(record, actor, import_id, choices)
    accept_files(record, import_id)
    mirror.follow(record, taken.seq)
    return taken


def write_anew(record: Record, import_id: int) -> None:
    """Write the files anew whose edits say nothing new; not one that was edited again since."""
    accept_files(record, import_id)
    mirror.write(record)


def accept_files(record: Record, import_id: int) -> None:
    """Boundary files whose edits were taken in are as parkmap wrote them from now on."""
    with record.store.read() as connection:
        one = imports.one(connection, record.zone_id, import_id)
    digests = (one.report or {}).get("files", {}) if one else {}
    for file, sha256 in digests.items():
        mirror.accept(record, file, sha256)


def discard(record: Record, actor: Actor) -> list[Path]:
    """Put edited files aside under another name and write them anew; where they are now.

    Raises
    ------
    NotFound
        No file was edited.
    """
    require(actor, PERMISSION)
    files = edited_files(record)
    if not files:
        raise NotFound("the boundary files are as parkmap wrote them; there is nothing to discard")
    moment = record.clock().strftime("%Y%m%d-%H%M%S")
    aside = []
    with mirror.alone(record):
        for file in files:
            path = record.folder / file
            target = path.with_name(f"{path.stem}.edited-{moment}{path.suffix}")
            number = 1
            while target.exists():
                number += 1
                target = path.with_name(f"{path.stem}.edited-{moment}-{number}{path.suffix}")
            path.rename(target)
            aside.append(target)
    mirror.write(record)
    return aside


def _stage(record: Record, import_id: int, options: Options, files: Sequence[str]) -> None:
    folder = folder_of(record, import_id)
    folder.mkdir(parents=True, exist_ok=True)
    report: dict[str, Any] = {"columns": [], "files": {}, "missing": [], "findings": []}
    rows: list[StoredRow] = []
    for file in files:
        copy = Path(shutil.copyfile(record.folder / file, folder / file))
        report["files"][file] = hashlib.sha256(copy.read_bytes()).hexdigest()
        with record.store.read() as connection:
            found = edits_of(connection, record, KINDS[file], copy, options.tolerance_m)
        rows += found.rows
        report["findings"] += [findings.kept(one) for one in found.findings]
        if KINDS[file] == "parcel":
            report["missing"] = found.missing
    with record.store.write() as connection:
        imports.add_rows(connection, record.zone_id, import_id, rows)
        imports.change(connection, record.zone_id, import_id, report=report, mapping={},
                       sha256=report["files"][files[0]])  # fmt: skip
    settled = compared(record, import_id)
    with record.store.write() as connection:
        keep(connection, record, import_id, settled)
        imports.change(connection, record.zone_id, import_id, state=READY)


__all__ = ["discard", "drop_staged", "edited_files", "stage_edits", "take_edits", "write_anew"]
