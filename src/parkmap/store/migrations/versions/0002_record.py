"""Sums by day, retired parcels out of the lists, moments of entries to look up by, imports.

Nothing in the ledger's tables is written; what is added is filled from what is derived.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

FILL_FLOW = """
    INSERT INTO flow (zone_id, grain, day, park, status, offer, d_count, d_area_dm2)
    SELECT zone_id, grain, substr(day, 1, grain), park, status, offer, sum(n), sum(area)
    FROM (
        SELECT zone_id, from_on AS day, park, status, offer, 1 AS n, area_dm2 AS area
        FROM span WHERE status <> ''
        UNION ALL
        SELECT zone_id, until_on, park, status, offer, -1, -area_dm2
        FROM span WHERE status <> '' AND until_on < '9999-12-31'
    ) AS step
    CROSS JOIN (SELECT 4 AS grain UNION ALL SELECT 7 UNION ALL SELECT 10) AS grains
    GROUP BY 1, 2, 3, 4, 5, 6
    HAVING sum(n) <> 0 OR sum(area) <> 0
"""
FILL_RETIRED = """
    UPDATE parcel SET retired_on = coalesce(
        (SELECT json_extract(state, '$.retired_on') FROM subject
         WHERE subject.zone_id = parcel.zone_id AND subject.kind = 'parcel'
           AND subject.subject_id = parcel.parcel_id), '')
"""


def upgrade() -> None:
    """Add and fill."""
    _flow()
    _retired()
    op.create_index("entry_recorded", "entry", ["zone_id", "recorded_at", "seq"])
    _imports()


def _flow() -> None:
    op.create_table(
        "flow",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("grain", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("park", sa.String(length=128), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("offer", sa.String(length=16), nullable=False),
        sa.Column("d_count", sa.BigInteger(), nullable=False),
        sa.Column("d_area_dm2", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "grain", "day", "park", "status", "offer"),
    )
    op.execute(FILL_FLOW)


def _retired() -> None:
    op.add_column(
        "parcel",
        sa.Column("retired_on", sa.String(length=10), nullable=False, server_default=""),
    )
    op.execute(FILL_RETIRED)


def _imports() -> None:
    op.create_table(
        "import",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("import_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("job_id", sa.String(length=32), nullable=True),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=True),
        sa.Column("report", sa.Text(), nullable=True),
        sa.Column("compared_seq", sa.BigInteger(), nullable=True),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("zone_id", "import_id"),
    )
    op.create_table(
        "import_row",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("import_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("feature_id", sa.Text(), nullable=True),
        sa.Column("geojson", sa.Text(), nullable=True),
        sa.Column("attributes", sa.Text(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.Column("verdict", sa.String(length=16), nullable=True),
        sa.Column("subject_id", sa.String(length=128), nullable=True),
        sa.Column("compared", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("zone_id", "import_id", "kind", "row"),
    )
    op.create_index(
        "import_row_verdict", "import_row", ["zone_id", "import_id", "verdict"], unique=False
    )
    op.create_table(
        "import_profile",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "name"),
    )
