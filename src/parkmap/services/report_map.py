"""The maps of a report: land by status on its last day, and what changed in its period."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import shapely

from parkmap.geometry.coordinates import array_of
from parkmap.geometry.plane import to_plane
from parkmap.land.report import Picture
from parkmap.land.status import STATUSES
from parkmap.reports.frame import Frame
from parkmap.reports.report_map import cut_plots, report_frame, report_map
from parkmap.reports.view_map import Plot, looks
from parkmap.services.report_known import Known
from parkmap.services.surroundings import backdrop, degrees_of
from parkmap.units import dm2_to_mu, m2_to_dm2


def pictures_of(known: Known, changed: Collection[str]) -> tuple[Picture, ...]:
    """Both maps; none where no land has a boundary."""
    plots = _plots(known)
    if not plots:
        return ()
    parks = _shapes(known, "park")
    bounds = shapely.total_bounds([one.shape for one in plots] + [shape for _, shape in parks])
    west, south, east, north = (float(one) for one in bounds)
    frame: Frame = report_frame((west, south, east, north))
    things = backdrop(known.record, degrees_of(known.record, frame), known.lang)
    plots = cut_plots(frame, plots)
    whole = report_map(frame, plots, parks, things, STATUSES)
    moved = report_map(frame, plots, parks, things, STATUSES, changed)
    t, day = known.tongue, known.period.on
    return (
        Picture(t("map_status", day=day), whole, _legend(known, known.land), t("map_note")),
        Picture(t("map_changed", since=known.period.since, on=day), moved,
                _legend(known, changed), t("map_changed_note", n=len(changed))),
    )  # fmt: skip


def _plots(known: Known) -> list[Plot]:
    states = {one: held.state for one, held in known.land.items()}
    return [Plot(one, str(states[one]["status"]), shape) for one, shape in _shapes(known, "parcel")
            if states[one].get("status") in STATUSES]  # fmt: skip


def _shapes(known: Known, kind: str) -> list[tuple[str, Any]]:
    """Id of a parcel, or name of a park, with its outline on the plane."""
    held = known.land if kind == "parcel" else known.parks
    some = [(one, stored.geojson) for one, stored in held.items() if stored.geojson]
    if not some:
        return []
    shapes = array_of(shapely.from_geojson([text for _, text in some]))
    plane = to_plane(shapes, known.record.zone.gk_zone)
    names = [one if kind == "parcel" else known.park(one) for one, _ in some]
    return list(zip(names, plane, strict=True))


def _legend(known: Known, some: Collection[str]) -> tuple[dict[str, str], ...]:
    rows = []
    t = known.tongue
    for code, style in STATUSES.items():
        mine = [known.land[one].state for one in some
                if one in known.land and known.land[one].state.get("status") == code]  # fmt: skip
        area = sum(m2_to_dm2(state.get("area_m2") or 0.0) for state in mine)
        zh = known.lang == "zh"
        rows.append(looks(style) | {
            "name": style.zh if zh else style.en,
            "letter": style.letter_zh if zh else style.letter_en,
            "count": t("n_parcels", n=f"{len(mine):,}"),
            "area": f"{dm2_to_mu(area):,.2f} {t('mu')}",
        })  # fmt: skip
    return tuple(rows)


__all__ = ["pictures_of"]
