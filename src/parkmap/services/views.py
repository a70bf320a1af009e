"""A subject as an audience reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from parkmap.errors import NotFound
from parkmap.land.fold import Folded
from parkmap.services.outlines import public_box, public_outline
from parkmap.services.record import Actor, Record
from parkmap.store.present import Stored
from parkmap.units import dm2_to_ha, dm2_to_mu, m2_to_dm2


@dataclass(frozen=True, slots=True)
class View:
    """A subject after the policy. `geometry` is GeoJSON text, None where not asked for."""

    kind: str
    id: str
    version: int
    state: dict[str, Any]
    drawn_as: str
    geometry: str | None
    bbox: tuple[float, float, float, float]

    def name(self, language: str) -> str:
        """The name in the language of the page; the id where it has none."""
        first, second = ("name_zh", "name_en") if language.startswith("zh") else (
            "name_en", "name_zh")  # fmt: skip
        return str(self.state.get(first) or self.state.get(second) or self.id)

    @property
    def area_dm2(self) -> int:
        """Recorded area in whole square decimetres."""
        return m2_to_dm2(self.state.get("area_m2") or 0.0)

    @property
    def area_m2(self) -> float:
        """Recorded area, two decimals."""
        return float(self.state.get("area_m2") or 0.0)

    @property
    def area_mu(self) -> float:
        """Recorded area in mu, two decimals."""
        return dm2_to_mu(self.area_dm2)

    @property
    def area_ha(self) -> float:
        """Recorded area in hectares, four decimals."""
        return dm2_to_ha(self.area_dm2)


def view_of(record: Record, actor: Actor, stored: Stored) -> View | None:
    """The view, or None where this audience may not know of the subject."""
    policy = record.zone.policy
    if not policy.sees(actor.audience, stored.kind, stored.state):
        return None
    shape, box = stored.geojson, stored.box
    if stored.kind == "parcel":
        shape = None if shape is None else public_outline(record, actor, shape)
        box = public_box(record, actor, box)
    return View(
        stored.kind,
        stored.id,
        stored.version,
        policy.view(actor.audience, stored.kind, stored.state),
        policy.drawn_as(actor.audience, stored.state) if stored.kind == "parcel" else "",
        shape,
        box,
    )


def view_or_refuse(record: Record, actor: Actor, stored: Stored | None, asked: str) -> View:
    """The view; what is not there and what may not be known get the same answer."""
    seen = None if stored is None else view_of(record, actor, stored)
    if seen is None:
        raise NotFound("there is no '%(id)s' here; look it up in the list", id=asked[:80])
    return seen


def stored_of(kind: str, subject_id: str, folded: Folded, shape: str | None) -> Stored:
    """A folded subject of another day in the form of a stored one."""
    return Stored(kind, subject_id, 0, folded.state, shape, (0.0, 0.0, 0.0, 0.0))
