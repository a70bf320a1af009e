"""A row of the queue, and what every source of rows is handed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as fresh
from datetime import date
from typing import Final, Literal, Protocol

from sqlalchemy import Connection

from parkmap.land.idle_clock import Rule
from parkmap.services.record import Actor, Record
from parkmap.store.queue import Note

Weight = Literal["stop", "warn", "info", "plain"]
SEPARATOR: Final = ":"


@dataclass(frozen=True, slots=True)
class Row:
    """Something that wants attention.

    Parameters
    ----------
    key
        Names the row: its kind, what it is about and, where it has stages, the stage, so that a
        row that was put off comes back when its matter grows graver.
    weight
        How pressing: "stop" before "warn" before "info" before "plain".
    title, detail
        Sentences that can be translated (`said.say`).
    parcels
        Ids to select; `version` is that of the only one, for an answer by one key.
    opens
        Which form is ready after a click: "facts", "offer", "boundary", "selection", or an address.
    field
        The field of the facts that the form begins with.
    inputs
        Field -> value that the row was judged by; "" where it is missing.
    rule, source
        The rule in short words with its article, and the document of the thresholds.
    """

    key: str
    kind: str
    weight: Weight
    title: str
    detail: str
    parcels: tuple[str, ...] = ()
    version: int | None = None
    due: str = ""
    opens: str = "facts"
    field: str = ""
    inputs: Mapping[str, object] = fresh(default_factory=dict)
    rule: Rule | None = None
    source: str = ""
    confirms: bool = False
    number: int | None = None
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows are asked for: who asks, of which day, put off or not, whose, which page."""

    actor: Actor
    day: date
    notes: Mapping[str, Note]
    snoozed: bool = False
    assignee: str = ""
    limit: int = 20
    offset: int = 0

    def takes(self, key: str) -> bool:
        """Whether a row with this key belongs to what is asked for."""
        note = self.notes.get(key, Note(key))
        put_off = note.snoozed_until > self.day.isoformat()
        return put_off == self.snoozed and self.assignee in {"", note.assignee}

    def ids(self, kind: str) -> tuple[frozenset[str], frozenset[str] | None]:
        """For rows `<kind>:<id>`: the ids to leave out, and the only ones where few are asked."""
        known = {key.partition(SEPARATOR)[2]: key for key in self.notes
                 if key.startswith(f"{kind}{SEPARATOR}")}  # fmt: skip
        if self.snoozed or self.assignee:
            return frozenset(), frozenset(one for one, key in known.items() if self.takes(key))
        return frozenset(one for one, key in known.items() if not self.takes(key)), None

    def page(self, rows: list[Row]) -> Group:
        """Rows that were all worked out, cut to what is asked for."""
        found = [row for row in rows if self.takes(row.key)]
        return Group(len(found), tuple(found[self.offset : self.offset + self.limit]))


@dataclass(frozen=True, slots=True)
class Group:
    """How many rows of a kind there are, and those of the page."""

    count: int
    rows: tuple[Row, ...]


class Source(Protocol):
    """Gives the rows of one kind; it reads no more than it has to."""

    def __call__(self, connection: Connection, record: Record, asked: Asked) -> Group:
        """The rows that are asked for, the most pressing first."""


__all__ = ["SEPARATOR", "Asked", "Group", "Row", "Source", "Weight"]
