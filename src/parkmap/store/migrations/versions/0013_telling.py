"""Subscriptions of the staff, what they were told of, and whose were exported or erased."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

TEXTS = ("mail", "url")
LATER = ("confirmed_at", "paused_at", "sent_at")


def upgrade() -> None:
    """Add, where it is not there; nothing that is there changes."""
    if sa.inspect(op.get_bind()).has_table("subscription"):
        return
    _subscriptions()
    op.create_table(
        "reminder",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("about", sa.String(length=128), nullable=False),
        sa.Column("detail", sa.String(length=64), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.String(length=32), nullable=False),
        sa.Column("over_at", sa.String(length=32), server_default="", nullable=False),
        sa.Column("quiet", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "number"),
    )
    op.create_index("reminder_about", "reminder", ["zone_id", "kind", "about"])
    op.create_index("reminder_over", "reminder", ["zone_id", "over_at"])
    op.create_table(
        "lookout",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("looked_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("zone_id"),
    )
    op.add_column(
        "personal_note",
        sa.Column("subscriptions", sa.Text(), server_default="[]", nullable=False),
    )


def _subscriptions() -> None:
    op.create_table(
        "subscription",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("every", sa.String(length=8), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("off", sa.Text(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("since_at", sa.String(length=32), nullable=False),
        *(sa.Column(name, sa.String(length=32), server_default="", nullable=False)
          for name in LATER),
        sa.Column("period", sa.String(length=10), server_default="", nullable=False),
        sa.Column("told", sa.Integer(), server_default="0", nullable=False),
        sa.Column("figures", sa.Text(), server_default="{}", nullable=False),
        sa.Column("failed_at", sa.String(length=32), server_default="", nullable=False),
        sa.Column("failed", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "number"),
    )  # fmt: skip
    op.create_index("subscription_token", "subscription", ["zone_id", "token_hash"], unique=True)
    op.create_index("subscription_account", "subscription", ["zone_id", "account"])
