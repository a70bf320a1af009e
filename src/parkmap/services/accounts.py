"""Who may sign in: accounts, roles and passwords.

No Flask here, so that the command line needs none. Hashes are argon2id as argon2-cffi makes them,
which Flask-Security reads as they are.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from parkmap.errors import BadValue, Conflict, NotFound
from parkmap.services.record import Actor, Record
from parkmap.store.accounts import AccountRow, RoleRow, SignInRow

ROLES: Final = ("officer", "reviewer", "leader", "admin")
PASSWORD_LENGTH: Final = (8, 256)
USERNAME: Final = re.compile(r"[\w.@-]{1,64}")

_HASHER: Final = PasswordHasher()
# Checked where the account is unknown, so that the answer takes as long as for a known one.
_NOBODY: Final = (
    "$argon2id$v=19$m=65536,t=3,p=4$nCmeCRSm6DEBGAQ7PmesCg$"
    "CuaAG1Hmgpkj3gTktMzQAFKRR8PKzB+yd89Tmcnu2aA"
)


@dataclass(frozen=True, slots=True)
class Account:
    """An account as others may know it: without its password."""

    id: str
    username: str
    name: str
    roles: frozenset[str]
    active: bool
    uniquifier: str

    @property
    def actor(self) -> Actor:
        """Who acts when this person does."""
        return Actor(self.id, self.roles, self.name or self.username)


def add_user(
    record: Record, username: str, password: str, roles: Iterable[str], *, name: str = ""
) -> Account:
    """Add a person with roles.

    Raises
    ------
    BadValue
        The name, the password or a role is not allowed; the message says what is.
    Conflict
        The user name is taken in this zone.
    """
    key, wanted = _username(username), _roles(roles)
    now = record.clock().timestamp()
    zone_id = record.zone_id
    with writing(record) as session:
        if _row(session, zone_id, key) is not None:
            raise Conflict(
                "the user '%(username)s' exists; choose another name, or change its password",
                username=key,
            )
        row = AccountRow(
            zone_id=zone_id,
            id=f"u-{secrets.token_hex(6)}",
            username=key,
            name=name.strip()[:120],
            password=hash_password(password),
            active=True,
            fs_uniquifier=secrets.token_hex(32),
            created_at=now,
            password_changed_at=now,
        )
        row.roles = [_role(session, zone_id, role) for role in sorted(wanted)]
        session.add(row)
        session.flush()
        return _account(row)


def list_users(record: Record) -> tuple[Account, ...]:
    """Every account of the zone, by user name."""
    with reading(record) as session:
        rows = session.scalars(
            select(AccountRow)
            .where(AccountRow.zone_id == record.zone_id)
            .order_by(AccountRow.username)
        )
        return tuple(map(_account, rows))


def set_password(record: Record, username: str, password: str) -> None:
    """Give a person a new password; every open session of theirs ends.

    Raises
    ------
    NotFound
        No such user.
    BadValue
        The password is too short or too long.
    """
    key, hashed = _username(username), hash_password(password)
    with writing(record) as session:
        row = _known(session, record.zone_id, key)
        row.password = hashed
        row.fs_uniquifier = secrets.token_hex(32)
        row.password_changed_at = record.clock().timestamp()
        _end_all(session, row)


def set_roles(record: Record, username: str, roles: Iterable[str]) -> Account:
    """Replace the roles of a person.

    Raises
    ------
    NotFound
        No such user.
    BadValue
        A role that is not one of the four.
    """
    key, wanted = _username(username), _roles(roles)
    zone_id = record.zone_id
    with writing(record) as session:
        row = _known(session, zone_id, key)
        row.roles = [_role(session, zone_id, role) for role in sorted(wanted)]
        return _account(row)


def hash_password(password: str) -> str:
    """An argon2id hash of a password that is long enough.

    Raises
    ------
    BadValue
        Shorter or longer than allowed.
    """
    shortest, longest = PASSWORD_LENGTH
    if not shortest <= len(password) <= longest:
        raise BadValue(
            "a password has %(shortest)s to %(longest)s characters; this one has %(length)s",
            shortest=shortest,
            longest=longest,
            length=len(password),
        )
    return _HASHER.hash(_normal(password))


def check_password(record: Record, username: str, password: str) -> Account | None:
    """The account whose password this is, or None; as slow for a name that nobody has."""
    with reading(record) as session:
        row = _row(session, record.zone_id, username.strip().casefold()[:64])
        hashed = row.password if row is not None else _NOBODY
        try:
            _HASHER.verify(hashed, _normal(password[: PASSWORD_LENGTH[1]]))
        except (VerificationError, InvalidHashError):
            return None
        return _account(row) if row is not None and row.active else None


def set_active(record: Record, username: str, active: bool) -> None:
    """Let a person sign in, or no longer; switched off, their open sessions end.

    Raises
    ------
    NotFound
        No such user.
    """
    key = _username(username)
    with writing(record) as session:
        row = _known(session, record.zone_id, key)
        session.execute(
            update(AccountRow)
            .where(AccountRow.zone_id == row.zone_id, AccountRow.id == row.id)
            .values(active=active)
        )
        if not active:
            _end_all(session, row)


@contextmanager
def writing(record: Record) -> Iterator[Session]:
    """An ORM session inside one write transaction of the record."""
    with record.store.write() as connection, Session(connection) as session:
        yield session
        session.flush()


@contextmanager
def reading(record: Record) -> Iterator[Session]:
    """An ORM session inside one read transaction of the record."""
    with record.store.read() as connection, Session(connection) as session:
        yield session


def _end_all(session: Session, row: AccountRow) -> None:
    session.execute(
        delete(SignInRow).where(SignInRow.zone_id == row.zone_id, SignInRow.account_id == row.id)
    )


def _account(row: AccountRow) -> Account:
    roles = frozenset(role.name for role in row.roles)
    return Account(row.id, row.username, row.name, roles, row.active, row.fs_uniquifier)


def _row(session: Session, zone_id: int, username: str) -> AccountRow | None:
    return session.scalar(
        select(AccountRow).where(AccountRow.zone_id == zone_id, AccountRow.username == username)
    )


def _known(session: Session, zone_id: int, username: str) -> AccountRow:
    row = _row(session, zone_id, username)
    if row is None:
        raise NotFound(
            "there is no user '%(username)s'; `parkmap users list` shows who is there",
            username=username,
        )
    return row


def _role(session: Session, zone_id: int, name: str) -> RoleRow:
    found = session.get(RoleRow, (zone_id, name))
    if found is None:
        found = RoleRow(zone_id=zone_id, name=name)
        session.add(found)
        session.flush()
    return found


def _username(text: str) -> str:
    key = text.strip().casefold()
    if not USERNAME.fullmatch(key):
        raise BadValue(
            "'%(username)s' is no user name; use up to 64 letters, digits, . @ _ or -",
            username=text[:60],
        )
    return key


def _roles(roles: Iterable[str]) -> frozenset[str]:
    wanted = frozenset(roles)
    unknown = sorted(wanted - set(ROLES))
    if unknown or not wanted:
        raise BadValue(
            "'%(role)s' is not a role; use one or more of %(allowed)s",
            role=unknown[0][:60] if unknown else "",
            allowed=", ".join(ROLES),
        )
    return wanted


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKD", password)
