"""What a screen in a meeting room shows: scenes, and playlists of them from `parkmap.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from parkmap.errors import BadValue
from parkmap.land.codes import Word

INTERNAL: Final = "internal"
GUESTS: Final = "guests"
AUDIENCES: Final = (INTERNAL, GUESTS)
SCENES: Final = {
    "progress": Word("盘活进度", "Progress"),
    "campaign": Word("专项攻坚", "Campaign"),
    "projects": Word("招商项目", "Projects"),
    "matters": Word("督办事项", "Supervision"),
    "indicators": Word("经济指标", "Indicators"),
    "map": Word("园区地图", "Map"),
    "supply": Word("可供土地", "Land on offer"),
}
"""Code of a scene -> its title; the makers of their figures are in `services.wall_scenes`."""
FOR_GUESTS: Final = ("supply", "map")
"""Scenes that hold nothing internal; a playlist for guests has these alone."""
SECONDS: Final = (5, 600)
KEYS: Final = frozenset({"name", "title_zh", "title_en", "scenes", "seconds", "audience"})
NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
LONGEST_TITLE: Final = 40


@dataclass(frozen=True, slots=True)
class Playlist:
    """Scenes one after another, each for so many seconds, and who may look at them."""

    name: str
    title: Word
    scenes: tuple[str, ...]
    seconds: int
    audience: str

    @property
    def for_guests(self) -> bool:
        """Whether it needs no sign-in: it reads as the public policy does."""
        return self.audience == GUESTS


PLAIN: Final = (
    Playlist(INTERNAL, Word("内部", "Internal"),
             ("progress", "campaign", "projects", "matters", "indicators", "map"), 20, INTERNAL),
    Playlist(GUESTS, Word("来宾", "Guests"), FOR_GUESTS, 20, GUESTS),
)  # fmt: skip
"""What a wall shows where the workspace says nothing."""


def playlists_of(parsed: Mapping[str, Any]) -> tuple[Playlist, ...]:
    """The playlists of `[[wall.playlist]]`; those of `PLAIN` where there are none.

    Raises
    ------
    BadValue
        A key that there is not, a scene that there is not or that guests may not see, seconds
        out of range, a name twice; the message names the playlist.

    Examples
    --------
    >>> (one,) = playlists_of({"playlist": [{"name": "hall", "scenes": ["map"], "seconds": 30}]})
    >>> one.scenes, one.seconds, one.audience
    (('map',), 30, 'internal')
    >>> [one.name for one in playlists_of({})]
    ['internal', 'guests']
    """
    tables = parsed.get("playlist", [])
    if not isinstance(tables, list) or not all(isinstance(one, Mapping) for one in tables):
        raise BadValue("parkmap.toml: wall.playlist is no list of tables; write [[wall.playlist]]")
    found = tuple(map(_playlist, tables))
    names = [one.name for one in found]
    for name in names:
        if names.count(name) > 1:
            raise _wrong(name, f"name: there are {names.count(name)} of this name")
    return found or PLAIN


def _playlist(table: Mapping[str, Any]) -> Playlist:
    name = table.get("name")
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise _wrong(str(name)[:40], "name: use up to 32 of a-z, 0-9, _ and -")
    if unknown := sorted(table.keys() - KEYS):
        raise _wrong(name, f"{unknown[0]}: use {', '.join(sorted(KEYS))}")
    audience = table.get("audience", INTERNAL)
    if audience not in AUDIENCES:
        raise _wrong(name, f"audience: use {' or '.join(AUDIENCES)}")
    zh = _title(name, table.get("title_zh", name))
    return Playlist(
        name, Word(zh, _title(name, table.get("title_en", zh))),
        _scenes(name, table.get("scenes"), FOR_GUESTS if audience == GUESTS else tuple(SCENES)),
        _seconds(name, table.get("seconds", 20)), audience,
    )  # fmt: skip


def _scenes(name: str, given: Any, allowed: Sequence[str]) -> tuple[str, ...]:
    if not isinstance(given, list) or not given or not all(one in allowed for one in given):
        raise _wrong(name, f"scenes: use one or more of {', '.join(allowed)}")
    if len(set(given)) < len(given):
        raise _wrong(name, "scenes: name each once")
    return tuple(given)


def _seconds(name: str, given: Any) -> int:
    least, most = SECONDS
    if not isinstance(given, int) or isinstance(given, bool) or not least <= given <= most:
        raise _wrong(name, f"seconds: use {least} to {most}")
    return given


def _title(name: str, given: Any) -> str:
    if not isinstance(given, str) or not 0 < len(given) <= LONGEST_TITLE:
        raise _wrong(name, f"title_zh, title_en: use up to {LONGEST_TITLE} characters")
    return given


def _wrong(name: str, what: str) -> BadValue:
    return BadValue(
        "parkmap.toml: wall.playlist '%(name)s', %(what)s", name=name, what=what
    )  # fmt: skip


__all__ = ["AUDIENCES", "FOR_GUESTS", "GUESTS", "INTERNAL", "PLAIN", "SCENES", "Playlist",
           "playlists_of"]  # fmt: skip
