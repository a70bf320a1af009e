"""The first schema: ledger, derived tables, jobs, staging, accounts."""

from alembic import op

from parkmap.store.accounts import AccountBase
from parkmap.store.schema import RECORD
from parkmap.store.sqlite import BOX_TABLE, guards

revision = "0001"
down_revision = None


def upgrade() -> None:
    bind = op.get_bind()
    RECORD.create_all(bind)
    AccountBase.metadata.create_all(bind)
    bind.exec_driver_sql(BOX_TABLE)
    for ddl in guards().values():
        bind.exec_driver_sql(ddl)
