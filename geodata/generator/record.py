"""The ledger as it is being written: states, the old value of each change, the hash chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from parkmap.land.ledger import (
    Delta,
    Header,
    SealedEntry,
    Subject,
    genesis_hash,
    ledger_line,
    seal,
)


class Change(NamedTuple):
    """New values of some fields of one subject."""

    subject: Subject
    fields: Mapping[str, Any]


class Act(NamedTuple):
    """Something an officer recorded: when, who, what, why, from which day."""

    recorded_at: datetime
    actor: str
    action: str
    reason: str
    effective_on: date
    changes: Sequence[Change]


@dataclass
class Record:
    """Entries so far and what they add up to."""

    epoch: str
    zone: str
    states: dict[Subject, dict[str, Any]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    seq: int = 0
    head: str = ""
    _entries: list[SealedEntry] = field(default_factory=list)
    _latest: dict[tuple[Subject, str], date] = field(default_factory=dict)
    _statuses: dict[str, list[tuple[date, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.head = genesis_hash(self.epoch, self.zone)

    def write(self, act: Act) -> int:
        """Write an act down as the next entry; fields that do not change are left out."""
        deltas = [
            self._delta(change.subject, name, value, act.effective_on)
            for change in act.changes
            for name, value in change.fields.items()
            if self.states.get(change.subject, {}).get(name) != value
        ]
        header = Header(
            self.seq + 1, act.recorded_at, act.actor, act.action, act.reason, act.effective_on
        )
        self._append(header, deltas)
        return self.seq

    def undo(self, seq: int, recorded_at: datetime, actor: str, reason: str) -> None:
        """Annul an entry that nothing later stands on."""
        undone = self._entries[seq - 1]
        for delta in undone.deltas:
            state = self.states[delta.subject]
            assert state.get(delta.field) == delta.new, "something stands on that entry"
            state[delta.field] = delta.old
            if delta.field == "status":
                self._statuses[delta.subject_id].pop()
        effective_on = undone.header.effective_on
        self._append(
            Header(self.seq + 1, recorded_at, actor, "undo", reason, effective_on, undoes=seq), []
        )

    @property
    def entries(self) -> tuple[SealedEntry, ...]:
        """The entries so far, in order."""
        return tuple(self._entries)

    def status_since(self, parcel_id: str) -> str:
        """ISO date from which the parcel has had the status it has."""
        return self._statuses[parcel_id][-1][0].isoformat()

    def _delta(self, subject: Subject, name: str, value: Any, effective_on: date) -> Delta:
        state = self.states.setdefault(subject, {})
        earlier = self._latest.get((subject, name), effective_on)
        assert earlier <= effective_on, f"{subject} {name}: {earlier} is after {effective_on}"
        delta = Delta(subject.kind, subject.id, name, state.get(name), value, effective_on)
        state[name] = value
        self._latest[subject, name] = effective_on
        if subject.kind == "parcel" and name == "status":
            self._statuses.setdefault(subject.id, []).append((effective_on, value))
        return delta

    def _append(self, header: Header, deltas: Sequence[Delta]) -> None:
        last = self._entries[-1].header.recorded_at if self._entries else header.recorded_at
        assert last <= header.recorded_at, f"entry {header.seq} is recorded before the last one"
        assert header.effective_on <= header.recorded_at.date(), f"entry {header.seq} is ahead"
        entry = seal(header, deltas, self.head)
        self._entries.append(entry)
        self.lines.append(ledger_line(entry))
        self.seq, self.head = header.seq, entry.entry_hash
