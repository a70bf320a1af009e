"""Parcels as a structural change leaves them: what lies beside, new rings, births and lineage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

import orjson
import shapely
from sqlalchemy import Connection

from parkmap.geometry.boundary import geojson_texts
from parkmap.geometry.coordinates import array_of
from parkmap.geometry.measure import plane_area_m2
from parkmap.geometry.meeting import ON_RING_DEG, TOUCHING_M2, overlap_m2
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.fold import fold
from parkmap.land.ledger import Delta, Subject, canonical
from parkmap.services.asking import refuse_later_facts
from parkmap.services.record import Record
from parkmap.store import ledger, lists, present
from parkmap.store.present import Stored
from parkmap.units import dm2_to_m2, m2_to_dm2

BESIDE_DEG: Final = 2e-6
"""How far around a parcel's box its neighbours are looked for: some 0.2 m."""

OUTLINE: Final = frozenset({"geometry", "retired_on"})
"""Facts of a neighbour that a change of its ring must not be dated before."""

SIZE: Final = OUTLINE | {"area_m2"}
"""The same where its area changes too."""


class Piece(NamedTuple):
    """A parcel as it is after the change: id, GeoJSON text, recorded area."""

    id: str
    geojson: str
    area_dm2: int


def numbered(planned: Sequence[Mapping[str, Any]]) -> tuple[Piece, ...]:
    """The pieces of a plan; until they are registered they have numbers, no ids."""
    return tuple(
        Piece(str(number), canonical(one["geometry"]), m2_to_dm2(one["area_m2"]))
        for number, one in enumerate(planned, 1)
    )


def collection_of(told: Iterable[tuple[str, Piece]]) -> dict[str, Any]:
    """Roles and pieces as a GeoJSON FeatureCollection."""
    features = [
        {
            "type": "Feature",
            "id": piece.id,
            "geometry": orjson.loads(piece.geojson),
            "properties": {"role": role, "area_m2": dm2_to_m2(piece.area_dm2)},
        }
        for role, piece in told
    ]
    return {"type": "FeatureCollection", "features": features}


def shape_of(stored: Stored) -> Any:
    """The outline of a subject that was read with its geometry."""
    return shapely.from_geojson(stored.geojson)


def area_dm2_of(stored: Stored) -> int:
    """The recorded area of a subject."""
    return m2_to_dm2(stored.state.get("area_m2") or 0.0)


def depth_of(stored: Stored) -> int:
    """How many structural changes lie behind a parcel."""
    return int(stored.state.get("lineage_depth") or 0)


def texts_of(shapes: Iterable[Any]) -> list[str]:
    """Shapes as GeoJSON texts."""
    return [text or "null" for text in geojson_texts(array_of(shapes))]


def plane_m2(record: Record, shapes: Iterable[Any]) -> list[float]:
    """Plane areas in the zone, by which recorded areas are shared out."""
    return [float(one) for one in plane_area_m2(array_of(shapes), record.zone.gk_zone)]


def beside(
    connection: Connection, record: Record, parcels: Sequence[Stored], reach: Any = None
) -> dict[str, Stored]:
    """The living parcels around some, by the spatial index; `reach` is a shape to look at too."""
    mine = {one.id for one in parcels}
    whole = [shape_of(one) for one in parcels] + ([] if reach is None else [reach])
    west, south, east, north = map(float, shapely.total_bounds(array_of(whole)))
    box = (west - BESIDE_DEG, south - BESIDE_DEG, east + BESIDE_DEG, north + BESIDE_DEG)
    ids = lists.ids(connection, record.zone_id, lists.Filter(box=box))
    found = present.some(
        connection, record.zone_id, "parcel", [one for one in ids if one not in mine],
        with_geometry=True,
    )  # fmt: skip
    return {one.id: one for one in found if one.geojson and not one.state.get("retired_on")}


def shapes_of(neighbours: Mapping[str, Stored]) -> dict[str, Any]:
    """Ids and outlines, as geometry takes them."""
    return {one: shape_of(stored) for one, stored in neighbours.items()}


def changed_pieces(
    shapes: Mapping[str, Any], stored: Mapping[str, Stored], areas_dm2: Mapping[str, int]
) -> tuple[Piece, ...]:
    """Parcels with their new rings; an area that is not given stays as recorded."""
    texts = texts_of(shapes.values())
    return tuple(
        Piece(one, text, areas_dm2.get(one, area_dm2_of(stored[one])))
        for one, text in zip(shapes, texts, strict=True)
    )


