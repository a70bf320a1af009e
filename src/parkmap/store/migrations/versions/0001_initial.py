"""The first schema: ledger, derived tables, jobs, staging, accounts.

Written out as it was then: a revision does not follow the tables of a later release.
"""

import sqlalchemy as sa
from alembic import op

from parkmap.store.sqlite import BOX_TABLE, guards

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, the spatial index and the guards of the ledger."""
    _ledger()
    _present()
    _drawn()
    _primary()
    _accounts()
    _sign_ins()
    op.execute(BOX_TABLE)
    for ddl in guards().values():
        op.execute(ddl)


def _ledger() -> None:
    op.create_table(
        "annulment",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("by_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "seq"),
    )
    op.create_table(
        "delta",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.String(length=128), nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("effective_on", sa.String(length=10), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "seq", "ordinal"),
    )
    op.create_index(
        "delta_subject",
        "delta",
        ["zone_id", "kind", "subject_id", "field", "effective_on", "seq"],
        unique=False,
    )
    op.create_table(
        "entry",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("undoes", sa.BigInteger(), nullable=True),
        sa.Column("header", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("entry_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "seq"),
    )
    op.create_table(
        "head",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("entry_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("zone_id"),
        sa.UniqueConstraint("code"),
    )


def _present() -> None:
    op.create_table(
        "geometry",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.String(length=128), nullable=False),
        sa.Column("rid", sa.BigInteger(), nullable=False),
        sa.Column("geojson", sa.Text(), nullable=False),
        sa.Column("west", sa.Float(), nullable=False),
        sa.Column("south", sa.Float(), nullable=False),
        sa.Column("east", sa.Float(), nullable=False),
        sa.Column("north", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "kind", "subject_id"),
        sa.UniqueConstraint("rid"),
    )
    op.create_table(
        "parcel",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("parcel_id", sa.String(length=128), nullable=False),
        sa.Column("park", sa.String(length=128), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("offer", sa.String(length=16), nullable=False),
        sa.Column("area_dm2", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "parcel_id"),
    )
    op.create_index("parcel_park", "parcel", ["zone_id", "park", "status"], unique=False)
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
        sa.PrimaryKeyConstraint("zone_id", "parcel_id", "from_on"),
    )
    op.create_index("span_days", "span", ["zone_id", "until_on", "from_on"], unique=False)
    op.create_table(
        "subject",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.String(length=128), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "kind", "subject_id"),
    )


def _drawn() -> None:
    op.create_table(
        "frame",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("minzoom", sa.Integer(), nullable=False),
        sa.Column("west", sa.Float(), nullable=False),
        sa.Column("south", sa.Float(), nullable=False),
        sa.Column("east", sa.Float(), nullable=False),
        sa.Column("north", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id"),
    )
    op.create_table(
        "mirror",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("file", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("writing", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("zone_id", "file"),
    )
    op.create_table(
        "tile",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("z", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("x", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("y", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("edition", sa.String(length=80), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "z", "x", "y", "edition"),
    )
    op.create_table(
        "tile_touch",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("z", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("x", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("y", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "z", "x", "y"),
    )


def _primary() -> None:
    op.create_table(
        "idempotency",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("asked", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "actor", "key"),
    )
    op.create_table(
        "job",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("job_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("run_after", sa.String(length=32), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "job_id"),
    )
    op.create_index("job_waiting", "job", ["zone_id", "state", "run_after"], unique=False)
    op.create_table(
        "staged_row",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(length=255), nullable=False),
        sa.Column("row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("parcel_id", sa.String(length=128), nullable=True),
        sa.Column("why", sa.String(length=32), nullable=False),
        sa.Column("geojson", sa.Text(), nullable=True),
        sa.Column("attributes", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "source", "row"),
    )


def _accounts() -> None:
    op.create_table(
        "account",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.Float(), nullable=False),
        sa.Column("password_changed_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "id"),
        sa.UniqueConstraint("fs_uniquifier", name="uq_account_fs_uniquifier"),
        sa.UniqueConstraint("zone_id", "username", name="uq_account_username"),
    )
    op.create_table(
        "role",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "name"),
    )
    op.create_table(
        "account_role",
        sa.Column("zone_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["zone_id", "account_id"], ["account.zone_id", "account.id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["zone_id", "role"],
            ["role.zone_id", "role.name"],
        ),
        sa.PrimaryKeyConstraint("zone_id", "account_id", "role"),
    )


def _sign_ins() -> None:
    op.create_table(
        "sign_in",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("began_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "token_hash"),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("zone_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("account_key", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("zone_id", "id"),
    )
    op.create_index(
        "ix_sign_in_attempt_account",
        "sign_in_attempt",
        ["zone_id", "account_key", "at"],
        unique=False,
    )
    op.create_index(
        "ix_sign_in_attempt_address", "sign_in_attempt", ["zone_id", "address", "at"], unique=False
    )
