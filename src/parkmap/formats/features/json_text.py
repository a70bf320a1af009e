"""JSON text, parsed strictly: one place for a file that is cut short, too deep or says it twice."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, Final

import orjson

from parkmap.errors import BadFile

UTF8_BOM: Final = b"\xef\xbb\xbf"
NUMBERS: Final = re.compile(rb'("coordinates"\s*:\s*)\[[-+0-9.eE,\s\[\]]*\]')
"""Coordinates: most of the bytes of a file, and no object in them that could have a key twice."""


def parse_json(data: bytes, name: str, whole: bytes | None = None, start: int = 0) -> Any:
    """The value of a JSON text in UTF-8; a byte order mark is passed over.

    Parameters
    ----------
    data
        The text.
    name
        Of the file, for the message.
    whole, start
        The text that `data` was taken from, and where, so that a refusal counts lines from there.

    Raises
    ------
    BadFile
        No JSON, cut short, nested too deep, a number that is not finite: with line and column.

    Examples
    --------
    >>> parse_json(b'{"a": [1, 2', "lots.geojson")
    Traceback (most recent call last):
    ...
    parkmap.errors.BadFile: lots.geojson ends too early, in line 1, column 12: copy it anew
    """
    data = data.removeprefix(UTF8_BOM)
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as cause:
        at = len(cause.doc[: cause.pos].encode(errors="replace"))
        text, place = (data, at) if whole is None else (whole, start + at)
        cut = cause.pos > 0 and whole is None and cause.pos >= len(cause.doc.rstrip())
        raise _refusal(text, place, name, cut=cut) from cause


def ends_early(data: bytes, name: str) -> BadFile:
    """The refusal of a text that stops in the middle."""
    return _refusal(data, len(data), name, cut=True)


def _refusal(text: bytes, place: int, name: str, *, cut: bool) -> BadFile:
    """What is said of a fault at a byte; `cut` says that the file ends there."""
    line = text.count(b"\n", 0, place) + 1
    before = text[text.rfind(b"\n", 0, place) + 1 : place]
    column = len(before.decode(errors="replace")) + 1
    if cut:
        return BadFile(
            "%(file)s ends too early, in line %(line)s, column %(column)s: copy it anew",
            file=name,
            line=line,
            column=column,
        )
    return BadFile(
        "%(file)s is not JSON: it breaks, or is nested too deep, in line %(line)s, column "
        "%(column)s; export it again",
        file=name,
        line=line,
        column=column,
    )


def repeated_key(data: bytes, name: str) -> str | None:
    """A key that stands twice in one object, at any depth; None where each stands once.

    JSON readers keep one of the two values without a word, so the other would be lost.

    Examples
    --------
    >>> repeated_key(b'{"properties":{"no":1,"no":2}}', "lots.geojson")
    'no'
    >>> repeated_key(b'{"coordinates":[[1,2]],"type":"Point","coordinates":[3,4]}', "lots.geojson")
    'coordinates'
    >>> repeated_key(b'{"coordinates":[[1,2],{"a":1,"a":2}]}', "lots.geojson")
    'a'
    """
    twice: list[str] = []

    def look(pairs: list[tuple[str, Any]]) -> None:
        keys = [key for key, _ in pairs]
        if len(set(keys)) != len(keys):
            twice.append(Counter(keys).most_common(1)[0][0])

    whole = data.removeprefix(UTF8_BOM)
    try:
        try:
            short = NUMBERS.sub(rb"\1[]", whole)
            json.loads(short, object_pairs_hook=look, parse_int=float)
        except json.JSONDecodeError:  # something else than numbers: what was cut is unbalanced
            twice.clear()
            json.loads(whole, object_pairs_hook=look, parse_int=float)
    except RecursionError as cause:
        raise BadFile("%(file)s is nested too deep; export it again", file=name) from cause
    return twice[0] if twice else None
