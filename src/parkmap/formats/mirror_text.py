"""The text of the mirror files: a feature a line, sorted by id, in a stable order of keys.

`parks.geojson` and `parcels.geojson` show the present to QGIS and to a text editor. The same
record gives the same bytes, whoever writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

import orjson

from parkmap.land.fields import FIELDS
from parkmap.land.ledger import canonical

STATUS_SINCE: Final = "status_since"
SUPPLY: Final = "supply"
"""What stands for the status in public where a workspace says so; never in the boundary files."""


def feature_line(kind: str, subject_id: str, state: Mapping[str, Any]) -> str:
    """One subject as a GeoJSON feature on one line.

    Parameters
    ----------
    kind
        ``"park"`` or ``"parcel"``: it decides which properties there are and their order.
    subject_id
        Becomes the ``id`` of the feature.
    state
        Field -> value, with ``geometry`` as a GeoJSON geometry. A field that is missing or None
        is left out, and so is one that the kind does not have. ``status_since`` (a parcel's ISO
        date) comes last.

    Returns
    -------
    str
        The line, without its end.

    Examples
    --------
    >>> square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    >>> feature_line("park", "lvdian", {"name_zh": "绿电园区", "geometry": square})[:34]
    '{"type":"Feature","id":"lvdian","g'
    """
    return feature_text(kind, subject_id, canonical(state.get("geometry")), state)


def feature_text(kind: str, subject_id: str, geometry: str, state: Mapping[str, Any]) -> str:
    """`feature_line` for a geometry that is canonical text already, as the store keeps it."""
    names = [name for name in FIELDS[kind] if name != "geometry"]
    if kind == "parcel":
        names += [STATUS_SINCE, SUPPLY]
    properties = {name: state[name] for name in names if state.get(name) is not None}
    return (
        f'{{"type":"Feature","id":{canonical(subject_id)},"geometry":{geometry},'
        f'"properties":{orjson.dumps(properties).decode()}}}'
    )


def collection_text(
    zone: str, ledger: str, seq: int, head: str, lines: Iterable[str], *, as_of: date | None = None
) -> Iterator[str]:
    """A mirror file in pieces: a first line that names the ledger, then a feature a line.

    Parameters
    ----------
    zone
        Code of the zone.
    ledger
        Epoch of the ledger that the file mirrors.
    seq, head
        Number and hash of its last entry.
    lines
        Feature lines, already sorted by id.
    as_of
        The day of an export; a mirror file shows the present and names none.

    Yields
    ------
    str
        Pieces to write one after another.

    Examples
    --------
    >>> print("".join(collection_text("demo", "00ff", 1, "ab", ["{}", "{}"])), end="")
    {"type":"FeatureCollection","parkmap":{"zone":"demo","ledger":"00ff","seq":1,"head":"ab"},"features":[
    {},
    {}
    ]}
    """
    named: dict[str, str | int] = {"zone": zone, "ledger": ledger, "seq": seq, "head": head}
    if as_of is not None:
        named["as_of"] = as_of.isoformat()
    yield f'{{"type":"FeatureCollection","parkmap":{orjson.dumps(named).decode()},"features":[\n'
    for index, line in enumerate(lines):
        yield f",\n{line}" if index else line
    yield "\n]}\n"
