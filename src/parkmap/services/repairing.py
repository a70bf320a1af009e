"""What would mend a refused boundary: offered with its area before and after, never applied.

Whoever takes an offer sends its shape as the boundary; it is then checked like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import orjson
import shapely

from parkmap.errors import BadGeometry
from parkmap.formats.limits import Limits
from parkmap.formats.repair import repaired
from parkmap.geometry.boundary import boundary_of
from parkmap.geometry.coordinates import array_of, quantised
from parkmap.geometry.edit import SMALLEST_M2, Edit
from parkmap.geometry.trim import trim as off_neighbours
from parkmap.geometry.validity import checked
from parkmap.services.pieces import plane_m2, texts_of
from parkmap.services.record import Record

CROSSING: Final = "invalid_boundary"
OVERLAP: Final = "overlap"

MOST_TRIMS: Final = 8
"""So many neighbours are given way to, one after another, before no offer is made."""


def drawn(record: Record, geometry: object) -> Any:
    """A shape that somebody drew, rounded as shapes are kept, or the fault and its place.

    Asked before a transaction begins: where a ring crosses itself, the repair that is offered is
    worked out in a process of its own, which may take seconds.

    Raises
    ------
    BadGeometry
        It is no boundary. ``values["repair"]`` is there where one can be made of it: the largest
        part of the land that it encloses, whose whole is what ``before_m2`` measures.
    """
    shape = quantised(array_of([boundary_of(geometry).shape]))[0]
    try:
        return checked(shape)
    except BadGeometry as refusal:
        if refusal.values.get("fault") == CROSSING:
            refusal.values["repair"] = _uncrossed(record, shape)
        raise


def _uncrossed(record: Record, shape: Any) -> dict[str, Any] | None:
    (mended,) = repaired(array_of([shape]), Limits(**record.zone.reading))
    if mended is None:
        return None
    parts = [one for one in shapely.get_parts(mended) if one.geom_type == "Polygon"]
    parts = [one for one in quantised(array_of(parts)) if one.is_valid]
    areas = plane_m2(record, parts)
    if max(areas, default=0.0) < SMALLEST_M2:
        return None
    best = areas.index(max(areas))
    return _offer("mend", sum(areas), areas[best], parts[best])


def trimmed(
    record: Record, shape: Any, others: Mapping[str, Any], first: Iterable[str],
    fits: Callable[[Any], Edit],
) -> dict[str, Any] | None:  # fmt: skip
    """The offer to trim a shape that runs into neighbours; None where that does not mend it.

    Parameters
    ----------
    others
        Id to shape of what lies beside it.
    first
        Those that it is known to run into.
    fits
        Works the edit out with another shape; raises where that is refused too. A refusal that
        names one more neighbour (``values["other"]``) has that one given way to as well.
    """
    given_way = list(first)
    for _ in range(MOST_TRIMS):
        try:
            around = {one: others[one] for one in given_way}
            left = off_neighbours(shape, around, record.zone.gk_zone).pieces[0]
            fits(left)
        except BadGeometry as refusal:
            more = refusal.values.get("other")
            if refusal.values.get("fault") != OVERLAP or more in given_way or more not in others:
                return None
            given_way.append(str(more))
        else:
            before, after = plane_m2(record, [shape, left])
            return _offer("trim", before, after, left)
    return None


def _offer(way: str, before_m2: float, after_m2: float, shape: Any) -> dict[str, Any]:
    (text,) = texts_of([shape])
    return {
        "way": way,
        "before_m2": round(before_m2, 2),
        "after_m2": round(after_m2, 2),
        "shape": orjson.loads(text),
    }


__all__ = ["OVERLAP", "drawn", "trimmed"]
