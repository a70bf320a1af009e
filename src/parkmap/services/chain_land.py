"""Who is in a chain, and on which land each stands today: projects and enterprises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from parkmap.land.chain_gaps import Present, enterprise_level, project_level
from parkmap.land.enterprises import ENTERPRISE, TENANCY, figure_field
from parkmap.land.projects import PROJECT
from parkmap.services import subjects
from parkmap.services.record import Actor, Record
from parkmap.store import present
from parkmap.store.present import Stored
from parkmap.units import m2_to_dm2


class Lot(NamedTuple):
    """A parcel as it stands: names, status and the day since when, its recorded area."""

    id: str
    name_zh: str
    name_en: str
    status: str
    since: str
    area_dm2: int


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody of a chain: what counts of it, and what is said of it."""

    counts: Present
    state: Mapping[str, Any]
    version: int

    @property
    def id(self) -> str:
        """Its id."""
        return self.counts.id

    def name(self, language: str) -> str:
        """Its name in the language of the page."""
        zh = str(self.state.get("name_zh") or self.state.get("name") or self.id)
        return zh if language.startswith("zh") else str(self.state.get("name_en") or zh)

    @property
    def chain(self) -> str:
        """The chain that it names, as it names it; "" for none."""
        return str(self.state.get("chain") or "")


@dataclass(frozen=True, slots=True)
class Land:
    """The parcels that somebody stands on, and where those that became others have gone.

    `lots` has current parcels; `became` maps a retired parcel to the current ones that its land
    is in now, with the part of each that it is, in dm2.
    """

    lots: Mapping[str, Lot]
    became: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def of(self, parcel: str, area_dm2: int | None = None) -> dict[str, int]:
        """Current parcel -> area, for a parcel that is named; `area_dm2` where not all of it."""
        parts = self.became.get(parcel, {})
        if parcel in self.lots:
            parts = {parcel: self.lots[parcel].area_dm2}
        left, found = sum(parts.values()) if area_dm2 is None else area_dm2, dict[str, int]()
        for one, whole in parts.items():
            if left or not found:
                found[one] = min(whole, left)
                left -= found[one]
        return found

    def counted(self) -> dict[str, tuple[str, int]]:
        """Parcel -> its status and recorded area, as sums ask for it."""
        return {one.id: (one.status, one.area_dm2) for one in self.lots.values()}


def everybody(record: Record, actor: Actor) -> tuple[list[Here], Land]:
    """Every project that has not ended and every enterprise that is here, by id; their land.

    An enterprise is here while it uses land today, or where no use of it was ever recorded.
    """
    day = record.today().isoformat()
    projects = subjects.every(record, actor, PROJECT)
    firms = subjects.every(record, actor, ENTERPRISE)
    uses: dict[str, list[dict[str, Any]]] = {}
    for one in subjects.every(record, actor, TENANCY):
        uses.setdefault(str(one.state["enterprise"]), []).append(one.state)
    named = {parcel for one in projects for parcel in one.state.get("parcels") or ()}
    named |= {str(use["parcel"]) for held in uses.values() for use in held}
    land = land_of(record, named)
    found = [here for one in projects if (here := _project(one, land)) is not None]
    for one in firms:
        here = _enterprise(record, one, uses.get(one.id, ()), land, day)
        found += [here] if here is not None else []
    return found, land


def land_of(record: Record, named: Iterable[str]) -> Land:
    """Parcels as they stand; those that were split or merged by what became of them.

    A split shares out the recorded area and a merge adds, so no sum jumps: of a parcel that went
    into a larger one only its own part counts there.
    """
    known: dict[str, Stored] = {}
    wanted = sorted(set(named))
    with record.store.read() as connection:
        while wanted:
            rows = present.some(connection, record.zone_id, "parcel", wanted, with_geometry=False)
            known |= {one.id: one for one in rows}
            wanted = sorted({
                str(child) for one in rows if one.state.get("retired_on")
                for child in one.state.get("lineage_to") or ()
            } - known.keys())  # fmt: skip
    lots = {one.id: _lot(one) for one in known.values() if not one.state.get("retired_on")}
    became = {one: _now(one, known) for one in known if one not in lots}
    return Land(lots, became)


def _now(parcel: str, known: Mapping[str, Stored]) -> dict[str, int]:
    """The current parcels that a retired one's land is in, with the part of each that it is."""
    state, found = known[parcel].state, dict[str, int]()
    children = [str(one) for one in state.get("lineage_to") or () if str(one) in known]
    for child in children:
        parts = {child: _area(known[child])}
        if known[child].state.get("retired_on"):
            parts = _now(child, known)
        if len(parts) == 1 and len(children) == 1:  # it went into a larger one
            parts = {one: min(part, _area(known[parcel])) for one, part in parts.items()}
        found |= parts
    return found


def _lot(one: Stored) -> Lot:
    state = one.state
    zh = str(state.get("name_zh") or one.id)
    return Lot(one.id, zh, str(state.get("name_en") or zh), str(state.get("status") or ""),
               str(state.get("status_since") or ""), _area(one))  # fmt: skip


def _area(one: Stored) -> int:
    return m2_to_dm2(one.state.get("area_m2") or 0.0)


def _project(one: Stored, land: Land) -> Here | None:
    level = project_level(one.state)
    if level is None:
        return None
    held: dict[str, int] = {}
    for parcel in one.state.get("parcels") or ():
        held |= land.of(str(parcel))
    direction = str(one.state.get("direction") or "")
    return Here(Present("project", one.id, direction, level, held), one.state, one.version)


def _enterprise(
    record: Record, one: Stored, uses: Iterable[Mapping[str, Any]], land: Land, day: str
) -> Here | None:
    every = list(uses)
    now = [use for use in every
           if str(use["from_on"]) <= day <= str(use.get("until_on") or day)]  # fmt: skip
    if every and not now:
        return None
    held: dict[str, int] = {}
    for use in now:
        own = use.get("area_m2")
        part = land.of(str(use["parcel"]), None if own is None else m2_to_dm2(own))
        held |= {parcel: held.get(parcel, 0) + area for parcel, area in part.items()}
    this = record.today().year
    output = any((one.state.get(figure_field("output_wan", year)) or 0) > 0
                 for year in (this, this - 1))  # fmt: skip
    level = enterprise_level([land.lots[parcel].status for parcel in held], has_output=output)
    direction = str(one.state.get("direction") or "")
    return Here(Present("enterprise", one.id, direction, level, held), one.state, one.version)


__all__ = ["Here", "Land", "Lot", "everybody", "land_of"]
