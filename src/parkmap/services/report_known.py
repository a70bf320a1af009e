"""The record as a report looks at it: everything as known at one entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from parkmap.errors import BadValue, NotFound
from parkmap.land.fold import FOREVER, SPAN_FIELDS, Folded, fold
from parkmap.land.ledger import Subject, canonical
from parkmap.land.report_period import Period
from parkmap.land.report_words import LANGUAGES, Tongue
from parkmap.services.record import Actor, Record
from parkmap.store import ledger

READ: Final = "read_internal"
FIELDS: Final = frozenset({
    *SPAN_FIELDS, "geometry", "name_zh", "name_en", "area_m2", "retired_on", "due_on",
    "agreed_start_on", "agreed_completion_on", "responsible_leader", "responsible_unit",
    "responsible_post", "investment_wan_per_mu", "park", "status",
})  # fmt: skip
"""What a report reads of land: the rest would be most of the ledger."""


class Held(NamedTuple):
    """A park or parcel as it stood: fields, and its outline as GeoJSON."""

    state: dict[str, Any]
    geojson: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """The entry at which a report knows: number, hash, moment."""

    seq: int
    head: str
    moment: datetime


@dataclass(frozen=True)
class Known:
    """A record for one report: who asks, which period, in which language, known at which entry.

    `told_until` is the last day of which enquiries count: they stand beside the ledger, so a day
    that still runs is left out.
    """

    record: Record
    actor: Actor
    period: Period
    tongue: Tongue
    entry: Entry
    told_until: date

    @property
    def moment(self) -> datetime:
        """The moment of the entry, as other services take it."""
        return self.entry.moment

    @property
    def lang(self) -> str:
        """The language of the report."""
        return self.tongue.lang

    @cached_property
    def land(self) -> dict[str, Held]:
        """Parcel -> how it stood at the end of the period; no retired one."""
        return self._every("parcel")

    @cached_property
    def parks(self) -> dict[str, Held]:
        """Park -> how it stood at the end of the period."""
        return self._every("park")

    @cached_property
    def matters(self) -> dict[str, dict[str, Any]]:
        """Matter -> its fields at the end of the period."""
        return self.states("matter", self.period.on)

    def states(self, kind: str, on: date | None = None) -> dict[str, dict[str, Any]]:
        """Id -> fields of every subject of a kind, on a day where one is given; none without."""
        day = on.isoformat() if on else FOREVER
        found: dict[str, dict[str, Any]] = {}
        with self.record.store.read() as connection:
            ids = sorted(ledger.ids_ever(connection, self.record.zone_id, kind))
            for at in range(0, len(ids), ledger.CHUNK):
                subjects = [Subject(kind, one) for one in ids[at : at + ledger.CHUNK]]
                held = ledger.live(connection, self.record.zone_id, subjects, geometry=False,
                                   known=self.entry.seq)  # fmt: skip
                found |= {one.id: fold(kind, held[one], day).state for one in subjects}
        return {one: state for one, state in found.items() if state}

    def park(self, park_id: str) -> str:
        """The name of a park; its id where it has none."""
        held = self.parks.get(park_id)
        return self.name(held.state, park_id) if held else park_id

    def parcel(self, parcel_id: str) -> str:
        """The name of a parcel as it was; empty where it has none, or had gone."""
        held = self.land.get(parcel_id)
        return self.name(held.state, "") if held else ""

    def name(self, state: Any, otherwise: str) -> str:
        """The name of anything in the language of the report."""
        zh, en = state.get("name_zh") or "", state.get("name_en") or ""
        return str((zh if self.lang == "zh" else en) or zh or en or otherwise)

    def _every(self, kind: str) -> dict[str, Held]:
        day = self.period.on.isoformat()
        found: dict[str, Folded] = {}
        with self.record.store.read() as connection:
            ids = sorted(ledger.ids_ever(connection, self.record.zone_id, kind))
            for at in range(0, len(ids), ledger.CHUNK):
                subjects = [Subject(kind, one) for one in ids[at : at + ledger.CHUNK]]
                held = ledger.live(connection, self.record.zone_id, subjects, fields=FIELDS,
                                   known=self.entry.seq)  # fmt: skip
                found |= {one.id: fold(kind, held[one], day) for one in subjects}
        return {
            one: Held(told.state, None if told.geometry is None else canonical(told.geometry))
            for one, told in found.items() if told.state and not told.state.get("retired_on")
        }  # fmt: skip


def entry_of(record: Record, number: int | None) -> Entry:
    """The entry that a report is made at, the last one by default.

    Raises
    ------
    NotFound
        The ledger has no such entry.
    BadValue
        A later entry was recorded in the same moment; what was known then includes it.
    """
    with record.store.read() as connection:
        top = ledger.read_head(connection, record.zone_id)
        seq = top.seq if number is None else number
        if not 1 <= seq <= top.seq:
            raise NotFound(
                "the ledger has no entry %(seq)s; its last one is %(last)s", seq=seq, last=top.seq
            )
        header = ledger.entries(connection, record.zone_id, seqs=[seq])[0]
        last = ledger.known_seq(connection, record.zone_id, header.header.recorded_at)
    if last != seq:
        raise BadValue(
            "entry %(seq)s was recorded in the same moment as entry %(last)s; ask for that one",
            seq=seq, last=last, field="entry",
        )  # fmt: skip
    return Entry(seq, header.entry_hash, header.header.recorded_at)


def checked_lang(lang: str) -> str:
    """A language of reports, or a refusal that lists them."""
    if lang not in LANGUAGES:
        raise BadValue("'%(value)s' is not in the list; use one of %(allowed)s",
                       value=lang[:40], allowed=", ".join(LANGUAGES), field="lang")  # fmt: skip
    return lang


def local_text(record: Record, moment: datetime) -> str:
    """A moment as a clock in the zone showed it."""
    return f"{moment.astimezone(ZoneInfo(record.zone.time_zone)):%Y-%m-%d %H:%M}"


__all__ = ["READ", "Entry", "Held", "Known", "checked_lang", "entry_of", "local_text"]
