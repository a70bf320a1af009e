"""Comments on projects and other subjects."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the table, where it is not there."""
    if sa.inspect(op.get_bind()).has_table("comment"):
        return
    op.create_table(
        "comment",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.String(length=128), nullable=False),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("taken_back_at", sa.String(length=32), server_default="", nullable=False),
        sa.Column("taken_back_by", sa.String(length=64), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "comment_id"),
    )
    op.create_index("comment_subject", "comment", ["zone_id", "kind", "subject_id"])
