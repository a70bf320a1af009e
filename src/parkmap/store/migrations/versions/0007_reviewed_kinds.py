"""Undo, what is brought back, and imports wait for a second person too."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add; nothing that is there is touched."""
    op.add_column("proposal", sa.Column("undoes", sa.BigInteger(), nullable=True))
    op.add_column("proposal", sa.Column("restores", sa.BigInteger(), nullable=True))
    op.add_column("proposal", sa.Column("import_id", sa.Integer(), nullable=True))
