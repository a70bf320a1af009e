"""The day on which a parcel was last seen to be so, in place of that of its confirmation alone."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

SEEN = (
    "nullif(max(coalesce(json_extract(state, '$.confirmed_on'), ''), "
    "coalesce(json_extract(state, '$.status_since'), '')), '')"
)


def upgrade() -> None:
    """Both columns are computed from what stays."""
    op.drop_index("subject_confirmed_on", "subject")
    op.drop_column("subject", "confirmed_on")
    value = sa.Computed(SEEN, persisted=False)
    op.add_column("subject", sa.Column("seen_on", sa.String(length=10), value, nullable=True))
    op.create_index("subject_seen_on", "subject", ["zone_id", "kind", "seen_on"])
