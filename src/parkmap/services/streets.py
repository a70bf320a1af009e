"""The streets of the backdrop around some land, each as wide as it is."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

import shapely

from parkmap.services.context import Thing, things
from parkmap.services.record import Record

NARROW_M: Final = 6.0
"""How wide a street is taken where nobody says."""
KINDS: Final = frozenset({"road", "roads", "street", "streets"})


class Street(NamedTuple):
    """A street near some land: its names, and its carriageway on the plane of the zone."""

    name_zh: str
    name_en: str
    shape: Any

    def name(self, language: str) -> str:
        """Its name in the language of the page; empty where it has none."""
        zh = language.startswith("zh")
        return (self.name_zh or self.name_en) if zh else (self.name_en or self.name_zh)


def streets(record: Record, plane: Any, reach_m: float) -> list[Street]:
    """The streets within reach of a shape on the plane; what has one name is one street."""
    found: dict[tuple[str, str], list[Any]] = {}
    for layer in record.zone.context:
        stem = PurePosixPath(layer.file).stem
        for one in things(record, layer.file):
            if str(one.facts.get("kind") or stem) not in KINDS:
                continue
            if not shapely.dwithin(one.plane, plane, reach_m + _half(one)):
                continue  # far away: its carriageway need not be drawn
            wide = _wide(one)
            if shapely.dwithin(wide, plane, reach_m):
                zh, en = (str(one.facts.get(name) or "") for name in ("name_zh", "name_en"))
                found.setdefault((zh, en) if zh or en else ("", f"#{len(found)}"), []).append(wide)
    return [
        Street(zh, "" if en.startswith("#") else en, shapely.union_all(parts))
        for (zh, en), parts in found.items()
    ]


def _wide(one: Thing) -> Any:
    """The carriageway of a line; what is an area already stays as it is."""
    half = _half(one)
    return shapely.buffer(one.plane, half, cap_style="flat") if half else one.plane


def _half(one: Thing) -> float:
    """Half the width of a carriageway that is drawn as a line, in metres; 0 of an area."""
    if shapely.get_dimensions(one.plane) != 1:
        return 0.0
    width = one.facts.get("width_m")
    return (float(width) if isinstance(width, int | float) and width > 0 else NARROW_M) / 2


__all__ = ["Street", "streets"]
