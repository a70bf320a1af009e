"""What the chosen rows of an import say, as the deltas of an entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from parkmap.land.fields import FIELDS
from parkmap.land.ledger import Delta, Subject
from parkmap.services.lines import Line, Options
from parkmap.services.record import Record
from parkmap.services.standing import PARCEL, standing


def deltas_of(record: Record, lines: Sequence[Line]) -> Iterator[Delta]:
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


def retirements(options: Options, ids: Sequence[str]) -> Iterator[Delta]:
    """Parcels that are gone go into history on the day of the import."""
    for one in ids:
        yield Delta(PARCEL, one, "retired_on", None, options.on.isoformat(), options.on)


__all__ = ["deltas_of", "retirements"]
