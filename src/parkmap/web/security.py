"""Signing in: Flask-Security on the accounts of the record, without its own pages."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any, Final, cast

from flask import Flask, current_app, request, session
from flask_security import Security, SQLAlchemySessionUserDatastore, UserMixin
from flask_security.utils import login_user, logout_user
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import select
from sqlalchemy.orm import joinedload, scoped_session, sessionmaker

from parkmap.services import sign_in as sessions_of
from parkmap.services.accounts import Account
from parkmap.services.record import Actor, Record
from parkmap.store.accounts import AccountRow, RoleRow
from parkmap.web.context import current_record

IDLE: Final = timedelta(minutes=30)
SIGN_IN: Final = "sign_in"
SEEN: Final = "seen"
RENEW_SECONDS: Final = 60
# What a page asks by itself does not count as somebody being there.
UNATTENDED: Final = frozenset(
    {
        "tiles.tile",
        "changes.changes",
        "assets.static_file",
        "assets.favicon",
        "health.live",
        "health.ready",
        "embed.embed",
    }
)

csrf = CSRFProtect()


class Person(AccountRow, UserMixin):  # type: ignore[misc]  # its fields are undeclared there
    """An account as Flask-Login wants it."""

    @property
    def actor(self) -> Actor:
        """Who acts when this person does."""
        roles = frozenset(role.name for role in self.roles)
        return Actor(self.id, roles, self.name or self.username)


class ZoneAccounts(SQLAlchemySessionUserDatastore):
    """The accounts of one zone."""

    def __init__(self, sessions: Any, zone_id: int) -> None:
        super().__init__(sessions, Person, cast("Any", RoleRow))  # the store knows no Flask
        self.zone_id = zone_id

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> Person | None:
        """The account of this zone with such a value."""
        ((name, value),) = wanted.items()
        found: Person | None = self.db.session.scalar(
            select(Person).where(Person.zone_id == self.zone_id, getattr(Person, name) == value)
        )
        return found


def init_security(app: Flask, record: Record, secret_key: str) -> None:
    """Set sessions, CSRF and Flask-Security up for an app."""
    app.config.update(
        SECRET_KEY=secret_key,
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106  the name of a scheme, no password
        SECURITY_PASSWORD_SINGLE_HASH={"argon2"},
        SECURITY_PASSWORD_SALT=secret_key,
        SECURITY_USER_IDENTITY_ATTRIBUTES=[{"username": {"mapper": str.casefold}}],
        SECURITY_REGISTERABLE=False,
        SECURITY_RECOVERABLE=False,
        SECURITY_CHANGEABLE=False,
        SECURITY_DEFAULT_REMEMBER_ME=False,
        SESSION_COOKIE_NAME="parkmap",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=IDLE,
        WTF_CSRF_TIME_LIMIT=None,
    )
    sessions = scoped_session(sessionmaker(record.store.engine))
    security = Security()
    security.init_app(app, ZoneAccounts(sessions, record.zone.zone_id), register_blueprint=False)
    app.login_manager.user_loader(_load(sessions, record.zone.zone_id))  # type: ignore[attr-defined]
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]
    csrf.init_app(app)
    app.before_request(_still_there)

    @app.teardown_appcontext
    def close(_cause: BaseException | None) -> None:
        sessions.remove()


def sign_in(account: Account) -> None:
    """Open a session for a person: a new one, so that a planted cookie is worth nothing."""
    record = current_record()
    person = _find(account.uniquifier)
    session.clear()
    session.permanent = True
    login_user(person, remember=False, authn_via=["password"])
    session[SIGN_IN] = sessions_of.begin_session(record, account)
    session[SEEN] = int(time.time())


def sign_out() -> None:
    """Close the session here and in the store."""
    token = session.get(SIGN_IN)
    if isinstance(token, str):
        sessions_of.end_session(current_record(), token)
    logout_user()
    session.clear()


def _load(sessions: Any, zone_id: int) -> Any:
    def load(uniquifier: str) -> Person | None:
        token = session.get(SIGN_IN)
        if not isinstance(token, str):
            return None
        # Account, roles and open session in one query: it runs with each request of a person.
        person: Person | None = sessions.scalar(
            select(Person)
            .options(joinedload(Person.roles))
            .where(
                Person.zone_id == zone_id,
                Person.fs_uniquifier == uniquifier,
                Person.active,
                sessions_of.open_session(current_record(), token, Person.id),
            )
        )
        return person

    return load


def _find(uniquifier: str) -> Person:
    store: ZoneAccounts = current_app.extensions["security"].datastore
    person = store.find_user(fs_uniquifier=uniquifier)
    if person is None:
        raise LookupError(uniquifier)
    return person


def _still_there() -> None:
    """Renew the idle time, at most once a minute, when a person did something."""
    if SIGN_IN not in session or request.endpoint in UNATTENDED:
        return
    now = int(time.time())
    if now - int(session.get(SEEN, 0)) >= RENEW_SECONDS:
        session[SEEN] = now
