"""Findings as they are kept in the database, and back: sentences stay translatable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
import shapely

from parkmap.land.finding import Finding
from parkmap.said import Said, say


def kept(finding: Finding) -> dict[str, Any]:
    """A finding as JSON values; a sentence keeps its template and values.

    Examples
    --------
    >>> one = Finding("no_id", "warning", 3, None, None, say("it has no id"), "give it one")
    >>> told(kept(one)) == one
    True
    """
    shape = finding.geometry
    return {
        "code": finding.code,
        "severity": finding.severity,
        "row": finding.row,
        "parcel_id": finding.parcel_id,
        "place": None if finding.place is None else list(finding.place),
        "sentence": text_json(finding.sentence),
        "remedy": text_json(finding.remedy),
        "parcel_ids": list(finding.parcel_ids),
        "area_m2": finding.area_m2,
        "geometry": None if shape is None else orjson.loads(shapely.to_geojson(shape)),
    }


def told(values: Mapping[str, Any]) -> Finding:
    """A finding from its JSON values."""
    place, shape = values["place"], values.get("geometry")
    return Finding(
        code=values["code"],
        severity=values["severity"],
        row=values["row"],
        parcel_id=values["parcel_id"],
        place=None if place is None else (place[0], place[1]),
        sentence=text_of(values["sentence"]),
        remedy=text_of(values["remedy"]),
        parcel_ids=tuple(values.get("parcel_ids", ())),
        area_m2=values.get("area_m2"),
        geometry=None if shape is None else shapely.from_geojson(orjson.dumps(shape)),
    )


def text_json(text: str) -> Any:
    """A sentence as JSON values, with its template where it has one."""
    if not isinstance(text, Said):
        return text
    plain = (str, int, float, bool)
    values = {
        name: text_json(value) if isinstance(value, Said) else value if isinstance(value, plain)
        else str(value)
        for name, value in text.values.items()
    }  # fmt: skip
    return {"say": text.template, "values": values}


def text_of(kept_text: Any) -> str:
    """A sentence from its JSON values."""
    if isinstance(kept_text, str):
        return kept_text
    values = {
        name: text_of(value) if isinstance(value, dict) else value
        for name, value in kept_text["values"].items()
    }
    template = str(kept_text["say"])
    return say(template, **values)


__all__ = ["kept", "text_json", "text_of", "told"]
