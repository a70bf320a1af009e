"""Rows that would cover land which others cover: told, and kept out unless somebody chooses."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import shapely

from parkmap.geometry.coverage import NOISE_M2
from parkmap.geometry.local import LocalPlane
from parkmap.said import say
from parkmap.services.lines import Line
from parkmap.services.matching import array, overlaps
from parkmap.services.standing import Standing


class Covered(NamedTuple):
    """A row, what it overlaps (another row, or the id of a parcel), how much and where."""

    mine: Line
    other: Line | None
    other_id: str
    area_m2: float
    place: tuple[float, float]
    is_rounding: bool


def covered(here: Standing, drawn: Sequence[Line], without: Collection[str] = ()) -> list[Covered]:
    """Where rows would overlap each other, or parcels that stay as they are.

    Parameters
    ----------
    drawn
        Rows that bring a boundary; a parcel among them is replaced by its row.
    without
        Parcels that go, so that nothing has to keep off them.
    """
    replaced = {one.subject_id for one in drawn} | set(without)
    return _covered(here, drawn, [one for one in here.current() if one not in replaced])


def _covered(
    here: Standing, drawn: Sequence[Line], others: Sequence[str], *, among: bool = True
) -> list[Covered]:
    """Where rows would overlap these parcels and, `among` them, each other."""
    if not drawn or not (among or others):
        return []
    found = []
    for one in overlaps(array([each.shape for each in drawn]), here.shapes(others), among=among):
        row = drawn[one.other] if one.other < len(drawn) else None
        name = row.subject_id if row else others[one.other - len(drawn)]
        mine = drawn[one.mine]
        found.append(Covered(mine, row, name or "", one.area_m2, one.place, one.is_rounding))
    return found


def keep_off(here: Standing, lines: Sequence[Line]) -> None:
    """Tell every row that overlaps; an error keeps it out unless somebody chooses it.

    An overlap that the record had before, no smaller, is only a warning, and so is one of two
    millimetres' width, which surveys to the millimetre leave. A row that is kept out
    leaves the old outline of its parcel standing, so rows that came to lie on that follow.
    """
    drawn = [one for one in lines if one.draws]
    for one in covered(here, drawn):
        _tell(here, one)
    before, kept = drawn, [one for one in drawn if not _wrong(one)]
    while len(kept) < len(before):
        staying = {one.subject_id for one in before} - {one.subject_id for one in kept}
        old = [one for one in here.current() if one in staying]
        for one in _covered(here, kept, old, among=False):
            _tell(here, one)
        before, kept = kept, [one for one in kept if not _wrong(one)]


def _tell(here: Standing, found: Covered) -> None:
    slight = found.is_rounding or (found.other is None and _stood(here, found))
    sides = [(found.mine, found.other_id)]
    if found.other is not None:
        sides.append((found.other, found.mine.subject_id or ""))
    for line, name in sides:
        line.tell(
            "overlap", "warning" if slight else "error",
            say("it overlaps %(id)s by %(area)s m2", id=name, area=f"{found.area_m2:,.2f}"),
            say("trim one of the two; or choose the row, and the overlap is recorded"),
            place=found.place, area_m2=found.area_m2,
            parcel_ids=tuple(sorted({line.subject_id or "", name})),
        )  # fmt: skip


def _stood(here: Standing, found: Covered) -> bool:
    """Whether the record has at least this overlap already."""
    if found.mine.subject_id not in here.found:
        return False
    pair = here.shapes([found.mine.subject_id, found.other_id])
    metres = LocalPlane.around(pair).to_metres(pair)
    before = float(shapely.area(shapely.intersection(metres[0], metres[1])))
    return found.area_m2 <= before + NOISE_M2


def _wrong(line: Line) -> bool:
    return any(one.severity == "error" for one in line.findings)


__all__ = ["Covered", "covered", "keep_off"]
