"""Who is in a direction of a chain, where the gaps are, and how much land stands behind them.

A direction is a gap while nobody in it is in production. Four levels, the best of who is there:

=============  ===================================================================================
`producing`    an enterprise in production, or a project in production or at full output
`under_way`    nobody in production; a project before production that is not stalled, or an
               enterprise that builds or of which neither land nor output is recorded
`stalled`      only stalled projects, or enterprises whose land all lies idle
`none`         nobody: projects that ended, and enterprises whose uses have all ended, do not count
=============  ===================================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from parkmap.land.codes import Word
from parkmap.land.status import IDLE, IN_USE, REVITALIZED, UNDER_CONSTRUCTION

Level = Literal["producing", "under_way", "stalled", "none"]
LEVELS: Final[dict[Level, Word]] = {
    "producing": Word("已投产", "In production"),
    "under_way": Word("在推进", "Under way"),
    "stalled": Word("仅停滞", "Only stalled"),
    "none": Word("空白", "Nobody"),
}
"""Level -> its word, best first."""
GAPS: Final[tuple[Level, ...]] = ("none", "stalled", "under_way")
"""The levels that are gaps, widest first."""
PRODUCING_STAGES: Final = frozenset({"producing", "full_output"})
WORKING: Final = frozenset({IN_USE, REVITALIZED})


class Area(NamedTuple):
    """A number of parcels and their recorded area in dm2."""

    parcels: int = 0
    area_dm2: int = 0


@dataclass(frozen=True, slots=True)
class Present:
    """A project or an enterprise in a direction: its level, and parcel -> area that it takes, dm2.

    `direction` is "" where it names its chain alone.
    """

    kind: Literal["project", "enterprise"]
    id: str
    direction: str
    level: Level
    land: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over some directions: how many are at each level, who is there, on how much land.

    A parcel counts once however many are on it, at most with its recorded area.
    """

    levels: Mapping[Level, int]
    enterprises: int
    projects: int
    land: Mapping[str, Area]

    @property
    def directions(self) -> int:
        """How many directions there are."""
        return sum(self.levels.values())

    @property
    def gaps(self) -> int:
        """In how many of them nobody is in production."""
        return sum(self.levels[level] for level in GAPS)

    @property
    def area(self) -> Area:
        """All the land, whatever its status."""
        found = self.land.values()
        return Area(sum(one.parcels for one in found), sum(one.area_dm2 for one in found))


def project_level(state: Mapping[str, Any]) -> Level | None:
    """The level of a project; None where it has ended.

    Examples
    --------
    >>> project_level({"stage": "started"}), project_level({"stage": "full_output"})
    ('under_way', 'producing')
    >>> project_level({"stage": "started", "halted": "ended"}) is None
    True
    """
    if state.get("halted") == "ended":
        return None
    if state.get("halted") == "stalled":
        return "stalled"
    return "producing" if state.get("stage") in PRODUCING_STAGES else "under_way"


def enterprise_level(statuses: Iterable[str], *, has_output: bool) -> Level:
    """The level of an enterprise by the status of the land that it uses today.

    Parameters
    ----------
    has_output
        Whether output above 0 is recorded for this year or the last.

    Examples
    --------
    >>> enterprise_level(["idle", "in_use"], has_output=False)
    'producing'
    >>> enterprise_level([], has_output=False), enterprise_level(["idle"], has_output=False)
    ('under_way', 'stalled')
    """
    found = set(statuses)
    if has_output or found & WORKING:
        return "producing"
    return "stalled" if found == {IDLE} else "under_way"


def level_of(present: Iterable[Present]) -> Level:
    """The level of a direction: the best of who is there; `none` where nobody is.

    Examples
    --------
    >>> level_of([])
    'none'
    """
    found = {one.level for one in present}
    return next((level for level in LEVELS if level in found), "none")


def figures(
    directions: Sequence[str], present: Sequence[Present], parcels: Mapping[str, tuple[str, int]]
) -> Figures:
    """Sums over directions and who is in them.

    Parameters
    ----------
    directions
        Ids of the directions that count.
    present
        Who is there; also who names no direction, where a whole chain is summed.
    parcels
        Parcel -> its status and recorded area in dm2; land that is not in it counts nothing.

    Examples
    --------
    >>> both = [Present("project", "P1", "D1", "producing", {"T-1": 900}),
    ...         Present("enterprise", "E1", "D1", "under_way", {"T-1": 400})]
    >>> made = figures(["D1", "D2"], both, {"T-1": ("in_use", 900)})
    >>> made.gaps, made.area
    (1, Area(parcels=1, area_dm2=900))
    """
    by_direction: dict[str, list[Present]] = {one: [] for one in directions}
    for one in present:
        by_direction.setdefault(one.direction, []).append(one)
    levels: dict[Level, int] = dict.fromkeys(LEVELS, 0)
    for direction in directions:
        levels[level_of(by_direction[direction])] += 1
    kinds = [one.kind for one in present]
    return Figures(
        levels, kinds.count("enterprise"), kinds.count("project"), land_of(present, parcels)
    )


def taken(present: Iterable[Present], parcels: Mapping[str, tuple[str, int]]) -> dict[str, int]:
    """Parcel -> area that some take of it together, at most its own, in dm2."""
    sums: dict[str, int] = {}
    for one in present:
        for parcel, area in one.land.items():
            if parcel in parcels:
                sums[parcel] = min(sums.get(parcel, 0) + area, parcels[parcel][1])
    return sums


def land_of(
    present: Iterable[Present], parcels: Mapping[str, tuple[str, int]]
) -> dict[str, Area]:  # fmt: skip
    """Status -> parcels and area that some take together, in the order of the statuses."""
    found = dict.fromkeys((IDLE, UNDER_CONSTRUCTION, REVITALIZED, IN_USE), Area())
    for parcel, area in taken(present, parcels).items():
        status = parcels[parcel][0]
        before = found.get(status, Area())
        found[status] = Area(before.parcels + 1, before.area_dm2 + area)
    return {status: area for status, area in found.items() if area.parcels}


__all__ = [
    "GAPS", "LEVELS", "Area", "Figures", "Level", "Present", "enterprise_level", "figures",
    "land_of", "level_of", "project_level", "taken",
]  # fmt: skip
