"""招商图谱: each chain with its segments and directions, who is there, and where the gaps are.

Names, posts and days come from the ledger; the order of segments and what a direction asks of land
from `chains.toml`. Without the file a chain's segments are its investment maps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from parkmap.land.availability import AVAILABLE
from parkmap.land.chain_gaps import Area, figures, level_of
from parkmap.land.chain_plan import PlannedChain
from parkmap.land.chains import (
    ADVISER,
    CHAIN,
    DIRECTION,
    INVESTMENT_MAP,
    KINDS,
    TEAM,
    is_current,
)
from parkmap.land.inventory import Inventory
from parkmap.land.status import STATUSES
from parkmap.said import Said, say
from parkmap.services import subjects
from parkmap.services.chain_land import Here, Land, everybody
from parkmap.services.chain_views import Chains, ChainView, DirectionView, SegmentView
from parkmap.services.inventories import inventory
from parkmap.services.record import Actor, Record
from parkmap.store.present import Stored


@dataclass
class _Kept:
    """What the record has of chains, by id."""

    chains: dict[str, Stored]
    maps: list[Stored]
    directions: dict[str, Stored]
    advisers: list[Stored]
    teams: list[Stored]


def chains(record: Record, actor: Actor) -> Chains:
    """Every chain as it stands today, in the order of `chains.toml`, others by id; for staff.

    Raises
    ------
    SignInNeeded, Forbidden
        Who does not read internal facts.
    """
    kept, told = _kept(record, actor), list[Said]()
    people, land = everybody(record, actor)
    plans = {one.id: one for one in record.zone.chain_plan.chains}
    ids = [*plans, *(one for one in kept.chains if one not in plans)]
    of_chain = {one: str(each.state.get("chain") or "") for one, each in kept.directions.items()}
    names = _names(record, kept, ids)
    placed: dict[str, list[Here]] = {one: [] for one in ids}
    outside: list[Here] = []
    for here in people:
        home = of_chain.get(here.counts.direction) or names.get(here.chain, "")
        placed.get(home, outside).append(here)
    stock = inventory(record, actor)
    views = tuple(
        _chain(record, one, kept, plans.get(one), placed[one], land, (stock, names), told)
        for one in ids
    )
    every = [one.id for view in views for one in view.directions]
    present = [here.counts for view in views for here in view.present]
    whole = figures(every, present, land.counted())
    return Chains(record.today(), views, tuple(kept.teams), tuple(outside), land, whole,
                  tuple(told))  # fmt: skip


def _kept(record: Record, actor: Actor) -> _Kept:
    day = record.today().isoformat()
    found = {kind: subjects.every(record, actor, kind) for kind in KINDS}
    return _Kept(
        {one.id: one for one in found[CHAIN]},
        found[INVESTMENT_MAP],
        {one.id: one for one in found[DIRECTION] if is_current(one.state, day)},
        [one for one in found[ADVISER] if is_current(one.state, day)],
        found[TEAM],
    )


def _names(record: Record, kept: _Kept, ids: Iterable[str]) -> dict[str, str]:
    """What may stand for a chain in a record -> its id: the id itself and its names."""
    found: dict[str, str] = {}
    planned = {one.id: one for one in record.zone.chain_plan.chains}
    for one in ids:
        state = kept.chains[one].state if one in kept.chains else {}
        plan = planned.get(one)
        said = (one, state.get("name_zh"), state.get("name_en"),
                plan and plan.name_zh, plan and plan.name_en)  # fmt: skip
        for name in said:
            if name:
                found.setdefault(str(name), one)
    return found


def _chain(
    record: Record, chain_id: str, kept: _Kept, plan: PlannedChain | None, people: Sequence[Here],
    land: Land, stock: tuple[Inventory, Mapping[str, str]], told: list[Said],
) -> ChainView:  # fmt: skip
    stored = kept.chains.get(chain_id)
    state: Mapping[str, Any] = stored.state if stored else {}
    zh = str(state.get("name_zh") or (plan and plan.name_zh) or chain_id)
    en = str(state.get("name_en") or (plan and plan.name_en) or zh)
    if stored is None:
        told.append(say("chains.toml names chain '%(id)s', which is not in the record; enter it",
                        id=chain_id))  # fmt: skip
    parts = _parts(kept, chain_id, plan, told)
    maps = [one for one in kept.maps if one.state.get("chain") == chain_id]
    segments, seen = [], set[str]()
    for name, words, ids in parts:
        views = tuple(_direction(record, one, kept, people) for one in ids)
        here = [each.counts for one in views for each in one.here]
        sums = figures(ids, here, land.counted())
        segments.append(SegmentView(name, *words, views, sums))
        seen |= set(ids)
    loose = tuple(one for one in people if one.counts.direction not in seen)
    whole = figures(sorted(seen), [one.counts for one in people], land.counted())
    return ChainView(
        chain_id, zh, en, stored.version if stored else 0, state,
        tuple(one for one in kept.advisers if one.state.get("chain") == chain_id), tuple(maps),
        tuple(segments), loose, whole, *_planned(stock[0], stock[1], chain_id),
    )  # fmt: skip


Part = tuple[str, tuple[str, str], list[str]]


def _parts(kept: _Kept, chain_id: str, plan: PlannedChain | None, told: list[Said]) -> list[Part]:
    """Segments as (id, names, ids of directions): by the file, else by investment map."""
    own = [one for one, each in kept.directions.items() if each.state.get("chain") == chain_id]
    if plan is not None and plan.segments:
        found = [
            (one.id, (one.name_zh, one.name_en), _of_segment(kept, chain_id, one.directions, told))
            for one in plan.segments
        ]
    else:
        said = KINDS[INVESTMENT_MAP].title_of
        found = [
            (one.id, (said(one.state, one.id, "zh"), said(one.state, one.id, "en")),
             [each for each in own if kept.directions[each].state.get("investment_map") == one.id])
            for one in kept.maps if one.state.get("chain") == chain_id
        ]  # fmt: skip
    placed = {one for _, _, ids in found for one in ids}
    left = [one for one in own if one not in placed]
    return [*found, ("", ("未划分环节", "In no segment"), left)] if left or not found else found


def _of_segment(kept: _Kept, chain_id: str, ids: Sequence[str], told: list[Said]) -> list[str]:
    found = []
    for one in ids:
        stored = kept.directions.get(one)
        if stored is not None and stored.state.get("chain") != chain_id:
            told.append(say(
                "chains.toml puts direction %(id)s under chain '%(chain)s', the record under "
                "another; mend the file", id=one, chain=chain_id,
            ))  # fmt: skip
            continue
        if stored is None:
            told.append(say(
                "chains.toml names direction %(id)s, which the record does not list today; "
                "enter it, or take it out of the file", id=one,
            ))  # fmt: skip
            continue
        found.append(one)
    return found


def _direction(
    record: Record, direction_id: str, kept: _Kept, people: Sequence[Here]
) -> DirectionView:
    stored, planned = kept.directions[direction_id], record.zone.chain_plan
    said = KINDS[DIRECTION].title_of
    here = tuple(one for one in people if one.counts.direction == direction_id)
    zh, en = (said(stored.state, direction_id, lang) for lang in ("zh", "en"))
    return DirectionView(
        direction_id, zh, en, stored.version, str(stored.state.get("investment_map") or ""),
        level_of(one.counts for one in here), here, planned.land_of(direction_id),
    )  # fmt: skip


def _planned(
    stock: Inventory, names: Mapping[str, str], chain_id: str
) -> tuple[dict[str, Area], Area]:
    """The land that names a chain: by status, and what of it can be had today."""
    words = {word for word in stock.codes["chain"].words if names.get(word) == chain_id}
    mine = stock.codes["chain"].are(words)
    found = {}
    for status in STATUSES:
        rows = mine & stock.codes["s"].are({status})
        if rows.any():
            found[status] = Area(int(rows.sum()), int(np.sum(stock.area_dm2[rows])))
    free = mine & stock.codes["avail"].are({AVAILABLE})
    return found, Area(int(free.sum()), int(np.sum(stock.area_dm2[free])))


__all__ = ["chains"]
