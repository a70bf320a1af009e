"""Tables of imports: what came in, row by row, and what waits for someone's choice."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from parkmap.store.schema_base import RECORD
from parkmap.store.schema_base import zone_column as _zone

staged_row = Table(
    "staged_row",
    RECORD,
    _zone(),
    Column("source", String(255), primary_key=True),
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("parcel_id", String(128)),
    Column("why", String(32), nullable=False),
    Column("geojson", Text),
    Column("attributes", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("remedy", Text, nullable=False),
)

import_ = Table(
    "import",
    RECORD,
    _zone(),
    Column("import_id", Integer, primary_key=True, autoincrement=False),
    Column("source", String(255), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("job_id", String(32)),
    Column("options", Text, nullable=False),
    Column("mapping", Text),
    Column("report", Text),
    Column("compared_seq", BigInteger),
    Column("seq", BigInteger),
)

import_row = Table(
    "import_row",
    RECORD,
    _zone(),
    Column("import_id", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(8), primary_key=True),
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("feature_id", Text),
    Column("geojson", Text),
    Column("attributes", Text, nullable=False),
    Column("fault", Text),
    Column("verdict", String(16)),
    Column("subject_id", String(128)),
    Column("compared", Text),
    Index("import_row_verdict", "zone_id", "import_id", "verdict"),
)

import_profile = Table(
    "import_profile",
    RECORD,
    _zone(),
    Column("name", String(64), primary_key=True),
    Column("mapping", Text, nullable=False),
    Column("updated_at", String(32), nullable=False),
)

__all__ = ["import_", "import_profile", "import_row", "staged_row"]
