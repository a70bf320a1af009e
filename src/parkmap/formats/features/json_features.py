"""The features of a FeatureCollection one by one, so that a large file needs memory for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from parkmap.errors import BadFile
from parkmap.formats.features.json_text import UTF8_BOM, ends_early, parse_json, repeated_key

TOKEN: Final = re.compile(rb'[{}]|"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)
"""Braces, and texts as a whole since braces in them do not count. Nothing else is looked at."""

LIST_START: Final = re.compile(rb"\s*:\s*\[\s*")
BETWEEN: Final = re.compile(rb"\s*,\s*")
LIST_END: Final = re.compile(rb"\s*\]")
KEY: Final = b'"features"'
FEATURE_DEPTH: Final = 2


class Cut(NamedTuple):
    """A collection cut up: the text without its features, and where each of them lies."""

    rest: bytes
    spans: list[tuple[int, int]]


class Collection(NamedTuple):
    """A collection's own members, how many features it has, and the features as they come.

    Each comes with the key that it has twice, None where there is none.
    """

    members: Any
    size: int
    features: Iterator[tuple[Any, str | None]]


def open_collection(data: bytes, name: str) -> Collection:
    """The parts of a GeoJSON text; one that is no FeatureCollection comes as members alone.

    Raises
    ------
    BadFile
        No JSON, cut short, a key twice outside of the features.
    """
    data = data.removeprefix(UTF8_BOM)
    cut = cut_up(data, name)
    if cut is None:
        return _whole(data, name)
    members = parse_json(cut.rest, name)
    _refuse_twice(cut.rest, name)
    return Collection(members, len(cut.spans), _features(data, cut.spans, name))


def cut_up(data: bytes, name: str) -> Cut | None:
    """Where the features lie; None where the text is built in another way than usual.

    Raises
    ------
    BadFile
        It ends inside of a feature.

    Examples
    --------
    >>> cut_up(b'{"features":[{"a":1},{}]}', "lots.geojson")
    Cut(rest=b'{"features":[]}', spans=[(13, 20), (21, 23)])
    """
    head = _list_start(data)
    spans: list[tuple[int, int]] = []
    depth, start, end = 1, 0, head
    for token in TOKEN.finditer(data, head) if head else ():
        first = data[token.start()]
        if first == ord("{"):
            depth += 1
            start = token.start() if depth == FEATURE_DEPTH else start
        elif first == ord("}"):
            depth -= 1
            if depth == 1:
                if not _follows(data, end, start, bool(spans)):
                    return None
                end = token.end()
                spans.append((start, end))
                if LIST_END.match(data, end):
                    return Cut(data[:head] + data[end:].lstrip(), spans)
    if depth > 1:
        raise ends_early(data, name)
    return None


def _list_start(data: bytes) -> int:
    """Where the first feature may begin; 0 where the outermost object has no such list."""
    depth = 0
    for token in TOKEN.finditer(data):
        first = data[token.start()]
        if first != ord('"'):
            depth += 1 if first == ord("{") else -1
        elif depth == 1 and token.group() == KEY:
            opening = LIST_START.match(data, token.end())
            if opening:
                return opening.end()
    return 0


def _follows(data: bytes, end: int, start: int, after_another: bool) -> bool:
    """Whether nothing but a comma stands between a feature and what is before it."""
    return bool(BETWEEN.fullmatch(data, end, start)) if after_another else start == end


def _features(
    data: bytes, spans: list[tuple[int, int]], name: str
) -> Iterator[tuple[Any, str | None]]:
    for start, end in spans:
        text = data[start:end]
        yield parse_json(text, name, data, start), repeated_key(text, name)


def _whole(data: bytes, name: str) -> Collection:
    """A text that could not be cut up, parsed at once."""
    members = parse_json(data, name)
    _refuse_twice(data, name)
    listed = members.get("features") if isinstance(members, dict) else None
    features = listed if isinstance(listed, list) else []
    return Collection(members, len(features), ((one, None) for one in features))


def _refuse_twice(text: bytes, name: str) -> None:
    key = repeated_key(text, name)
    if key is not None:
        raise BadFile(
            "%(file)s has the key '%(key)s' twice in one object; remove one",
            file=name,
            key=key[:60],
        )
