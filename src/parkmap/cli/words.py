"""What changed, in plain words for a terminal."""

from __future__ import annotations

from typing import Any, Final

from parkmap.land.codes import word, words
from parkmap.land.fields import FIELDS, label
from parkmap.land.ledger import canonical
from parkmap.land.unit_words import unit_word

ENGLISH: Final = "en"
LONGEST: Final = 80


def change(kind: str, field: str, old: Any, new: Any) -> str:
    """One field, from what to what.

    Examples
    --------
    >>> change("parcel", "status", "idle", "in_use")
    'Status: Idle → In use'
    >>> change("parcel", "area_m2", None, 120.5), change("parcel", "geometry", 1, 2)
    ('Area: 120.5 m²', 'Boundary changed')
    """
    known = FIELDS.get(kind, {}).get(field)
    name = label(known, ENGLISH) if known else field
    if known is not None and known.kind == "geometry":
        return f"{name} recorded" if old is None else f"{name} changed"
    if old is None:
        return f"{name}: {value(kind, field, new)}"
    if new is None:
        return f"{name}: no longer {value(kind, field, old)}"
    return f"{name}: {value(kind, field, old)} → {value(kind, field, new)}"


def value(kind: str, field: str, given: Any) -> str:
    """A value with its word or its unit, cut where it is long.

    Examples
    --------
    >>> value("parcel", "lineage_to", ["CZ-1023-1", "CZ-1023-2"])
    'CZ-1023-1, CZ-1023-2'
    """
    known = FIELDS.get(kind, {}).get(field)
    text = _plain(given)
    if known is not None and known.kind == "code":
        text = word(field, text, ENGLISH)
    elif known is not None and known.kind == "codes" and isinstance(given, list):
        text = words(field, given, ENGLISH)
    elif known is not None and known.unit:
        text = f"{text} {unit_word(known.unit, ENGLISH)}"
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def counted(number: int, noun: str, one: str = "", many: str = "") -> str:
    """A number of things, with its verb where one is given.

    Examples
    --------
    >>> counted(1, "parcel"), counted(1_200, "parcel", "is", "are")
    ('1 parcel', '1,200 parcels are')
    """
    words = (f"{number:,}", noun if number == 1 else f"{noun}s", one if number == 1 else many)
    return " ".join(word for word in words if word)


def _plain(given: Any) -> str:
    """A text as it is, a list of texts with commas, anything else as JSON."""
    if isinstance(given, list) and all(isinstance(one, str) for one in given):
        return ", ".join(given)
    return given if isinstance(given, str) else canonical(given)
