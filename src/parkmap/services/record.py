"""Who acts, and on which record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from parkmap.errors import Forbidden, SignInNeeded
from parkmap.land.policy import PUBLIC, STAFF, Audience
from parkmap.land.zone import Zone
from parkmap.outward import NOTHING, Outward
from parkmap.said import say
from parkmap.store import Store

ROLE_PERMISSIONS: Final[dict[str, frozenset[str]]] = {
    "officer": frozenset(
        {"read_internal", "mark", "edit", "undo", "import", "read_imports", "comment", "subscribe"}
    ),
    "reviewer": frozenset({"read_internal", "review", "read_imports", "comment", "subscribe"}),
    "leader": frozenset({"read_internal", "comment", "subscribe"}),
    "admin": frozenset(
        {
            "read_internal",
            "mark",
            "edit",
            "undo",
            "import",
            "read_imports",
            "backup",
            "manage_users",
            "review",
            "set_letters",
            "personal_data",
            "comment",
            "subscribe",
        }
    ),
}
"""Role -> what it may do. The public may only read what the policy shows.

`mark` gives a status; `edit` is every other entry about land: split, merge, reshape, retire,
annotate, correct; `review` accepts what others proposed; `undo` takes entries back and brings
them again.
"""


PERMISSION_WORDS: Final[dict[str, str]] = {
    "read_internal": say("read what is internal"),
    "mark": say("mark parcels"),
    "edit": say("edit boundaries and fields"),
    "undo": say("undo entries"),
    "import": say("take files in"),
    "read_imports": say("look at imports"),
    "review": say("review what others propose"),
    "backup": say("make backups"),
    "manage_users": say("manage accounts"),
    "set_letters": say("replace letter templates"),
    "personal_data": say("export and erase personal data"),
    "comment": say("write comments"),
    "subscribe": say("subscribe"),
}
"""Permission -> what a refusal calls it."""


class Actor(NamedTuple):
    """Somebody who reads or writes: an opaque id, roles, a name for the page."""

    id: str
    roles: frozenset[str] = frozenset()
    name: str = ""

    @property
    def audience(self) -> Audience:
        """What the policy calls this reader."""
        return STAFF if self.may("read_internal") else PUBLIC

    def may(self, permission: str) -> bool:
        """Whether one of the roles has the permission."""
        return any(permission in ROLE_PERMISSIONS.get(role, frozenset()) for role in self.roles)


PUBLIC_ACTOR: Final = Actor("public")


def require(actor: Actor, permission: str) -> None:
    """Refuse who may not.

    Raises
    ------
    SignInNeeded
        Nobody signed in.
    Forbidden
        Signed in without a role that may.
    """
    if actor.may(permission):
        return
    if not actor.roles:
        raise SignInNeeded("sign in to do this")
    raise Forbidden(
        "your role may not do this (%(permission)s); ask the administrator",
        permission=PERMISSION_WORDS.get(permission, permission),
    )


def utc_now() -> datetime:
    """The clock of real use."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Record:
    """The land record of one zone: store, what `parkmap.toml` says, clock, folder, outside."""

    store: Store
    zone: Zone
    folder: Path
    clock: Callable[[], datetime] = utc_now
    outward: Outward = NOTHING

    @property
    def zone_id(self) -> int:
        """The zone in every key."""
        return self.zone.zone_id

    def today(self) -> date:
        """The day it is in the zone."""
        return self.clock().astimezone(ZoneInfo(self.zone.time_zone)).date()
