"""A phone as the wall's remote: what it asked of an open wall, kept until the wall has done it."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from parkmap.errors import BadValue, NotFound, WorkspaceError
from parkmap.land.wall import Playlist
from parkmap.services.record import Actor, Record, require
from parkmap.services.wall import READ, playlist
from parkmap.store import wall
from parkmap.store.wall import Screen

SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH: Final = 6
ACTIONS: Final = ("next", "previous", "pause", "play", "playlist", "scene")
KEPT_FOR: Final = timedelta(days=1)
SEEN_EVERY: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Showing:
    """What a wall shows, or is asked to: `n` counts what was asked of it."""

    n: int
    playlist: str
    scene: str
    paused: bool

    def body(self) -> dict[str, Any]:
        """As it is kept and sent."""
        return {"n": self.n, "playlist": self.playlist, "scene": self.scene, "paused": self.paused}


@dataclass(frozen=True, slots=True)
class Told:
    """An open wall: what was asked of it last, and what it said last."""

    code: str
    asked: Showing
    shown: Showing

    @property
    def now(self) -> Showing:
        """What it shows, or will with its next question."""
        return self.shown if self.shown.n >= self.asked.n else self.asked


def open_screen(record: Record, actor: Actor, name: str) -> str:
    """A code for a wall that was just opened; walls not seen for a day are forgotten.

    Raises
    ------
    SignInNeeded, Forbidden
        Who may not read the wall: guests have no remote.
    """
    require(actor, READ)
    first = playlist(record, actor, name)
    showing = Showing(0, first.name, first.scenes[0], paused=False).body()
    code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    now = record.clock()
    with record.store.write() as connection:
        wall.drop_screens(connection, record.zone_id, _text(now - KEPT_FOR))
        wall.add_screen(
            connection, record.zone_id, Screen(code, actor.id, _text(now), showing, showing)
        )
    return code


def screen(record: Record, actor: Actor, code: str) -> Told:
    """An open wall, for people who signed in and for the screen that opened it.

    Raises
    ------
    NotFound
        There is none of this code, or it is another screen's.
    """
    return _told(_found(record, actor, code))


def note(record: Record, actor: Actor, code: str, shown: Showing) -> Told:
    """What was asked of a wall, which says what it shows; written down where that is news."""
    one = _found(record, actor, code)
    now = record.clock()
    if one.shown != shown.body() or now - datetime.fromisoformat(one.seen_at) >= SEEN_EVERY:
        with suppress(WorkspaceError), record.store.write() as connection:  # a note, no condition
            kept = wall.screen(connection, record.zone_id, code)
            if kept is not None:
                one = kept._replace(shown=shown.body(), seen_at=_text(now))
                wall.set_screen(connection, record.zone_id, one)
    return _told(one)


def ask(record: Record, actor: Actor, code: str, action: str, value: str = "") -> Told:
    """Ask something of a wall: the next scene, the one before, a pause, a playlist, a scene.

    Raises
    ------
    BadValue
        There is no such action, or the playlist has no such scene.
    NotFound
        There is no such wall or playlist.
    """
    _found(record, actor, code)
    with record.store.write() as connection:
        one = wall.screen(connection, record.zone_id, code)
        if one is None:
            raise _gone(code)
        asked = _moved(record, actor, _told(one).now, action, value)
        one = one._replace(asked=asked.body())
        wall.set_screen(connection, record.zone_id, one)
    return _told(one)


def _moved(record: Record, actor: Actor, now: Showing, action: str, value: str) -> Showing:
    n = now.n + 1
    shown = playlist(record, actor, value if action == "playlist" else now.playlist)
    if action == "playlist":
        return Showing(n, shown.name, shown.scenes[0], now.paused)
    if action in {"next", "previous"}:
        step = 1 if action == "next" else -1
        return Showing(n, shown.name, _beside(shown, now.scene, step), now.paused)
    if action in {"pause", "play"}:
        return Showing(n, shown.name, now.scene, action == "pause")
    if action == "scene" and value in shown.scenes:
        return Showing(n, shown.name, value, now.paused)
    raise BadValue(
        "'%(value)s' cannot be asked of the wall; use one of %(signs)s",
        value=(value if action == "scene" else action)[:40],
        signs=", ".join(shown.scenes if action == "scene" else ACTIONS),
    )


def _beside(shown: Playlist, scene: str, step: int) -> str:
    at = shown.scenes.index(scene) if scene in shown.scenes else -step
    return shown.scenes[(at + step) % len(shown.scenes)]


def _found(record: Record, actor: Actor, code: str) -> Screen:
    require(actor, READ)
    with record.store.read() as connection:
        one = wall.screen(connection, record.zone_id, code[:12])
    if one is None or (actor.audience != "staff" and one.opened_by != actor.id):
        raise _gone(code)
    return one


def _told(one: Screen) -> Told:
    return Told(one.code, Showing(**one.asked), Showing(**one.shown))


def _gone(code: str) -> NotFound:
    return NotFound("no wall is open under '%(code)s'; read the code off the wall again",
                    code=code[:12])  # fmt: skip


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


__all__ = ["ACTIONS", "Showing", "Told", "ask", "note", "open_screen", "screen"]
