"""Who sees what: one function for pages, API, deltas, tiles, exports and feeds alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from parkmap.land.fields import offered_fields, public_fields
from parkmap.land.plants import PLANT, PUBLIC_ITEMS
from parkmap.land.status import SHOWN_OFFERS, counted_offer, supply_word

Audience = Literal["public", "staff"]
Parcels = Literal["all", "offered"]
Wording = Literal["status", "supply"]
PUBLIC: Final[Audience] = "public"
STAFF: Final[Audience] = "staff"

ON_OFFER: Final[Mapping[str, Any]] = {"offer": "open"}
"""A state in which every field is read that the public may read at some time."""

INTERNAL_ENTRY_FIELDS: Final = frozenset({"actor", "reason", "evidence"})

PUBLIC_PAPER_FIELDS: Final = frozenset({"sha256", "name", "kind", "taken_at", "lng", "lat"})
"""Of a paper that was made public; never who sent it, nor which entry it belongs to."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What `[public]` in `parkmap.toml` says.

    `parcels` is "all" or "offered"; `wording` is "status" (the four statuses) or "supply" (可供,
    筹备, 已供, 在建, 投产; a firm's land is never called idle in public). Outlines of parcels that
    the public sees are simplified to `outline_tolerance_m` metres where that is above 0.
    `also` and `never` move single parcel fields across the default line.
    """

    parcels: Parcels = "all"
    wording: Wording = "status"
    outline_tolerance_m: float = 0.0
    also: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()

    def sees(self, audience: Audience, kind: str, state: Mapping[str, Any]) -> bool:
        """Whether this audience may know that the subject is there."""
        if audience == STAFF:
            return True
        if kind == "park":
            return True
        if kind == "paper":
            return state.get("visibility") == "public"
        if kind != "parcel":
            return False
        return self.parcels == "all" or state.get("offer") in SHOWN_OFFERS

    def sees_plant(
        self, audience: Audience, plant: Mapping[str, Any], parcel: Mapping[str, Any] | None
    ) -> bool:
        """Whether this audience may know of a plant: while it is offered, on land it knows of.

        `parcel` is the parcel on which it stands, None where that is not in the record. What
        stands on a parcel that became history is told again once its new parcel is named.
        """
        if audience == STAFF:
            return True
        if not parcel or parcel.get("retired_on") or plant.get("offer") not in SHOWN_OFFERS:
            return False
        return self.sees(audience, "parcel", parcel)

    def shows(
        self, audience: Audience, kind: str, field: str, state: Mapping[str, Any] | None = None
    ) -> bool:
        """Whether this audience may read the field of a subject that it sees.

        `state` is the subject as it stood on the day that is read; without it the answer is what
        holds for every state. A few fields are public only while their parcel is on offer.
        """
        if audience == STAFF:
            return True
        if kind == "entry":
            return field not in INTERNAL_ENTRY_FIELDS
        if kind == "paper":
            return field in PUBLIC_PAPER_FIELDS
        if kind == "parcel" and field == "status_since":
            return self.shows(audience, kind, "status")
        if field == "status" and kind == "parcel" and self.wording == "supply":
            return False
        if field in self.never:
            return False
        if kind == PLANT:
            return field in PUBLIC_ITEMS
        if field in public_fields(kind) or field in self.also:
            return True
        on_offer = state is not None and state.get("offer") == "open"
        return on_offer and field in offered_fields(kind)

    def view(self, audience: Audience, kind: str, state: Mapping[str, Any]) -> dict[str, Any]:
        """The state as this audience reads it; `supply` stands in for a status kept internal."""
        seen = {
            name: value for name, value in state.items() if self.shows(audience, kind, name, state)
        }
        if kind == "parcel" and audience == PUBLIC and self.wording == "supply":
            seen["supply"] = self.drawn_as(audience, state)
        return seen

    def drawn_as(self, audience: Audience, state: Mapping[str, Any]) -> str:
        """The style code by which a parcel is drawn and counted for this audience."""
        status = str(state.get("status") or "in_use")
        if audience == PUBLIC and self.wording == "supply":
            return supply_word(status, counted_offer(state))
        return status
