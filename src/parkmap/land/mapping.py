"""Which column of a foreign table is which field: a guess from the headers, and what it gives.

A mapping says a *target* for each column: a field (an area with its unit, `declared_area_m2:mu`),
`id`, `effective_on` (from which day the row holds), `keep` (among the source attributes) or `skip`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from parkmap.errors import BadValue
from parkmap.land.column_names import (
    ADDED,
    ALIASES,
    DAY,
    DERIVED,
    ID,
    LONGEST_NAME,
    MEASURED,
    SOURCE,
)
from parkmap.land.fields import FIELDS, Field
from parkmap.land.fitting import AREA_UNITS, UNIT_WORDS, day_of, fitted, is_blank
from parkmap.land.short_names import SHORT

KEEP: Final = "keep"
SKIP: Final = "skip"
OWN_ID: Final = "@id"
"""Stands for GeoJSON's own member `id` where a mapping or a message has to name a column."""


_UNIT = re.compile(
    r"[\s_]*[(\[（【]?\s*(亩|公顷|平方米|平米|㎡|m2|m²|hm2|ha|mu)\s*[)\]）】]?$", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*[(\[（【]([^()\[\]（）【】]{1,12})[)\]）】]$")
_OURS = (
    MEASURED
    | DERIVED
    | {
        short
        for name in MEASURED | DERIVED
        for short in (name[:LONGEST_NAME], SHORT.get(name, name))
    }
)


class Target(NamedTuple):
    """What a column becomes; `unit` only for an area."""

    name: str
    unit: str = ""


class Unfit(NamedTuple):
    """A value that its field does not take; it is kept among the source attributes."""

    column: str
    field: str
    value: str


class Applied(NamedTuple):
    """A row after its mapping.

    `own_id` is the id as the file has it (None where no column was named); `blank` are fields
    whose column is there and empty; `rest` becomes the source attributes.
    """

    own_id: Any
    day: date | None
    state: dict[str, Any]
    blank: frozenset[str]
    rest: dict[str, Any]
    unfit: tuple[Unfit, ...]


def mappable(kind: str) -> dict[str, Field]:
    """The fields of a kind that a file may say: not the boundary, nothing measured or derived."""
    return {
        name: field
        for name, field in FIELDS[kind].items()
        if field.kind not in {"geometry", "object"} and name not in MEASURED | DERIVED
    }


def target_of(kind: str, text: str) -> Target:
    """A target from its text.

    Raises
    ------
    BadValue
        No such field, or no such unit.

    Examples
    --------
    >>> target_of("parcel", "declared_area_m2:mu")
    Target(name='declared_area_m2', unit='mu')
    """
    name, _, unit = text.partition(":")
    if name in {ID, DAY, KEEP, SKIP} and not unit:
        return Target(name)
    field = mappable(kind).get(name)
    if field is None:
        raise BadValue(
            "'%(value)s' is no field that a file can say; use one of %(allowed)s",
            value=name[:60],
            allowed=", ".join([ID, DAY, KEEP, SKIP, *mappable(kind)]),
        )
    if unit and (field.kind != "area" or unit not in AREA_UNITS):
        raise BadValue(
            "'%(value)s' has no unit that fits; an area is in m2, mu or ha", value=text[:60]
        )
    return Target(name, unit)


def checked(kind: str, mapping: Mapping[str, str]) -> dict[str, Target]:
    """The targets of a mapping, each but `keep` and `skip` named once.

    Raises
    ------
    BadValue
        A target is unknown, or two columns have the same.
    """
    found: dict[str, Target] = {}
    taken: dict[str, str] = {}
    for column, text in mapping.items():
        target = target_of(kind, text)
        if target.name not in {KEEP, SKIP} and target.name in taken:
            raise BadValue(
                "the columns '%(first)s' and '%(second)s' cannot both be %(field)s; keep one",
                first=taken[target.name][:60],
                second=column[:60],
                field=target.name,
            )
        taken[target.name] = column
        found[column] = target
    return found


def guess(kind: str, columns: Iterable[str], *, own_ids: bool = False) -> dict[str, str]:
    """A target for each column, from its header.

    Parameters
    ----------
    kind
        "parcel" or "park".
    columns
        Headers as the file has them: Chinese or English labels, field names, or what ten letters
        leave of them; a unit at the end (亩, 公顷, m2) is read.
    own_ids
        Whether the features have ids of their own; then no column is taken for the id.

    Examples
    --------
    >>> guess("parcel", ["DKBH", "面积(亩)", "agreed_sta", "权利人", "remarks"])
    {'DKBH': 'id', '面积(亩)': 'declared_area_m2:mu', 'agreed_sta': 'agreed_start_on', \
'权利人': 'holder', 'remarks': 'keep'}
    """
    words = _words(kind)
    found = dict.fromkeys(columns, KEEP)
    ours = f"{kind}_id" in found and any(name in FIELDS[kind] for name in found)
    taken = {ID} if own_ids else set()
    for column in sorted(found, key=lambda name: _likeness(kind, name)):
        target = _guessed(kind, column, words)
        name = target.partition(":")[0]
        if ours and column in ADDED:
            found[column] = SKIP
        elif name in {KEEP, SKIP} or name not in taken:
            found[column] = target
        taken.add(name)
    return found


def _likeness(kind: str, column: str) -> int:
    """A column with a field's name (0) or label (1) goes before others that may mean it."""
    if column in FIELDS[kind]:
        return 0
    labels = {_plain(word) for field in FIELDS[kind].values() for word in (field.zh, field.en)}
    return 1 if _plain(column) in labels else 2


def apply(kind: str, targets: Mapping[str, Target], attributes: Mapping[str, Any]) -> Applied:
    """What a row's attributes say, field by field.

    A column without a target is kept among the source attributes, and so is a value that its
    field does not take.
    """
    state: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    blank: set[str] = set()
    unfit: list[Unfit] = []
    own_id: Any = None
    day: date | None = None
    for column, value in attributes.items():
        target = targets.get(column, Target(KEEP))
        if target.name == ID:
            own_id = value
        elif target.name == DAY:
            day = None if is_blank(value) else day_of(value)
            if day is None and not is_blank(value):
                unfit.append(Unfit(column, DAY, str(value)[:60]))
        elif target.name == KEEP:
            if not is_blank(value):
                rest[column] = value
        elif column == SOURCE and isinstance(value, dict):
            rest |= value  # parkmap's own files carry what an earlier import kept
        elif target.name != SKIP:
            _put(FIELDS[kind][target.name], target, column, value, state, rest, blank, unfit)
    return Applied(own_id, day, state, frozenset(blank), rest, tuple(unfit))


def _put(
    field: Field, target: Target, column: str, value: Any, state: dict[str, Any],
    rest: dict[str, Any], blank: set[str], unfit: list[Unfit],
) -> None:  # fmt: skip
    if is_blank(value):
        blank.add(field.name)
        return
    fitting = fitted(field, value, target.unit)
    if fitting is None:
        rest[column] = value
        unfit.append(Unfit(column, field.name, str(value)[:60]))
    else:
        state[field.name] = fitting


def _guessed(kind: str, column: str, words: Mapping[str, str]) -> str:
    bare = column.strip()
    if bare.casefold() in _OURS:
        return SKIP
    plain = _plain(bare)
    if plain in words:
        return words[plain]
    unit, bracket = _UNIT.search(bare), _BRACKET.search(bare)
    if unit is not None:
        target = words.get(_plain(bare[: unit.start()]), KEEP)
        if FIELDS[kind].get(target, Field("", "", "", "")).kind == "area":
            return f"{target}:{UNIT_WORDS[unit[1].casefold()]}"
    if bracket is not None:
        target = words.get(_plain(bare[: bracket.start()]), KEEP)
        field = FIELDS[kind].get(target)
        if field is not None and _plain(field.unit) == _plain(bracket[1]):
            return target
    return KEEP


def _words(kind: str) -> dict[str, str]:
    """Plain header -> target; full names before what ten letters leave of them."""
    found: dict[str, str] = {}
    fields = mappable(kind)
    for name, field in fields.items():
        for word in (name, field.zh, field.en):
            found.setdefault(_plain(word), name)
    for target, others in ALIASES.items():
        if target in fields or target in {ID, DAY}:
            for word in (target, *others):
                found[_plain(word)] = target
    for name in fields:
        found.setdefault(_plain(SHORT.get(name, name)), name)
        found.setdefault(_plain(name[:LONGEST_NAME]), name)
    return found


def _plain(text: str) -> str:
    """A header without case, blanks, underscores and width."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in folded if not one.isspace() and one not in "_-")


__all__ = [
    "DAY",
    "ID",
    "KEEP",
    "OWN_ID",
    "SKIP",
    "SOURCE",
    "UNIT_WORDS",
    "Applied",
    "Target",
    "Unfit",
    "apply",
    "checked",
    "guess",
    "mappable",
    "target_of",
]
