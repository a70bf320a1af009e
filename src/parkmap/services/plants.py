"""标准厂房: entered, amended, listed; what the public reads of them while they are offered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from parkmap.errors import BadValue, NotFound
from parkmap.land.availability import Availability, availability, missing, refuse_unready
from parkmap.land.items import checked
from parkmap.land.ledger import Subject
from parkmap.land.plants import (
    PLANT,
    PLANT_ITEMS,
    PLANT_PREFIX,
    plant_name,
    plant_needs,
    refuse_unlikely,
)
from parkmap.services import subjects
from parkmap.services.cases import refuse_unknown
from parkmap.services.histories import HistoryLine, lines_of
from parkmap.services.offering import told
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.subjects import EDIT, Amendment, Entered, Fresh
from parkmap.services.views import View, view_of
from parkmap.store import ledger, present
from parkmap.store.present import Stored


@dataclass(frozen=True, slots=True)
class PlantView:
    """A plant as an audience reads it, with the parcel on which it stands.

    `parcel` is None where the entry that brought the parcel in was undone; staff alone see that.
    """

    id: str
    version: int
    state: dict[str, Any]
    availability: Availability
    missing: tuple[str, ...]
    parcel: View | None

    def name(self, language: str) -> str:
        """Its name in the language of the page."""
        return plant_name(self.state, language) if self.state.get("name_zh") else self.id

    @property
    def park(self) -> str:
        """The id of the park in which it stands; empty without one."""
        return str(self.parcel.state.get("park") or "") if self.parcel else ""


def plants(record: Record, actor: Actor, parcel_id: str = "") -> list[PlantView]:
    """All plants that this audience may know of, or those on a parcel; by id."""
    with record.store.read() as connection:
        every = present.every(connection, record.zone_id, PLANT)
        stored = [one for one in every if one.state and parcel_id in {"", one.state["parcel"]}]
        return list(_views(connection, record, actor, stored))


def plant(record: Record, actor: Actor, plant_id: str) -> PlantView:
    """One plant.

    Raises
    ------
    NotFound
        There is none, or this audience may not know of it.
    """
    with record.store.read() as connection:
        stored = present.one(connection, record.zone_id, PLANT, plant_id)
        one = [stored] if stored is not None and stored.state else []
        views = list(_views(connection, record, actor, one, with_geometry=True))
    if not views:
        raise NotFound("there is no '%(id)s' here; look it up in the list", id=plant_id[:80])
    return views[0]


def plant_history(record: Record, actor: Actor, plant_id: str) -> tuple[HistoryLine, ...]:
    """What happened to a plant, newest first, as this audience may know it; NotFound as above."""
    plant(record, actor, plant_id)
    with record.store.read() as connection:
        about = ledger.deltas_about(connection, record.zone_id, Subject(PLANT, plant_id))
    return lines_of(record, actor, PLANT, about)


def enter_plant(
    record: Record, actor: Actor, fields: Mapping[str, Any], reason: str, key: str | None = None,
    papers: Sequence[str] = (),
) -> Entered:  # fmt: skip
    """Enter a plant as of today.

    Raises
    ------
    BadValue
        An item that is missing or does not fit; a parcel that is not in the record, or history;
        an offer that is opened without what an investor asks for.
    SignInNeeded, Forbidden
        Who may not edit.
    """
    require(actor, EDIT)
    kept = _checked(record, {}, fields, whole=True)
    refuse_unready(str(kept["name_zh"]), {}, kept, plant_needs(kept))
    fresh = Fresh(PLANT, kept, record.today(), reason or str(kept["name_zh"]), papers)
    return subjects.enter(record, actor, [fresh], PLANT_PREFIX, key)


def amend_plant(
    record: Record, actor: Actor, plant_id: str, version: int | None, fields: Mapping[str, Any],
    reason: str, key: str | None = None, papers: Sequence[str] = (),
) -> Receipt:  # fmt: skip
    """Change a plant from today on; refusals as for entering one."""
    require(actor, EDIT)
    state = subjects.read(record, actor, PLANT, plant_id).state
    kept = _checked(record, state, fields, whole=False)
    refuse_unready(plant_id, state, kept, plant_needs({**state, **kept}))
    day = record.today()
    asked = Amendment(PLANT, {plant_id: version}, kept, day, reason or plant_id, papers)
    return subjects.amend(record, actor, asked, key)


def _checked(
    record: Record, state: Mapping[str, Any], fields: Mapping[str, Any], *, whole: bool
) -> dict[str, Any]:
    kept = checked(PLANT_ITEMS, fields, whole=whole)
    refuse_unlikely({**state, **kept})
    parcel = kept.get("parcel")
    if parcel and parcel != state.get("parcel"):
        _refuse_past(record, str(parcel))
    return kept


def _refuse_past(record: Record, parcel_id: str) -> None:
    """Refuse a parcel on which nothing stands any more, beside the item that names it."""
    refuse_unknown(record, [parcel_id], "parcel")
    with record.store.read() as connection:
        found = present.one(connection, record.zone_id, "parcel", parcel_id)
    if found is not None and found.state.get("retired_on"):
        raise BadValue(
            "%(value)s became history on %(day)s; name the parcel that is there now",
            field="parcel", value=parcel_id, day=found.state["retired_on"],
        )  # fmt: skip


def _views(
    connection: Connection, record: Record, actor: Actor, stored: Iterable[Stored], *,
    with_geometry: bool = False,
) -> Iterator[PlantView]:  # fmt: skip
    """Those that this audience may know of; what is not told of them is left out."""
    several, policy = list(stored), record.zone.policy
    ids = sorted({str(one.state["parcel"]) for one in several})
    rows = present.some(connection, record.zone_id, "parcel", ids, with_geometry=with_geometry)
    land = {one.id: one for one in rows if one.state}
    for one in several:
        parcel = land.get(str(one.state["parcel"]))
        state = parcel.state if parcel else None
        if not policy.sees_plant(actor.audience, one.state, state):
            continue
        whole, needs = _with_land(one.state, state), plant_needs(one.state)
        found = told(record, actor, PLANT, one.state, availability(whole, record.today(), needs))
        yield PlantView(
            one.id, one.version, policy.view(actor.audience, PLANT, one.state), found,
            missing(one.state, needs), view_of(record, actor, parcel) if parcel else None,
        )  # fmt: skip


def _with_land(plant: Mapping[str, Any], parcel: Mapping[str, Any] | None) -> dict[str, Any]:
    """A plant with what holds its land: a seizure holds what stands on it, and so does its end."""
    held = {name: parcel.get(name) for name in ("seized", "retired_on")} if parcel else {}
    return {**plant, **held}


__all__ = ["PlantView", "amend_plant", "enter_plant", "plant", "plant_history", "plants"]
