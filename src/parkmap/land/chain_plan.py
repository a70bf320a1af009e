"""`chains.toml`: the segments of each chain in order, and the land that a direction asks for.

The file stands beside `parkmap.toml` and may be missing. It names chains and directions by the ids
that they have in the ledger, which has their names too; a chain may be named here before it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from parkmap.errors import BadValue
from parkmap.land.codes import SUPPLY_MODE
from parkmap.land.suitability import DEMANDS, Need

ASKED: Final = tuple(name for name in DEMANDS if name not in {"chain", "by"})
"""Demands that may stand in the file: a chain is that of the direction, a day that of a project."""

CHAIN_KEYS: Final = frozenset({"id", "name_zh", "name_en", "segments"})
SEGMENT_KEYS: Final = frozenset({"id", "name_zh", "name_en", "directions", "land"})
DIRECTION_KEYS: Final = frozenset({"id", "land"})
LONGEST: Final = 200
MOST: Final = 1_000_000.0

Demanded = Mapping[str, Need]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a chain: its names, its directions in order, what they ask of land unless said."""

    id: str
    name_zh: str
    name_en: str
    directions: tuple[str, ...] = ()
    land: Demanded = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlannedChain:
    """A chain of the file; names are empty where the ledger has them."""

    id: str
    name_zh: str = ""
    name_en: str = ""
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class ChainPlan:
    """What `chains.toml` says; empty without the file."""

    chains: tuple[PlannedChain, ...] = ()
    directions: Mapping[str, Demanded] = field(default_factory=dict)
    source: str = ""

    def land_of(self, direction_id: str) -> dict[str, Need]:
        """What a direction asks of land: what its segment asks, then its own."""
        asked: dict[str, Need] = {}
        for chain in self.chains:
            for segment in chain.segments:
                if direction_id in segment.directions:
                    asked |= segment.land
        found = asked | dict(self.directions.get(direction_id, {}))
        return {name: found[name] for name in ASKED if name in found}


NO_PLAN: Final = ChainPlan()


def plan_of(parsed: Mapping[str, Any]) -> ChainPlan:
    """The plan from a parsed `chains.toml`.

    Raises
    ------
    BadValue
        A key that there is not, a name or an id that is missing or stands twice, a demand that
        does not fit; the message says where.

    Examples
    --------
    >>> part = {"id": "up", "name_zh": "上游", "directions": ["DR-01"], "land": {"area": 40}}
    >>> plan = plan_of({"chains": [{"id": "optics", "segments": [part]}]})
    >>> plan.land_of("DR-01"), plan.chains[0].segments[0].name_zh
    ({'area': 40.0}, '上游')
    """
    _only(parsed, frozenset({"source", "chains", "directions"}), "the file")
    chains = tuple(_chain(one, at) for one, at in _tables(parsed, "chains", "chains"))
    directions = [_direction(one, at) for one, at in _tables(parsed, "directions", "directions")]
    _refuse_twice([one.id for one in chains], "chains")
    _refuse_twice([one for one, _ in directions], "directions")
    placed = [one for chain in chains for part in chain.segments for one in part.directions]
    _refuse_twice(placed, "the segments")
    return ChainPlan(chains, dict(directions), _text(parsed, "source", ""))


def _chain(table: Mapping[str, Any], where: str) -> PlannedChain:
    _only(table, CHAIN_KEYS, where)
    name = _needed(table, "id", where)
    found = _tables(table, "segments", f"{where}.segments")
    segments = tuple(_segment(one, at) for one, at in found)
    _refuse_twice([one.id for one in segments], f"{where}.segments")
    zh, en = (_text(table, key, where) for key in ("name_zh", "name_en"))
    return PlannedChain(name, zh, en, segments)


def _segment(table: Mapping[str, Any], where: str) -> Segment:
    _only(table, SEGMENT_KEYS, where)
    named = table.get("directions", [])
    if not isinstance(named, list) or not all(isinstance(one, str) and one for one in named):
        raise BadValue(
            'chains.toml: %(key)s is no list of ids; write ["DR-01", "DR-02"]',
            key=f"{where}.directions",
        )
    name = _needed(table, "name_zh", where)
    return Segment(
        _needed(table, "id", where), name, _text(table, "name_en", where) or name, tuple(named),
        _land(table.get("land", {}), f"{where}.land"),
    )  # fmt: skip


def _direction(table: Mapping[str, Any], where: str) -> tuple[str, Demanded]:
    _only(table, DIRECTION_KEYS, where)
    return _needed(table, "id", where), _land(table.get("land", {}), f"{where}.land")


def _land(table: Any, where: str) -> dict[str, Need]:
    if not isinstance(table, Mapping):
        raise BadValue("chains.toml: %(key)s is no table; write { area = 40 }", key=where)
    _only(table, frozenset(ASKED), where)
    return {name: _need(name, value, f"{where}.{name}") for name, value in table.items()}


def _need(name: str, value: Any, where: str) -> Need:
    if name == "rail":
        if value is not True:
            raise BadValue("chains.toml: %(key)s is true, or left out", key=where)
        return True
    if name == "mode":
        if value not in SUPPLY_MODE:
            raise BadValue(
                "chains.toml: %(key)s is '%(value)s'; use one of %(allowed)s",
                key=where, value=str(value)[:40], allowed=", ".join(SUPPLY_MODE),
            )  # fmt: skip
        return str(value)
    good = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= MOST
    if not good:
        raise BadValue(
            "chains.toml: %(key)s is '%(value)s'; give a number above 0 (%(unit)s)",
            key=where, value=str(value)[:40], unit=DEMANDS[name].unit,
        )  # fmt: skip
    return float(value)


def _tables(
    parsed: Mapping[str, Any], key: str, where: str
) -> Iterator[tuple[Mapping[str, Any], str]]:
    found = parsed.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise BadValue("chains.toml: %(key)s is no list of tables; write [[%(key)s]]", key=where)
    for number, one in enumerate(found, 1):
        yield one, f"{where}[{one.get('id') or number}]"


def _only(table: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    strange = sorted(set(table) - known)
    if strange:
        raise BadValue(
            "chains.toml: %(where)s has no key '%(key)s'; use some of %(allowed)s",
            where=where, key=strange[0][:40], allowed=", ".join(sorted(known)),
        )  # fmt: skip


def _needed(table: Mapping[str, Any], key: str, where: str) -> str:
    text = _text(table, key, where)
    if not text:
        raise BadValue("chains.toml: %(key)s is missing; give it a text", key=f"{where}.{key}")
    return text


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or len(value) > LONGEST:
        place = f"{where}.{key}" if where else key
        raise BadValue("chains.toml: %(key)s is no short text", key=place)
    return value.strip()


def _refuse_twice(ids: Sequence[str], where: str) -> None:
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise BadValue(
            "chains.toml: '%(id)s' stands twice in %(where)s; keep it once",
            id=twice[0][:60], where=where,
        )  # fmt: skip


__all__ = [
    "ASKED", "NO_PLAN", "ChainPlan", "Demanded", "PlannedChain", "Segment", "plan_of",
]  # fmt: skip
