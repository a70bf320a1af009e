"""招商图谱 as it stands: chains, their segments and directions, with who is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from parkmap.errors import NotFound
from parkmap.land.chain_gaps import Area, Figures, Level
from parkmap.land.suitability import Need
from parkmap.said import Said
from parkmap.services.chain_land import Here, Land
from parkmap.store.present import Stored


class Named:
    """What has a name in both languages."""

    name_zh: str
    name_en: str

    def name(self, language: str) -> str:
        """Its name in the language of the page."""
        return self.name_zh if language.startswith("zh") else self.name_en


@dataclass(frozen=True)
class DirectionView(Named):
    """A direction: its level, who is there, what it asks of land."""

    id: str
    name_zh: str
    name_en: str
    version: int
    map_id: str
    level: Level
    here: tuple[Here, ...]
    asks: Mapping[str, Need]


@dataclass(frozen=True)
class SegmentView(Named):
    """A part of a chain with its directions in order; `id` is "" for those in no segment."""

    id: str
    name_zh: str
    name_en: str
    directions: tuple[DirectionView, ...]
    figures: Figures


@dataclass(frozen=True)
class ChainView(Named):
    """A chain; `loose` are in it without a direction, `planned` is the land that names it.

    `version` is 0 where `chains.toml` alone names it.
    """

    id: str
    name_zh: str
    name_en: str
    version: int
    state: Mapping[str, Any]
    advisers: tuple[Stored, ...]
    maps: tuple[Stored, ...]
    segments: tuple[SegmentView, ...]
    loose: tuple[Here, ...]
    figures: Figures
    planned: Mapping[str, Area]
    available: Area

    @property
    def directions(self) -> tuple[DirectionView, ...]:
        """Its directions, segment by segment."""
        return tuple(one for segment in self.segments for one in segment.directions)

    @property
    def present(self) -> tuple[Here, ...]:
        """Everybody in it."""
        return (*(here for one in self.directions for here in one.here), *self.loose)


@dataclass(frozen=True)
class Chains:
    """All chains on a day; `outside` name no chain that is known; `told` is amiss in the file."""

    on: date
    chains: tuple[ChainView, ...]
    teams: tuple[Stored, ...]
    outside: tuple[Here, ...]
    land: Land
    figures: Figures
    told: tuple[Said, ...]

    def chain(self, chain_id: str) -> ChainView:
        """One chain; NotFound where there is none."""
        for one in self.chains:
            if one.id == chain_id:
                return one
        raise NotFound("there is no '%(id)s' here; look it up in the list", id=chain_id[:80])


__all__ = ["ChainView", "Chains", "DirectionView", "Named", "SegmentView"]
