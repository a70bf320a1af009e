"""What moved between two days: land that counts otherwise, followed through splits and merges.

A row is land, not a number of a parcel: what a split made counts as what its parent counted, what
went into a merge as what came out of it. So the rows add up to the difference of the two sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from parkmap.land.lineage import natural_key, share_out, trace

Kind = Literal["status", "appeared", "left", "divided", "merged", "area", "outline"]
KINDS: Final[tuple[Kind, ...]] = (
    "status", "appeared", "left", "divided", "merged", "area", "outline",
)  # fmt: skip
"""In the order of lists: what a leader asks for first."""

Parents = Mapping[str, Sequence[str]]


class Counted(NamedTuple):
    """As what a parcel counted on a day, and with which recorded area in dm2."""

    status: str
    area_dm2: int


class Move(NamedTuple):
    """Land that counts otherwise on the later day; `before`, `after` is "" where it was not there.

    `made_from` are parcels of the earlier day that it came from, `became` those of the later day
    that came of it; `redrawn` says that its outline is another.
    """

    id: str
    before: str
    after: str
    before_dm2: int
    after_dm2: int
    made_from: tuple[str, ...] = ()
    became: tuple[str, ...] = ()
    redrawn: bool = False

    @property
    def area_dm2(self) -> int:
        """The recorded area on the later day; where it is not there then, on the earlier."""
        return self.after_dm2 if self.after else self.before_dm2

    @property
    def kind(self) -> Kind:
        """What happened to it, by what weighs most.

        Examples
        --------
        >>> Move("G-1", "idle", "under_construction", 100, 100).kind
        'status'
        >>> Move("G-1-1", "idle", "idle", 50, 50, made_from=("G-1",)).kind
        'divided'
        """
        if self.before != self.after:
            return "status" if self.before and self.after else (
                "left" if self.before else "appeared")  # fmt: skip
        if self.made_from or self.became:
            return "divided" if self.made_from else "merged"
        return "area" if self.before_dm2 != self.after_dm2 else "outline"


class KindSum(NamedTuple):
    """All land that went from one status to another: rows, and recorded area on both days."""

    before: str
    after: str
    rows: int
    before_dm2: int
    after_dm2: int


def moves(
    before: Mapping[str, Counted], after: Mapping[str, Counted], parents: Parents,
    redrawn: Collection[str] = frozenset(),
) -> list[Move]:  # fmt: skip
    """What differs between two days, each piece of land once, in order of kind and id.

    Parameters
    ----------
    before, after
        The parcels that count on the earlier and on the later day.
    parents
        Parcel -> those that it was made from, as far as they are known; to any depth.
    redrawn
        Parcels of both days whose outline is another.

    Examples
    --------
    >>> was = {"G": Counted("idle", 100)}
    >>> now = {"G-1": Counted("under_construction", 60), "G-2": Counted("idle", 40)}
    >>> [(one.id, one.before, one.after, one.before_dm2)
    ...  for one in moves(was, now, {"G-1": ["G"], "G-2": ["G"]})]
    [('G-1', 'idle', 'under_construction', 60), ('G-2', 'idle', 'idle', 40)]
    """
    found = [
        Move(one, was.status, after[one].status, was.area_dm2, after[one].area_dm2,
             redrawn=one in redrawn)
        for one, was in before.items()
        if one in after and (was != after[one] or one in redrawn)
    ]  # fmt: skip
    for old, new in _families(before, after, parents):
        found.extend(_family({one: before[one] for one in old}, {one: after[one] for one in new}))
    return sorted(found, key=_order)


def _order(one: Move) -> tuple[object, ...]:
    return KINDS.index(one.kind), one.before, one.after, natural_key(one.id)


def _families(
    before: Mapping[str, Counted], after: Mapping[str, Counted], parents: Parents
) -> Iterator[tuple[list[str], list[str]]]:
    """Parcels that went and came, by what came of what; those of both days are no part of it."""
    gone, come = before.keys() - after.keys(), after.keys() - before.keys()
    root = {one: one for one in gone | come}

    def top(one: str) -> str:
        while root[one] != one:
            one = root[one]
        return one

    for one in come:
        for step in trace(one, lambda ids: {each: parents.get(each, ()) for each in ids}):
            if step.id in gone:
                root[top(one)] = top(step.id)
    families: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for one in sorted(root, key=natural_key):
        families[top(one)][one in come].append(one)
    yield from families.values()


def _family(old: Mapping[str, Counted], new: Mapping[str, Counted]) -> Iterator[Move]:
    """The rows of land that went over from some parcels to others."""
    was, now = _only_status(old), _only_status(new)
    sized = all(one.area_dm2 > 0 for one in (*old.values(), *new.values()))
    if was and new and sized:
        total = sum(one.area_dm2 for one in old.values())
        shares = share_out(total, [one.area_dm2 for one in new.values()])
        for (one, here), share in zip(new.items(), shares, strict=True):
            yield Move(one, was, here.status, share, here.area_dm2, made_from=tuple(old))
    elif now and old and sized:
        total = sum(one.area_dm2 for one in new.values())
        shares = share_out(total, [one.area_dm2 for one in old.values()])
        for (one, here), share in zip(old.items(), shares, strict=True):
            yield Move(one, here.status, now, here.area_dm2, share, became=tuple(new))
    else:  # what was of one status came apart and together with others: nobody knows how much
        for one, here in old.items():
            yield Move(one, here.status, "", here.area_dm2, 0, became=tuple(new))
        for one, here in new.items():
            yield Move(one, "", here.status, 0, here.area_dm2, made_from=tuple(old))


def _only_status(sides: Mapping[str, Counted]) -> str:
    """The status that they all have; "" where they differ or there are none."""
    found = {one.status for one in sides.values()}
    return found.pop() if len(found) == 1 else ""


def sums(found: Iterable[Move]) -> list[KindSum]:
    """The moves added up by the status before and after; largest first, what stayed the same last.

    Examples
    --------
    >>> sums([Move("G-1", "idle", "in_use", 60, 60), Move("G-2", "idle", "in_use", 40, 40)])
    [KindSum(before='idle', after='in_use', rows=2, before_dm2=100, after_dm2=100)]
    """
    held: dict[tuple[str, str], tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    for one in found:
        count, was, now = held[one.before, one.after]
        held[one.before, one.after] = (count + 1, was + one.before_dm2, now + one.after_dm2)
    made = [KindSum(*key, *figures) for key, figures in held.items()]
    return sorted(made, key=lambda one: (one.before == one.after,
                                         -max(one.before_dm2, one.after_dm2), one[:2]))  # fmt: skip


def net(found: Iterable[Move]) -> dict[str, int]:
    """Status -> by how many dm2 its sum is larger on the later day.

    Examples
    --------
    >>> net([Move("G-1", "idle", "in_use", 60, 60)])
    {'idle': -60, 'in_use': 60}
    """
    held: dict[str, int] = defaultdict(int)
    for one in found:
        if one.before:
            held[one.before] -= one.before_dm2
        if one.after:
            held[one.after] += one.after_dm2
    return dict(held)


__all__ = ["KINDS", "Counted", "Kind", "KindSum", "Move", "moves", "net", "sums"]
