"""拟分割: a split that is planned before its registration; the parcel stays whole until then.

A plan is a subject of its own kind, which the public never sees. It keeps the cut and what came
of it; to register it is to perform the cut on the parcel as it stands then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count as numbers
from typing import Any, Final

import orjson
import shapely
from sqlalchemy import Connection

from parkmap.errors import BadGeometry, Conflict, NotFound
from parkmap.geometry.coordinates import array_of
from parkmap.geometry.plane import to_plane
from parkmap.land.cuts import cut_object, cut_of
from parkmap.land.ledger import Delta
from parkmap.said import say
from parkmap.services.asking import fetch
from parkmap.services.outcome import Change, Outcome, Work
from parkmap.services.pieces import Piece, collection_of, numbered
from parkmap.services.record import Actor, Record, require
from parkmap.services.splitting import Split, divided
from parkmap.services.structure import perform
from parkmap.store import ledger, present
from parkmap.store.present import Stored
from parkmap.units import dm2_to_m2

PLAN: Final = "plan"
PLANNED: Final = "planned"
REGISTERED: Final = "registered"
DROPPED: Final = "dropped"
FIT_M2: Final = 0.05
"""By how much a piece may differ from the plan: points that came into a side move it less."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A planned split: its stage, its parcel, and the pieces as they were worked out."""

    id: str
    version: int
    stage: str
    parcel_id: str
    planned_on: str
    reason: str
    cut: dict[str, Any]
    pieces: tuple[Piece, ...]

    def as_geojson(self) -> dict[str, Any]:
        """The planned pieces as a FeatureCollection."""
        return collection_of([("piece", one) for one in self.pieces])


@dataclass(frozen=True, slots=True)
class Step:
    """What an officer asks of a plan at the version seen: to register it, or to drop it."""

    plan_id: str
    version: int | None
    effective_on: date
    reason: str

    def asked(self, what: str) -> dict[str, Any]:
        """Everything that was asked for, as JSON values."""
        return {
            what: self.plan_id,
            "version": self.version,
            "effective_on": self.effective_on.isoformat(),
            "reason": self.reason,
        }


def plan(
    record: Record, actor: Actor, asked: Split, key: str | None = None, *, dry_run: bool = False
) -> Outcome:
    """Plan a split without performing it; parameters and refusals as for `splitting.split`."""

    def work_out(connection: Connection) -> Work:
        wanted = {asked.parcel_id: asked.version}
        (parent,) = fetch(connection, record, wanted, with_geometry=True, mine=asked.asked())
        work = divided(connection, record, parent, asked.cut, asked.effective_on)
        plan_id = _free_id(connection, record, parent.id)
        state = _planned(asked, work)
        deltas = [Delta(PLAN, plan_id, name, None, value, asked.effective_on)
                  for name, value in state.items()]  # fmt: skip
        return replace(
            work, deltas=tuple(deltas), pieces=numbered(state["pieces"]), neighbours=(),
            retired=(), plan_id=plan_id,
        )  # fmt: skip

    whole = {"plan": asked.asked()}
    change = Change(PLAN, asked.effective_on, asked.reason, whole, key, dry_run, asked.papers)
    return perform(record, actor, change, work_out)


def register(
    record: Record, actor: Actor, asked: Step, key: str | None = None, *, dry_run: bool = False
) -> Outcome:
    """Perform a planned split on the parcel as it stands now.

    Raises
    ------
    Conflict
        The parcel changed since so that the plan no longer fits, or the plan is not open.
    LaterFacts, NotFound, MissingVersion, StaleVersion
        As for `splitting.split`.
    """

    def work_out(connection: Connection) -> Work:
        stored = _open_plan(connection, record, asked)
        work = _performed(connection, record, stored, asked.effective_on)
        deltas = [*work.deltas, *_moved_on(stored, REGISTERED, asked.effective_on)]
        return replace(work, deltas=tuple(deltas), plan_id=stored.id)

    whole = asked.asked("register")
    change = Change("split", asked.effective_on, asked.reason, whole, key, dry_run)
    return perform(record, actor, change, work_out)


