"""Refusals that several readers share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from parkmap.errors import BadFile, TooLarge
from parkmap.formats.limits import Limits

BETWEEN: Final = ", "
"""Between the names of layers in what a child says."""


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


def several_layers(name: str, layers: Sequence[str]) -> BadFile:
    """Which layer is meant has to be said; the refusal tells between which (``choices``)."""
    return BadFile(
        "%(file)s has several layers; choose one: %(layers)s", file=name,
        layers=BETWEEN.join(layers), asks="layer", choices=list(layers),
    )  # fmt: skip


def no_such_layer(name: str, layers: Sequence[str]) -> BadFile:
    """It has others, which the refusal tells (``choices``)."""
    return BadFile(
        "%(file)s has no such layer; it has %(layers)s", file=name,
        layers=BETWEEN.join(layers) or "–", asks="layer", choices=list(layers),
    )  # fmt: skip


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
