"""Tables of the desk beside the ledger: notes on the queue, the last check, proposals."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from parkmap.store.schema_base import RECORD
from parkmap.store.schema_base import zone_column as _zone

queue_note = Table(
    "queue_note",
    RECORD,
    _zone(),
    Column("key", String(255), primary_key=True),
    Column("snoozed_until", String(10), nullable=False, server_default=""),
    Column("reason", Text, nullable=False, server_default=""),
    Column("assignee", String(64), nullable=False, server_default=""),
    Column("actor", String(64), nullable=False),
    Column("updated_at", String(32), nullable=False),
)

check_result = Table(
    "check_result",
    RECORD,
    _zone(),
    Column("seq", BigInteger, nullable=False),
    Column("checked_at", String(32), nullable=False),
    Column("findings", Text, nullable=False),
)

proposal = Table(
    "proposal",
    RECORD,
    _zone(),
    Column("proposal_id", Integer, primary_key=True, autoincrement=False),
    Column("actor", String(64), nullable=False),
    Column("key", String(128)),
    Column("made_at", String(32), nullable=False),
    Column("action", String(32), nullable=False),
    Column("reason", Text, nullable=False),
    Column("effective_on", String(10), nullable=False),
    Column("asked", Text, nullable=False),
    Column("papers", Text, nullable=False),
    Column("seen_seq", BigInteger, nullable=False),
    Column("versions", Text, nullable=False),
    Column("deltas", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("reviewer", String(64), nullable=False),
    Column("decided_at", String(32), nullable=False),
    Column("word", Text, nullable=False),
    Column("seq", BigInteger),
    Column("undoes", BigInteger),
    Column("restores", BigInteger),
    Column("import_id", Integer),
    Index("proposal_state", "zone_id", "state"),
    Index("proposal_key", "zone_id", "actor", "key"),
)

__all__ = ["check_result", "proposal", "queue_note"]
