"""Papers as people read them: which there are of a subject, and their bytes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from parkmap.errors import NotFound
from parkmap.formats import pictures
from parkmap.land.ledger import Subject
from parkmap.land.paper import KINDS, file_name, is_sha256
from parkmap.land.policy import STAFF
from parkmap.services.disk_faults import plain_disk_faults
from parkmap.services.record import Actor, Record
from parkmap.store import papers, present
from parkmap.store.papers import ENTRY, StoredLink, StoredPaper

FOLDER: Final = "evidence"
MADE: Final = ".made"
"""In `evidence/`: thumbnails and public copies. They can be made again, so no backup has them."""

SHOWN: Final = {"thumbnail": pictures.THUMBNAIL, "picture": pictures.COPY}


@dataclass(frozen=True, slots=True)
class Tie:
    """A link of a paper as staff see it; `link_id` is None where the ledger itself names it."""

    kind: str
    id: str
    link_id: int | None
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper after the policy: what of it this audience reads, and what it is tied to."""

    sha256: str
    kind: str
    facts: dict[str, Any]
    ties: tuple[Tie, ...] = ()

    @property
    def is_picture(self) -> bool:
        """Whether there is a thumbnail of it."""
        return KINDS[self.kind].picture


@dataclass(frozen=True, slots=True)
class Bytes:
    """A file to send: where it lies, the name it is saved under, its media type."""

    path: Path
    name: str
    media: str


def papers_of(record: Record, actor: Actor, subject: Subject) -> tuple[Paper, ...]:
    """Papers tied to a subject or to an entry that speaks of it, oldest first, with all their ties.

    Raises
    ------
    NotFound
        There is no such subject, or this audience may not know of it.
    """
    with record.store.read() as connection:
        refuse_unknown(connection, record, actor, subject)
        named = [(subject.kind, subject.id)]
        if subject.kind != ENTRY:
            named += papers.entries_about(connection, record.zone_id, subject)
        links = papers.links_to(connection, record.zone_id, named)
        order = dict.fromkeys(one.sha256 for one in links)
        found = papers.some(connection, record.zone_id, set(order))
        ties = {one: papers.links_of(connection, record.zone_id, one) for one in order}
    views = (view_of(record, actor, found[sha256], ties[sha256]) for sha256 in order)
    return tuple(one for one in views if one is not None)


def paper_of(record: Record, actor: Actor, sha256: str) -> Paper:
    """One paper, with all that it is tied to.

    Raises
    ------
    NotFound
        There is none, its file is gone, or this audience may not know of it: a paper that is
        public is read by the public as long as it belongs to something that the public sees.
    """
    with record.store.read() as connection:
        stored, links = _stored(connection, record, sha256)
        seen = None
        if stored is not None and _is_known(connection, record, actor, links):
            seen = view_of(record, actor, stored, links)
    if seen is None:
        raise NotFound("there is no paper '%(id)s' here; look it up in the list", id=sha256[:80])
    return seen


def whole(record: Record, actor: Actor, sha256: str) -> Bytes:
    """The file of a paper: as it was sent for staff; for the public a photo without its notes."""
    seen = paper_of(record, actor, sha256)
    name = file_name(str(seen.facts["name"]), seen.kind)
    if actor.audience == STAFF or not seen.is_picture:
        return Bytes(_there(record, sha256), name, KINDS[seen.kind].media)
    copy = made(record, sha256, seen.kind, pictures.COPY)
    return Bytes(copy, file_name(Path(name).stem, "jpeg"), KINDS["jpeg"].media)


def picture(record: Record, actor: Actor, sha256: str, what: str = "picture") -> Bytes:
    """A photo to be shown: small (`thumbnail`) or large (`picture`), made anew without notes.

    Raises
    ------
    NotFound
        As for the paper, or it is no photo.
    """
    seen = paper_of(record, actor, sha256)
    if not seen.is_picture:
        raise NotFound("%(name)s has no picture; download it", name=seen.facts["name"])
    path = made(record, sha256, seen.kind, SHOWN[what])
    return Bytes(path, f"{what}.jpg", KINDS["jpeg"].media)


