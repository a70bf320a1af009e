"""Enquiries, alerts, and who took personal data out: beside the ledger and never in it."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from parkmap.store.schema_base import RECORD
from parkmap.store.schema_base import zone_column as _zone

enquiry = Table(
    "enquiry",
    RECORD,
    _zone(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("token_hash", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("parcels", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("mail", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("consent", String(20), nullable=False),
    Column("address_key", String(64), nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("due_on", String(10), nullable=False),
    Column("state", String(16), nullable=False),
    Column("assignee", String(64), nullable=False, server_default=""),
    Column("outcome", String(32), nullable=False, server_default=""),
    Column("closed_at", String(32), nullable=False, server_default=""),
    Column("erased_at", String(32), nullable=False, server_default=""),
    Column("seed", String(64), nullable=False, server_default=""),
    Column("lang", String(2), nullable=False, server_default=""),
    Column("consent_text", Text, nullable=False, server_default=""),
    Column("answered_at", String(32), nullable=False, server_default=""),
    Index("enquiry_token", "zone_id", "token_hash", unique=True),
    Index("enquiry_due", "zone_id", "state", "due_on"),
    Index("enquiry_address", "zone_id", "address_key", "made_at"),
)

enquiry_event = Table(
    "enquiry_event",
    RECORD,
    _zone(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
)

alert = Table(
    "alert",
    RECORD,
    _zone(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("token_hash", String(64), nullable=False),
    Column("seed", String(64), nullable=False),
    Column("mail", Text, nullable=False),
    Column("lang", String(2), nullable=False),
    Column("query", Text, nullable=False),
    Column("consent", String(20), nullable=False),
    Column("consent_text", Text, nullable=False),
    Column("address_key", String(64), nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("confirmed_at", String(32), nullable=False, server_default=""),
    Column("seen", Text, nullable=False, server_default="[]"),
    Column("mailed_at", String(32), nullable=False, server_default=""),
    Index("alert_token", "zone_id", "token_hash", unique=True),
    Index("alert_confirmed", "zone_id", "confirmed_at"),
)

personal_note = Table(
    "personal_note",
    RECORD,
    _zone(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("action", String(16), nullable=False),
    Column("enquiries", Text, nullable=False),
    Column("alerts", Text, nullable=False),
    Column("subscriptions", Text, nullable=False, server_default="[]"),
)

__all__ = ["alert", "enquiry", "enquiry_event", "personal_note"]
