"""The record checked as it stands: boundaries, neighbours, parks, areas."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final

import numpy as np
import orjson
import shapely
from sqlalchemy import Connection

from parkmap.geometry.coordinates import Geometries
from parkmap.land.checks import Checked, Land, check_land
from parkmap.land.finding import Finding
from parkmap.services.record import Actor, Record, require
from parkmap.store import lists, present
from parkmap.store.present import Stored

Box = tuple[float, float, float, float]
Progress = Callable[[int, int], None]

READ: Final[tuple[str, ...]] = ("park", "area_m2", "certified_area_m2", "declared_area_m2")
"""The fields that a check reads."""


def check(
    record: Record, actor: Actor, *, bbox: Box | None = None, progress: Progress | None = None
) -> Checked:
    """Check the current parcels; retired ones are history and are left out.

    Parameters
    ----------
    record, actor
        Findings are internal.
    bbox
        West, south, east, north in degrees. With it only what lies there is read and checked, and
        only findings whose place is in it are given.
    progress
        Told (done, total) after each step.

    Raises
    ------
    SignInNeeded, Forbidden
        The actor may not read what is internal.
    """
    require(actor, "read_internal")
    with record.store.read() as connection:
        land = _land(connection, record, bbox)
    checked = check_land(land, progress)
    return checked if bbox is None else within(checked, bbox)


def within(checked: Checked, bbox: Box) -> Checked:
    """Only the findings whose place is in a box."""
    west, south, east, north = bbox
    kept = tuple(
        one for one in checked.findings
        if one.place is not None
        and west <= one.place[0] <= east and south <= one.place[1] <= north
    )  # fmt: skip
    return replace(checked, findings=kept)


def in_park(record: Record, checked: Checked, park: str) -> Checked:
    """Only the findings about a parcel of one park."""
    with record.store.read() as connection:
        mine = set(lists.ids(connection, record.zone_id, lists.Filter(park=park)))
    kept = tuple(one for one in checked.findings if mine.intersection(one.parcel_ids))
    return replace(checked, findings=kept)


def finding_facts(finding: Finding, told: Callable[[str], str] = str) -> dict[str, Any]:
    """A finding as plain data.

    Parameters
    ----------
    finding
        Of a check.
    told
        Says a sentence in the reader's language.
    """
    return {
        "code": finding.code,
        "severity": finding.severity,
        "parcels": list(finding.parcel_ids),
        "place": None if finding.place is None else list(finding.place),
        "sentence": told(finding.sentence),
        "remedy": told(finding.remedy),
        "area_m2": finding.area_m2,
    }


def finding_features(findings: Iterable[Finding], told: Callable[[str], str] = str) -> bytes:
    """Findings as a GeoJSON FeatureCollection, with what was found as geometry."""
    found = list(findings)
    texts = shapely.to_geojson(_array([one.geometry for one in found]))
    features = [
        {
            "type": "Feature",
            "geometry": _shape(one, text),
            "properties": finding_facts(one, told),
        }
        for one, text in zip(found, texts, strict=True)
    ]
    return orjson.dumps({"type": "FeatureCollection", "features": features})


def _shape(finding: Finding, text: str | None) -> Any:
    if text is not None:
        return orjson.Fragment(text)
    if finding.place is None:
        return None
    return {"type": "Point", "coordinates": list(finding.place)}


def _land(connection: Connection, record: Record, bbox: Box | None) -> Land:
    zone_id = record.zone_id
    parcels = (
        present.every(connection, zone_id, "parcel")
        if bbox is None
        else _around(connection, zone_id, bbox)
    )
    ids, texts, states = [], [], []
    for one in parcels:
        ids.append(one.id)
        texts.append(one.geojson)
        states.append({name: one.state[name] for name in READ if name in one.state})
    parks = list(present.every(connection, zone_id, "park"))
    outlines = shapely.from_geojson([one.geojson for one in parks])
    shapes = _array(shapely.from_geojson(texts))
    names = [one.id for one in parks]
    return Land(ids, shapes, states, dict(zip(names, outlines, strict=True)), record.zone.gk_zone)


def _around(connection: Connection, zone_id: int, bbox: Box) -> list[Stored]:
    """Parcels in a box, and in the box of those: a gap between them may be filled by another."""
    inside = _inside(connection, zone_id, bbox)
    if not inside:
        return []
    boxes = np.array([one.box for one in inside])
    west, south = boxes[:, :2].min(axis=0).tolist()
    east, north = boxes[:, 2:].max(axis=0).tolist()
    return _inside(connection, zone_id, (west, south, east, north))


def _inside(connection: Connection, zone_id: int, bbox: Box) -> list[Stored]:
    ids = lists.ids(connection, zone_id, lists.Filter(box=bbox))
    return present.some(connection, zone_id, "parcel", ids, with_geometry=True)


def _array(shapes: Any) -> Geometries:
    out = np.empty(len(shapes), dtype=object)
    out[:] = shapes
    return out


__all__ = ["check", "finding_facts", "finding_features", "in_park", "within"]
