"""GeoJSON (RFC 7946): a feature a line, as in the boundary files of a workspace."""

from __future__ import annotations

from pathlib import Path

from parkmap.formats.mirror_text import collection_text, feature_text
from parkmap.formats.sheet import Sheet
from parkmap.said import Said


def write_geojson(path: Path, sheet: Sheet) -> tuple[Said, ...]:
    """Write a sheet as a FeatureCollection; what a row does not have is left out of it."""
    named = sheet.provenance
    lines = (
        feature_text("parcel", row.id, row.geometry or "null", row.values) for row in sheet.rows
    )
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(
            collection_text(
                named.zone, named.epoch, named.seq, named.head, lines, as_of=sheet.as_of
            )
        )
    return ()
