"""Signing in: the brake on guessing, and the sessions that are open.

Both are rows in the store, so that all processes of a server count and close the same ones.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import InstrumentedAttribute

from parkmap.errors import TooManyRequests
from parkmap.services.accounts import Account, writing
from parkmap.services.record import Record
from parkmap.store.accounts import SignInAttemptRow, SignInRow

ATTEMPTS_PER_ACCOUNT: Final = 5
ATTEMPTS_PER_ADDRESS: Final = 20
WINDOW_SECONDS: Final = 60.0
SESSION_SECONDS: Final = 12 * 3600.0


def throttle(record: Record, username: str, address: str) -> None:
    """Count an attempt to sign in, and refuse it when there were too many within a minute.

    Old rows are deleted before the count is read: that takes SQLite's write lock, which puts the
    attempts of all processes in line.

    Raises
    ------
    TooManyRequests
        More than 5 for the account or 20 from the address; `seconds` says how long to wait.
    """
    now = record.clock().timestamp()
    zone_id, key = record.zone_id, _attempt_key(username)
    table = SignInAttemptRow
    with writing(record) as session:
        session.execute(
            delete(table).where(table.zone_id == zone_id, table.at <= now - WINDOW_SECONDS)
        )
        for column, value, most in (
            (table.account_key, key, ATTEMPTS_PER_ACCOUNT),
            (table.address, address[:64], ATTEMPTS_PER_ADDRESS),
        ):
            count, first = session.execute(
                select(func.count(), func.min(table.at)).where(
                    table.zone_id == zone_id, column == value
                )
            ).one()
            if count >= most:
                seconds = max(1, int(first + WINDOW_SECONDS - now) + 1)
                raise TooManyRequests(
                    "too many attempts to sign in; wait %(seconds)s seconds, then try again",
                    seconds=seconds,
                )
        session.add(
            table(
                zone_id=zone_id,
                id=secrets.token_hex(16),
                at=now,
                account_key=key,
                address=address[:64],
            )
        )


def begin_session(record: Record, account: Account) -> str:
    """Open a session and give its secret, of which the store keeps only the hash."""
    token = secrets.token_urlsafe(32)
    now = record.clock().timestamp()
    zone_id = record.zone_id
    attempts = SignInAttemptRow
    with writing(record) as session:
        session.execute(
            delete(SignInRow).where(
                SignInRow.zone_id == zone_id, SignInRow.began_at <= now - SESSION_SECONDS
            )
        )
        session.execute(
            delete(attempts).where(
                attempts.zone_id == zone_id,
                attempts.account_key == _attempt_key(account.username),
            )
        )
        session.add(
            SignInRow(zone_id=zone_id, token_hash=_hash(token), account_id=account.id, began_at=now)
        )
    return token


def open_session(
    record: Record, token: str, account_id: InstrumentedAttribute[str]
) -> ColumnElement[bool]:
    """The condition that the session of this secret was opened by an account and has not ended."""
    oldest = record.clock().timestamp() - SESSION_SECONDS
    return (
        select(SignInRow.token_hash)
        .where(
            SignInRow.zone_id == record.zone_id,
            SignInRow.token_hash == _hash(token),
            SignInRow.account_id == account_id,
            SignInRow.began_at > oldest,
        )
        .exists()
    )


def end_session(record: Record, token: str) -> None:
    """Close a session: a copy of its cookie is worth nothing from here on."""
    with writing(record) as session:
        session.execute(
            delete(SignInRow).where(
                SignInRow.zone_id == record.zone_id, SignInRow.token_hash == _hash(token)
            )
        )


def _attempt_key(username: str) -> str:
    return _hash(username.strip().casefold()[:64])


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
