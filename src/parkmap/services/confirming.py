"""An import is confirmed: what was chosen of it becomes one entry, or nothing does.

What is to be written is worked out on a reading of the record; then, alone on the head row, the
record is asked whether it moved there. A crash at any point leaves the import as it was: ready.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import orjson
import shapely
from sqlalchemy import Connection

from parkmap.errors import BadValue, StaleVersion
from parkmap.geometry.measure import total_bounds
from parkmap.land.fields import FIELDS
from parkmap.land.ledger import Delta, Subject
from parkmap.services.asking import checked_reason, refuse_later_facts
from parkmap.services.choosing import (
    Choices,
    chosen_ids,
    chosen_rows,
    refuse_overlaps,
    retired_ids,
)
from parkmap.services.comparing import Comparison
from parkmap.services.imports import PERMISSION, needed, refuse_decided
from parkmap.services.intake import compared, keep
from parkmap.services.lines import Key, Line, Options
from parkmap.services.matching import array
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import commit, token_of
from parkmap.services.standing import PARCEL, standing
from parkmap.store import assertions, imports, ledger, spatial
from parkmap.store.imports import CONFIRMED, READY, StoredRow
from parkmap.store.ledger import Head

NAMED: Final = 10
LISTED: Final = 100
"""So many ids stay with an import that was confirmed; its entry has them all."""
TRIES: Final = 3
OUTLINE: Final = ("geometry", "retired_on")


class Taken(NamedTuple):
    """What a confirmation did.

    Entry, token for the map, ids that came, changed and went into history, and how many rows that
    say something else than the record were left out.
    """

    seq: int
    token: str
    new: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Plan:
    """An entry that is ready to be written, and the reading of the record that it stands on."""

    import_id: int
    seq: int
    reason: str
    options: Options
    chosen: list[Line]
    retired: list[str]
    deltas: list[Delta]
    left: int


class _Crossed(Exception):
    """The record moved where the import falls, between reading and writing."""


def confirm(record: Record, actor: Actor, import_id: int, choices: Choices) -> Taken:
    """Take an import in, as one entry.

    Raises
    ------
    StaleVersion
        The record moved since it was compared, so that rows would do something else now; they are
        listed, the new comparison is kept, and can be confirmed next.
    Conflict
        It was decided before, or what was chosen would overlap without having been chosen so.
    LaterFacts
        A parcel to be retired has facts for later days.
    BadValue
        A row or an id that is none, a row that cannot be taken, nothing to take, no reason.
    """
    require(actor, PERMISSION)
    for _ in range(TRIES):
        plan = _plan(record, import_id, choices)
        try:
            return _write(record, actor, plan)
        except _Crossed:
            continue
    raise StaleVersion(
        "the record keeps moving where import %(id)s falls; nothing was written: try again",
        id=import_id,
        conflicts=[],
    )


def _plan(record: Record, import_id: int, choices: Choices) -> Plan:
    reason = checked_reason(choices.reason)
    with record.store.read() as connection:
        one = needed(connection, record, import_id)
        refuse_decided(one)
        shown = list(imports.rows(connection, record.zone_id, import_id))
    gone = (one.report or {}).get("gone", {})
    fresh = compared(record, import_id)
    _refuse_moved(record, import_id, fresh, shown, gone)
    ids = chosen_ids(fresh[1], choices)
    seq, found = compared(record, import_id, ids=ids) if ids else fresh
    options = Options.of_json(one.options)
    chosen = chosen_rows(found, choices, ids)
    retired = retired_ids(gone, choices)
    refuse_overlaps(record, chosen, retired, choices)
    deltas = [*_deltas(record, chosen), *_retirements(options, retired)]
    if not deltas:
        raise BadValue("import %(id)s has nothing to take in; drop it", id=import_id)
    left = len(found.lines) - len(chosen) - found.counts()["unchanged"]
    return Plan(import_id, seq, reason, options, chosen, retired, deltas, left)


def _write(record: Record, actor: Actor, plan: Plan) -> Taken:
    """One transaction: nothing moved there, the import is ready still, the entry."""
    with record.store.write() as connection:
        top = ledger.read_head(connection, record.zone_id)
        if top.seq != plan.seq:
            _refuse_crossed(connection, record, plan)
        retired = [Subject(PARCEL, one) for one in plan.retired]
        refuse_later_facts(connection, record, retired, plan.options.on)
        header = ledger.next_header(
            top, record.clock(), actor.id, "import", plan.reason, plan.options.on
        )
        moved = commit(connection, record, header, plan.deltas)
        taken = _taken(plan, moved)
        one = needed(connection, record, plan.import_id)
        if not imports.change(
            connection, record.zone_id, plan.import_id, was=READY, state=CONFIRMED, seq=moved.seq,
            report={**(one.report or {}), "taken": _kept(taken)},
        ):  # fmt: skip
            refuse_decided(one)
    return taken


def _taken(plan: Plan, moved: Head) -> Taken:
    new = [str(line.subject_id) for line in plan.chosen if line.version is None]
    changed = [str(line.subject_id) for line in plan.chosen if line.version is not None]
    return Taken(
        moved.seq, token_of(moved), tuple(sorted(new)), tuple(sorted(changed)),
        tuple(plan.retired), plan.left,
    )  # fmt: skip


def _kept(taken: Taken) -> dict[str, Any]:
    """What stays with the import for whoever looks at it later: how many, and the first of them."""
    counts = {"new": taken.new, "changed": taken.changed, "retired": taken.retired}
    return {
        **{name: len(ids) for name, ids in counts.items()},
        "left": taken.left,
        "ids": [*taken.new, *taken.changed][:LISTED],
    }


def _refuse_crossed(connection: Connection, record: Record, plan: Plan) -> None:
    """Begin again where an entry since the reading touched what the import touches, or near it."""
    for kind in {one.kind for one in plan.deltas}:
        mine = {one.subject_id for one in plan.deltas if one.kind == kind}
        if mine & assertions.touched_since(connection, record.zone_id, kind, plan.seq):
            raise _Crossed
    box = total_bounds(array([line.shape for line in plan.chosen if line.draws]))
    if box is None:
        return
    drawn = assertions.touched_since(connection, record.zone_id, PARCEL, plan.seq, OUTLINE)
    around = spatial.boxes_of(connection, record.zone_id, [Subject(PARCEL, one) for one in drawn])
    whole = shapely.box(*box)
    if any(whole.intersects(shapely.box(*one)) for one in around):
        raise _Crossed


def _refuse_moved(
    record: Record, import_id: int, fresh: tuple[int, Comparison], shown: Iterable[StoredRow],
    gone: Mapping[str, int],
) -> None:  # fmt: skip
    """Refuse where rows would do something else than was shown; keep what they would do now."""
    before = {(row.kind, row.row): row for row in shown}
    moved = [line for line in fresh[1].lines if not _as_shown(line, before)]
    changed_gone = sorted({one for one, _ in set(fresh[1].gone.items()) ^ set(gone.items())})
    if not moved and not changed_gone:
        return
    with record.store.write() as connection:
        refuse_decided(needed(connection, record, import_id))
        keep(connection, record, import_id, fresh)
    names = [line.subject_id or f"#{line.row}" for line in moved] + changed_gone
    raise StaleVersion(
        "the record moved since import %(id)s was compared: %(rows)s; look at the differences "
        "again, then confirm",
        id=import_id,
        rows=", ".join(names[:NAMED]),
        conflicts=[
            {"row": line.row, "id": line.subject_id, "verdict": line.verdict} for line in moved
        ],
    )


def _as_shown(line: Line, before: Mapping[Key, StoredRow]) -> bool:
    row = before.get(line.key)
    if row is None or row.verdict != line.verdict or row.subject_id != line.subject_id:
        return False
    now = orjson.loads(orjson.dumps(line.as_json()))
    return row.compared is not None and _gist(row.compared) == _gist(now)


def _gist(compared_row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What a row would do; the words and figures of its findings may differ in the last digit."""
    told = sorted((one["code"], one["severity"], *one["parcel_ids"])
                  for one in compared_row["findings"])  # fmt: skip
    moved = compared_row["moved_m"] is None
    return (
        *(compared_row[name] for name in ("version", "day", "changes", "included")),
        moved,
        told,
    )


