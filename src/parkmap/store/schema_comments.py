"""Comments on subjects of any kind: said beside the record, never in the ledger."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from parkmap.store.schema_base import RECORD
from parkmap.store.schema_base import zone_column as _zone

comment = Table(
    "comment",
    RECORD,
    _zone(),
    Column("comment_id", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(32), nullable=False),
    Column("subject_id", String(128), nullable=False),
    Column("author", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("taken_back_at", String(32), nullable=False, server_default=""),
    Column("taken_back_by", String(64), nullable=False, server_default=""),
    Index("comment_subject", "zone_id", "kind", "subject_id"),
)

__all__ = ["comment"]
