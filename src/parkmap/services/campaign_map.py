"""Where the parcels of a campaign lie: what counts, what fell back, what could come next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import shapely

from parkmap.geometry.coordinates import array_of
from parkmap.geometry.plane import to_plane
from parkmap.reports.frame import Frame, frame_around
from parkmap.reports.offer_sheet import SCALES
from parkmap.services.campaign_next import Next
from parkmap.services.campaign_standing import Standing
from parkmap.services.reading import parks
from parkmap.services.record import Actor, Record
from parkmap.store import present

MOST_NEXT: Final = 12
MARGIN_MM: Final = 4.0
Place = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A parcel on the map: its status now, what it is to the campaign, its shape on the plane.

    `kind` is `counts`, `fallen` or `next`.
    """

    id: str
    kind: str
    status: str
    shape: Any


@dataclass(frozen=True, slots=True)
class CampaignMap:
    """The frame, the parcels in it with those that count last, and the outlines of the parks."""

    frame: Frame
    parcels: tuple[Drawn, ...]
    parks: tuple[tuple[str, Any], ...]


def map_of(
    record: Record, actor: Actor, one: Standing, ahead: Next, place: Place, lang: str
) -> CampaignMap | None:
    """The parcels of a campaign in a frame at a place (x, y, width, height in mm).

    Outlines are those of now, or the last ones of what became history; None where none is known.
    """
    told = {each.id: ("next", each.status) for each in ahead.rows[:MOST_NEXT]}
    for row in one.rows:
        for part in row.counted.parts:
            if part.status:
                kind = "counts" if part.counts(one.rule) else "fallen"
                told[part.parcel] = (kind, part.status)
    with record.store.read() as connection:
        stored = present.some(
            connection, record.zone_id, "parcel", sorted(told), with_geometry=True
        )
    outlined = [each for each in stored if each.geojson]
    if not outlined:
        return None
    shapes = to_plane(
        array_of(shapely.from_geojson([each.geojson for each in outlined])), record.zone.gk_zone
    )
    drawn = [Drawn(each.id, *told[each.id], shape)
             for each, shape in zip(outlined, shapes, strict=True)]  # fmt: skip
    drawn.sort(key=lambda each: (("next", "fallen", "counts").index(each.kind), each.id))
    bounds = tuple(float(edge) for edge in shapely.total_bounds(shapes))
    frame = frame_around((bounds[0], bounds[1], bounds[2], bounds[3]), place,
                         margin_mm=MARGIN_MM, scales=SCALES)  # fmt: skip
    return CampaignMap(frame, tuple(drawn), _parks(record, actor, lang))


def _parks(record: Record, actor: Actor, lang: str) -> tuple[tuple[str, Any], ...]:
    views = [each for each in parks(record, actor) if each.geometry]
    if not views:
        return ()
    shapes = to_plane(
        array_of(shapely.from_geojson([each.geometry for each in views])), record.zone.gk_zone
    )
    return tuple((each.name(lang), shape) for each, shape in zip(views, shapes, strict=True))


__all__ = ["CampaignMap", "Drawn", "map_of"]
