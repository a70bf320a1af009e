"""The wall of a meeting room: which playlists a reader may show, and the scenes of each.

The one seam between the wall and what it tells of is `MAKERS`: a scene more is a maker more.
A wall reads by a permission of its own, which opens nothing else; makers read what is internal on
its behalf, and what they leave out it never has. Scenes for guests are made from the record as
the public policy reads it, whoever looks.
"""

from __future__ import annotations

from typing import Final

from parkmap.errors import NotFound
from parkmap.land.wall import Playlist
from parkmap.services.record import PUBLIC_ACTOR, Actor, Record, require
from parkmap.services.wall_campaign import campaign
from parkmap.services.wall_indicators import indicators
from parkmap.services.wall_land import for_guests, land_map, supply
from parkmap.services.wall_progress import progress
from parkmap.services.wall_projects import matters, projects
from parkmap.services.wall_scene import Maker, Scene

READ: Final = "read_wall"
INSIDE: Final = Actor("wall", frozenset({"leader"}))
"""Who the makers of internal scenes read as."""
MAKERS: Final[dict[str, Maker]] = {
    "progress": progress,
    "campaign": campaign,
    "projects": projects,
    "matters": matters,
    "indicators": indicators,
    "map": land_map,
    "supply": supply,
}
FOR_GUESTS: Final = {"map": land_map, "supply": supply}


def playlists(record: Record, actor: Actor) -> tuple[Playlist, ...]:
    """The playlists that somebody may show, in the order of the workspace."""
    inside = actor.may(READ)
    return tuple(one for one in record.zone.wall if inside or one.for_guests)


def playlist(record: Record, actor: Actor, name: str) -> Playlist:
    """One playlist; the first that the actor may show where no name is given.

    Raises
    ------
    NotFound
        There is none of this name.
    SignInNeeded, Forbidden
        It is internal, and the actor may not show it.
    """
    if not name and not actor.may(READ):
        require(actor, READ)
    found = next((one for one in record.zone.wall if name in {"", one.name}), None)
    if found is None:
        raise NotFound("there is no '%(id)s' here; look it up in the list", id=name[:80])
    if not found.for_guests:
        require(actor, READ)
    return found


def scene(record: Record, actor: Actor, name: str, code: str, lang: str) -> Scene:
    """A scene of a playlist as it stands today.

    Raises
    ------
    NotFound
        There is no such playlist, or it has no such scene.
    SignInNeeded, Forbidden
        As for `playlist`.
    """
    shown = playlist(record, actor, name)
    if code not in shown.scenes:
        raise NotFound("there is no '%(id)s' here; look it up in the list", id=code[:80])
    if shown.for_guests:
        return FOR_GUESTS[code](for_guests(record), PUBLIC_ACTOR, lang)
    return MAKERS[code](for_guests(record) if code == "supply" else record,
                        PUBLIC_ACTOR if code == "supply" else INSIDE, lang)  # fmt: skip


__all__ = ["READ", "playlist", "playlists", "scene"]
