"""A column of codes: each place holds a number, and the words stand once beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of codes: for each parcel a place in `words`."""

    at: NDArray[np.int32]
    words: tuple[str, ...]

    def are(self, codes: Collection[str]) -> NDArray[np.bool_]:
        """Which parcels have one of some codes."""
        wanted = np.array([word in codes for word in self.words], dtype=bool)
        found: NDArray[np.bool_] = wanted[self.at] if len(wanted) else np.zeros(0, dtype=bool)
        return found

    def counts(self, among: NDArray[np.bool_]) -> dict[str, int]:
        """How many of some parcels have each code; the empty code is left out."""
        found = np.bincount(self.at[among], minlength=len(self.words)).tolist()
        return {word: n for word, n in zip(self.words, found, strict=True) if word}


def coded(values: Iterable[str]) -> Coded:
    """A column of some words.

    Examples
    --------
    >>> made = coded(["idle", "in_use", "idle"])
    >>> made.at.tolist(), made.words
    ([0, 1, 0], ('idle', 'in_use'))
    """
    words: dict[str, int] = {}
    at = [words.setdefault(value, len(words)) for value in values]
    return Coded(np.array(at, dtype=np.int32), tuple(words))


def taken_from(column: Coded, rows: NDArray[np.int64]) -> Coded:
    """Some places of a column, with the words that stand there alone: others may be secret now."""
    used, at = np.unique(column.at[rows], return_inverse=True)
    return Coded(at.astype(np.int32), tuple(column.words[one] for one in used.tolist()))


def joined_columns(one: Coded, other: Coded) -> Coded:
    """One column behind the other; each word stands once."""
    places = {word: at for at, word in enumerate(one.words)}
    moved = [places.setdefault(word, len(places)) for word in other.words]
    there = np.array(moved, dtype=np.int32)[other.at] if len(other.at) else other.at
    return Coded(np.concatenate([one.at, there]), tuple(places))


__all__ = ["Coded", "coded", "joined_columns", "taken_from"]
