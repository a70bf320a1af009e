"""JSON text, parsed strictly: one place for a file that is cut short, too deep or says it twice."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, NamedTuple

import orjson

from parkmap.errors import BadFile
from parkmap.formats.sniff import UTF8_BOM


def parse_json(data: bytes, name: str) -> Any:
    """The value of a JSON text in UTF-8; a byte order mark is passed over.

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
        if cause.pos > 0 and cause.pos >= len(cause.doc.rstrip()):
            raise BadFile(
                "%(file)s ends too early, in line %(line)s, column %(column)s: copy it anew",
                file=name,
                line=cause.lineno,
                column=cause.colno,
            ) from cause
        raise BadFile(
            "%(file)s is not JSON: %(reason)s in line %(line)s, column %(column)s; export it again",
            file=name,
            reason=cause.msg[:80],
            line=cause.lineno,
            column=cause.colno,
        ) from cause


class _Twice(NamedTuple):
    key: str


def repeated_keys(data: bytes, name: str) -> dict[int, str]:
    """Keys that stand twice in one object: row of the feature (0 outside of them) -> key.

    JSON readers keep one of the two values without a word, so the other would be lost.

    Examples
    --------
    >>> repeated_keys(b'{"features":[{"properties":{"no":1,"no":2}}]}', "lots.geojson")
    {1: 'no'}
    """
    found: dict[int, str] = {}

    def look(pairs: list[tuple[str, Any]]) -> _Twice | None:
        keys = [key for key, _ in pairs]
        if len(set(keys)) != len(keys):
            return _Twice(Counter(keys).most_common(1)[0][0])
        for key, value in pairs:
            if type(value) is _Twice:
                return value
            if type(value) is list:
                rows = {at: one.key for at, one in enumerate(value, 1) if type(one) is _Twice}
                if key == "features":
                    found.update(rows)
                elif rows:
                    return _Twice(next(iter(rows.values())))
        return None

    text = data.removeprefix(UTF8_BOM).decode()
    try:
        whole = json.loads(text, object_pairs_hook=look, parse_int=float)
    except RecursionError as cause:
        raise BadFile("%(file)s is nested too deep; export it again", file=name) from cause
    return {0: whole.key} if isinstance(whole, _Twice) else found
