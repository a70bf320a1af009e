"""Figures that are the same for every reader of an audience, kept while the record stands still."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

from flask import Flask, current_app, g

from parkmap.services import reading, statistics, tiles
from parkmap.services.changes import token
from parkmap.services.record import Actor, Record
from parkmap.services.views import View

MOST_KEPT: Final = 64
EXTENSION: Final = "parkmap_kept"

Value = TypeVar("Value")


def token_now(record: Record) -> str:
    """Where the record stood when this request first asked."""
    if "parkmap_token" not in g:
        g.parkmap_token = token(record)
    return cast("str", g.parkmap_token)


def kept(record: Record, actor: Actor, name: str, make: Callable[[], Value]) -> Value:
    """A value that holds until the record or the day changes, made once for each audience."""
    store: dict[tuple[str, ...], Any] = current_app.extensions[EXTENSION]
    key = (name, actor.audience, token_now(record), record.today().isoformat())
    if key not in store:
        value = make()
        if len(store) >= MOST_KEPT:
            store.clear()
        store[key] = value
        return value
    return cast("Value", store.get(key) or make())


def totals_now(record: Record, actor: Actor) -> statistics.Totals:
    """Today's sums."""
    return kept(record, actor, "totals", lambda: statistics.totals(record, actor))


def parks_now(record: Record, actor: Actor) -> tuple[View, ...]:
    """The parks."""
    return kept(record, actor, "parks", lambda: reading.parks(record, actor))


def frame_now(record: Record, actor: Actor) -> tiles.TileFrame:
    """The frame of the map."""
    return kept(record, actor, "frame", lambda: tiles.tile_frame(record))


def news_now(record: Record, actor: Actor) -> tuple[reading.News, ...]:
    """The latest entries."""
    return kept(record, actor, "news", lambda: reading.recent(record, actor))


def init_kept(app: Flask) -> None:
    """Begin with nothing."""
    app.extensions[EXTENSION] = {}