def refuse_later_rings(
    connection: Connection, record: Record, rings: Iterable[str], resized: Iterable[str], day: date
) -> None:
    """Refuse a change of neighbours dated before what their rings (and areas) are known to be."""
    larger = set(resized)
    only_rings = [Subject("parcel", one) for one in sorted(set(rings) - larger)]
    refuse_later_facts(connection, record, only_rings, day, fields=OUTLINE)
    sized = [Subject("parcel", one) for one in sorted(larger)]
    refuse_later_facts(connection, record, sized, day, fields=SIZE)


def refuse_left(
    connection: Connection, record: Record, old: Iterable[Any], new: Iterable[Any], day: date
) -> None:
    """Refuse a change dated before a parcel left, on whose ring or land it would come.

    It was retired or drawn otherwise since and is no neighbour any more, but it was one on that
    day, and its ring is history.
    """
    olds, news = list(old), list(new)
    points = None if day >= record.today() else _fresh(olds, news)
    if points is None:
        return
    west, south, east, north = map(float, shapely.total_bounds(array_of(news)))
    box = (west - BESIDE_DEG, south - BESIDE_DEG, east + BESIDE_DEG, north + BESIDE_DEG)
    near = lists.ids(connection, record.zone_id, lists.Filter(box=box, retired=True))
    redrawn = ledger.redrawn_after(connection, record.zone_id, day.isoformat())
    subjects = [Subject("parcel", one) for one in sorted({*near, *redrawn})]
    held = ledger.live(connection, record.zone_id, subjects, fields=OUTLINE)
    left = []
    for one, said in held.items():
        then, now = fold(one.kind, said, day.isoformat()), fold(one.kind, said)
        if then.geometry is None or then.state.get("retired_on") or then == now:
            continue
        shape = shapely.from_geojson(canonical(then.geometry))
        on_ring = shapely.dwithin(shapely.boundary(shape), points, ON_RING_DEG)
        if on_ring or _taken_m2(record, shape, olds, news) > TOUCHING_M2:
            left.append(one)
    refuse_later_facts(connection, record, left, day, fields=OUTLINE)


def _taken_m2(record: Record, shape: Any, old: Sequence[Any], new: Sequence[Any]) -> float:
    """By how much more the new shapes cover another than the old ones did."""
    zone = record.zone.gk_zone
    return sum(overlap_m2(shape, new, zone)) - sum(overlap_m2(shape, old, zone))


def _fresh(old: Iterable[Any], new: Iterable[Any]) -> Any:
    had = set(map(tuple, shapely.get_coordinates(array_of(old)).tolist()))
    has = map(tuple, shapely.get_coordinates(array_of(new)).tolist())
    points = [point for point in has if point not in had]
    return shapely.MultiPoint(points) if points else None


def reshaped(stored: Stored, piece: Piece, day: date) -> list[Delta]:
    """The deltas of a parcel that stays, with another ring and perhaps another area."""
    old = orjson.loads(stored.geojson or "null")
    found = [Delta("parcel", stored.id, "geometry", old, orjson.loads(piece.geojson), day)]
    if piece.area_dm2 != area_dm2_of(stored):
        was, now = stored.state.get("area_m2"), dm2_to_m2(piece.area_dm2)
        found.append(Delta("parcel", stored.id, "area_m2", was, now, day))
    return found


def born(
    piece: Piece, fields: Mapping[str, Any], parents: Sequence[Stored], day: date
) -> list[Delta]:
    """The deltas of a parcel that comes out of others."""
    state = dict(fields) | {
        "geometry": orjson.loads(piece.geojson),
        "area_m2": dm2_to_m2(piece.area_dm2),
        "lineage_from": [one.id for one in parents],
        "lineage_depth": max(map(depth_of, parents)) + 1,
    }
    names = [*PARCEL_FIELDS, *sorted(set(state) - set(PARCEL_FIELDS))]
    return [
        Delta("parcel", piece.id, name, None, state[name], day)
        for name in names
        if state.get(name) is not None
    ]


def gone(parent: Stored, successors: Sequence[str], day: date) -> list[Delta]:
    """The deltas of a parcel that goes into history."""
    return [
        Delta("parcel", parent.id, "retired_on", None, day.isoformat(), day),
        Delta("parcel", parent.id, "lineage_to", None, list(successors), day),
    ]
