"""Everything that is checked of parcels at once, as findings. Pure: a caller brings the land."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import shapely

from parkmap.geometry.coordinates import Geometries
from parkmap.geometry.coverage import check_coverage
from parkmap.geometry.spikes import spikes
from parkmap.geometry.validity import Fault, ShapeLimits, faults
from parkmap.land.areas import area_findings
from parkmap.land.containment import park_findings
from parkmap.land.finding import Finding, Severity
from parkmap.land.neighbours import neighbour_findings, strip_findings
from parkmap.said import say

Progress = Callable[[int, int], None]

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
NO_LIMITS: Final = ShapeLimits(2**40, 2**40)
"""How large a boundary may be is asked when it comes in; in the record it is no fault."""


@dataclass(frozen=True)
class Land:
    """Parcels that are checked together, and the parks they should lie in.

    Parameters
    ----------
    ids, shapes, states
        Of the parcels, shape (n,): ids, polygons in degrees (None where there is none), and their
        fields. Retired parcels are history: leave them out.
    parks
        Park id -> polygon in degrees.
    gk_zone
        The CGCS2000 3-degree zone in which areas are measured.
    """

    ids: Sequence[str]
    shapes: Geometries
    states: Sequence[Mapping[str, Any]]
    parks: Mapping[str, Any]
    gk_zone: int

    def only(self, which: Sequence[int]) -> Land:
        """Some of the parcels, with the same parks."""
        return Land(
            [self.ids[at] for at in which],
            self.shapes[list(which)],
            [self.states[at] for at in which],
            self.parks,
            self.gk_zone,
        )


@dataclass(frozen=True)
class Checked:
    """What a check found.

    `findings` are in order of severity, code and ids. `unmatched` are parcels of which a side is
    not shared point for point with the neighbour along it: no fault as long as nothing overlaps.
    """

    findings: tuple[Finding, ...]
    parcels: int
    unmatched: tuple[str, ...] = ()

    @cached_property
    def counts(self) -> dict[Severity, int]:
        """How many of each severity."""
        found = Counter(one.severity for one in self.findings)
        return {severity: found[severity] for severity in SEVERITIES}

    @property
    def holds(self) -> bool:
        """Nothing that is an error was found."""
        return not self.counts["error"]


def check_land(land: Land, progress: Progress | None = None) -> Checked:
    """Check boundaries, neighbours, parks and areas.

    Parameters
    ----------
    land
        Any number of parcels; cost grows as n log n, and with what is found.
    progress
        Told (done, total) after each step.

    Examples
    --------
    >>> import numpy as np
    >>> left, right = shapely.box(0, 0, 2e-3, 1e-3), shapely.box(1e-3, 0, 3e-3, 1e-3)
    >>> land = Land(["G-1", "G-2"], np.array([left, right]), [{}, {}], {}, 38)
    >>> [one.sentence for one in check_land(land).findings]
    ['G-1 and G-2 overlap by 12,309.07 m²']
    """
    tell = progress or (lambda done, total: None)
    found, sound = _validity(land)
    good = land.only(sound)
    tell(1, 5)
    found += _spikes(good)
    found += strip_findings(good.ids, good.shapes)
    tell(2, 5)
    coverage = check_coverage(good.shapes, good.gk_zone)
    found += neighbour_findings(good.ids, good.shapes, coverage)
    tell(3, 5)
    found += park_findings(good.ids, good.shapes, good.states, good.parks, good.gk_zone)
    tell(4, 5)
    found += area_findings(good.ids, good.shapes, good.states, good.gk_zone)
    tell(5, 5)
    found.sort(key=lambda one: (SEVERITIES.index(one.severity), one.code, one.parcel_ids))
    unmatched = tuple(good.ids[int(at)] for at in coverage.unmatched)
    return Checked(tuple(found), len(land.ids), unmatched)


def _validity(land: Land) -> tuple[list[Finding], list[int]]:
    found: list[Finding] = []
    sound: list[int] = []
    for at, fault in enumerate(faults(land.shapes, NO_LIMITS)):
        if fault is None:
            sound.append(at)
        else:
            found.append(_invalid(land.ids[at], land.shapes[at], fault))
    return found, sound


def _invalid(parcel_id: str, shape: Any, fault: Fault) -> Finding:
    return Finding(
        fault.code,
        "error",
        None,
        parcel_id,
        fault.place,
        say("%(id)s: %(what)s", id=parcel_id, what=fault.sentence),
        fault.remedy,
        (parcel_id,),
        geometry=shapely.Point(fault.place) if fault.place else shape,
    )


def _spikes(land: Land) -> Iterator[Finding]:
    for spike in spikes(land.shapes):
        parcel_id = land.ids[spike.shape]
        yield Finding(
            "spike",
            "warning",
            None,
            parcel_id,
            (spike.lng, spike.lat),
            say(
                "the boundary of %(id)s has a spike of %(length)s m",
                id=parcel_id,
                length=f"{spike.length_m:,.2f}",
            ),
            say("take out the boundary point at its tip"),
            (parcel_id,),
            geometry=shapely.Point(spike.lng, spike.lat),
        )


__all__ = ["SEVERITIES", "Checked", "Land", "check_land"]
