"""Where a point lies: the parcels that hold it."""

from __future__ import annotations

import shapely

from parkmap.services.reading import ParcelQuery, parcels
from parkmap.services.record import Actor, Record


def parcels_at(record: Record, actor: Actor, lng: float, lat: float) -> list[str]:
    """Ids of the parcels that a point lies in or on, as far as this audience may know of them."""
    query = ParcelQuery(bbox=(lng, lat, lng, lat), with_geometry=True)
    found = [one for one in parcels(record, actor, query).views if one.geometry]
    shapes = shapely.from_geojson([one.geometry for one in found])
    held = shapely.intersects(shapes, shapely.Point(lng, lat))
    return [one.id for one, inside in zip(found, held, strict=True) if inside]


__all__ = ["parcels_at"]
