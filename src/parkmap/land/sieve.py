"""Land that fits a wish: which, in which order, what each filter would leave, what to loosen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from parkmap.land.criteria import CRITERIA, ID, IDS, TEXT, Asked, Between, Criterion, Wanted, plain
from parkmap.land.inventory import Inventory
from parkmap.land.text_search import search

MOST_PAIRED: Final = 12
COLUMN: Final = {"by": "from"}
"""Filter -> the column it looks at, where that has another name."""

Mask = NDArray[np.bool_]


class Loosening(NamedTuple):
    """Filters to take away (`TEXT` for the words) and what would be left; or one to loosen.

    `to` is the nearest wish of that one filter which some land fulfils; None: only taking it away
    helps.
    """

    names: tuple[str, ...]
    left: int
    to: Between | date | None = None
    to_left: int = 0


class Sieve:
    """An inventory seen through a wish. Everything is worked out from which filter fails where."""

    def __init__(self, inventory: Inventory, wanted: Wanted) -> None:
        self.inventory = inventory
        self.wanted = wanted
        self.loosely = False
        self._by_name: Mask | None = None
        self._failing = {name: ~_fits(inventory, name, asked)
                         for name, asked in wanted.given.items()}  # fmt: skip
        if wanted.text:
            hits = search(inventory.texts.tolist(), inventory.names.tolist(), wanted.text)
            self._failing[TEXT] = ~hits.fits
            self._by_name, self.loosely = hits.by_name, hits.loosely
        if wanted.ids:
            named = set(wanted.ids)
            at = (one not in named for one in inventory.ids)
            self._failing[IDS] = np.fromiter(at, bool, len(inventory))
        self._fails = np.zeros(len(inventory), dtype=np.uint8)
        for one in self._failing.values():
            self._fails += one

    @property
    def fits(self) -> Mask:
        """Which parcels fit."""
        fits: Mask = self._fails == 0
        return fits

    def area_dm2(self) -> int:
        """The recorded area of all that fit."""
        return int(self.inventory.area_dm2[self.fits].sum())

    def rows(self) -> NDArray[np.int64]:
        """Places of what fits, in the order that is asked for; what lacks the figure comes last."""
        rows = np.flatnonzero(self.fits)
        if not self.wanted.sort:
            if self._by_name is None:
                return rows
            return rows[np.argsort(~self._by_name[rows], kind="stable")]
        keys = self._keys(self.wanted.sort.removeprefix("-"))[rows]
        if self.wanted.sort.startswith("-"):
            keys = -keys
        return rows[np.argsort(keys, kind="stable")]

    def counts(self, name: str) -> dict[str, int]:
        """How many a filter's codes (or ready-made bounds) would each leave, all others as asked.

        A flag counts under "1"; a step of a distance, or of what is better the less it is, all up
        to it, one of another range all from it on.
        """
        others = self._others(name)
        one = CRITERIA[name]
        if one.kind == "codes":
            return self.inventory.codes[name].counts(others)
        column = self.inventory.numbers[COLUMN.get(name, name)][others]
        if one.kind == "flag":
            return {"1": int((column == 1).sum())}
        if one.up_to:
            return {plain(at): int((column <= at).sum()) for at in self.steps(one)}
        return {plain(at): int((column >= at).sum()) for at in self.steps(one)}

    def steps(self, one: Criterion) -> tuple[float, ...]:
        """The bounds that a form offers ready-made: its own, else those that part all land in four.

        They follow from all land, not from what fits, so that they stand still while one chooses.
        """
        if one.steps or one.kind != "range":
            return one.steps
        known = self.inventory.numbers[COLUMN.get(one.name, one.name)]
        known = known[~np.isnan(known)]
        if not len(known):
            return ()
        parts = np.quantile(known, (0.25, 0.5, 0.75), method="nearest").tolist()
        return tuple(sorted({float(f"{at:.3g}") for at in parts}))

    def by_park(self) -> dict[str, tuple[int, int]]:
        """Park -> how many parcels fit and their recorded area in dm2; "" is land in none."""
        column, fits = self.inventory.codes["park"], self.fits
        at, most = column.at[fits], len(column.words)
        counts = np.bincount(at, minlength=most).tolist()
        areas = np.bincount(at, weights=self.inventory.area_dm2[fits], minlength=most).tolist()
        return {word: (n, int(area))
                for word, n, area in zip(column.words, counts, areas, strict=True)}  # fmt: skip

    def reach(self, name: str) -> Between:
        """The least and the most of a figure among what all other filters leave."""
        column = self.inventory.numbers[COLUMN.get(name, name)][self._others(name)]
        known = column[~np.isnan(column)]
        return Between(float(known.min()), float(known.max())) if len(known) else Between()

    def loosened(self) -> list[Loosening]:
        """Where nothing fits: the filters whose taking away helps most, best first.

        Single filters first; where no single one helps, pairs.
        """
        single = [self._loosening((name,)) for name in self._failing]
        found = [one for one in single if one.left]
        if not found and len(self._failing) <= MOST_PAIRED:
            pairs = (self._loosening(pair) for pair in combinations(self._failing, 2))
            found = [one for one in pairs if one.left]
        return sorted(found, key=lambda one: -one.left)

    def _loosening(self, names: tuple[str, ...]) -> Loosening:
        alone = self._fails == len(names)
        for name in names:
            alone &= self._failing[name]
        count = int(alone.sum())
        criterion = CRITERIA.get(names[0]) if len(names) == 1 and count else None
        if criterion is None or criterion.kind not in {"range", "most", "day"}:
            return Loosening(names, count)
        return self._nearest(criterion, alone, count)

    def _nearest(self, one: Criterion, alone: Mask, count: int) -> Loosening:
        """The bound nearest to the one asked for that some land reaches."""
        asked = self.wanted.given[one.name]
        column = self.inventory.numbers[COLUMN.get(one.name, one.name)][alone]
        known = column[~np.isnan(column)]
        if not len(known):
            return Loosening((one.name,), count)
        if isinstance(asked, date):
            day = known.min()
            return Loosening((one.name,), count, date.fromordinal(int(day)),
                             int((known <= day).sum()))  # fmt: skip
        if not isinstance(asked, Between):
            return Loosening((one.name,), count)
        least, most = asked
        below = known[known < least] if least is not None else known[:0]
        above = known[known > most] if most is not None else known[:0]
        down = below.max() if len(below) else None
        up = above.min() if len(above) else None
        nearer_below = down is not None and (
            up is None or (least or 0.0) - down <= up - (most or 0.0)
        )
        to = Between(_down(down), most) if nearer_below else Between(least, _up(up or 0.0))
        fit = (known >= (to.least or 0.0)) & (known <= (np.inf if to.most is None else to.most))
        return Loosening((one.name,), count, to, int(fit.sum()))

    def _others(self, name: str) -> Mask:
        """What all other filters leave."""
        fails = self._fails - self._failing[name] if name in self._failing else self._fails
        others: Mask = fails == 0
        return others

    def _keys(self, name: str) -> NDArray[np.float64]:
        if name in self.inventory.numbers:
            return self.inventory.numbers[name]
        if name == "name":
            return _ranks(self.inventory.titles.tolist())
        if name == ID:
            return np.arange(len(self.inventory), dtype=np.float64)
        column = self.inventory.codes[name]
        listed = CRITERIA[name].codes
        order = {code: at for at, code in enumerate(listed or sorted(column.words))}
        places = [float(order.get(word, len(order))) if word else np.nan for word in column.words]
        keys: NDArray[np.float64] = np.array(places)[column.at]
        return keys


def _fits(inventory: Inventory, name: str, asked: Asked) -> Mask:
    if isinstance(asked, frozenset):
        return inventory.codes[name].are(asked)
    column = inventory.numbers[COLUMN.get(name, name)]
    if isinstance(asked, Between):
        least, most = asked
        low, high = (-np.inf if least is None else least), (np.inf if most is None else most)
        within: Mask = (column >= low) & (column <= high)
        return within
    due: Mask = column <= asked.toordinal() if isinstance(asked, date) else column == 1
    return due


def _ranks(words: list[str]) -> NDArray[np.float64]:
    order = {word: at for at, word in enumerate(sorted(set(words)))}
    return np.array([order[word] for word in words], dtype=np.float64)


def _down(value: float | None) -> float:
    """A bound as a person would write it, so that the figure still fits."""
    return float(np.floor((value or 0.0) * 10) / 10)


def _up(value: float) -> float:
    return float(np.ceil(value * 10) / 10)


def counted(sieve: Sieve) -> Mapping[str, dict[str, int]]:
    """The counts of every filter but days."""
    return {one.name: sieve.counts(one.name) for one in CRITERIA.values() if one.kind != "day"}


__all__ = ["Loosening", "Sieve", "counted"]
