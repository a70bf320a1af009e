"""What somebody chose of an import so far, kept with it until it is confirmed or dropped."""

from __future__ import annotations

from typing import Final

from parkmap.services.choosing import Choices
from parkmap.services.imports import LOOK, PERMISSION, needed, refuse_decided
from parkmap.services.record import Actor, Record, require
from parkmap.store import imports
from parkmap.store.imports import READY

DRAFT: Final = "draft"


def keep_choices(record: Record, actor: Actor, import_id: int, choices: Choices) -> None:
    """Keep choices that are not confirmed yet; they are checked when they are.

    Raises
    ------
    NotFound
        There is no such import.
    Conflict
        It is not ready: it is being read, or was decided.
    """
    require(actor, PERMISSION)
    with record.store.write() as connection:
        one = needed(connection, record, import_id)
        refuse_decided(one)
        report = {**(one.report or {}), DRAFT: choices.as_json()}
        imports.change(connection, record.zone_id, import_id, was=READY, report=report)


def saved_mappings(record: Record, actor: Actor) -> dict[str, dict[str, str]]:
    """The mappings of columns that were saved, by name."""
    require(actor, LOOK)
    with record.store.read() as connection:
        return imports.profiles(connection, record.zone_id)


__all__ = ["keep_choices", "saved_mappings"]
