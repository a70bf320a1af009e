"""What somebody changed in a boundary file by hand, feature by feature and field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import shapely
from sqlalchemy import Connection

from parkmap.formats.limits import Limits
from parkmap.formats.reading import read_boundaries
from parkmap.formats.rows import Reading, Row
from parkmap.formats.staging import id_text
from parkmap.geometry.boundary import geojson_texts
from parkmap.land.finding import Finding
from parkmap.land.fitting import fitted, is_blank, same
from parkmap.land.fold import fold
from parkmap.land.ledger import Subject, canonical
from parkmap.land.mapping import mappable
from parkmap.said import say
from parkmap.services import findings, mirror
from parkmap.services.matching import array, moved_m
from parkmap.services.record import Record
from parkmap.store import assertions, ledger, present
from parkmap.store.imports import StoredRow

READ_ONLY: Final = frozenset({"geometry", "area_m2", "status_since", "source_attributes"})


WORKED_OUT: Final = {
    "area_m2": (
        "measured_field", say("its area was edited, which is measured from the boundary"),
        say("the edit is left out; draw it anew"),
    ),
    "status_since": (
        "dated_field", say("the day of its status was edited, which the ledger tells"),
        say("the edit is left out; correct the status from that day with 'parkmap correct'"),
    ),
}  # fmt: skip
"""Field that nobody enters -> what is told of an edit of it: code, sentence, remedy."""


class Written(NamedTuple):
    """A subject as a boundary file had it: fields, GeoJSON text."""

    state: dict[str, Any]
    geojson: str


@dataclass(frozen=True, slots=True)
class Edits:
    """What was edited in one file: rows that differ, ids that are missing, remarks."""

    rows: list[StoredRow]
    missing: list[str]
    findings: list[Finding]


def edits_of(
    connection: Connection, record: Record, kind: str, path: Path, tolerance_m: float
) -> Edits:
    """What was edited in a boundary file, against what parkmap wrote into it.

    Parameters
    ----------
    path
        The file, or a copy of it under its own name.
    tolerance_m
        Boundaries that moved less were not edited: a program may have rounded them.

    Raises
    ------
    BadFile
        It cannot be read.
    """
    reading = read_boundaries(path, limits=Limits(**record.zone.reading))
    known = _written(connection, record, kind, path)
    ids = [id_text(row.feature_id) for row in reading.rows]
    counts = Counter(one for one in ids if isinstance(one, str))
    told = [*reading.findings]
    columns = {name for row in reading.rows for name in row.attributes}
    kept = _vanished(kind, columns, known, told)
    moved = _moved(reading, ids, known, tolerance_m)
    texts = geojson_texts(array([row.geometry for row in reading.rows]))
    rows = []
    for row, one, text in zip(reading.rows, ids, texts, strict=True):
        was = known.get(one) if isinstance(one, str) else None
        said = _fields(kind, row, was, kept, told)
        drawn = was is None or row.number in moved
        twice = isinstance(one, str) and counts[one] > 1
        if said or drawn or twice or row.fault is not None:
            fault = None if row.fault is None else findings.kept(row.fault)
            rows.append(
                StoredRow(kind, row.number, row.feature_id, text if drawn else None, said, fault,
                          None, None, None)
            )  # fmt: skip
    missing = sorted(set(known) - {one for one in ids if isinstance(one, str)})
    if missing and kind == "park":
        sentence = say("parks are missing in the file: %(ids)s", ids=", ".join(missing[:10]))
        remedy = say("a park is not taken out this way; it is written back")
        told.append(_remark("park_missing", sentence, remedy))
    return Edits(rows, missing, told)


def _written(connection: Connection, record: Record, kind: str, path: Path) -> dict[str, Written]:
    """What parkmap wrote into the file, at the entry that its first line names."""
    top = ledger.read_head(connection, record.zone_id)
    named = mirror.named_ledger(path) or {}
    seq = named.get("seq")
    if named.get("ledger") != top.epoch or not isinstance(seq, int) or not 0 < seq <= top.seq:
        seq = mirror.written_at(connection, record, mirror.FILES[kind]) or top.seq
    touched = assertions.touched_since(connection, record.zone_id, kind, seq)
    found = {
        one.id: Written(one.state, one.geojson)
        for one in present.every(connection, record.zone_id, kind)
        if one.id not in touched and one.geojson
    }
    subjects = [Subject(kind, one) for one in sorted(touched)]
    held = assertions.live(connection, record.zone_id, subjects, known=seq)
    for subject, facts in held.items():
        folded = fold(kind, facts)
        if folded.geometry is not None and not folded.state.get("retired_on"):
            found[subject.id] = Written(folded.state, canonical(folded.geometry))
    return found


def _vanished(
    kind: str, columns: Collection[str], known: dict[str, Written], told: list[Finding]
) -> set[str]:
    """Fields that a whole file lacks though several had them: a program dropped the column."""
    fields = set(mappable(kind)) - set(columns)
    counts = Counter(name for one in known.values() for name in one.state if name in fields)
    gone = {name for name, count in counts.items() if count > 1}
    if gone:
        sentence = say("the file has no column %(names)s any more", names=", ".join(sorted(gone)))
        remedy = say("nothing is cleared for it; empty single cells to clear them")
        told.append(_remark("column_missing", sentence, remedy))
    return gone


def _fields(
    kind: str, row: Row, was: Written | None, kept: Collection[str], told: list[Finding]
) -> dict[str, Any]:
    """Field -> [as written, as it is now] of what was edited."""
    before = {} if was is None else was.state
    fields = mappable(kind)
    edited: dict[str, Any] = {}
    for name, field in fields.items():
        value = row.attributes.get(name)
        now = fitted(field, value)
        if now is None and not is_blank(value):
            told.append(_about(row, "unfit_value", say("'%(value)s' in column %(column)s is no "
                        "%(field)s", value=str(value)[:60], column=name, field=name),
                        say("correct it in the file; it is left out")))  # fmt: skip
        elif not same(before.get(name), now) and not (now is None and name in kept):
            edited[name] = [before.get(name), now]
    for name, value in row.attributes.items():
        if name in fields or is_blank(value):
            continue
        if name not in before and name not in READ_ONLY:
            told.append(_about(row, "unknown_field", say("'%(name)s' is no field of parkmap",
                               name=name[:60]), say("it is left out")))  # fmt: skip
        elif name in WORKED_OUT and was is not None and not same(before.get(name), value):
            told.append(_about(row, *WORKED_OUT[name]))
    return edited


def _moved(
    reading: Reading, ids: Iterable[Any], known: dict[str, Written], tolerance_m: float
) -> set[int]:
    """Numbers of the rows whose boundary was edited by more than the tolerance."""
    pairs = [
        (row, known[one].geojson)
        for row, one in zip(reading.rows, ids, strict=True)
        if isinstance(one, str) and one in known and row.geometry is not None
    ]
    texts = geojson_texts(array([row.geometry for row, _ in pairs]))
    pairs = [pair for pair, text in zip(pairs, texts, strict=True) if text != pair[1]]
    if not pairs:
        return set()
    before = shapely.from_geojson([text for _, text in pairs])
    far = moved_m(before, array([row.geometry for row, _ in pairs]))
    return {row.number for (row, _), one in zip(pairs, far.tolist(), strict=True)
            if one > tolerance_m}  # fmt: skip


def _remark(code: str, sentence: str, remedy: str) -> Finding:
    return Finding(code, "warning", None, None, None, sentence, remedy)


def _about(row: Row, code: str, sentence: str, remedy: str) -> Finding:
    who = id_text(row.feature_id)
    return Finding(code, "warning", row.number, who if isinstance(who, str) else None, None,
                   sentence, remedy)  # fmt: skip


__all__ = ["Edits", "edits_of"]
