"""A telephone number within what an office wrote as its contact, as a link dials it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

_RUN: Final = re.compile(r"\+?\d[\d\-(). ]*\d")
_EXTENSION: Final = re.compile(r"\s*(?:转|分机|ext\.?|x)\s*(\d{1,6})", re.IGNORECASE)
_DATE: Final = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}")
LEAST: Final = 7
MOST: Final = 15
"""Digits: a number of a town without its code; the most that E.164 has."""

_SHORT: Final = re.compile(r"(?<!\d)(?:123\d\d|110|119|120|122)(?!\d)")
"""Numbers of services that stand alone, 12345 and its like."""


class Telephone(NamedTuple):
    """A number as `tel:` takes it, and as it was written."""

    dialled: str
    written: str


def telephone(contact: object) -> Telephone | None:
    """The first telephone number in a text; None where there is none.

    Full-width digits count, a `+` stays, an extension follows as `,123` (a pause, then the digits).

    Examples
    --------
    >>> telephone("示范招商窗口 0355-0000000")
    Telephone(dialled='03550000000', written='0355-0000000')
    >>> telephone("窗口（０３５５）２０８ ００００ 转 8012").dialled
    '03552080000,8012'
    >>> telephone("+86 355 208 0000 / 138 0000 0000").dialled, telephone("政务热线12345").dialled
    ('+863552080000', '12345')
    >>> telephone("2026-11-23 起，见公告第3条") is None
    True
    """
    said = unicodedata.normalize("NFKC", str(contact or ""))
    said = _DATE.sub(" ", said).replace("–", "-").replace("—", "-")
    for part in re.split(r"[/、,;]|\bor\b|或", said):
        for found in _RUN.finditer(part):
            digits = re.sub(r"[^\d+]", "", found[0])
            if LEAST <= len(digits.lstrip("+")) <= MOST:
                more = _EXTENSION.match(part, found.end())
                rest = more[0] if more else ""
                return Telephone(f"{digits},{more[1]}" if more else digits, found[0] + rest)
    short = _SHORT.search(said)
    return Telephone(short[0], short[0]) if short else None


__all__ = ["Telephone", "telephone"]
