"""Which rows of a reading are good, bad or held back. Pure: nothing is stored or changed.

Ids are taken as the file has them. Rows that share one, or have none, wait until someone chooses;
every row ends in exactly one of the three lists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from parkmap.errors import BadValue
from parkmap.formats.rows import Reading, Row
from parkmap.formats.surroundings import surroundings
from parkmap.land.finding import Finding, Severity
from parkmap.land.status import STATUSES
from parkmap.said import say

HeldReason = Literal["shared_id", "no_id"]

ID_FIELDS: Final = ("parcel_id", "park_id", "id", "地块编号")
"""Tried in this order where no field is named and the features have no id of their own."""

MAX_ID: Final = 120
EXACT_BELOW: Final = 2**53
STATUS_WORDS: Final = {
    word: style.code
    for style in STATUSES.values()
    for word in (style.code, style.zh, style.en.casefold())
}


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A row that can be stored: its place in the file, id, shape, attributes, status if known."""

    row: int
    id: str
    geometry: Any
    attributes: dict[str, Any]
    status: str | None


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A row that waits: its shape is sound, but which parcel it is has to be chosen."""

    row: int
    id: str | None
    reason: HeldReason
    geometry: Any
    attributes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Staging:
    """A reading, sorted. `bad` has one finding for each row kept out.

    ``len(good) + len(bad) + len(held)`` is the number of rows read. `findings` are the remarks
    about the file and about good rows; a held row has its finding there too.
    """

    source: str
    good: list[StagedRow] = field(default_factory=list)
    bad: list[Finding] = field(default_factory=list)
    held: list[HeldRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def stage(
    reading: Reading,
    *,
    id_field: str | None = None,
    status_field: str | None = None,
    gk_zone: int | None = None,
) -> Staging:
    """Sort the rows of a reading.

    Parameters
    ----------
    reading
        From `read_boundaries`.
    id_field
        The attribute that holds the id; without it the feature's own id, or one of `ID_FIELDS`.
    status_field
        The attribute that holds the status, as code or in words. A value that is no status gives
        a warning, and the row has none.
    gk_zone
        The 3-degree zone that the land should lie in, for a warning where it does not.

    Returns
    -------
    Staging
        All rows; parcels that are out of place are warned of, never moved.

    Raises
    ------
    BadValue
        No row has the field.
    """
    names = Counter(name for row in reading.rows for name in row.attributes)
    _refuse_unknown(id_field, names, reading.source)
    _refuse_unknown(status_field, names, reading.source)
    staging = Staging(reading.source, findings=list(reading.findings))
    used = id_field or _id_source(reading, names)
    staging.findings.extend(id_remarks(reading, used, asked=id_field is not None))
    ids = [id_text(row.feature_id if used is None else row.attributes.get(used))
           for row in reading.rows]  # fmt: skip
    counts = Counter(one for one in ids if isinstance(one, str))
    for row, parcel_id in zip(reading.rows, ids, strict=True):
        _sort(staging, row, parcel_id, counts, status_field)
    staging.findings.extend(surroundings(reading.rows, gk_zone))
    return staging


def _sort(
    staging: Staging,
    row: Row,
    parcel_id: str | Finding | None,
    counts: Counter[str],
    status_field: str | None,
) -> None:
    if row.fault is not None:
        known = parcel_id if isinstance(parcel_id, str) else None
        staging.bad.append(replace(row.fault, parcel_id=known))
    elif isinstance(parcel_id, Finding):
        staging.bad.append(replace(parcel_id, row=row.number))
    elif parcel_id is None:
        staging.held.append(HeldRow(row.number, None, "no_id", row.geometry, row.attributes))
        staging.findings.append(
            _held(row, None, say("it has no id"), say("give it one of its own"))
        )
    elif counts[parcel_id] > 1:
        staging.held.append(
            HeldRow(row.number, parcel_id, "shared_id", row.geometry, row.attributes)
        )
        said = say("%(count)s rows have the id %(id)s", count=counts[parcel_id], id=parcel_id)
        staging.findings.append(
            _held(row, parcel_id, said, say("choose which one it is, or correct the others"))
        )
    else:
        status = _status(staging, row, parcel_id, status_field)
        staging.good.append(StagedRow(row.number, parcel_id, row.geometry, row.attributes, status))


def _status(staging: Staging, row: Row, parcel_id: str, status_field: str | None) -> str | None:
    value = row.attributes.get(status_field) if status_field else None
    if value is None or value == "":
        return None
    status = STATUS_WORDS.get(str(value).strip()) or STATUS_WORDS.get(str(value).strip().casefold())
    if status is None:
        staging.findings.append(
            Finding(
                "unknown_status",
                "warning",
                row.number,
                parcel_id,
                _place(row),
                say("'%(value)s' is not a status", value=str(value)[:60]),
                say(
                    "use one of %(allowed)s, or mark it after the import",
                    allowed=", ".join(STATUSES),
                ),
            )
        )
    return status


def _id_source(reading: Reading, names: Counter[str]) -> str | None:
    """The field to take ids from; None means the feature's own id."""
    if any(row.feature_id is not None for row in reading.rows):
        return None
    return next((name for name in ID_FIELDS if name in names), None)


