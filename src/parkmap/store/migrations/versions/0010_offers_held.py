"""Open offers that a seizure or a tender holds are counted apart from those that can be had."""

import sqlalchemy as sa
from alembic import op

from parkmap.store import derived

revision = "0010"
down_revision = "0009"

CONCERNED = """
SELECT DISTINCT zone_id FROM delta
WHERE kind = 'parcel' AND field IN ('seized', 'announcement_url')
"""


def upgrade() -> None:
    """Work out anew what is derived, where it may differ; the ledger is only read."""
    connection = op.get_bind()
    for (zone_id,) in connection.execute(sa.text(CONCERNED)).all():
        derived.rebuild(connection, zone_id)
