"""Screens of the wall: links that read it alone, and what a remote asked of each screen."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Two tables beside the ledger, where they are not there."""
    if sa.inspect(op.get_bind()).has_table("wall_device"):
        return
    op.create_table(
        "wall_device",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("seen_at", sa.String(length=32), server_default="", nullable=False),
        sa.Column("revoked_at", sa.String(length=32), server_default="", nullable=False),
        sa.Column("revoked_by", sa.String(length=64), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "number"),
    )
    op.create_index("wall_device_token", "wall_device", ["zone_id", "token_hash"], unique=True)
    op.create_table(
        "wall_screen",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("opened_by", sa.String(length=64), nullable=False),
        sa.Column("seen_at", sa.String(length=32), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "code"),
    )
