"""An officer draws a parcel that the record does not have yet, as one entry, all or nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

import orjson
import shapely
from sqlalchemy import Connection

from parkmap.errors import BadGeometry, BadValue
from parkmap.geometry.conservation import proof, proven
from parkmap.geometry.coordinates import array_of
from parkmap.geometry.edit import TOLERANCE_M2, Edit, at, inside
from parkmap.geometry.meeting import overlap_m2
from parkmap.geometry.noding import noded
from parkmap.geometry.trim import trim as off_neighbours
from parkmap.land.fields import PARCEL_FIELDS
from parkmap.land.ledger import Delta
from parkmap.land.status import checked_status
from parkmap.services.outcome import Change, Outcome, Work
from parkmap.services.pieces import (
    Piece,
    beside,
    changed_pieces,
    plane_m2,
    refuse_later_rings,
    refuse_left,
    reshaped,
    shapes_of,
    texts_of,
)
from parkmap.services.record import Actor, Record, require
from parkmap.services.repairing import drawn
from parkmap.services.repairing import trimmed as trimmed_to
from parkmap.services.structure import EDIT, perform
from parkmap.store import ledger, lists, present, proposals
from parkmap.units import dm2_to_m2, m2_to_dm2

INSIDE: Final = 0.5
"""More than this share of a drawn parcel has to lie in its park."""

_NUMBERED: Final = re.compile(r"(.*?)(\d+)")


@dataclass(frozen=True, slots=True)
class Drawing:
    """What an officer asks for: shape (GeoJSON geometry), park, status, name, day, reason.

    `park` None: the park that holds most of it. `trimmed` takes off what neighbours have.
    """

    shape: Mapping[str, Any]
    status: str
    effective_on: date
    reason: str
    name: str = ""
    park: str | None = None
    trimmed: bool = False
    papers: tuple[str, ...] = ()

    def asked(self) -> dict[str, Any]:
        """Everything that was asked for, as JSON values."""
        return {
            "draw": dict(self.shape),
            "status": self.status,
            "name": self.name,
            "park": self.park,
            "trimmed": self.trimmed,
            "effective_on": self.effective_on.isoformat(),
            "reason": self.reason,
        }


def draw(
    record: Record, actor: Actor, asked: Drawing, key: str | None = None, *, dry_run: bool = False
) -> Outcome:
    """Enter a drawn parcel; its id is the next of its park's, never given out before.

    Corners that lie on a neighbour's edge enter that neighbour's ring in the same entry.

    Raises
    ------
    BadGeometry
        No boundary, outside every park, or over land of a neighbour; with the place. Where
        something mends it, ``values["repair"]`` has it (see `parkmap.services.repairing`).
    BadValue
        An unknown status or park, no reason, a day in the future.
    LaterFacts
        Rings of neighbours are recorded for later days.
    """
    require(actor, EDIT)
    checked_status(asked.status)
    shape = drawn(record, asked.shape)

    def work_out(connection: Connection) -> Work:
        park = _park_of(connection, record, shape, asked.park)
        neighbours = beside(connection, record, (), shape)
        edit = _fitted(record, shape, shapes_of(neighbours), trimmed=asked.trimmed)
        refuse_later_rings(connection, record, edit.neighbours, (), asked.effective_on)
        refuse_left(connection, record, (), edit.pieces, asked.effective_on)
        area = m2_to_dm2(plane_m2(record, edit.pieces)[0])
        identity = _next_id(connection, record, park)
        piece = Piece(identity, texts_of(edit.pieces)[0], area)
        noded_too = changed_pieces(edit.neighbours, neighbours, {})
        deltas = _entered(piece, park, asked)
        for one in noded_too:
            deltas += reshaped(neighbours[one.id], one, asked.effective_on)
        return Work(tuple(deltas), (piece,), noded_too, (), 0, area, edit.proof)

    change = Change("create", asked.effective_on, asked.reason, asked.asked(), key, dry_run,
                    asked.papers)  # fmt: skip
    return perform(record, actor, change, work_out)


def _fitted(record: Record, shape: Any, others: Mapping[str, Any], *, trimmed: bool) -> Edit:
    """The shape among its neighbours: as drawn, or trimmed to them; refused where it covers any."""
    zone = record.zone.gk_zone
    covered = dict(zip(others, overlap_m2(shape, list(others.values()), zone), strict=True))
    covered = {one: m2 for one, m2 in covered.items() if m2 > TOLERANCE_M2}
    if covered and trimmed:
        return off_neighbours(shape, others, zone)
    if covered:
        raise _overlapping(record, shape, others, covered)
    return _among(record, shape, others)


def _among(record: Record, shape: Any, others: Mapping[str, Any]) -> Edit:
    """A shape that covers no neighbour: its corners enter their rings, and that is proved."""
    zone = record.zone.gk_zone
    moved = noded(others, shapely.get_coordinates(shape), zone)
    met = {**others, **moved}
    shown = proof(others.values(), [shape, *met.values()], zone, 1, redrawn=shape)
    return proven([shape], moved, others, shown)


def _overlapping(
    record: Record, shape: Any, others: Mapping[str, Any], covered: Mapping[str, float]
) -> BadGeometry:
    worst = max(covered, key=lambda one: covered[one])
    values = at(inside(shapely.intersection(shape, others[worst])))
    return BadGeometry(
        "it overlaps %(id)s by %(m2)s m2 at %(at)s; trim it to its neighbours, or move its corners",
        id=worst,
        m2=f"{covered[worst]:.2f}",
        repair=trimmed_to(record, shape, others, covered, partial(_among, record, others=others)),
        **values,
    )


def _park_of(connection: Connection, record: Record, shape: Any, asked: str | None) -> str:
    parks = list(present.every(connection, record.zone_id, "park"))
    if asked is not None and asked not in {one.id for one in parks}:
        raise BadValue("there is no park '%(park)s'; give the id of one", park=asked[:60])
    if asked is not None:
        parks = [one for one in parks if one.id == asked]
    shapes = [shapely.from_geojson(one.geojson) for one in parks]
    zone = record.zone.gk_zone
    shared = overlap_m2(shape, shapes, zone) if shapes else []
    best = max(range(len(shared)), key=shared.__getitem__, default=None)
    (whole,) = plane_m2(record, array_of([shape]))
    if best is None or shared[best] < INSIDE * whole:
        raise BadGeometry(
            "less than half of it lies in a park at %(at)s; draw it in its park",
            **at(inside(shape)),
        )
    return parks[best].id


def _next_id(connection: Connection, record: Record, park: str) -> str:
    """The next number of the park's parcels: what most ids there begin with, counted on."""
    here = lists.ids(connection, record.zone_id, lists.Filter(park=park, retired=True))
    beginning = _beginning(here) or f"{park}-"
    used = ledger.ids_ever(connection, record.zone_id, "parcel", beginning)
    used |= proposals.new_names(connection, record.zone_id, "parcel")
    tails = [one[len(beginning) :] for one in used if one.startswith(beginning)]
    numbers = [tail for tail in tails if tail.isdecimal()]
    width = max(map(len, numbers), default=3)
    return f"{beginning}{max(map(int, numbers), default=0) + 1:0{width}d}"


def _beginning(ids: Sequence[str]) -> str:
    found = Counter(match[1] for one in ids if (match := _NUMBERED.fullmatch(one)))
    return found.most_common(1)[0][0] if found else ""


def _entered(piece: Piece, park: str, asked: Drawing) -> list[Delta]:
    state = {
        "geometry": orjson.loads(piece.geojson),
        "area_m2": dm2_to_m2(piece.area_dm2),
        "name_zh": asked.name.strip() or piece.id,
        "park": park,
        "status": asked.status,
    }
    day = asked.effective_on
    return [Delta("parcel", piece.id, name, None, state[name], day)
            for name in PARCEL_FIELDS if name in state]  # fmt: skip


__all__ = ["Drawing", "draw"]
