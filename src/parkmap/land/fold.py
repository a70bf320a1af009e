"""From assertions to the present: what holds on a day, and the spans a parcel went through.

An assertion is one live delta, reduced to what folding needs. Field f on day d is the assertion
with the greatest (effective_on, seq, ordinal) whose effective_on is not after d.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from parkmap.land.status import IN_USE, counted_offer
from parkmap.units import m2_to_dm2

FOREVER: Final = "9999-12-31"
INHERITED: Final = "inherited_status"
"""The field by which a successor knows which status its land had, and since when."""
KINDS: Final = ("chain", "route", "servicing", "supply_mode", "stock_kind")
"""Fields by which sums are told apart beside status, offer and park."""
SPAN_FIELDS: Final = (
    "status", "offer", "seized", "announcement_url", "park", "area_m2", "retired_on", *KINDS,
)  # fmt: skip


class Assertion(NamedTuple):
    """A live delta; `effective_on` is an ISO day, so that texts sort as days."""

    field: str
    effective_on: str
    seq: int
    ordinal: int
    value: Any


class Span(NamedTuple):
    """Days from `from_on` to before `until_on` in which what is counted stayed the same.

    `status` is empty while the parcel is retired. It holds since `since_on`, on land that a split
    or merge took over since before `from_on`; `before` is the status that it followed, which held
    since `before_on`; both empty where none is known. So a change of status is a span with
    ``since_on == from_on`` and a `before`.
    """

    from_on: str
    until_on: str
    status: str
    offer: str
    park: str
    area_dm2: int
    chain: str = ""
    route: str = ""
    servicing: str = ""
    supply_mode: str = ""
    stock_kind: str = ""
    since_on: str = ""
    before: str = ""
    before_on: str = ""


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
    spans = _dated(_spans(ordered), state.get(INHERITED) or {})
    if spans:
        counted = [here for here in spans if here.status] or spans
        state["status_since"] = counted[-1].since_on
    return Folded(state, geometry, spans)


def _spans(ordered: list[Assertion]) -> list[Span]:
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


def _span(day: str, now: Mapping[str, Any]) -> Span:
    return Span(
        day,
        FOREVER,
        "" if now.get("retired_on") else str(now.get("status") or IN_USE),
        counted_offer(now),
        str(now.get("park") or ""),
        m2_to_dm2(now.get("area_m2") or 0.0),
        *(str(now.get(name) or "") for name in KINDS),
    )


def _joined(spans: list[Span]) -> list[Span]:
    whole: list[Span] = []
    for here in spans:
        if whole and whole[-1][2:] == here[2:]:
            continue
        if whole:
            whole[-1] = whole[-1]._replace(until_on=here.from_on)
        whole.append(here)
    return whole


def _dated(spans: Sequence[Span], inherited: Mapping[str, str]) -> tuple[Span, ...]:
    """Each span with the day since which its status holds, and the status before.

    What came out of a split or a merge has the day of its parent, as long as the status is the
    one that it came with.
    """
    found: list[Span] = []
    last, since = str(inherited.get("status") or ""), str(inherited.get("since") or "")
    before = before_on = ""
    for here in spans:
        if here.status and here.status != last:
            before, before_on, last, since = last, since, here.status, here.from_on
        found.append(here._replace(since_on=since, before=before, before_on=before_on))
    return tuple(found)
