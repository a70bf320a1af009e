"""When the queue speaks up, as `[queue]` in `parkmap.toml` says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from parkmap.errors import BadValue
from parkmap.land.idle_clock import ClockTerms

MOST_DAYS: Final = 3_650
PLAIN_CLOCK: Final = ClockTerms()


@dataclass(frozen=True, slots=True)
class Attention:
    """Days after which a parcel is asked about, and before which an end is told.

    The numbers are defaults of the program and no policy: the workspace sets its own and names
    the document (`clock.source`, `source`).
    """

    clock: ClockTerms = PLAIN_CLOCK
    confirm_days: int = 180
    term_days: int = 180
    offer_days: int = 30
    source: str = ""


PLAIN: Final = Attention()


def attention_of(table: Mapping[str, Any]) -> Attention:
    """The settings from their table.

    Raises
    ------
    BadValue
        A number that is none, or out of its bounds; the message names the key.

    Examples
    --------
    >>> attention_of({"confirm_days": 90}).confirm_days
    90
    """
    clock = ClockTerms(
        warning_days=_whole(table, "warning_days", 90),
        idle_years=_whole(table, "idle_years", 1, 20),
        long_years=_whole(table, "long_years", 2, 20),
        stopped_years=_whole(table, "stopped_years", 1, 20),
        developed_share=_share(table, "developed_share", PLAIN.clock.developed_share),
        invested_share=_share(table, "invested_share", PLAIN.clock.invested_share),
        source=str(table.get("clock_source", "")).strip(),
    )
    if clock.long_years < clock.idle_years:
        raise BadValue(
            "parkmap.toml: queue.long_years is %(value)s; it must not be less than "
            "queue.idle_years (%(least)s)",
            value=clock.long_years,
            least=clock.idle_years,
        )
    return Attention(
        clock,
        _whole(table, "confirm_days", PLAIN.confirm_days),
        _whole(table, "term_days", PLAIN.term_days),
        _whole(table, "offer_days", PLAIN.offer_days),
        str(table.get("source", "")).strip(),
    )


def _whole(table: Mapping[str, Any], key: str, default: int, most: int = MOST_DAYS) -> int:
    value = table.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise BadValue(
            "parkmap.toml: queue.%(key)s is %(value)s; give a whole number from 1 to %(most)s",
            key=key,
            value=str(value)[:40],
            most=most,
        )
    return value


def _share(table: Mapping[str, Any], key: str, default: float) -> float:
    value = table.get(key, default)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 100:
        raise BadValue(
            "parkmap.toml: queue.%(key)s is %(value)s; give percent from 0 to 100",
            key=key,
            value=str(value)[:40],
        )
    return float(value)


__all__ = ["PLAIN", "Attention", "attention_of"]
