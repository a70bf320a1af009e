"""Words looked for among the names of land: whole first, else by pairs of characters.

Chinese has no blanks between its words, so that a search for 光电产业园 means 光电装备产业园 too:
where no text has a word as it stands, texts count that have most of its pairs of characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

ENOUGH: Final = 0.6
"""Share of the pairs of a word that a text must have, where none has the word itself."""

MOST_WORDS: Final = 8
MOST_PAIRS: Final = 16


class Hits(NamedTuple):
    """Which texts fit, which of them by their name, and whether only by pairs of characters."""

    fits: NDArray[np.bool_]
    by_name: NDArray[np.bool_]
    loosely: bool


def search(texts: Sequence[str], names: Sequence[str], asked: str) -> Hits:
    """Which texts have every word that is asked for.

    Parameters
    ----------
    texts, names
        In small letters; of each item all that is looked in, and its name and number.
    asked
        Words parted by blanks.

    Examples
    --------
    >>> found = search(["cz-1 光电装备产业园", "cz-2 航天产业园"], ["cz-1", "cz-2"], "光电产业园")
    >>> found.fits.tolist(), found.loosely
    ([True, False], True)
    """
    fits = np.ones(len(texts), dtype=bool)
    by_name = np.ones(len(texts), dtype=bool)
    loosely = False
    for word in asked.lower().split()[:MOST_WORDS]:
        found = _having(texts, word)
        if not found.any():
            found, loosely = _having_most(texts, word), True
        fits &= found
        by_name &= _having(names, word)
    return Hits(fits, by_name & fits, loosely)


def _having(texts: Sequence[str], word: str) -> NDArray[np.bool_]:
    return np.fromiter((word in text for text in texts), dtype=bool, count=len(texts))


def _having_most(texts: Sequence[str], word: str) -> NDArray[np.bool_]:
    pairs = list(dict.fromkeys(word[at : at + 2] for at in range(len(word) - 1)))[:MOST_PAIRS]
    if len(pairs) < 2:
        return np.zeros(len(texts), dtype=bool)
    count = np.zeros(len(texts), dtype=np.int16)
    for pair in pairs:
        count += _having(texts, pair)
    return count >= ENOUGH * len(pairs)


__all__ = ["Hits", "search"]
