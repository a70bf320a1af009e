"""Links in mail, consent as it was read, days to an answer; alerts; who took personal data out."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

NEW = (("seed", 64), ("lang", 2), ("consent_text", None), ("answered_at", 32))
FIRST_ANSWER = """
UPDATE enquiry SET answered_at = coalesce((
    SELECT min(event.at) FROM enquiry_event AS event
    WHERE event.zone_id = enquiry.zone_id AND event.number = enquiry.number
    AND (event.kind = 'answer' OR (event.kind = 'closed' AND event.text <> ''))), '')
"""


def upgrade() -> None:
    """Add; what is there keeps its values."""
    for name, length in NEW:
        kind = sa.Text() if length is None else sa.String(length=length)
        op.add_column("enquiry", sa.Column(name, kind, server_default="", nullable=False))
    op.execute(FIRST_ANSWER)
    op.create_table(
        "alert",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("mail", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("consent", sa.String(length=20), nullable=False),
        sa.Column("consent_text", sa.Text(), nullable=False),
        sa.Column("address_key", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("confirmed_at", sa.String(length=32), server_default="", nullable=False),
        sa.Column("seen", sa.Text(), server_default="[]", nullable=False),
        sa.Column("mailed_at", sa.String(length=32), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "number"),
    )
    op.create_index("alert_token", "alert", ["zone_id", "token_hash"], unique=True)
    op.create_index("alert_confirmed", "alert", ["zone_id", "confirmed_at"])
    op.create_table(
        "personal_note",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("enquiries", sa.Text(), nullable=False),
        sa.Column("alerts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "number"),
    )
