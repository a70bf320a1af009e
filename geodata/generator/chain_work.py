"""招商图谱 work, made up: which direction each project and each firm stands in; some stay open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from random import Random
from typing import Any, Final

from parkmap.land.enterprises import ENTERPRISE, ENTERPRISE_PREFIX, TENANCY, TENANCY_PREFIX
from parkmap.land.ledger import Subject
from parkmap.land.projects import PROJECT
from parkmap.land.status import IN_USE

from .lives import Life
from .names import CHAINS, DIRECTION_KINDS, Chain, firm
from .record import Act, Change
from .register import DIRECTIONS_A_CHAIN, REGISTRAR

SEED: Final = 20_260_305
SORTED_ON: Final = date(2026, 3, 5)
FIRMS_ON: Final = date(2026, 10, 15)
FIRMS_A_CHAIN: Final = 8
KIND_WEIGHTS: Final = (6, 3, 1)
"""How often a project or firm makes parts, puts together, or tests."""
WITHOUT: Final = 9
"""One in so many names no direction yet."""


def chain_acts(lives: list[Life], acts: Iterable[Act]) -> list[Act]:
    """Directions of the projects and firms that `acts` enter; a few firms where they enter none."""
    dice, known = Random(SEED), list(acts)
    projects = _fields(known, PROJECT, SORTED_ON)
    sorted_in = [Change(Subject(PROJECT, one), {"direction": direction})
                 for one, fields in sorted(projects.items())
                 if (direction := _of_project(fields, dice))]  # fmt: skip
    firms = _fields(known, ENTERPRISE, FIRMS_ON)
    named = _named(firms, dice) if firms else _entered(lives, dice)
    reasons = ("按招商图谱梳理在谈在建项目方向（示例）", "重点企业归链，录入所属方向和用地（示例）")
    work = ((SORTED_ON, reasons[0], sorted_in), (FIRMS_ON, reasons[1], list(named)))
    return [Act(_at(day), REGISTRAR, "record", reason, day, changes)
            for day, reason, changes in work if changes]  # fmt: skip


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, 20, tzinfo=UTC)


def _fields(acts: Iterable[Act], kind: str, before: date) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for act in acts:
        if act.recorded_at.date() < before and act.effective_on <= before:
            for change in act.changes:
                if change.subject.kind == kind:
                    found.setdefault(change.subject.id, {}).update(change.fields)
    return found


def _of_project(fields: dict[str, Any], dice: Random) -> str:
    chain = next(one for one in CHAINS if one.id == fields["chain"])
    topics = [number for number, (zh, _) in enumerate(chain.topics) if zh in fields["name_zh"]]
    found = _direction(chain, topics[0] if topics else dice.randrange(len(chain.topics)), dice)
    return "" if dice.randrange(WITHOUT) == 0 else found


def _direction(chain: Chain, topic: int, dice: Random) -> str:
    """The id of a direction of a chain about a topic, as `register` numbers them."""
    (kind,) = dice.choices(range(len(DIRECTION_KINDS)), KIND_WEIGHTS)
    number = kind * len(chain.topics) + topic
    if number >= DIRECTIONS_A_CHAIN:
        number = topic
    return f"DR-{CHAINS.index(chain) * DIRECTIONS_A_CHAIN + number + 1:02d}"


def _named(firms: dict[str, dict[str, Any]], dice: Random) -> Iterator[Change]:
    """Directions of the first firms of each chain that others entered."""
    for chain in CHAINS:
        mine = sorted(one for one, fields in firms.items()
                      if fields.get("chain") in {chain.id, chain.name_zh})  # fmt: skip
        for one in mine[:FIRMS_A_CHAIN]:
            direction = _direction(chain, dice.randrange(3), dice)
            yield Change(Subject(ENTERPRISE, one), {"direction": direction})


def _entered(lives: list[Life], dice: Random) -> Iterator[Change]:
    """A few firms of each chain with the land that they use."""
    number = 0
    for chain in CHAINS:
        mine = [(at, life) for at, life in enumerate(lives, 1)
                if life.parcel.park.chain == chain.name_zh
                and life.at_first == IN_USE and not life.turns]  # fmt: skip
        for at, life in dice.sample(mine, FIRMS_A_CHAIN):
            number += 1
            topic = dice.randrange(3)
            yield Change(Subject(ENTERPRISE, f"{ENTERPRISE_PREFIX}{number:04d}"), {
                "name": firm(at), "industry": f"{chain.topics[topic][0]}制造",
                "chain": chain.name_zh, "direction": _direction(chain, topic, dice),
            })  # fmt: skip
            yield Change(Subject(TENANCY, f"{TENANCY_PREFIX}{number:04d}"), {
                "enterprise": f"{ENTERPRISE_PREFIX}{number:04d}", "parcel": life.parcel.id,
                "from_on": f"{dice.randint(2019, 2023)}-{dice.randint(1, 12):02d}-01",
            })  # fmt: skip
