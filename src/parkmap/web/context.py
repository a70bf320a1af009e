"""What a request knows: its record, and who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Flask, current_app, g
from flask_login import current_user

from parkmap.errors import Forbidden, SignInNeeded
from parkmap.services.record import PERMISSION_WORDS, PUBLIC_ACTOR, Actor, Record

if TYPE_CHECKING:
    from parkmap.settings import Settings

EXTENSION = "parkmap"


def remember(app: Flask, record: Record, settings: Settings) -> None:
    """Tie a record and the settings to an app; done once, in `create_app`."""
    app.extensions[EXTENSION] = (record, settings)


def current_record() -> Record:
    """The record that this app serves."""
    return cast("Record", current_app.extensions[EXTENSION][0])


def current_settings() -> Settings:
    """The settings that this app was built from."""
    return cast("Settings", current_app.extensions[EXTENSION][1])


def current_actor() -> Actor:
    """Who asks: a person who signed in, or the public. Looked up once a request."""
    if "parkmap_actor" not in g:
        person = current_user
        g.parkmap_actor = person.actor if person.is_authenticated else PUBLIC_ACTOR
    return cast("Actor", g.parkmap_actor)


def needed(permission: str) -> Actor:
    """Who asks, if they may; the one place where a view asks for a permission.

    Raises
    ------
    SignInNeeded
        Nobody is signed in.
    Forbidden
        Signed in, without the permission.
    """
    actor = current_actor()
    if actor.may(permission):
        return actor
    if actor.audience == "public":
        raise SignInNeeded("this is for people of the zone; sign in first")
    raise Forbidden(
        "your role does not allow this; ask the administrator for a role that may '%(permission)s'",
        permission=PERMISSION_WORDS.get(permission, permission),
    )
