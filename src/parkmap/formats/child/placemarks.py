"""KML as GeoJSON features, one a line: placemarks of any folder, their polygons, their data.

Parsed with defusedxml, which refuses entities and document types before they can grow or reach
for other files. GDAL's reader would make a layer of each folder, and builds the whole tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import IO, Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError

import orjson
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from parkmap.formats.child.answer import refuse, tell

STEP = 1_000
SHAPES = {"Polygon", "MultiGeometry", "Point", "LineString", "LinearRing", "Model", "Track",
          "MultiTrack"}  # fmt: skip
TEXTS = {"name", "description", "address", "phoneNumber", "styleUrl"}
KEPT = ("name", "description")
CHINESE = re.compile(rb'(<\?xml[^>]*encoding=["\'])(gb2312|gbk|gb18030)(["\'])', re.IGNORECASE)
HEAD = 200


def read_placemarks(order: dict[str, Any]) -> None:
    """Write each placemark of the file as a feature to `features.jsonl`."""
    path, out = Path(order["file"]), Path(order["out"])
    size, most = path.stat().st_size, order["max_vertices"]
    count = 0
    try:
        with _text(path, out) as file, (out / "features.jsonl").open("wb") as target:
            for placemark, folders in _placemarks(file):
                count += 1
                if count > order["max_features"]:
                    refuse("too_many", str(count))
                target.write(orjson.dumps(_feature(placemark, folders, most)) + b"\n")
                if count % STEP == 0:
                    tell(min(file.tell(), size), size)
    except DefusedXmlException:
        refuse("entities")
    except (ParseError, UnicodeError, ValueError, LookupError) as error:
        place = getattr(error, "position", (0, 0))
        refuse("xml", f"{place[0]},{place[1] + 1}")


def _text(path: Path, out: Path) -> BinaryIO:
    """The file, in UTF-8 where it says that it is in a Chinese encoding, which expat cannot."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not CHINESE.search(head):
        return path.open("rb")
    text = CHINESE.sub(rb"\1utf-8\3", path.read_bytes(), count=1)
    moved = out / "utf8.kml"
    moved.write_bytes(text.decode("gb18030").encode())
    return moved.open("rb")


def _placemarks(file: IO[bytes]) -> Iterator[tuple[Element, list[str]]]:
    """Each placemark with the names of the folders around it; what was read is let go."""
    around: list[Element] = []
    names: list[str] = []
    for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
        kind = _local(element)
        if event == "start":
            around.append(element)
            if kind in {"Folder", "Document"}:
                names.append("")
            continue
        around.pop()
        above = _local(around[-1]) if around else ""
        if kind == "name" and above in {"Folder", "Document"}:
            names[-1] = (element.text or "").strip()
        elif kind in {"Folder", "Document"}:
            names.pop()
        elif kind == "Placemark":
            yield element, [name for name in names if name]
        if above in {"Folder", "Document", "kml"}:
            around[-1].remove(element)


def _feature(placemark: Element, folders: list[str], most: int) -> dict[str, Any]:
    attributes = {} if not folders else {"folder": " / ".join(folders)}
    for child in placemark:
        kind = _local(child)
        if kind in KEPT and (child.text or "").strip():
            attributes[kind] = (child.text or "").strip()
        elif kind == "ExtendedData":
            attributes.update(_data(child))
    shapes = [child for child in placemark if _local(child) in SHAPES]
    return {"type": "Feature", "properties": attributes, "geometry": _geometry(shapes, most)}


def _data(extended: Element) -> Iterator[tuple[str, str]]:
    """`Data` of a name and a value, and `SimpleData` of a schema."""
    for child in extended.iter():
        kind, name = _local(child), child.get("name")
        if name and kind == "SimpleData":
            yield name, (child.text or "").strip()
        elif name and kind == "Data":
            values = [one.text or "" for one in child if _local(one) == "value"]
            yield name, values[0].strip() if values else ""


def _geometry(shapes: list[Element], most: int) -> dict[str, Any] | None:
    """A polygon or several; where there is none, the kind of what is there instead.

    Of more positions than `most` no numbers are made: they stay empty, to be counted.
    """
    texts = [_rings(one) for shape in shapes for one in shape.iter() if _local(one) == "Polygon"]
    if not texts:
        return {"type": _local(shapes[0]), "coordinates": []} if shapes else None
    count = sum(len(ring) for rings in texts for ring in rings)
    position = _position if count <= most else _unread
    polygons = [[list(map(position, ring)) for ring in rings] for rings in texts]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _rings(polygon: Element) -> list[list[str]]:
    """The outer ring and the holes: each a list of `lng,lat[,height]`."""
    outer: list[list[str]] = []
    holes: list[list[str]] = []
    for boundary in polygon:
        rings = [(one.text or "").split() for one in boundary.iter()
                 if _local(one) == "coordinates"]  # fmt: skip
        (outer if _local(boundary) == "outerBoundaryIs" else holes).extend(rings)
    return outer + holes


def _unread(_: str) -> None:
    """In place of a position that is only counted."""


def _position(text: str) -> list[Any]:
    """Two numbers, three where there is a height; one that is none stays as text."""
    try:
        numbers = list(map(float, text.split(",")))
    except ValueError:
        return [text[:40]]
    if not all(map(isfinite, numbers)):
        return [text[:40]]
    return numbers[:3] if any(numbers[2:]) else numbers[:2]  # a height of 0 says: on the ground


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
