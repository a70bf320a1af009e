"""Tables of the wall: screens that may read it by a link of their own, and what each shows."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from parkmap.store.schema_base import RECORD
from parkmap.store.schema_base import zone_column as _zone

wall_device = Table(
    "wall_device",
    RECORD,
    _zone(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", String(60), nullable=False),
    Column("token_hash", String(64), nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("seen_at", String(32), nullable=False, server_default=""),
    Column("revoked_at", String(32), nullable=False, server_default=""),
    Column("revoked_by", String(64), nullable=False, server_default=""),
    Index("wall_device_token", "zone_id", "token_hash", unique=True),
)

wall_screen = Table(
    "wall_screen",
    RECORD,
    _zone(),
    Column("code", String(12), primary_key=True),
    Column("opened_by", String(64), nullable=False),
    Column("seen_at", String(32), nullable=False),
    Column("asked", Text, nullable=False),
    Column("shown", Text, nullable=False),
)

__all__ = ["wall_device", "wall_screen"]
