"""Values of foreign tables as values of fields: numbers, days, codes, flags as people write."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any, Final

import orjson

from parkmap.errors import BadValue
from parkmap.land.codes import CODE_LISTS, code_of
from parkmap.land.fields import Field
from parkmap.land.written_forms import WRITTEN
from parkmap.units import M2_PER_HA, M2_PER_MU

AREA_UNITS: Final[dict[str, Decimal]] = {
    "m2": Decimal(1),
    "mu": M2_PER_MU,
    "ha": Decimal(M2_PER_HA),
}
"""Unit of an area column -> square metres."""

UNIT_WORDS: Final = {
    "亩": "mu", "mu": "mu",
    "公顷": "ha", "ha": "ha", "hm2": "ha", "hm²": "ha",
    "平方米": "m2", "平米": "m2", "㎡": "m2", "m2": "m2", "m²": "m2",
}  # fmt: skip
YES: Final = frozenset({"是", "有", "true", "yes", "y", "t", "1", "√"})
NO: Final = frozenset({"否", "无", "false", "no", "n", "f", "0", "×"})
MOST_DIGITS: Final = 40
MOST_AREA: Final = 1e12
"""No figure of an area is larger, in any unit: a million square kilometres."""

CUT_BYTES: Final = range(251, 255)
"""How long a text is that a dBASE table cut between two characters."""

_DAY: Final = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})(?:日|\b|T.*|\s.*)?$")
_BETWEEN: Final = re.compile(r"[、,，;；|\n]")
_NUMBER: Final = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d{1,3})?)\s*(\D{0,12})$", re.I)


def fitted(field: Field, value: Any, unit: str = "") -> Any:
    """A value as the field keeps it, None where it does not fit or is empty.

    Parameters
    ----------
    field
        Decides what fits: a number, a day, a code with its words, yes or no, a text.
    value
        As a file has it; texts are read as people write them (``"1,234.5 亩"``, ``"2024年3月1日"``,
        ``"在建"``).
    unit
        For an area: "m2", "mu" or "ha"; "" means m2 unless the text says otherwise.

    Returns
    -------
    Any
        Areas in square metres with two decimals, days as ISO texts, codes as codes. A code
        outside its list is kept as it is, but for the status, which must be one of the four.

    Examples
    --------
    >>> from parkmap.land.fields import PARCEL_FIELDS as F
    >>> fitted(F["declared_area_m2"], "3", "mu"), fitted(F["approved_on"], "2024年3月1日")
    (2000.0, '2024-03-01')
    >>> fitted(F["status"], "在建"), fitted(F["mortgaged"], "否"), fitted(F["far"], "n/a")
    ('under_construction', False, None)
    """
    if is_blank(value):
        return None
    if field.kind == "codes":
        return listed_codes(field.name, value) or None
    if isinstance(value, dict | list):
        return None
    if field.kind == "number":
        return number_of(value)
    if field.kind == "area":
        return _area_m2(value, unit)
    if field.kind == "flag":
        return _flag(value)
    if field.kind == "date":
        found = day_of(value)
        return None if found is None else found.isoformat()
    if field.kind == "code":
        return _code(field.name, value)
    return _written(field.name, plain_text(value))


def listed_codes(field: str, value: Any) -> list[str] | None:
    """Codes of a list, each once: a list of texts, one as JSON, or words with signs between.

    Examples
    --------
    >>> listed_codes("overlays", "压覆矿产、生态保护红线"), listed_codes("overlays", '["minerals"]')
    (['minerals', 'ecological_line'], ['minerals'])
    """
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = orjson.loads(value)
        except orjson.JSONDecodeError:
            return None
    if isinstance(value, str):
        value = _BETWEEN.split(value)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return None
    texts = (code_of(field, one.strip()) for one in value if one.strip())
    return list(dict.fromkeys(texts))


def is_blank(value: Any) -> bool:
    """Whether a cell says nothing: missing, blank text, or not a number.

    Examples
    --------
    >>> is_blank(" "), is_blank(float("nan")), is_blank(0)
    (True, True, False)
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    return isinstance(value, str) and not value.strip()


def same(old: Any, new: Any) -> bool:
    """Whether a file says of a field what the record has.

    A text that a dBASE table cut at 254 bytes is the same as the whole one.

    Examples
    --------
    >>> same(2000, 2000.0), same("a", "b"), same(None, None), same("地" * 100, "地" * 84)
    (True, False, True, True)
    """
    if old == new and isinstance(old, bool) == isinstance(new, bool):
        return True
    if isinstance(old, int | float) and isinstance(new, int | float):
        both = isinstance(old, bool) == isinstance(new, bool)
        return both and math.isclose(old, new, rel_tol=1e-12)
    if isinstance(old, str) and isinstance(new, str):
        return len(new.encode()) in CUT_BYTES and old.startswith(new)
    return False


def plain_text(value: Any) -> str:
    """A value as text; a decimal without a fraction loses its point (1234.0 is 1234)."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return value if isinstance(value, str) else str(value)


def number_of(value: Any) -> float | int | None:
    """A finite number, None where there is none.

    Examples
    --------
    >>> number_of("１,200.50"), number_of("2.1%"), number_of("many")
    (1200.5, 2.1, None)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value if math.isfinite(value) else None
    found = _NUMBER.match(_folded(value)) if len(str(value)) <= MOST_DIGITS else None
    if found is None:
        return None
    number = float(found[1].replace(",", ""))
    return number if math.isfinite(number) else None


def day_of(value: Any) -> date | None:
    """A day written with any signs between year, month and day; None where it is none.

    Examples
    --------
    >>> day_of("2024/3/1"), day_of("20240301"), day_of("2024-03-01T08:00:00"), day_of("2024-13-1")
    (datetime.date(2024, 3, 1), datetime.date(2024, 3, 1), datetime.date(2024, 3, 1), None)
    """
    found = _DAY.match(_folded(plain_text(value))) if len(str(value)) <= MOST_DIGITS else None
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _area_m2(value: Any, unit: str) -> float | None:
    number = number_of(value)
    if number is None or not 0 < number <= MOST_AREA:
        return None
    if isinstance(value, str):
        said = _NUMBER.match(_folded(value))
        unit = UNIT_WORDS.get(said[2].strip() if said else "", unit)
    exact = Decimal(repr(float(number))) * AREA_UNITS[unit or "m2"]
    return float(round(exact, 2))


def _flag(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    word = _folded(plain_text(value)).casefold()
    return True if word in YES else False if word in NO else None


def _code(field: str, value: Any) -> str | None:
    code = code_of(field, plain_text(value).strip())
    return None if field == "status" and code not in CODE_LISTS[field] else code


def _written(field: str, text: str) -> str | None:
    if field not in WRITTEN:
        return text
    try:
        return WRITTEN[field](text.strip())
    except BadValue:
        return None


def _folded(value: Any) -> str:
    """Half-width, without blanks at the ends: what a table has as １２３ is 123."""
    return unicodedata.normalize("NFKC", str(value)).strip()
