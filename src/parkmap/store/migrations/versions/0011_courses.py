"""Spans tell chain, route, servicing and supply mode, since when a status holds, and after which.

The newest revision that changes what is derived works it out anew, for those before it too: what
`derived` writes are the columns of today.
"""

import sqlalchemy as sa
from alembic import op

from parkmap.store import derived

revision = "0011"
down_revision = "0010"

TOLD = (
    "chain", "route", "servicing", "supply_mode", "stock_kind", "since_on", "before", "before_on",
)  # fmt: skip


def upgrade() -> None:
    """Make the spans anew; the ledger is only read."""
    op.drop_table("span")
    op.create_table(
        "span",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("parcel_id", sa.String(length=128), nullable=False),
        sa.Column("from_on", sa.String(length=10), nullable=False),
        sa.Column("until_on", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("offer", sa.String(length=16), nullable=False),
        sa.Column("park", sa.String(length=128), nullable=False),
        sa.Column("area_dm2", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Text(), server_default="", nullable=False) for name in TOLD),
        sa.PrimaryKeyConstraint("zone_id", "parcel_id", "from_on"),
    )
    op.create_index("span_days", "span", ["zone_id", "until_on", "from_on"], unique=False)
    connection = op.get_bind()
    for (zone_id,) in connection.execute(sa.text("SELECT zone_id FROM head")).all():
        derived.rebuild(connection, zone_id)
