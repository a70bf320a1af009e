"""The files of the workspace, written the same to the byte each time."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Final

from parkmap.formats.mirror_text import STATUS_SINCE, collection_text, feature_line
from parkmap.land.ledger import LEDGER_FORMAT, canonical

from . import blocks, context, parcels, town
from .history import write_history
from .record import Record

SEED: Final = 20_240_101


def write_workspace(folder: Path) -> Record:
    """Make the town, live its history and write the files into a folder."""
    place = town.build()
    land = blocks.divide(place)
    drawn = parcels.draw(place, land, Random(SEED))
    record = write_history(land, drawn, Random(SEED + 1), Random(SEED + 2))
    _write(folder / "ledger.jsonl", _ledger(record))
    _write(folder / "parks.geojson", _mirror(record, "park"))
    _write(folder / "parcels.geojson", _mirror(record, "parcel"))
    for name, text in context.files(place, land).items():
        _write(folder / "context" / name, text)
    return record


def _ledger(record: Record) -> str:
    named = {"format": LEDGER_FORMAT, "ledger": record.epoch, "zone": record.zone}
    return "\n".join([canonical(named), *record.lines]) + "\n"


def _mirror(record: Record, kind: str) -> str:
    lines = []
    for subject in sorted(one for one in record.states if one.kind == kind):
        state = dict(record.states[subject])
        if kind == "parcel":
            state[STATUS_SINCE] = record.status_since(subject.id)
        lines.append(feature_line(kind, subject.id, state))
    return "".join(collection_text(record.zone, record.epoch, record.seq, record.head, lines))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
