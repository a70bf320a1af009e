"""A structural change as it is asked for, worked out, and answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from parkmap.geometry.edit import Proof
from parkmap.land.ledger import Delta
from parkmap.services.pieces import Piece, collection_of
from parkmap.services.recording import Receipt


@dataclass(frozen=True, slots=True)
class Change:
    """What every structural change asks for, whatever it does.

    `asked` is all of it as JSON values; `papers` are the SHA-256 of what shows it.
    """

    action: str
    effective_on: date
    reason: str
    asked: dict[str, Any]
    key: str | None = None
    dry_run: bool = False
    papers: tuple[str, ...] = ()

    @property
    def whole(self) -> dict[str, Any]:
        """All that was asked for: an Idempotency-Key is good for exactly that."""
        return self.asked | {"papers": sorted(set(self.papers))} if self.papers else self.asked


@dataclass(frozen=True, slots=True)
class Work:
    """A change that was worked out and proved, and is not written yet."""

    deltas: tuple[Delta, ...]
    pieces: tuple[Piece, ...]
    neighbours: tuple[Piece, ...]
    retired: tuple[str, ...]
    before_dm2: int
    after_dm2: int
    proof: Proof | None
    plan_id: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a structural change did, or would do.

    Parameters
    ----------
    receipt
        None where nothing was written (a preview).
    pieces
        The parcels that come out of it: children, the merged one, the reshaped one.
    neighbours
        Parcels beside them whose rings changed, and with them perhaps their areas.
    retired
        Ids that go into history.
    before_dm2, after_dm2
        Recorded area of all parcels whose area or existence changed: what it was, what it is.
    proof
        That no land was lost or made; None where nothing was cut (a plan was dropped).
    plan_id
        The plan that was made or performed.
    areas_before
        Parcels that stay and get another recorded area -> what it was (m2).
    """

    receipt: Receipt | None
    effective_on: date
    pieces: tuple[Piece, ...]
    neighbours: tuple[Piece, ...]
    retired: tuple[str, ...]
    before_dm2: int
    after_dm2: int
    proof: Proof | None
    plan_id: str | None = None
    areas_before: Mapping[str, float] = field(default_factory=dict)

    def as_geojson(self) -> dict[str, Any]:
        """Pieces and changed neighbours as a FeatureCollection, `role` says which is which.

        A parcel that stays and gets another recorded area has the former one as `before_m2`.
        """
        told = [("piece", one) for one in self.pieces]
        told += [("neighbour", one) for one in self.neighbours]
        collection = collection_of(told)
        for feature in collection["features"]:
            if feature["id"] in self.areas_before:
                feature["properties"]["before_m2"] = self.areas_before[feature["id"]]
        return collection