def _deltas(record: Record, lines: Sequence[Line]) -> Iterator[Delta]:
    """What the chosen rows say, field by field, from the day of each."""
    known = _replaced(record, [line for line in lines if line.version is not None])
    for line in lines:
        said: Mapping[str, Sequence[Any]] = line.changes
        if line.version is None:
            said = {name: (None, value) for name, value in line.state.items()}
        fields = dict(said)
        if line.draws:
            shape, area = known.get(Subject(line.kind, str(line.subject_id)), (None, None))
            fields["geometry"] = (shape, orjson.loads(line.geojson or "null"))
            fields["area_m2"] = (area, line.area_m2)
        for name in FIELDS[line.kind]:
            old, new = fields.get(name, (None, None))
            if old != new:
                yield Delta(line.kind, str(line.subject_id), name, old, new, line.day)


def _replaced(record: Record, lines: Sequence[Line]) -> dict[Subject, tuple[Any, Any]]:
    """Boundary and recorded area that changed rows replace, as of the day of each."""
    found: dict[Subject, tuple[Any, Any]] = {}
    with record.store.read() as connection:
        for kind in sorted({line.kind for line in lines}):
            days = {str(line.subject_id): line.day for line in lines if line.kind == kind}
            here = standing(connection, record, kind, days, None)
            for one, day in days.items():
                state, text, _ = here.on(one, day)
                found[Subject(kind, one)] = (orjson.loads(text or "null"), state.get("area_m2"))
    return found


def _retirements(options: Options, ids: Sequence[str]) -> Iterator[Delta]:
    for one in ids:
        yield Delta(PARCEL, one, "retired_on", None, options.on.isoformat(), options.on)


__all__ = ["Choices", "Taken", "confirm"]
