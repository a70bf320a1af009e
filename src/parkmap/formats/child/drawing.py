"""DXF as GeoJSON features, one a line: closed outlines by layer, with the labels inside them.

Read with ezdxf, not with GDAL: the area of an arc can be checked only while it is still one, and
GDAL hands out lines.
"""

from __future__ import annotations

import json
from collections import Counter
from math import isfinite
from pathlib import Path
from typing import Any

import orjson
from ezdxf.entities import factory
from ezdxf.lldxf.const import DXFError
from ezdxf.lldxf.extendedtags import ExtendedTags

from parkmap.formats.child.answer import refuse, tell
from parkmap.formats.child.labels import Label, inside_others, join, labels_of
from parkmap.formats.child.outlines import Outline, outline_of
from parkmap.formats.child.own_rings import Joined, Own, joined, own_of
from parkmap.formats.child.tags import CutShort, Raw, Tags

TOPOGRAPHIC_CODES = {
    "KZD", "JMD", "DLDW", "DLSS", "GXYZ", "SXSS", "DGX", "GCD", "DMTZ", "ZBTZ", "DSX", "SJW", "TK",
}  # fmt: skip
"""Layers of the survey program CASS: control points, buildings, objects, roads, lines, water,
contours, heights, relief, plants, depths, triangles, sheet frame."""

TOPOGRAPHIC_WORDS = ("等高线", "高程", "地形", "地貌", "植被", "水系", "管线", "道路", "居民地",
                     "控制点", "图廓", "独立地物", "contour", "topo", "elevation")  # fmt: skip
PARTS = {"VERTEX", "SEQEND"}
POLYLINES = {"LWPOLYLINE", "POLYLINE"}
TEXTS = {"TEXT", "MTEXT"}
STEP = 20_000


class Drawing:
    """What was found on the way through the file."""

    def __init__(self, wanted: list[str] | None, most: int) -> None:
        self.wanted = wanted
        self.most = most
        self.outlines: list[tuple[Outline, Own | None]] = []
        self.parcels = 0
        self.labels: list[Label] = []
        self.kinds: Counter[str] = Counter()
        self.layers: Counter[str] = Counter()
        self.open: Counter[str] = Counter()
        self.damaged = 0

    def reads(self, layer: str) -> bool:
        """Whether outlines of a layer are taken: the named ones, else all but topography."""
        return not topographic(layer) if self.wanted is None else layer in self.wanted

    def take(self, entity: Any, layer: str, kind: str) -> None:
        """An outline or a label, or a line that is neither."""
        if entity.dxf.get("paperspace", 0):
            return
        if kind in TEXTS:
            self.labels += labels_of(entity)
            return
        outline = outline_of(entity, layer)
        if outline is None:
            self.open[layer] += 1
            return
        own = own_of(entity)
        self.outlines.append((outline, own))
        self.parcels += own is None or own.leads
        self.refuse_many(self.parcels)

    def refuse_many(self, parcels: int) -> None:
        """End here where there are more than the limit."""
        if parcels > self.most:
            refuse("too_many", str(parcels))


def topographic(layer: str) -> bool:
    """Whether a layer holds terrain by its name.

    Such a layer may be confidential, so it is read only when it is named.
    """
    name = layer.strip()
    words = name.lower()
    return name.upper() in TOPOGRAPHIC_CODES or any(one in words for one in TOPOGRAPHIC_WORDS)


def read_drawing(order: dict[str, Any]) -> None:
    """Write each outline as a feature to `features.jsonl`, what is to be said to `drawing.json`."""
    path, out = Path(order["file"]), Path(order["out"])
    drawing = Drawing(order["layers"], order["max_features"])
    with path.open("rb") as file:
        tags = Tags(file)
        try:
            _walk(tags, drawing, path.stat().st_size, file.tell)
        except (CutShort, UnicodeError, LookupError):
            refuse("cut_short", str(tags.line))
    missing = set(drawing.wanted or ()) - set(drawing.layers)
    if missing:
        refuse("no_layer", ", ".join(sorted(drawing.layers)))
    taken = [outline for outline, _ in drawing.outlines]
    parcels = joined(drawing.outlines)
    drawing.refuse_many(len(parcels.outlines))
    finite = [one for one in parcels.outlines if _finite(one)]
    lost = join(finite, drawing.labels) if finite else len(drawing.labels)
    with (out / "features.jsonl").open("wb") as target:
        for outline in parcels.outlines:
            target.write(orjson.dumps(_feature(outline)) + b"\n")
    told = _told(drawing, lost, inside_others(finite) if finite else 0)
    told |= _of_rings(taken) | _of_own(parcels)
    (out / "drawing.json").write_text(json.dumps(told))


