"""What the queue of the desk keeps, and indexes on the days that it asks about."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

DAYS = ("agreed_start_on", "stopped_on", "confirmed_on", "term_ends_on", "offer_ends_on")


def upgrade() -> None:
    """Add; nothing that is there is touched."""
    op.create_table(
        "queue_note",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("snoozed_until", sa.String(length=10), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("assignee", sa.String(length=64), server_default="", nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "key"),
    )
    op.create_table(
        "check_result",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("checked_at", sa.String(length=32), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id"),
    )
    for name in DAYS:
        value = sa.Computed(f"json_extract(state, '$.{name}')", persisted=False)
        op.add_column("subject", sa.Column(name, sa.String(length=10), value, nullable=True))
        op.create_index(f"subject_{name}", "subject", ["zone_id", "kind", name])
