"""Findings about parcels and the parks that they say they lie in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import shapely

from parkmap.geometry.coordinates import Geometries
from parkmap.geometry.measure import area_m2
from parkmap.land.finding import Finding
from parkmap.land.neighbours import place_in
from parkmap.said import Said, say

OUTSIDE_M2: Final = 1.0
"""Park outlines are drawn to the metre, not staked out: less outside is how they were drawn."""

MOST_OUTSIDE: Final = 0.5
"""With more than this share outside, the parcel lies elsewhere, or names the wrong park."""


def park_findings(
    ids: Sequence[str],
    shapes: Geometries,
    states: Sequence[Mapping[str, Any]],
    parks: Mapping[str, Any],
    gk_zone: int,
) -> Iterator[Finding]:
    """Parcels that lie outside their park, in whole or in part, or name one that is not there.

    A parcel that names no park, and a park whose own outline does not hold, give no finding here.
    """
    names = list(parks)
    outlines = np.empty(len(names), dtype=object)
    outlines[:] = [parks[name] for name in names]
    place = {name: at for at, name in enumerate(names)}
    outlines[~shapely.is_valid(outlines)] = None
    shapely.prepare(outlines)
    named = [(at, str(state["park"])) for at, state in enumerate(states) if state.get("park")]
    for at, name in named:
        if name not in place:
            yield _unknown(ids[at], name, shapes[at])
    mine = np.array([at for at, name in named if name in place], dtype=np.int64)
    of = np.array([place[name] for _, name in named if name in place], dtype=np.int64)
    crossing = ~shapely.covers(outlines[of], shapes[mine]) & ~shapely.is_missing(outlines[of])
    mine, of = mine[crossing], of[crossing]
    outside = shapely.difference(shapes[mine], outlines[of])
    sizes, wholes = area_m2(outside, gk_zone), area_m2(shapes[mine], gk_zone)
    for at in np.flatnonzero(sizes >= OUTSIDE_M2).tolist():
        share = float(sizes[at] / wholes[at])
        yield _outside(ids[mine[at]], names[of[at]], outside[at], float(sizes[at]), share)


def _outside(parcel_id: str, park: str, shape: Any, size_m2: float, share: float) -> Finding:
    sentence: Said
    if share > 1 - 1e-6:
        sentence = say("%(id)s lies outside its park %(park)s", id=parcel_id, park=park)
    else:
        sentence = say(
            "%(area)s m² of %(id)s (%(percent)s %%) lie outside its park %(park)s",
            area=f"{size_m2:,.2f}",
            id=parcel_id,
            percent=f"{100 * share:.2g}",
            park=park,
        )
    return Finding(
        "outside_park",
        "error" if share > MOST_OUTSIDE else "warning",
        None,
        parcel_id,
        place_in(shape),
        sentence,
        say("correct the park it names, or the boundary of one of them"),
        (parcel_id,),
        round(size_m2, 2),
        shape,
    )


def _unknown(parcel_id: str, park: str, shape: Any) -> Finding:
    return Finding(
        "unknown_park",
        "warning",
        None,
        parcel_id,
        place_in(shape),
        say("%(id)s names the park %(park)s, which is not in the record", id=parcel_id, park=park),
        say("record the park with its boundary, or correct the name"),
        (parcel_id,),
    )
