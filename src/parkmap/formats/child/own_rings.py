"""Rings that parkmap drew itself: its extended data bind them to parcels with holes and parts."""

from __future__ import annotations

from typing import Any, NamedTuple

from parkmap.formats.child.outlines import Outline, Ring

APPLICATION = "PARKMAP"
TEXT, NUMBER = 1000, 1070
ROLES = ("outer", "hole")


class Own(NamedTuple):
    """What the extended data of a ring say: its parcel, "outer" or "hole", number of its part."""

    parcel_id: str
    role: str
    part: int

    @property
    def leads(self) -> bool:
        """Whether it is the ring that a parcel begins with."""
        return self.role == "outer" and self.part == 1


class Joined(NamedTuple):
    """Outlines as parcels; how many came from own data, and which ids those of several have."""

    outlines: list[Outline]
    parcels: int
    copied: list[str]


def own_of(entity: Any) -> Own | None:
    """The extended data as `out.dxf` writes them; None where there are none, or others."""
    if not entity.has_xdata(APPLICATION):
        return None
    pairs = [(tag.code, tag.value) for tag in entity.get_xdata(APPLICATION)]
    if [code for code, _ in pairs] != [TEXT, TEXT, NUMBER]:
        return None
    parcel_id, role, part = (value for _, value in pairs)
    return Own(parcel_id, role, part) if parcel_id and role in ROLES else None


def joined(drawn: list[tuple[Outline, Own | None]]) -> Joined:
    """Own rings as one outline a parcel, at the place of its first ring; others as they are.

    A program copies extended data together with a line, so two outer rings may say the same of
    themselves. Then nobody knows whose the holes are: each ring of that parcel stays an outline of
    its own, with the id. So does a hole whose outer ring is gone.
    """
    rings: dict[str, list[tuple[Outline, Own]]] = {}
    for outline, own in drawn:
        if own is not None:
            outline.label["id"] = own.parcel_id
            rings.setdefault(own.parcel_id, []).append((outline, own))
    whole = {key for key, one in rings.items() if _is_whole([own for _, own in one])}
    found: list[Outline] = []
    for outline, own in drawn:
        if own is None or own.parcel_id not in whole:
            found.append(outline)
        elif outline is rings[own.parcel_id][0][0]:
            found.append(_parcel(rings[own.parcel_id]))
    return Joined(found, len(whole), [one for one in rings if one not in whole])


def _is_whole(rings: list[Own]) -> bool:
    """Whether each part has one outer ring."""
    outer = [own.part for own in rings if own.role == "outer"]
    return len(set(outer)) == len(outer) and {own.part for own in rings} == set(outer)


def _parcel(rings: list[tuple[Outline, Own]]) -> Outline:
    """The outer ring of the first part, with the other parts and the holes of each."""
    outer = {own.part: outline for outline, own in rings if own.role == "outer"}
    holes: dict[int, list[Ring]] = {}
    for outline, own in rings:
        if own.role == "hole":
            holes.setdefault(own.part, []).append(outline.ring)
    for part, outline in outer.items():
        outline.holes = holes.get(part, [])
    first, *others = (outline for _, outline in sorted(outer.items()))
    first.parts = others
    return first
