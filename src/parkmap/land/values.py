"""Values that people give to fields: what a field may hold, checked by its kind."""

from __future__ import annotations

import math
from datetime import date
from typing import Any, Final

from parkmap.errors import BadValue
from parkmap.land.codes import CODE_LISTS
from parkmap.land.fields import FIELDS, Field
from parkmap.land.fitting import fitted, listed_codes
from parkmap.land.written_forms import WRITTEN
from parkmap.units import dm2_to_m2, m2_to_dm2

NOT_WRITTEN: Final = frozenset({
    "geometry", "area_m2", "retired_on", "lineage_from", "lineage_to", "lineage_depth",
    "source_attributes",
})  # fmt: skip
"""Fields that only a split, a merge, a reshape, a retirement or an import may change."""

OPEN_LISTS: Final = frozenset({"land_use_code"})
"""Fields whose standard has more codes than the list names."""

ALWAYS: Final = frozenset({"status", "park"})
"""Fields of a parcel that cannot be left empty."""

LARGEST_M2: Final = 1e12
LONGEST_TEXT: Final = 2_000
SHOWN: Final = 60


def checked_value(kind: str, name: str, value: Any) -> Any:
    """A value as the field keeps it; None empties the field.

    Parameters
    ----------
    kind
        "parcel" or "park".
    value
        A text, a finite number, true or false, an ISO day, a code, or a list of codes, as the
        field's kind asks.

    Returns
    -------
    Any
        Texts without blanks around them, areas in m2 with two decimals, days as ISO texts.

    Raises
    ------
    BadValue
        There is no such field, it is not written this way, or the value does not fit it.

    Examples
    --------
    >>> checked_value("parcel", "due_on", "2026-12-31"), checked_value("parcel", "far", 1.2)
    ('2026-12-31', 1.2)
    """
    field = writable(kind, name)
    if value is None or (isinstance(value, str) and not value.strip()):
        if name in ALWAYS:
            raise BadValue("%(field)s cannot be empty; give it a value", field=name)
        return None
    if field.kind in {"number", "area"}:
        return _number(field, value)
    if field.kind == "flag":
        if not isinstance(value, bool):
            raise BadValue(
                "%(field)s cannot be '%(value)s'; give yes or no", **_named(field, value)
            )
        return value
    return _codes(field, value) if field.kind == "codes" else _text(field, value)


def writable(kind: str, name: str) -> Field:
    """The field of that name, if an officer may write it."""
    field = FIELDS.get(kind, {}).get(name)
    if field is None:
        raise BadValue("there is no field '%(field)s'; check the name", field=name[:SHOWN])
    if name in NOT_WRITTEN:
        raise BadValue(
            "%(field)s is not written by hand; it follows from splitting, merging, reshaping, "
            "retiring or importing",
            field=name,
        )
    return field


def read_value(kind: str, name: str, text: str) -> Any:
    """A value as somebody types it at a prompt, checked; an empty text empties the field.

    Examples
    --------
    >>> read_value("parcel", "far", "1.2"), read_value("parcel", "mortgaged", "是")
    (1.2, True)
    """
    field = writable(kind, name)
    if field.kind in {"number", "area", "flag"} and text.strip():
        found = fitted(field, text)
        return checked_value(kind, name, text if found is None else found)
    return checked_value(kind, name, text)


def _number(field: Field, value: Any) -> float | int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise BadValue("%(field)s cannot be '%(value)s'; give a number", **_named(field, value))
    if field.kind != "area":
        return value
    if not 0 <= value < LARGEST_M2:
        raise BadValue(
            "%(field)s cannot be '%(value)s'; give an area in m2, not below 0",
            **_named(field, value),
        )
    return dm2_to_m2(m2_to_dm2(float(value)))


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise BadValue("%(field)s cannot be '%(value)s'; give a text", **_named(field, value))
    text = value.strip()
    if field.kind == "date":
        return _day(field, text)
    known = CODE_LISTS.get(field.name)
    if field.kind == "code" and known and field.name not in OPEN_LISTS and text not in known:
        raise BadValue(
            "%(field)s cannot be '%(value)s'; use one of %(allowed)s",
            allowed=", ".join(known),
            **_named(field, text),
        )
    if len(text) > LONGEST_TEXT or "\x00" in text:
        raise BadValue(
            "%(field)s is too long or holds a null character; give at most %(most)s characters",
            field=field.name,
            most=LONGEST_TEXT,
        )
    return WRITTEN[field.name](text) if field.name in WRITTEN else text


def _codes(field: Field, value: Any) -> list[str] | None:
    found = listed_codes(field.name, value)
    known = CODE_LISTS[field.name]
    strange = next((one for one in found or () if one not in known), None)
    if found is None or strange is not None:
        shown = value if strange is None else strange
        raise BadValue(
            "%(field)s cannot be '%(value)s'; use one of %(allowed)s",
            allowed=", ".join(known),
            **_named(field, shown),
        )
    return found or None


def _day(field: Field, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as cause:
        raise BadValue(
            "%(field)s cannot be '%(value)s'; give a day such as 2026-11-23", **_named(field, text)
        ) from cause


def _named(field: Field, value: Any) -> dict[str, str]:
    return {"field": field.name, "value": str(value)[:SHOWN]}


__all__ = ["NOT_WRITTEN", "checked_value", "read_value", "writable"]