def id_remarks(reading: Reading, used: str | None, *, asked: bool) -> Iterable[Finding]:
    """What is to be said of the ids of a file; `used` is their field, None the features' own."""
    own = [row.feature_id if used is None else row.attributes.get(used) for row in reading.rows]
    if not asked and used is not None:
        said = say("ids were taken from the field '%(name)s'", name=used)
        yield _about_file("id_field_chosen", "info", said, say("name another one with --id-field"))
    if all(value is None for value in own):
        offered = ", ".join(_candidates(reading))
        remedy = (
            say("name a field with --id-field; rows differ in: %(names)s", names=offered)
            if offered
            else say("give the rows ids in the file; none of its fields tells them apart")
        )
        yield _about_file("no_ids", "error", say("no row has an id"), remedy)
    whole = sum(isinstance(value, float) and value.is_integer() for value in own)
    if whole:
        said = say(
            "%(count)s ids are decimal numbers in the file; they are shown without the decimal "
            "point (1234.0 as 1234)",
            count=whole,
        )
        yield _about_file("id_was_decimal", "info", said, say("nothing to do"))


def _candidates(reading: Reading) -> list[str]:
    rows = reading.rows
    found = []
    for name in rows[0].attributes if rows else ():
        values = {str(row.attributes.get(name)) for row in rows}
        if len(values) == len(rows) and "None" not in values:
            found.append(name)
    return found[:8]


def id_text(value: Any) -> str | Finding | None:
    """The id as text exactly as in the file, None where there is none, or why it cannot be one.

    Examples
    --------
    >>> id_text(" 7"), id_text(1234.0), id_text(""), id_text(True).code
    (' 7', '1234', None, 'bad_id')
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return _bad_id(say("its id is neither text nor a number"), say("choose another --id-field"))
    if isinstance(value, float):
        if abs(value) >= EXACT_BELOW:
            return _bad_id(
                say("its id %(value)s is a number too long to be kept exactly", value=repr(value)),
                say("write ids as text in the file"),
            )
        return str(int(value)) if value.is_integer() else repr(value)
    text = str(value)
    if len(text) > MAX_ID:
        return _bad_id(
            say("its id has %(length)s characters, more than %(most)s", length=len(text),
                most=MAX_ID),
            say("shorten it"),
        )  # fmt: skip
    if not text.isprintable():
        return _bad_id(
            say("its id %(value)s has characters that cannot be seen", value=repr(text)[:80]),
            say("remove them"),
        )
    return text


def _bad_id(sentence: str, remedy: str) -> Finding:
    return Finding("bad_id", "error", None, None, None, sentence, remedy)


def _held(row: Row, parcel_id: str | None, sentence: str, remedy: str) -> Finding:
    code = "no_id" if parcel_id is None else "shared_id"
    return Finding(code, "warning", row.number, parcel_id, _place(row), sentence, remedy)


def _place(row: Row) -> tuple[float, float] | None:
    if row.geometry is None:
        return None
    west, south, east, north = row.geometry.bounds
    return (west + east) / 2, (south + north) / 2


def _about_file(code: str, severity: Severity, sentence: str, remedy: str) -> Finding:
    return Finding(code, severity, None, None, None, sentence, remedy)


def _refuse_unknown(name: str | None, names: Counter[str], source: str) -> None:
    if name is not None and name not in names:
        raise BadValue(
            "%(file)s has no field '%(name)s'; it has %(names)s",
            file=source,
            name=name[:60],
            names=", ".join(list(names)[:20]) or "none",
        )
