"""Texts that are written in one way: a real-estate unit number, the address of a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from parkmap.errors import BadValue

UNIT: Final = re.compile(r"[0-9]{12}[A-Z]{2}[0-9]{5}[A-Z][0-9]{8}")
"""GB/T 37346-2019: district 6, cadastral district 3 and subdistrict 3, kind 2, number 5; then the
kind of what stands on the land and its number, 9 together."""
LONGEST_ADDRESS: Final = 500
SHOWN: Final = 60


def unit_code(text: str) -> str:
    """A real-estate unit number in capitals, without the blanks that forms print in it.

    Raises
    ------
    BadValue
        Not 28 characters, or letters and digits are not where they belong.

    Examples
    --------
    >>> unit_code("140403 001002 gb00015 W00000000")
    '140403001002GB00015W00000000'
    """
    code = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if len(code) != 28:
        raise BadValue(
            "%(field)s has 28 characters; '%(value)s' has %(count)s",
            field="unit_code", value=code[:SHOWN], count=len(code),
        )  # fmt: skip
    if not UNIT.fullmatch(code):
        raise BadValue(
            "%(field)s is 12 digits, 2 letters, 5 digits, a letter and 8 digits; '%(value)s' is "
            "not", field="unit_code", value=code,
        )  # fmt: skip
    return code


def page_address(text: str, field: str = "announcement_url") -> str:
    """The address of a page that is reached by HTTPS.

    Raises
    ------
    BadValue
        It begins otherwise, names no host, or holds blanks or a password.

    Examples
    --------
    >>> page_address("https://www.landchina.com/announcement?id=1")
    'https://www.landchina.com/announcement?id=1'
    """
    try:
        parts = urlsplit(text)
        good = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
    except ValueError:
        good = False
    if not good or len(text) > LONGEST_ADDRESS or any(not one.isprintable() or one.isspace()
                                                      for one in text):  # fmt: skip
        raise BadValue(
            "%(field)s cannot be '%(value)s'; give the address of the page, https://...",
            field=field, value=text[:SHOWN],
        )  # fmt: skip
    return text


WRITTEN: Final[dict[str, Callable[[str], str]]] = {
    "unit_code": unit_code,
    "announcement_url": page_address,
    "contact_wechat": partial(page_address, field="contact_wechat"),
}
"""Field -> how its text is checked and kept."""

__all__ = ["WRITTEN", "page_address", "unit_code"]
