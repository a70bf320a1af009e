"""What changed between two days, as a table and as GeoJSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import orjson

from parkmap.errors import BadValue
from parkmap.formats.out.csv_text import write_csv
from parkmap.formats.sheet import ID_HEADER
from parkmap.land.fields import FIELDS
from parkmap.services.disk_faults import plain_disk_faults
from parkmap.services.histories import Difference

APPEARED: Final = "appeared"
RETIRED: Final = "retired"
CHANGED: Final = "changed"
KINDS: Final = (APPEARED, RETIRED, CHANGED)
HEADERS: Final = {
    "name": "名称",
    "change": "变化",
    "field": "字段",
    "label": "字段名称",
    "old": "原值",
    "new": "新值",
    "kind": "类别",
}
KIND_WORDS: Final = {"parcel": "地块", "park": "园区"}
WORDS: Final = {APPEARED: "新增", RETIRED: "转为历史", CHANGED: "变更"}


def kind_of(one: Difference) -> str:
    """Which of the three a difference is.

    Examples
    --------
    >>> kind_of(Difference("G-1", "", "", True, False, (), False, None))
    'appeared'
    """
    return APPEARED if one.appeared else RETIRED if one.retired else CHANGED


def counts(found: Iterable[Difference], kind: str = "parcel") -> dict[str, int]:
    """How many parcels (or parks) appeared, were retired, changed."""
    number = Counter(kind_of(one) for one in found if one.kind == kind)
    return {each: number[each] for each in KINDS}


def feature(one: Difference) -> dict[str, Any]:
    """A difference as a GeoJSON feature; the outline is that of the later day."""
    return {
        "type": "Feature",
        "id": one.id,
        "geometry": orjson.Fragment(one.geometry) if one.geometry else None,
        "properties": {
            "kind": one.kind,
            "change": kind_of(one),
            "name_zh": one.name_zh,
            "name_en": one.name_en,
            "outline_changed": one.outline_changed,
            "changes": {each.field: [each.old, each.new] for each in one.changes},
        },
    }


def collection(
    found: Sequence[Difference], from_on: date, to_on: date, **members: Any
) -> dict[str, Any]:
    """Differences as a FeatureCollection that names both days and counts what it holds."""
    return {
        "type": "FeatureCollection",
        "from": from_on.isoformat(),
        "to": to_on.isoformat(),
        "counts": counts(found),
        "park_counts": counts(found, "park"),
        **members,
        "features": [feature(one) for one in found],
    }


def rows(found: Iterable[Difference]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """A row for each field that changed; one for a parcel or park of which none did."""
    for one in found:
        named = {
            "name": one.name_zh, "change": WORDS[kind_of(one)], "kind": KIND_WORDS[one.kind],
        }  # fmt: skip
        changes = [(each.field, each.old, each.new) for each in one.changes]
        if one.outline_changed:
            changes.insert(0, ("geometry", None, None))
        for field, old, new in changes or [("", None, None)]:
            known = FIELDS[one.kind].get(field)
            yield one.id, named | {"field": field, "label": known.zh if known else field,
                                   "old": old, "new": new}  # fmt: skip


def write_differences(
    target: Path, found: Sequence[Difference], from_on: date, to_on: date
) -> None:
    """Write differences as GeoJSON or CSV, by the end of the file's name.

    Raises
    ------
    BadValue
        The name ends otherwise.
    ReadOnly, DiskFull
        The file cannot be written; a file that was there is as it was.
    """
    form = target.suffix.lower()
    if form not in {".geojson", ".json", ".csv"}:
        raise BadValue("'%(name)s' is neither .geojson nor .csv; name one", name=target.name)
    fresh = target.with_name(f".{target.name}.new")
    try:
        with plain_disk_faults(target):
            if form == ".csv":
                with fresh.open("w", encoding="utf-8", newline="") as out:
                    write_csv(out, rows(found), HEADERS, id_header=ID_HEADER)
            else:
                fresh.write_bytes(orjson.dumps(collection(found, from_on, to_on)))
            fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
