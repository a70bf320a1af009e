"""Keeping the record from Python: marks, notes, corrections, undo, and what was known when.

Methods that `parkmap.open` gives, at the versions of now.
"""

from __future__ import annotations

import getpass
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from parkmap.errors import BadValue
from parkmap.services import mirror
from parkmap.services.correcting import Correction, correct
from parkmap.services.histories import (
    Difference,
    HistoryLine,
    Lineage,
    differences,
    history,
    lineage,
)
from parkmap.services.marking import Mark, mark
from parkmap.services.noting import Annotation, annotate
from parkmap.services.reading import one_or_refuse
from parkmap.services.record import Actor, Record
from parkmap.services.recording import Receipt
from parkmap.services.retiring import Retirement, retire
from parkmap.services.statistics import Totals, totals
from parkmap.services.undoing import restore, undo
from parkmap.services.verifying import VerifyReport, verify


class Keeping:
    """Entries about parcels as they are, by whoever can write the folder; and their history.

    What writes takes a `reason`, and `on` where it has a day (from which it holds, today where
    None). Its receipt names the entry. The boundary files follow before it returns. Refusals are
    those of the services.
    """

    record: Record

    def mark(
        self, ids: str | Sequence[str], status: str, *, reason: str, on: date | None = None,
        route: str | None = None,
    ) -> Receipt:  # fmt: skip
        """Mark parcels with a status, as one entry."""
        asked = Mark(self._seen(_listed(ids)), status, self._day(on), reason, route)
        return self._kept(mark(self.record, operator(), asked))

    def annotate(
        self, ids: str | Sequence[str], fields: Mapping[str, Any], *, reason: str,
        on: date | None = None, kind: str = "parcel",
    ) -> Receipt:  # fmt: skip
        """Give fields of parcels, or of parks, values (None empties one), as one entry."""
        seen = self._seen(_listed(ids), kind)
        asked = Annotation(seen, dict(fields), self._day(on), reason, kind)
        return self._kept(annotate(self.record, operator(), asked))

    def correct(
        self, parcel_id: str, field: str, values: Mapping[date, Any], *, reason: str
    ) -> Receipt:
        """Correct a field for past days: day -> the value that held from it on."""
        version = self._seen([parcel_id])[parcel_id]
        asked = Correction(parcel_id, version, field, tuple(values.items()), reason)
        return self._kept(correct(self.record, operator(), asked))

    def retire(self, ids: str | Sequence[str], *, reason: str, on: date | None = None) -> Receipt:
        """Keep parcels as history, without a successor."""
        asked = Retirement(self._seen(_listed(ids)), self._day(on), reason)
        return self._kept(retire(self.record, operator(), asked))

    def undo(self, seq: int, *, reason: str) -> Receipt:
        """Annul an entry, from its own day."""
        return self._kept(undo(self.record, operator(), seq, reason))

    def redo(self, seq: int, *, reason: str) -> Receipt:
        """Bring back an entry that was undone, as a new one."""
        return self._kept(restore(self.record, operator(), seq, reason))

    def history(self, parcel_id: str) -> tuple[HistoryLine, ...]:
        """The entries about a parcel, newest first."""
        return history(self.record, operator(), "parcel", parcel_id)

    def lineage(self, parcel_id: str) -> Lineage:
        """What a parcel was made from, and what became of it."""
        return lineage(self.record, operator(), parcel_id)

    def differences(self, from_on: date, to_on: date) -> tuple[Difference, ...]:
        """What differs between two days, parcel by parcel, by effective date."""
        return differences(self.record, operator(), from_on, to_on)

    def totals(self, as_of: date | str | None = None, known_at: datetime | None = None) -> Totals:
        """Count and recorded area by park and status on a day, as known at a moment."""
        return totals(self.record, operator(), self._day(as_of), known_at)

    def verify(self) -> VerifyReport:
        """Prove the ledger, what is derived from it, and the boundary files."""
        return verify(self.record)

    def _seen(self, ids: Sequence[str], kind: str = "parcel") -> dict[str, int | None]:
        return {one: one_or_refuse(self.record, operator(), kind, one).version for one in ids}

    def _day(self, on: date | str | None) -> date:
        if isinstance(on, str):
            try:
                return date.fromisoformat(on)
            except ValueError as cause:
                raise BadValue("'%(value)s' is no day; write 2026-11-23", value=on[:40]) from cause
        if isinstance(on, datetime):
            raise BadValue("'%(value)s' is a moment, not a day; give .date()", value=str(on))
        return on or self.record.today()

    def _kept(self, receipt: Receipt) -> Receipt:
        mirror.follow(self.record, receipt.seq)
        return receipt


def operator() -> Actor:
    """Who runs the script: whoever can write the folder may change the record."""
    return Actor(f"python:{getpass.getuser()}", frozenset({"officer"}))


def _listed(ids: str | Sequence[str]) -> Sequence[str]:
    return [ids] if isinstance(ids, str) else ids


__all__ = ["Keeping", "operator"]
