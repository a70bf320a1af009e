"""Parcels that lie beside others: what an officer takes along, or has to look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import shapely
from sqlalchemy import Connection

from parkmap.geometry.coordinates import Geometries, array_of
from parkmap.services.asking import MAX_PARCELS
from parkmap.services.reading import ParcelQuery, filter_of
from parkmap.services.record import Actor, Record
from parkmap.services.views import View, view_of
from parkmap.store import lists, present

REACH_DEG: Final = 5e-7
"""About 5 cm: boundaries that surveyors delivered millimetres apart still touch."""


def adjoining(record: Record, actor: Actor, ids: Sequence[str]) -> tuple[View, ...]:
    """The parcels that touch any of these, themselves left out, by id.

    An id that is not there is passed over. Parcels that this audience may not know of are left
    out; so are retired ones.
    """
    with record.store.read() as connection:
        mine = [
            one
            for one in present.some(
                connection, record.zone_id, "parcel", ids[:MAX_PARCELS], with_geometry=True
            )
            if one.geojson and view_of(record, actor, one) is not None
        ]
        if not mine:
            return ()
        shapes = array_of(shapely.from_geojson([one.geojson for one in mine]))
        near = _near(connection, record, actor, shapes, {one.id for one in mine})
        stored = present.some(connection, record.zone_id, "parcel", near, with_geometry=True)
    others = array_of(shapely.from_geojson([one.geojson for one in stored]))
    met = shapely.STRtree(others).query(shapes, predicate="dwithin", distance=REACH_DEG)[1]
    views = (view_of(record, actor, stored[at]) for at in sorted(set(met.tolist())))
    return tuple(view for view in views if view is not None)


def _near(
    connection: Connection, record: Record, actor: Actor, shapes: Geometries, own: set[str]
) -> list[str]:
    boxes = shapely.bounds(shapes)
    west, south = boxes[:, 0].min() - REACH_DEG, boxes[:, 1].min() - REACH_DEG
    east, north = boxes[:, 2].max() + REACH_DEG, boxes[:, 3].max() + REACH_DEG
    query = ParcelQuery(bbox=(float(west), float(south), float(east), float(north)))
    found = lists.ids(connection, record.zone_id, filter_of(record, actor, query))
    return [one for one in found if one not in own]


__all__ = ["adjoining"]
