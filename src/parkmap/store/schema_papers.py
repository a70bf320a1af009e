"""Tables of papers: what is kept in `evidence/`, and the subjects that each is tied to."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, Integer, String, Table, Text

from parkmap.store.schema_base import RECORD
from parkmap.store.schema_base import zone_column as _zone

paper = Table(
    "paper",
    RECORD,
    _zone(),
    Column("sha256", String(64), primary_key=True),
    Column("name", String(160), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("taken_at", String(32)),
    Column("lng", Float),
    Column("lat", Float),
    Column("uploaded_by", String(64), nullable=False),
    Column("uploaded_at", String(32), nullable=False),
    Column("visibility", String(16), nullable=False),
    Column("visibility_by", String(64)),
    Column("visibility_at", String(32)),
    Column("removed_at", String(32)),
)

paper_link = Table(
    "paper_link",
    RECORD,
    _zone(),
    Column("link_id", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("subject_id", String(128), nullable=False),
    Column("linked_by", String(64), nullable=False),
    Column("linked_at", String(32), nullable=False),
    Column("removed_by", String(64)),
    Column("removed_at", String(32)),
    Column("removed_reason", Text),
    Index("paper_link_subject", "zone_id", "kind", "subject_id"),
    Index("paper_link_paper", "zone_id", "sha256"),
)

__all__ = ["paper", "paper_link"]
