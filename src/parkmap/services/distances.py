"""How far a parcel lies from rail, main road and supply: along the straight line, in metres."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final, NamedTuple

import shapely

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
    found: dict[str, Distance] = {}
    for layer in record.zone.context:
        for one in things(record, layer.file):
            place = _place(PurePosixPath(layer.file).stem, one)
            if place is None:
                continue
            metres = float(shapely.distance(own, one.plane))
            if place not in found or metres < found[place].metres:
                zh, en = (str(one.facts.get(name) or "") for name in ("name_zh", "name_en"))
                found[place] = Distance(place, zh, en, metres)
    return [found[place] for place in PLACES if place in found]


def _place(stem: str, one: Thing) -> str | None:
    """What kind of place a feature is: by its `kind`, a road by its `class` too."""
    kind = str(one.facts.get("kind") or stem)
    if kind in {"road", "roads"}:
        return "main_road" if one.facts.get("class") in MAIN else None
    return kind if kind in PLACES else None


__all__ = ["PLACES", "Distance", "distances"]
