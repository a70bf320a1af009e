"""Changes that wait for a second person: primary data, in no sum until they are accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    for what is new; `deltas` what it would write, or take back where it `undoes` an entry;
    `seen_seq` where the ledger stood. An import's rows stay with the import.
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
    undoes: int | None = None
    restores: int | None = None
    import_id: int | None = None


JSON: Final = frozenset({"asked", "papers", "versions", "deltas"})
NAMES: Final = {"id": "proposal_id"}
BULK: Final[Mapping[str, Any]] = {"asked": {}, "deltas": []}
"""What a list of many leaves out."""

NOTHING: Final[Mapping[str, Any]] = {}


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


def in_states(
    connection: Connection, zone_id: int, states: Sequence[str], *, whole: bool = False
) -> list[Proposal]:
    """Proposals in these states, the oldest first; what each would write only if `whole`."""
    left_out = NOTHING if whole else BULK
    return _some(connection, zone_id, proposal.c.state.in_(list(states)), left_out=left_out)


def of_import(connection: Connection, zone_id: int, import_id: int) -> Proposal | None:
    """The newest proposal to take an import in, whatever became of it."""
    found = _some(connection, zone_id, proposal.c.import_id == import_id, left_out=BULK)
    return found[-1] if found else None


def new_names(connection: Connection, zone_id: int, kind: str) -> set[str]:
    """Ids of a kind that open proposals would give out."""
    return {
        name
        for one in in_states(connection, zone_id, (WAITING, RETURNED))
        for its_kind, name, version in one.versions
        if its_kind == kind and not version
    }


def decide(connection: Connection, zone_id: int, number: int, **values: Any) -> None:
    """Write down what became of a proposal."""
    here = (proposal.c.zone_id == zone_id, proposal.c.proposal_id == number)
    connection.execute(update(proposal).where(*here).values(**values))


def papers_held(connection: Connection, zone_id: int) -> set[str]:
    """Papers (SHA-256) that open proposals name."""
    held = in_states(connection, zone_id, (WAITING, RETURNED))
    return {sha256 for one in held for sha256 in one.papers}


def close_import(connection: Connection, zone_id: int, import_id: int, moment: str) -> None:
    """Give up what would take an import in: it is dropped, or proposed anew."""
    here = (
        proposal.c.zone_id == zone_id,
        proposal.c.import_id == import_id,
        proposal.c.state.in_((WAITING, RETURNED)),
    )
    done = {"state": DROPPED, "decided_at": moment}
    connection.execute(update(proposal).where(*here).values(**done))


def _some(
    connection: Connection, zone_id: int, *conditions: Any, left_out: Mapping[str, Any] = NOTHING
) -> list[Proposal]:
    names = [name for name in Proposal._fields if name not in left_out]
    columns = [proposal.c[NAMES.get(name, name)] for name in names]
    query = (
        select(*columns)
        .where(proposal.c.zone_id == zone_id, *conditions)
        .order_by(proposal.c.proposal_id)
    )
    rows = (dict(zip(names, row, strict=True)) for row in connection.execute(query))
    return [
        Proposal(**left_out, **{name: orjson.loads(value) if name in JSON else value
                                for name, value in row.items()})
        for row in rows
    ]  # fmt: skip


__all__ = [
    "ACCEPTED", "DROPPED", "RETURNED", "STATES", "WAITING", "Proposal", "add", "by_key",
    "close_import", "decide",
    "in_states", "new_names", "of_import", "one", "papers_held",
]  # fmt: skip
