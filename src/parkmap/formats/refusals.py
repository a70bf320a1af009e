"""Refusals that several readers share."""

from __future__ import annotations

from parkmap.errors import BadFile, TooLarge
from parkmap.formats.limits import Limits


def too_many_features(name: str, count: int, limits: Limits) -> TooLarge:
    """More features than one import takes."""
    return TooLarge(
        "%(file)s has %(count)s features, more than %(limit)s; split it, or raise max_features",
        file=name,
        count=count,
        limit=limits.max_features,
    )


def over_time(name: str, limits: Limits) -> BadFile:
    """The child was ended."""
    return BadFile(
        "%(file)s took longer than %(seconds)s seconds to open; split it, or raise read_seconds",
        file=name,
        seconds=limits.read_seconds,
    )


def over_memory(name: str, limits: Limits) -> TooLarge:
    """The child met its limit of memory."""
    return TooLarge(
        "%(file)s needs more than %(limit)s MB of memory to open; split it, or raise memory_mb",
        file=name,
        limit=limits.memory_mb,
    )


def reader_stopped(name: str, kind: str) -> BadFile:
    """The library gave up; what it said is not for people, and may name paths."""
    return BadFile(
        "%(file)s cannot be read as %(kind)s; it may be damaged: copy or export it anew",
        file=name,
        kind=kind,
    )
