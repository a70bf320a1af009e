"""Subscriptions of the staff, and what they were told of: beside the ledger and never in it."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, false

from parkmap.store.schema_base import RECORD
from parkmap.store.schema_base import zone_column as _zone

subscription = Table(
    "subscription",
    RECORD,
    _zone(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("account", String(64), nullable=False),
    Column("what", String(16), nullable=False),
    Column("way", String(16), nullable=False),
    Column("mail", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("form", String(16), nullable=False),
    Column("secret", Text, nullable=False),
    Column("lang", String(2), nullable=False),
    Column("every", String(8), nullable=False),
    Column("day", Integer, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("off", Text, nullable=False),
    Column("seed", String(64), nullable=False),
    Column("token_hash", String(64), nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("since_at", String(32), nullable=False),
    Column("confirmed_at", String(32), nullable=False, server_default=""),
    Column("paused_at", String(32), nullable=False, server_default=""),
    Column("sent_at", String(32), nullable=False, server_default=""),
    Column("period", String(10), nullable=False, server_default=""),
    Column("told", Integer, nullable=False, server_default="0"),
    Column("figures", Text, nullable=False, server_default="{}"),
    Column("failed_at", String(32), nullable=False, server_default=""),
    Column("failed", Text, nullable=False, server_default=""),
    Index("subscription_token", "zone_id", "token_hash", unique=True),
    Index("subscription_account", "zone_id", "account"),
)

reminder = Table(
    "reminder",
    RECORD,
    _zone(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("about", String(128), nullable=False),
    Column("detail", String(64), nullable=False),
    Column("since", String(10), nullable=False),
    Column("told", Text, nullable=False),
    Column("begun_at", String(32), nullable=False),
    Column("over_at", String(32), nullable=False, server_default=""),
    Column("quiet", Boolean, nullable=False, server_default=false()),
    Index("reminder_about", "zone_id", "kind", "about"),
    Index("reminder_over", "zone_id", "over_at"),
)

lookout = Table(
    "lookout",
    RECORD,
    _zone(),
    Column("looked_at", String(32), nullable=False),
)

__all__ = ["lookout", "reminder", "subscription"]
