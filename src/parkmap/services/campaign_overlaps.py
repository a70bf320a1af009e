"""Land that counts in more than one campaign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from parkmap.services.campaign_land import Land
from parkmap.services.campaign_standing import Standing


@dataclass(frozen=True, slots=True)
class Overlap:
    """Land that counts in two campaigns: their ids, the parcels as they are now, their area."""

    one: str
    other: str
    parcels: tuple[str, ...]
    area_dm2: int


def overlaps(several: Sequence[Standing], land: Land) -> tuple[Overlap, ...]:
    """What counts in two campaigns at once, for each two that share land."""
    lies = {one.id: _lies(one, land) for one in several}
    found = []
    for first, second in combinations(lies, 2):
        both = sorted(lies[first].keys() & lies[second].keys())
        if both:
            area = sum(min(lies[first][parcel], lies[second][parcel]) for parcel in both)
            found.append(Overlap(first, second, tuple(both), area))
    return tuple(found)


def _lies(one: Standing, land: Land) -> dict[str, int]:
    """Parcel -> how much of it counts for a campaign, as parcels are now."""
    found: dict[str, int] = {}
    for counted in one.now:
        for parcel, area in one.tally.lies(counted, max(land.on, one.tally.cut)).items():
            found[parcel] = found.get(parcel, 0) + area
    return found


__all__ = ["Overlap", "overlaps"]
