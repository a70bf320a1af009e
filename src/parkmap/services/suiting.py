"""Land for a project: single parcels that may be had, ranked, and how many might be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from parkmap.land.availability import AVAILABLE, PREPARING
from parkmap.land.suitability import Project, Suited, large_enough, suited
from parkmap.services.inventories import inventory
from parkmap.services.record import Actor, Record

MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Match:
    """Parcels in order of their score; of how many that may be had, how many are large enough."""

    suited: tuple[Suited, ...]
    candidates: int
    large_enough: int


def match(record: Record, actor: Actor, project: Project, *, preparing: bool = False) -> Match:
    """The parcels that suit a project best, among those that may be had today.

    Parameters
    ----------
    preparing
        Take those along that are in preparation; nothing held is ever among them.
    """
    land = inventory(record, actor)
    kinds = {AVAILABLE, PREPARING} if preparing else {AVAILABLE}
    among = land.codes["avail"].are(kinds)
    return Match(
        tuple(suited(land, project, among, MOST)),
        int(among.sum()),
        int((among & large_enough(land, project)).sum()),
    )


__all__ = ["MOST", "Match", "match"]