def drop(record: Record, actor: Actor, asked: Step, key: str | None = None) -> Outcome:
    """Give a plan up; it stays readable, and its parcel as it is.

    Raises
    ------
    Conflict
        The plan is not open.
    NotFound, MissingVersion, StaleVersion
        As for every write.
    """

    def work_out(connection: Connection) -> Work:
        stored = _open_plan(connection, record, asked)
        deltas = tuple(_moved_on(stored, DROPPED, asked.effective_on))
        return Work(deltas, (), (), (), 0, 0, None, stored.id)

    change = Change(PLAN, asked.effective_on, asked.reason, asked.asked("drop"), key)
    return perform(record, actor, change, work_out)


def plans(record: Record, actor: Actor, parcel_id: str | None = None) -> tuple[Plan, ...]:
    """Every plan by id, of one parcel or of all; for staff.

    Raises
    ------
    SignInNeeded, Forbidden
        The public never sees plans.
    """
    require(actor, "read_internal")
    with record.store.read() as connection:
        found = [one for one in present.every(connection, record.zone_id, PLAN) if one.state]
    wanted = (one for one in found if parcel_id in {None, one.state["parcel"]})
    return tuple(map(_plan_of, wanted))


def _plan_of(stored: Stored) -> Plan:
    state = stored.state
    return Plan(
        stored.id, stored.version, state["stage"], state["parcel"], state["planned_on"],
        state["reason"], state["cut"], numbered(state["pieces"]),
    )  # fmt: skip


def _free_id(connection: Connection, record: Record, parcel_id: str) -> str:
    used = ledger.ids_ever(connection, record.zone_id, PLAN, f"{parcel_id}-P")
    return next(name for n in numbers(1) if (name := f"{parcel_id}-P{n}") not in used)


def _planned(asked: Split, work: Work) -> dict[str, Any]:
    return {
        "stage": PLANNED,
        "parcel": asked.parcel_id,
        "cut": cut_object(asked.cut),
        "pieces": [
            {"geometry": orjson.loads(one.geojson), "area_m2": dm2_to_m2(one.area_dm2)}
            for one in work.pieces
        ],
        "planned_on": asked.effective_on.isoformat(),
        "reason": asked.reason.strip(),
    }


def _moved_on(stored: Stored, stage: str, day: date) -> list[Delta]:
    return [Delta(PLAN, stored.id, "stage", stored.state["stage"], stage, day)]


def _open_plan(connection: Connection, record: Record, asked: Step) -> Stored:
    found = present.one(connection, record.zone_id, PLAN, asked.plan_id)
    if found is None or not found.state:
        raise NotFound("there is no plan %(id)s; list the plans", id=asked.plan_id[:80])
    fetch(connection, record, {asked.plan_id: asked.version}, kind=PLAN)
    if found.state["stage"] != PLANNED:
        raise Conflict(
            "plan %(id)s is %(stage)s already; make a new one",
            id=found.id,
            stage=say("registered") if found.state["stage"] == REGISTERED else say("dropped"),
        )
    return found


def _performed(connection: Connection, record: Record, stored: Stored, day: date) -> Work:
    now = _plan_of(stored)
    parcel = present.one(connection, record.zone_id, "parcel", now.parcel_id)
    versions = {now.parcel_id: parcel.version if parcel else 0}
    (parent,) = fetch(connection, record, versions, with_geometry=True)
    try:
        work = divided(connection, record, parent, cut_of(now.cut), day)
    except BadGeometry as cause:
        raise _unfit(now) from cause
    if not _fits(record, now.pieces, work.pieces):
        raise _unfit(now)
    return work


def _fits(record: Record, planned: Sequence[Piece], cut: Sequence[Piece]) -> bool:
    if [one.area_dm2 for one in planned] != [one.area_dm2 for one in cut]:
        return False
    shapes = array_of(shapely.from_geojson([one.geojson for one in (*planned, *cut)]))
    plane = to_plane(shapes, record.zone.gk_zone)
    differing = shapely.symmetric_difference(plane[: len(planned)], plane[len(planned) :])
    return bool((shapely.area(differing) <= FIT_M2).all())


def _unfit(now: Plan) -> Conflict:
    return Conflict(
        "plan %(id)s no longer fits %(parcel)s, which changed since; drop it and plan anew",
        id=now.id,
        parcel=now.parcel_id,
    )
