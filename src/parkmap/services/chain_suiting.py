"""Land that can be had today for a direction in which nobody produces, as `/match` ranks it."""

from __future__ import annotations

from parkmap.land.chain_asked import project_of
from parkmap.land.suitability import Need
from parkmap.services.chain_views import ChainView, DirectionView
from parkmap.services.record import Actor, Record
from parkmap.services.suiting import Match, match


class Suiting:
    """Asks for land, once for each set of demands: directions of a segment often ask the same."""

    def __init__(self, record: Record, actor: Actor) -> None:
        self._record = record
        self._actor = actor
        self._found: dict[tuple[tuple[str, Need], ...], Match] = {}

    def land_for(self, chain: ChainView, direction: DirectionView) -> Match | None:
        """The parcels that suit a direction best; None where it asks nothing of land."""
        if not direction.asks:
            return None
        key = (*direction.asks.items(), ("chain", chain.name_zh))
        if key not in self._found:
            project = project_of(direction.asks, chain.name_zh)
            self._found[key] = match(self._record, self._actor, project)
        return self._found[key]


__all__ = ["Suiting"]
