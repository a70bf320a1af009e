"""From assertions to the present: what holds on a day, and the spans a parcel went through.

An assertion is one live delta, reduced to what folding needs. Field f on day d is the assertion
with the greatest (effective_on, seq, ordinal) whose effective_on is not after d.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from parkmap.land.status import IN_USE, counted_offer
from parkmap.units import m2_to_dm2

FOREVER: Final = "9999-12-31"
INHERITED: Final = "inherited_status"
"""The field by which a successor knows which status its land had, and since when."""
SPAN_FIELDS: Final = (
    "status", "offer", "seized", "announcement_url", "park", "area_m2", "retired_on",
)  # fmt: skip


class Assertion(NamedTuple):
    """A live delta; `effective_on` is an ISO day, so that texts sort as days."""

    field: str
    effective_on: str
    seq: int
    ordinal: int
    value: Any


class Span(NamedTuple):
    """Days from `from_on` to before `until_on` in which what is counted stayed the same."""

    from_on: str
    until_on: str
    status: str
    offer: str
    park: str
    area_dm2: int


@dataclass(frozen=True, slots=True)
class Folded:
    """A subject on a day: its fields without geometry, its geometry, its spans (parcels)."""

    state: dict[str, Any]
    geometry: dict[str, Any] | None
    spans: tuple[Span, ...]


def fold(kind: str, assertions: Iterable[Assertion], on: str = FOREVER) -> Folded:
    """Fold the assertions of one subject up to a day (ISO, included).

    Examples
    --------
    >>> moved = [Assertion("status", "2025-01-01", 1, 0, "idle"),
    ...          Assertion("status", "2025-06-01", 2, 0, "revitalized"),
    ...          Assertion("status", "2025-03-01", 3, 0, "under_construction")]
    >>> fold("parcel", moved).state["status"], fold("parcel", moved, "2025-04-01").state["status"]
    ('revitalized', 'under_construction')
    """
    ordered = sorted(
        (one for one in assertions if one.effective_on <= on),
        key=lambda one: (one.effective_on, one.seq, one.ordinal),
    )
    latest = {one.field: one.value for one in ordered}
    geometry = latest.pop("geometry", None)
    state = {name: value for name, value in latest.items() if value is not None}
    if kind != "parcel" or not state:
        return Folded(state, geometry, ())
    spans = _spans(ordered)
    if spans:
        state["status_since"] = _since(spans, state.get(INHERITED) or {})
    return Folded(state, geometry, spans)


def _spans(ordered: list[Assertion]) -> tuple[Span, ...]:
    now: dict[str, Any] = {}
    starts: list[tuple[str, Span]] = []
    for one in ordered:
        if one.field not in SPAN_FIELDS:
            continue
        now[one.field] = one.value
        here = _span(one.effective_on, now)
        if starts and starts[-1][0] == one.effective_on:
            starts.pop()
        starts.append((one.effective_on, here))
    return _joined([here for _, here in starts])


def _span(day: str, now: dict[str, Any]) -> Span:
    return Span(
        day,
        FOREVER,
        "" if now.get("retired_on") else str(now.get("status") or IN_USE),
        counted_offer(now),
        str(now.get("park") or ""),
        m2_to_dm2(now.get("area_m2") or 0.0),
    )


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    whole: list[Span] = []
    for here in spans:
        if whole and whole[-1][2:] == here[2:]:
            continue
        if whole:
            whole[-1] = whole[-1]._replace(until_on=here.from_on)
        whole.append(here)
    return tuple(whole)


def _since(spans: tuple[Span, ...], inherited: Mapping[str, str]) -> str:
    """From which day the status holds; a retired parcel keeps the one that it had at last.

    What came out of a split or a merge has the day of its parent, as long as the status is the
    one that it came with.
    """
    counted = [here for here in spans if here.status] or list(spans)
    since = counted[-1].from_on
    for here in reversed(counted):
        if here.status != counted[-1].status:
            break
        since = here.from_on
    if since == spans[0].from_on and inherited.get("status") == counted[-1].status:
        return inherited["since"]
    return since