def _walk(tags: Tags, drawing: Drawing, size: int, at: Any) -> None:
    polyline: Any = None
    layer = ""
    for count, raw in enumerate(tags.entities()):
        if count % STEP == 0:
            tell(at(), size)
        if raw.kind in PARTS:
            _add(polyline, raw, tags.encoding, drawing)
            continue
        if polyline is not None:
            drawing.take(polyline, layer, "POLYLINE")
            polyline = None
        drawing.layers.setdefault(raw.layer, 0)
        entity = _loaded(raw, tags.encoding, drawing)
        if entity is None:
            continue
        if raw.kind == "POLYLINE":
            polyline, layer = entity, raw.layer
        else:
            drawing.take(entity, raw.layer, raw.kind)
    if polyline is not None:
        drawing.take(polyline, layer, "POLYLINE")


def _loaded(raw: Raw, encoding: str, drawing: Drawing) -> Any:
    """An entity to look at; None where it is of another kind or layer, which is counted."""
    if raw.kind in POLYLINES:
        drawing.layers[raw.layer] += 1
        wanted = drawing.reads(raw.layer)
    elif raw.kind in TEXTS:
        wanted = not topographic(raw.layer) or drawing.reads(raw.layer)
    else:
        wanted = False
        if drawing.reads(raw.layer):
            drawing.kinds[raw.kind] += 1
    return _entity(raw, encoding, drawing) if wanted else None


def _entity(raw: Raw, encoding: str, drawing: Drawing) -> Any:
    try:
        return factory.load(ExtendedTags.from_text(raw.text(encoding)))
    except (DXFError, ValueError, TypeError, IndexError):
        drawing.damaged += 1
        return None


def _add(polyline: Any, raw: Raw, encoding: str, drawing: Drawing) -> None:
    """A corner to the polyline before it."""
    if polyline is None or raw.kind != "VERTEX":
        return
    vertex = _entity(raw, encoding, drawing)
    if vertex is not None:
        polyline.vertices.append(vertex)


def _finite(outline: Outline) -> bool:
    rings = (ring for polygon in outline.polygons for ring in polygon)
    return all(isfinite(x) and isfinite(y) for ring in rings for x, y in ring)


def _feature(outline: Outline) -> dict[str, Any]:
    """NaN and infinity become null in JSON, which the checks of the row find."""
    polygons = outline.polygons
    kind, coordinates = ("Polygon", polygons[0]) if len(polygons) == 1 else (
        "MultiPolygon", polygons)  # fmt: skip
    return {
        "type": "Feature",
        "properties": {"layer": outline.layer, **outline.label},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def _told(drawing: Drawing, lost: int, nested: int) -> dict[str, Any]:
    left_out = {
        name: count for name, count in drawing.layers.items() if count and not drawing.reads(name)
    }
    return {
        "left_out": left_out,
        "open": dict(drawing.open),
        "kinds": dict(drawing.kinds),
        "damaged": drawing.damaged,
        "labels": len(drawing.labels),
        "labels_outside": lost,
        "nested": nested,
    }


def _of_rings(taken: list[Outline]) -> dict[str, Any]:
    """Every ring counts here, also where it became a hole or a part."""
    return {
        "layers": dict(Counter(one.layer for one in taken)),
        "arcs": sum(one.arcs for one in taken),
        "curved": sum(one.arcs > 0 for one in taken),
        "lost_area": max((one.lost for one in taken if isfinite(one.lost)), default=0.0),
    }


def _of_own(parcels: Joined) -> dict[str, Any]:
    return {"own": parcels.parcels, "copied": parcels.copied}
