"""Lineage: ids of what a split or a merge makes, shares of a recorded area, steps both ways.

Ids follow one rule (docs/record.md): a split of `G-7` makes `G-7-1`, `G-7-2` ..., a merge makes
`<lowest parent>-M1`, `-M2` ...; an id that was ever given out is never given out again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import count as numbers
from itertools import islice
from typing import NamedTuple

from parkmap.errors import BadValue

Edges = Callable[[Sequence[str]], Mapping[str, Sequence[str]]]


class Step(NamedTuple):
    """A parcel of a lineage, and how many splits or merges away it is (from 1)."""

    id: str
    generation: int


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts ids as people count: `G-2` before `G-10`.

    Examples
    --------
    >>> sorted(["G-10", "G-2", "G-2-1"], key=natural_key)
    ['G-2', 'G-2-1', 'G-10']
    """
    parts = re.split(r"([0-9]+)", text)
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part)
                 for part in parts if part)  # fmt: skip


def child_ids(parent_id: str, used: Collection[str], count: int) -> list[str]:
    """The next ids of children of a parcel, none of which was ever used.

    Parameters
    ----------
    parent_id
        The parcel that is split.
    used
        Every id that was ever given out, undone entries included.
    count
        How many are needed.

    Examples
    --------
    >>> child_ids("G-7", {"G-7-1"}, 2)
    ['G-7-2', 'G-7-3']
    """
    free = (name for n in numbers(1) if (name := f"{parent_id}-{n}") not in used)
    return list(islice(free, count))


def merged_id(parent_ids: Iterable[str], used: Collection[str]) -> str:
    """The id of a merged parcel: the lowest parent's by natural order, with the next free `-M`.

    Raises
    ------
    BadValue
        There is no parent.

    Examples
    --------
    >>> merged_id(["G-10", "G-9"], {"G-9-M1"})
    'G-9-M2'
    """
    lowest = min(parent_ids, key=natural_key, default=None)
    if lowest is None:
        raise BadValue("a merge needs at least two parcels; select them")
    return next(name for n in numbers(1) if (name := f"{lowest}-M{n}") not in used)


def share_out(total_dm2: int, weights: Sequence[float]) -> list[int]:
    """Share a recorded area out by the largest remainder; the shares add up exactly.

    Parameters
    ----------
    total_dm2
        The recorded area of the parent in dm2, not negative.
    weights
        Measured areas of the pieces, shape (n,), in any unit; all above zero. Of equal
        remainders the earlier piece gets the odd dm2.

    Raises
    ------
    BadValue
        No weights, or one that is not above zero.

    Examples
    --------
    >>> share_out(100, [1.0, 1.0, 1.0])
    [34, 33, 33]
    """
    if not weights or not all(weight > 0 for weight in weights):
        raise BadValue("an area is shared out among pieces that are larger than nothing")
    parts = [Fraction(weight) for weight in weights]
    whole = sum(parts)
    exact = [total_dm2 * part / whole for part in parts]
    shares = [int(share) for share in exact]
    order = sorted(range(len(parts)), key=lambda place: shares[place] - exact[place])
    for place in order[: total_dm2 - sum(shares)]:
        shares[place] += 1
    return shares


def trace(start: str, edges: Edges) -> Iterator[Step]:
    """Every parcel that edges lead to from one, nearest first; each once, to any depth.

    Parameters
    ----------
    start
        The parcel to begin from; it is not among the steps.
    edges
        Gives for some ids the ids one step further; one that has none may be left out.

    Examples
    --------
    >>> tree = {"G": ["G-1", "G-2"], "G-2": ["G-2-1"]}
    >>> list(trace("G", lambda ids: tree))[-1]
    Step(id='G-2-1', generation=2)
    """
    met = {start}
    front = [start]
    for generation in numbers(1):
        found = edges(front)
        after = dict.fromkeys(one for here in front for one in found.get(here, ()))
        front = [one for one in after if one not in met]
        if not front:
            return
        met.update(front)
        yield from (Step(one, generation) for one in front)


__all__ = ["Edges", "Step", "child_ids", "merged_id", "natural_key", "share_out", "trace"]
