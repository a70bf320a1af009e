"""How far a parcel lies from rail, main road and supply: along the straight line, in metres."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from parkmap.geometry.coordinates import array_of
from parkmap.geometry.plane import to_plane
from parkmap.land.codes import Word
from parkmap.services.context import Thing, things
from parkmap.services.record import Record
from parkmap.services.views import View

PLACES: Final = {
    "rail": Word("铁路", "Rail"),
    "main_road": Word("主干路", "Main road"),
    "substation": Word("变电站", "Substation"),
    "gas_station": Word("燃气站", "Gas station"),
    "water_works": Word("水厂", "Water works"),
}
MAIN: Final = frozenset({"arterial", "ring", "trunk", "primary", "motorway", "expressway"})
"""Classes of roads that are main ones."""

PIECE: Final = 8
"""So many sides of a line are looked at as one piece."""


class Distance(NamedTuple):
    """The nearest of a kind of `PLACES`: its names, and how far its edge lies from the parcel's."""

    place: str
    name_zh: str
    name_en: str
    metres: float

    def name(self, language: str) -> str:
        """Its name in the language of the page; empty where it has none."""
        zh = language.startswith("zh")
        return (self.name_zh or self.name_en) if zh else (self.name_en or self.name_zh)


def distances(record: Record, view: View) -> list[Distance]:
    """The nearest of each kind that `context/` has, in the order of `PLACES`.

    From edge to edge on the plane of the zone; 0 where they touch. Empty without a boundary.
    """
    if not view.geometry or view.geometry == "null":
        return []
    own = to_plane(array_of([shapely.from_geojson(view.geometry)]), record.zone.gk_zone)[0]
    found = []
    for place, those in _places(record).items():
        metres = shapely.distance(own, array_of([one.plane for one in those]))
        one = those[int(metres.argmin())]
        zh, en = (str(one.facts.get(name) or "") for name in ("name_zh", "name_en"))
        found.append(Distance(place, zh, en, float(metres.min())))
    return found


def nearest(record: Record, shapes: NDArray[np.object_]) -> dict[str, NDArray[np.float64]]:
    """Metres from each of many shapes (in degrees) to the nearest of each kind of place.

    NaN where a shape is None; a kind that `context/` lacks is left out.
    """
    planes = to_plane(shapes, record.zone.gk_zone)
    known = np.flatnonzero([one is not None for one in planes])
    found: dict[str, NDArray[np.float64]] = {}
    for place, those in _places(record).items():
        # Lines of many vertices are cut up, so that the tree leads to the few that are near.
        tree = shapely.STRtree(_short([one.plane for one in those]))
        metres = np.full(len(planes), np.nan)
        pairs, apart = tree.query_nearest(planes[known], all_matches=False, return_distance=True)
        metres[known[pairs[0]]] = apart
        found[place] = metres
    return found


def _short(shapes: list[Any]) -> list[Any]:
    """The shapes, with lines as pieces of a few vertices each."""
    pieces = []
    for one in shapes:
        if one.geom_type != "LineString":
            pieces.append(one)
            continue
        points = shapely.get_coordinates(one)
        pieces += [shapely.LineString(points[at : at + PIECE + 1])
                   for at in range(0, len(points) - 1, PIECE)]  # fmt: skip
    return pieces


def _places(record: Record) -> dict[str, list[Thing]]:
    """What `context/` has of each kind, in the order of `PLACES`."""
    found: dict[str, list[Thing]] = {place: [] for place in PLACES}
    for layer in record.zone.context:
        for one in things(record, layer.file):
            place = _place(PurePosixPath(layer.file).stem, one)
            if place is not None:
                found[place].append(one)
    return {place: those for place, those in found.items() if those}


def _place(stem: str, one: Thing) -> str | None:
    """What kind of place a feature is: by its `kind`, a road by its `class` too."""
    kind = str(one.facts.get("kind") or stem)
    if kind in {"road", "roads"}:
        return "main_road" if one.facts.get("class") in MAIN else None
    return kind if kind in PLACES else None


__all__ = ["PLACES", "Distance", "distances", "nearest"]
