"""Projects as other acts of the generator entered them, read back for those that add to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from .record import Act

PLANNED: Final = ("filed", "land", "permitted", "started", "completed", "producing")
"""The stages that the demonstration plans, in order."""


@dataclass
class Seen:
    """A project as the register has it at the end, and when it first wrote of it."""

    id: str
    recorded_at: datetime
    effective_on: date
    state: dict[str, Any] = field(default_factory=dict)

    def day(self, stage: str) -> date | None:
        """The day on which a stage was reached."""
        text = self.state.get(f"{stage}_on")
        return date.fromisoformat(text) if text else None

    @property
    def next(self) -> str:
        """The stage that it has to reach next; "" where none is left."""
        return next((one for one in PLANNED if not self.day(one)), "")


def seen_in(acts: Iterable[Act]) -> list[Seen]:
    found: dict[str, Seen] = {}
    for act in sorted(acts, key=lambda one: one.recorded_at):
        for change in act.changes:
            if change.subject.kind != "project":
                continue
            one = found.setdefault(
                change.subject.id, Seen(change.subject.id, act.recorded_at, act.effective_on)
            )
            one.state |= change.fields
    return list(found.values())


def at(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC) + timedelta(minutes=minute)
