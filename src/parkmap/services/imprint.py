"""What stands on every printed paper: of which day and which entry it is, and how it is proved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from pyproj import CRS
from sqlalchemy import Connection

from parkmap.crs import gk_epsg
from parkmap.services.record import Record
from parkmap.store import ledger
from parkmap.units import dm2_to_mu

PERMISSION: Final = "read_internal"
LONGEST: Final = 42
Words = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Printed:
    """A document, and the entry at which the record stood."""

    content: bytes
    seq: int


def head_of(connection: Connection, record: Record) -> tuple[ledger.Head, datetime]:
    """The head of the ledger, and when its last entry was written."""
    top = ledger.read_head(connection, record.zone_id)
    last = ledger.entries(connection, record.zone_id, latest=1)
    return top, last[0].header.recorded_at if last else datetime.fromtimestamp(0, UTC)


def remarks(record: Record, moment: datetime, words: Words, lang: str) -> list[str]:
    """Zone, coordinate system, moment of the record, notice and approval number."""
    zone = record.zone
    epsg = gk_epsg(zone.gk_zone)
    local = moment.astimezone(ZoneInfo(zone.time_zone))
    told = [
        zone.name(lang), f"{CRS.from_epsg(epsg).name} (EPSG:{epsg})",
        words["as_of"] % {"moment": f"{local:%Y-%m-%d %H:%M}"}, zone.notice(lang),
        zone.approval_number,
    ]  # fmt: skip
    return [one for one in told if one]


def proof(top: ledger.Head, words: Words) -> str:
    """Sequence and hash of the entry at which the record stood."""
    return f"{words['ledger'] % {'seq': f'{top.seq:,}'}} · {top.entry_hash}"


def mu_text(area_dm2: int, words: Words) -> str:
    """An area in mu, with its unit."""
    return f"{dm2_to_mu(area_dm2):,.2f} {words['mu']}"


def short(value: Any, most: int = LONGEST) -> str:
    """A value as one line that fits its place."""
    said = " ".join(str(value or "").split())
    return said if len(said) <= most else f"{said[: most - 1]}…"


__all__ = ["PERMISSION", "Printed", "Words", "head_of", "mu_text", "proof", "remarks", "short"]
