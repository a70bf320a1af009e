"""From rows as read to rows as said: the columns of a file become fields, or are kept beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import orjson
import shapely

from parkmap.errors import BadValue
from parkmap.formats.staging import id_text
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.finding import Finding
from parkmap.land.mapping import DAY, ID, SOURCE, Applied, Target, apply, checked, guess
from parkmap.land.status import STATUSES
from parkmap.said import say
from parkmap.services import findings
from parkmap.services.lines import Edited, Line, Options
from parkmap.services.matching import array
from parkmap.store.imports import StoredRow

SAMPLES: Final = 5
LONGEST_SAMPLE: Final = 60
MOST_COLUMNS: Final = 500


def columns_of(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The columns of a file in order, each with some of its values, as texts.

    Examples
    --------
    >>> columns_of([{"no": 7, "note": None}])
    [{'name': 'no', 'samples': ['7']}, {'name': 'note', 'samples': []}]
    """
    found: dict[str, list[str]] = {}
    for row in rows:
        for name, value in row.items():
            if name not in found and len(found) == MOST_COLUMNS:
                continue
            samples = found.setdefault(name, [])
            text = "" if value is None else str(value).strip()[:LONGEST_SAMPLE]
            if text and len(samples) < SAMPLES and text not in samples:
                samples.append(text)
    return [{"name": name, "samples": samples} for name, samples in found.items()]


def mapping_for(
    options: Options, columns: Sequence[str], profile: Mapping[str, str] | None, *, own_ids: bool
) -> dict[str, str]:
    """A target for each column: guessed, then as the profile says, then as was given.

    Raises
    ------
    BadValue
        A column that was named is not there, or a target is none.
    """
    missing = sorted(set(options.given) - set(columns))
    if missing:
        raise BadValue(
            "the file has no column '%(name)s'; it has %(names)s",
            name=missing[0][:60],
            names=", ".join(columns[:20]) or "none",
        )
    made = guess(options.kind, columns, own_ids=own_ids)
    for over in (profile or {}, options.given):
        named = {column: target for column, target in over.items() if column in made}
        taken = {target.partition(":")[0] for target in named.values()} - {"keep", "skip"}
        for column, target in made.items():
            if column not in named and target.partition(":")[0] in taken:
                made[column] = "keep"
        made |= named
    checked(options.kind, made)
    return made


def mapped(options: Options, mapping: Mapping[str, str], rows: Sequence[StoredRow]) -> list[Line]:
    """Rows as lines to compare: id, fields and day as the mapping reads them.

    A bad row, or one whose id cannot be kept, comes with its finding and the verdict "bad".
    """
    targets = checked(options.kind, mapping)
    shapes = shapely.from_geojson([row.geojson for row in rows]) if rows else array([])
    lines = [
        _edited(options, row, shape) if options.mirror else _line(options, targets, row, shape)
        for row, shape in zip(rows, shapes, strict=True)
    ]
    counts = Counter((one.kind, one.own_id) for one in lines if one.own_id is not None)
    for one in lines:
        one.shared = counts[one.kind, one.own_id] if one.own_id is not None else 1
    return lines


def _line(options: Options, targets: Mapping[str, Target], row: StoredRow, shape: Any) -> Line:
    said = apply(row.kind, targets, row.attributes)
    named = any(target.name == ID for target in targets.values())
    state = dict(said.state)
    if said.rest:
        state[SOURCE] = said.rest
    line = Line(row.kind, row.row, shape, row.geojson, state, said.day or options.on)
    _identify(line, said.own_id if named else row.feature_id)
    _unfit(line, said)
    _faulty(line, row)
    return line


def _edited(options: Options, row: StoredRow, shape: Any) -> Line:
    """A feature of an edited boundary file: its attributes are field -> [as written, as now]."""
    edited = {name: Edited(*pair) for name, pair in row.attributes.items()}
    state = {name: pair.now for name, pair in edited.items() if pair.now is not None}
    blank = frozenset(name for name, pair in edited.items() if pair.now is None)
    line = Line(row.kind, row.row, shape, row.geojson, state, options.on, blank, edited)
    _identify(line, row.feature_id)
    _faulty(line, row)
    return line


def _identify(line: Line, value: Any) -> None:
    text = id_text(value)
    if isinstance(text, Finding):
        line.refuse(text.code, text.sentence, text.remedy)
    else:
        line.own_id = text


def _faulty(line: Line, row: StoredRow) -> None:
    if row.fault is not None:
        line.verdict = "bad"
        fault = findings.told(row.fault)
        line.tell(
            fault.code, "error", fault.sentence, fault.remedy, place=fault.place,
            geometry=fault.geometry,
        )  # fmt: skip


def _unfit(line: Line, said: Applied) -> None:
    for one in said.unfit:
        if one.field == "status":
            sentence = say("'%(value)s' is not a status", value=one.value)
            remedy = say(
                "use one of %(allowed)s, or mark it after the import", allowed=", ".join(STATUSES)
            )
            line.tell("unknown_status", "warning", sentence, remedy)
            continue
        field = PARCEL_FIELDS.get(one.field)
        sentence = say(
            "'%(value)s' in column %(column)s is no %(field)s",
            value=one.value,
            column=one.column,
            field=DAY if field is None else field.name,
        )
        remedy = say("correct it, or map the column otherwise; it is kept as it was written")
        line.tell("unfit_value", "warning", sentence, remedy)


def samples_of(columns: Sequence[Mapping[str, Any]], mapping: Mapping[str, str]) -> list[Any]:
    """Columns with samples and their targets, for people to look at."""
    return [{**column, "target": mapping.get(str(column["name"]), "keep")} for column in columns]


def plain(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes as JSON can keep them: what it cannot becomes text."""
    kept: dict[str, Any] = orjson.loads(
        orjson.dumps(dict(attributes), default=str, option=orjson.OPT_NON_STR_KEYS)
    )
    return kept


__all__ = ["columns_of", "mapped", "mapping_for", "plain", "samples_of"]
