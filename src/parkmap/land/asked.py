"""An address read as a wish for land; what does not fit is refused with its name."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from parkmap.errors import BadValue
from parkmap.land.criteria import (
    CRITERIA,
    ID,
    IDS,
    SORT,
    SORTS,
    TEXT,
    Asked,
    Between,
    Criterion,
    Wanted,
)

LONGEST_TEXT: Final = 200
MOST_CODES: Final = 50
MOST_IDS: Final = 500
SHOWN: Final = 60
Sent = Mapping[str, Sequence[str]]


def wanted_of(sent: Sent) -> Wanted:
    """What an address asks for. Parameters that are no filter are left to others.

    Parameters
    ----------
    sent
        Parameter -> the values it was sent with, in order.

    Raises
    ------
    BadValue
        A value that does not fit its filter; ``values["field"]`` names the parameter.

    Examples
    --------
    >>> wanted_of({"mu_min": ["60"], "chain": ["光电信息"], "siding": ["1"]}).address()
    'chain=%E5%85%89%E7%94%B5%E4%BF%A1%E6%81%AF&mu_min=60&siding=1'
    """
    given = dict(_given(sent))
    ids = tuple(_listed(sent.get(IDS, ())))
    if len(ids) > MOST_IDS:
        raise BadValue(
            "%(name)s names %(count)s parcels; at most %(most)s at once",
            name=IDS, count=len(ids), most=MOST_IDS, field=IDS,
        )  # fmt: skip
    return Wanted(_text(sent), ids, given, _sort(sent))


def parameters() -> frozenset[str]:
    """Every parameter by which land is asked for."""
    named = {TEXT, IDS, SORT}
    for one in CRITERIA.values():
        named |= {f"{one.name}_min", f"{one.name}_max"} if one.kind == "range" else {one.name}
    return frozenset(named)


def _given(sent: Sent) -> Iterator[tuple[str, Asked]]:
    for one in CRITERIA.values():
        found = _READERS[one.kind](one, sent)
        if found is not None:
            yield one.name, found


def _codes(one: Criterion, sent: Sent) -> Asked | None:
    # What the land itself names may have a comma in it; codes of ours never do.
    values = sent.get(one.name, ())
    found = _listed(values) if one.codes is not None or one.name == "s" else _texts(values)
    for code in found:
        if one.codes is not None and code not in one.codes:
            raise BadValue(
                "'%(value)s' is not in the list; use one of %(allowed)s",
                value=code[:SHOWN], allowed=", ".join(one.codes), field=one.name,
            )  # fmt: skip
    if len(found) > MOST_CODES:
        raise BadValue("at most %(most)s may be listed", most=MOST_CODES, field=one.name)
    return frozenset(found) or None


def _range(one: Criterion, sent: Sent) -> Asked | None:
    least, most = (_number(f"{one.name}_{end}", sent) for end in ("min", "max"))
    if least is None and most is None:
        return None
    if least is not None and most is not None and least > most:
        raise BadValue(
            "%(name)s: the least (%(least)s) is more than the most (%(most)s)",
            name=one.name, least=least, most=most, field=f"{one.name}_min",
        )  # fmt: skip
    return Between(least, most)


def _most(one: Criterion, sent: Sent) -> Asked | None:
    most = _number(one.name, sent)
    return None if most is None else Between(None, most)


def _day(one: Criterion, sent: Sent) -> Asked | None:
    text = _last(one.name, sent)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as cause:
        raise BadValue(
            "%(field)s is '%(value)s'; write a day as 2026-11-23", field=one.name, value=text[:40]
        ) from cause


def _flag(one: Criterion, sent: Sent) -> Asked | None:
    text = _last(one.name, sent)
    if text in {"", "0"}:
        return None
    if text == "1":
        return True
    raise BadValue(
        "%(name)s is '%(value)s'; write 1 or leave it out",
        name=one.name, value=text[:SHOWN], field=one.name,
    )  # fmt: skip


_READERS: Final = {
    "codes": _codes, "range": _range, "most": _most, "day": _day, "flag": _flag,
}  # fmt: skip


def _number(name: str, sent: Sent) -> float | None:
    text = _last(name, sent)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number < 0 or "_" in text:
        raise BadValue(
            "%(name)s is '%(value)s'; write a number from 0 on, such as 60 or 1.5",
            name=name, value=text[:SHOWN], field=name,
        )  # fmt: skip
    return number


def _sort(sent: Sent) -> str:
    text = _last(SORT, sent)
    if text.removeprefix("-") not in {"", *SORTS}:
        raise BadValue(
            "there is no order by '%(value)s'; use one of %(allowed)s",
            value=text[:SHOWN], allowed=", ".join(SORTS), field=SORT,
        )  # fmt: skip
    return "" if text == ID else text


def _text(sent: Sent) -> str:
    text = _last(TEXT, sent)
    if len(text) > LONGEST_TEXT:
        raise BadValue(
            "%(name)s has %(length)s characters; %(longest)s are allowed",
            name=TEXT, length=len(text), longest=LONGEST_TEXT, field=TEXT,
        )  # fmt: skip
    return text


def _last(name: str, sent: Sent) -> str:
    """The last value that is sent: a form sends its own after what its address had."""
    values = sent.get(name, ())
    text = values[-1].strip() if values else ""
    if "\x00" in text:
        raise BadValue("%(name)s contains a null character; leave it out", name=name, field=name)
    return text


def _texts(values: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(one.strip() for one in values if one.strip()))


def _listed(values: Sequence[str]) -> list[str]:
    return _texts([part for value in values for part in value.split(",")])


__all__ = ["Sent", "parameters", "wanted_of"]
