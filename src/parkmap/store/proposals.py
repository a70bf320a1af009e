"""Changes that wait for a second person: primary data, in no sum until they are accepted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import Connection, func, insert, select, update

from parkmap.land.ledger import canonical
from parkmap.store.schema_desk import proposal

WAITING: Final = "waiting"
RETURNED: Final = "returned"
ACCEPTED: Final = "accepted"
DROPPED: Final = "dropped"
STATES: Final = (WAITING, RETURNED, ACCEPTED, DROPPED)


class Proposal(NamedTuple):
    """A change as it was asked for and worked out.

    `asked` is the whole request; `versions` are [kind, id, version seen] of all that it touches, 0
    for what is new; `deltas` what it would write; `seen_seq` where the ledger stood.
    """

    id: int
    actor: str
    key: str | None
    made_at: str
    action: str
    reason: str
    effective_on: str
    asked: Any
    papers: list[str]
    seen_seq: int
    versions: list[list[Any]]
    deltas: list[dict[str, Any]]
    state: str = WAITING
    reviewer: str = ""
    decided_at: str = ""
    word: str = ""
    seq: int | None = None


JSON: Final = frozenset({"asked", "papers", "versions", "deltas"})
NAMES: Final = {"id": "proposal_id"}


def add(connection: Connection, zone_id: int, one: Proposal) -> int:
    """Keep a new proposal; its number."""
    top = select(func.coalesce(func.max(proposal.c.proposal_id), 0)).where(
        proposal.c.zone_id == zone_id
    )
    number = int(connection.execute(top).scalar_one()) + 1
    values = {
        NAMES.get(name, name): canonical(value) if name in JSON else value
        for name, value in one._replace(id=number)._asdict().items()
    }
    connection.execute(insert(proposal).values(zone_id=zone_id, **values))
    return number


def one(connection: Connection, zone_id: int, number: int) -> Proposal | None:
    """A proposal by its number."""
    found = _some(connection, zone_id, proposal.c.proposal_id == number)
    return found[0] if found else None


def by_key(connection: Connection, zone_id: int, actor: str, key: str) -> Proposal | None:
    """The proposal that somebody's request under this key became."""
    found = _some(connection, zone_id, proposal.c.actor == actor, proposal.c.key == key)
    return found[0] if found else None


def in_states(connection: Connection, zone_id: int, states: Sequence[str]) -> list[Proposal]:
    """Proposals in these states, the oldest first."""
    return _some(connection, zone_id, proposal.c.state.in_(list(states)))


def decide(connection: Connection, zone_id: int, number: int, **values: Any) -> None:
    """Write down what became of a proposal."""
    here = (proposal.c.zone_id == zone_id, proposal.c.proposal_id == number)
    connection.execute(update(proposal).where(*here).values(**values))


def _some(connection: Connection, zone_id: int, *conditions: Any) -> list[Proposal]:
    columns = [proposal.c[NAMES.get(name, name)] for name in Proposal._fields]
    query = (
        select(*columns)
        .where(proposal.c.zone_id == zone_id, *conditions)
        .order_by(proposal.c.proposal_id)
    )
    rows = (dict(zip(Proposal._fields, row, strict=True)) for row in connection.execute(query))
    return [
        Proposal(**{name: orjson.loads(value) if name in JSON else value
                    for name, value in row.items()})
        for row in rows
    ]  # fmt: skip


__all__ = [
    "ACCEPTED", "DROPPED", "RETURNED", "STATES", "WAITING", "Proposal", "add", "by_key", "decide",
    "in_states", "one",
]  # fmt: skip
