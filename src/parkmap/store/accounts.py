"""Accounts, roles and sign-ins: the one place with an ORM, because Flask-Security asks for it.

No Flask here: the command line adds users with these alone.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class AccountBase(DeclarativeBase):
    """Base of the account tables; they are primary data beside the ledger, not derived from it."""

    metadata = MetaData()


account_role = Table(
    "account_role",
    AccountBase.metadata,
    Column("zone_id", Integer, primary_key=True),
    Column("account_id", String(40), primary_key=True),
    Column("role", String(20), primary_key=True),
    ForeignKeyConstraint(
        ["zone_id", "account_id"], ["account.zone_id", "account.id"], ondelete="CASCADE"
    ),
    ForeignKeyConstraint(["zone_id", "role"], ["role.zone_id", "role.name"]),
)


class RoleRow(AccountBase):
    """A role of a zone: officer, reviewer, leader or admin."""

    __tablename__ = "role"

    zone_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(20), primary_key=True)

    def get_permissions(self) -> set[str]:
        """Nothing: Flask-Security asks, but what a role may do stands in one table elsewhere."""
        return set()


class AccountRow(AccountBase):
    """A person who signs in. `id` is opaque: it is what the ledger keeps as the actor."""

    __tablename__ = "account"

    zone_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    username: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(120), default="")
    password: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[float] = mapped_column(Float)
    password_changed_at: Mapped[float] = mapped_column(Float)
    roles: Mapped[list[RoleRow]] = relationship(
        RoleRow, secondary=account_role, lazy="selectin", overlaps="roles"
    )

    __table_args__ = (
        UniqueConstraint("zone_id", "username", name="uq_account_username"),
        UniqueConstraint("fs_uniquifier", name="uq_account_fs_uniquifier"),
    )


class SignInRow(AccountBase):
    """A session that is open: signing out deletes the row, and a copied cookie with it."""

    __tablename__ = "sign_in"

    zone_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(String(40))
    began_at: Mapped[float] = mapped_column(Float)


class SignInAttemptRow(AccountBase):
    """An attempt to sign in, kept for a minute; all processes count the same rows."""

    __tablename__ = "sign_in_attempt"

    zone_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[float] = mapped_column(Float)
    account_key: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        Index("ix_sign_in_attempt_account", "zone_id", "account_key", "at"),
        Index("ix_sign_in_attempt_address", "zone_id", "address", "at"),
    )


__all__ = [
    "AccountBase",
    "AccountRow",
    "RoleRow",
    "SignInAttemptRow",
    "SignInRow",
    "account_role",
]