def view_of(
    record: Record, actor: Actor, stored: StoredPaper, links: list[StoredLink]
) -> Paper | None:  # fmt: skip
    """A paper as an audience reads it; None where it may not know of it or the file is gone."""
    policy, facts = record.zone.policy, stored._asdict()
    if stored.removed_at or not policy.sees(actor.audience, "paper", facts):
        return None
    shown = {name: value for name, value in facts.items()
             if policy.shows(actor.audience, "paper", name)}  # fmt: skip
    ties = tuple(
        Tie(one.kind, one.subject_id, None if one.kind == ENTRY else one.link_id, one.linked_by,
            one.linked_at)
        for one in links
    ) if actor.audience == STAFF else ()  # fmt: skip
    return Paper(stored.sha256, stored.kind, shown, ties)


def refuse_unknown(
    connection: Connection, record: Record, actor: Actor, subject: Subject
) -> None:  # fmt: skip
    """Refuse a subject that is not there, or that this audience may not know of."""
    if not _is_seen(connection, record, actor, subject):
        raise NotFound("there is no '%(id)s' here; look it up in the list", id=subject.id[:80])


def _is_seen(connection: Connection, record: Record, actor: Actor, subject: Subject) -> bool:
    if subject.kind == ENTRY:
        return actor.audience == STAFF and subject.id.isdecimal()
    stored = present.one(connection, record.zone_id, subject.kind, subject.id)
    return stored is not None and record.zone.policy.sees(
        actor.audience, subject.kind, stored.state
    )


def _is_known(
    connection: Connection, record: Record, actor: Actor, links: list[StoredLink]
) -> bool:  # fmt: skip
    """Whether a paper belongs to anything that this audience sees; staff see loose ones too."""
    if actor.audience == STAFF:
        return True
    subjects = [Subject(one.kind, one.subject_id) for one in links if one.kind != ENTRY]
    for one in links:
        if one.kind == ENTRY:
            subjects += papers.subjects_in(connection, record.zone_id, int(one.subject_id))
    return any(_is_seen(connection, record, actor, one) for one in subjects)


def _stored(
    connection: Connection, record: Record, sha256: str
) -> tuple[StoredPaper | None, list[StoredLink]]:  # fmt: skip
    if not is_sha256(sha256):
        return None, []
    found = papers.some(connection, record.zone_id, [sha256]).get(sha256)
    return found, papers.links_of(connection, record.zone_id, sha256)


def place_of(record: Record, sha256: str) -> Path:
    """Where the file of a paper lies."""
    return record.folder / FOLDER / sha256


def _there(record: Record, sha256: str) -> Path:
    path = place_of(record, sha256)
    if not path.is_file():
        raise NotFound(
            "the file of paper %(id)s is missing from %(folder)s; restore it from a backup",
            id=sha256[:12],
            folder=FOLDER,
        )
    return path


def made(record: Record, sha256: str, kind: str, what: str) -> Path:
    """A thumbnail or a public copy, made anew where it is not there."""
    path = made_place(record, sha256, what)
    if not path.is_file():
        source = _there(record, sha256)
        with making_room(record) as room:
            pictures.look_at(source, kind, sha256[:12], room)
            keep_made(record, sha256, room)
    return path


def made_place(record: Record, sha256: str, what: str) -> Path:
    """Where what was made from a photo lies."""
    return record.folder / FOLDER / MADE / f"{sha256}-{what}"


@contextmanager
def making_room(record: Record) -> Iterator[Path]:
    """A folder beside the papers, on the same disk, that goes at the end."""
    with plain_disk_faults(record.folder / FOLDER):
        root = record.folder / FOLDER / MADE
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=root, prefix=".room-") as room:
            yield Path(room)


def keep_made(record: Record, sha256: str, room: Path) -> None:
    """Put what a child made of a photo in its place."""
    for what in (pictures.THUMBNAIL, pictures.COPY):
        (room / what).replace(made_place(record, sha256, what))


__all__ = [
    "FOLDER", "Bytes", "Paper", "Tie", "keep_made", "made_place", "making_room", "paper_of",
    "papers_of", "picture", "place_of", "refuse_unknown", "view_of", "whole",
]  # fmt: skip
