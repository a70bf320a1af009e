"""Parcels nearest in area to a given one: candidates that the land is then compared with."""

from __future__ import annotations

from sqlalchemy import Connection, case, select

from parkmap.store.schema import parcel


def nearest_in_area(
    connection: Connection, zone_id: int, area_dm2: int, *, offers: tuple[str, ...] | None = None,
    park: str | None = None, without: str = "", limit: int = 100,
) -> list[str]:  # fmt: skip
    """Ids of current parcels, those first whose area is the fewest times larger or smaller.

    Parameters
    ----------
    offers
        Only those whose offer is one of these; None: any.
    park
        Only those of this park; None: any.
    without
        An id that is left out.
    """
    times = case(
        (parcel.c.area_dm2 >= area_dm2, parcel.c.area_dm2 * 1.0 / max(area_dm2, 1)),
        (parcel.c.area_dm2 > 0, area_dm2 * 1.0 / parcel.c.area_dm2),
        else_=1e18,
    )
    asked = [parcel.c.zone_id == zone_id, parcel.c.retired_on == "", parcel.c.parcel_id != without]
    if offers is not None:
        asked.append(parcel.c.offer.in_(offers))
    if park is not None:
        asked.append(parcel.c.park == park)
    query = select(parcel.c.parcel_id).where(*asked).order_by(times, parcel.c.parcel_id)
    return [row[0] for row in connection.execute(query.limit(limit))]


__all__ = ["nearest_in_area"]
