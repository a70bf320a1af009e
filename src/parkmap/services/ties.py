"""What is tied to a parcel beside its facts: projects, plants, cases, matters, firms."""

from __future__ import annotations

from dataclasses import dataclass

from parkmap.land.cases import CASE
from parkmap.services import matters, plants, projects, subjects
from parkmap.services.enterprises import EnterpriseView, of_parcel
from parkmap.services.plants import PlantView
from parkmap.services.record import Actor, Record, require
from parkmap.store.present import Stored


@dataclass(frozen=True, slots=True)
class Ties:
    """The subjects that name a parcel; a matter also where it names one of the parcel's cases."""

    projects: tuple[Stored, ...]
    plants: tuple[PlantView, ...]
    cases: tuple[Stored, ...]
    matters: tuple[Stored, ...]
    criteria: tuple[Stored, ...]
    enterprises: tuple[EnterpriseView, ...]


def ties(record: Record, actor: Actor, parcel_id: str) -> Ties:
    """Everything that is tied to a parcel; for staff.

    Raises
    ------
    SignInNeeded, Forbidden
        Who does not read internal facts.
    """
    require(actor, subjects.READ)
    cases = [one for one in subjects.every(record, actor, CASE)
             if one.state["parcel"] == parcel_id]  # fmt: skip
    tied = matters.tied_to(record, actor, "parcel", parcel_id)
    criteria = matters.criteria(record, actor, parcel_id)
    firms = of_parcel(record, actor, parcel_id)
    taking = projects.projects(record, actor, parcel_id)
    standing = plants.plants(record, actor, parcel_id)
    return Ties(
        tuple(taking), tuple(standing), tuple(cases), tuple(tied), tuple(criteria), tuple(firms)
    )


__all__ = ["Ties", "ties"]
