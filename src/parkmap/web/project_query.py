"""What a list of projects asks for: filters, order and view, all in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from parkmap.errors import BadValue
from parkmap.land.project_figures import Figure
from parkmap.land.project_rules import ProjectRules
from parkmap.land.project_standing import ORDER
from parkmap.land.projects import WAN_PER_YI, planned_field, reached_field
from parkmap.services.project_views import MOST_QUARTERS, ProjectView, sums
from parkmap.services.record import Actor, Record
from parkmap.web.arguments import day_argument, number_argument, text_argument

VIEWS: Final = ("board", "table", "calendar", "gantt")
CHOSEN: Final = ("project_kind", "chain", "direction", "team")
FLAGS: Final = ("strategic_emerging", "agency_service")
DAYS: Final = ("reached", "planned")
PAGE: Final = 200
MOST_YI: Final = 1e6
NAMES: Final = (
    "view", "q", "stage", "why", *CHOSEN, "park", *FLAGS, "parcel", "dated", "of", "from", "to",
    "min", "max", "figure", "on", "sort", "page", "month",
)  # fmt: skip
"""Parameters of an address, in their order."""

Key = Callable[[ProjectView], Any]


def _item(name: str) -> Key:
    return lambda one: one.state.get(name)


SORTS: Final[dict[str, Key]] = {
    "care": lambda one: (*one.standing.urgency, one.standing.at),
    "id": lambda one: one.id,
    "name": _item("name_zh"),
    "investor": _item("investor"),
    "stage": lambda one: one.standing.at,
    "chain": _item("chain"),
    "team": _item("team"),
    "investment": _item("investment_wan"),
    "signed": _item("signed_on"),
    "next": lambda one: one.standing.next_on or None,
    "late": lambda one: one.standing.late_days,
    "mu": lambda one: one.mu or None,
    "intensity": lambda one: one.wan_per_mu,
}
"""Column -> what a list is ordered by; a minus before it turns the order round."""


@dataclass(frozen=True, slots=True)
class Query:
    """What an address asks for, and the list behind a figure where it names one."""

    view: str
    said: Mapping[str, str]
    first: date | None
    last: date | None
    least_yi: float | None
    most_yi: float | None
    figure: Figure | None
    on: date | None
    page: int

    def address(self, path: str = "/projects", **changed: str | int | None) -> str:
        """The same list with some parameters changed; None or "" takes one away."""
        asked = {**self.said, **changed}
        kept = [(name, str(asked[name])) for name in NAMES if asked.get(name)]
        return f"{path}?{urlencode(kept)}" if kept else path

    @property
    def filters(self) -> bool:
        """Whether it leaves anything out."""
        return any(self.said.get(one) for one in NAMES if one not in _FREE)

    def holds(self, one: ProjectView, rules: ProjectRules) -> bool:
        """Whether a project fits all that is asked."""
        return all(fits(self, one, rules) for fits in _FITS)

    def rows(self, every: Sequence[ProjectView], rules: ProjectRules) -> list[ProjectView]:
        """The projects that fit, in the order that is asked for."""
        found = [one for one in every if self.holds(one, rules)]
        sort = self.said.get("sort", "")
        key = SORTS.get(sort.lstrip("-"))
        if key is None:
            return found
        there = [one for one in found if key(one) is not None]
        rest = [one for one in found if key(one) is None]
        return sorted(there, key=key, reverse=sort.startswith("-")) + rest


_FREE: Final = frozenset({"view", "sort", "page", "month", "of", "on"})


def query_of(record: Record, actor: Actor) -> Query:
    """What the address of this request asks for.

    Raises
    ------
    BadValue
        A view, an order, a stage or a figure that there is not; a day or number that is none.
    """
    said = {name: text_argument(name) for name in NAMES}
    rules = record.zone.projects
    _one_of("view", said["view"], VIEWS)
    _one_of("sort", said["sort"].lstrip("-"), SORTS)
    _one_of("stage", said["stage"], rules.stages)
    _one_of("dated", said["dated"], rules.stages)
    _one_of("of", said["of"], DAYS)
    _one_of("why", said["why"], ORDER)
    for name in FLAGS:
        _one_of(name, said[name], ("yes", "no"))
    page = said["page"] or "1"
    on = day_argument("on")
    return Query(
        said["view"] or VIEWS[0], said, day_argument("from"), day_argument("to"),
        number_argument("min", 0, MOST_YI), number_argument("max", 0, MOST_YI),
        _figure(record, actor, said["figure"], on), on,
        int(page) if page.isdecimal() and int(page[:9]) > 0 else 1,
    )  # fmt: skip


def _figure(record: Record, actor: Actor, key: str, on: date | None) -> Figure | None:
    if not key:
        return None
    found = sums(record, actor, on, MOST_QUARTERS).figures().get(key)
    if found is None:
        raise BadValue("there is no figure '%(value)s' on this day; open it from the sums",
                       field="figure", value=key[:60])  # fmt: skip
    return found


def _one_of(name: str, value: str, allowed: Sequence[str] | Mapping[str, Any]) -> None:
    if value and value not in allowed:
        raise BadValue(
            "'%(value)s' is not in the list; use one of %(allowed)s",
            field=name, value=value[:60], allowed=", ".join(allowed),
        )  # fmt: skip


def _words(asked: Query, one: ProjectView, _rules: ProjectRules) -> bool:
    texts = [one.id, *(str(value) for value in one.state.values() if isinstance(value, str)),
             *(plot.id for plot in one.plots)]  # fmt: skip
    sought = asked.said.get("q", "").casefold()
    return not sought or any(sought in text.casefold() for text in texts)


def _place(asked: Query, one: ProjectView, _rules: ProjectRules) -> bool:
    stage, why, parcel, park = (asked.said.get(n, "") for n in ("stage", "why", "parcel", "park"))
    return (
        (not stage or one.standing.stage == stage)
        and (not why or one.standing.why == why)
        and (not parcel or parcel in (one.state.get("parcels") or ()))
        and (not park or any(plot.park == park for plot in one.plots))
    )


def _choices(asked: Query, one: ProjectView, _rules: ProjectRules) -> bool:
    chosen = all(one.state.get(n) == asked.said[n] for n in CHOSEN if asked.said.get(n))
    return chosen and all(
        bool(one.state.get(n)) == (asked.said[n] == "yes") for n in FLAGS if asked.said.get(n)
    )


def _days(asked: Query, one: ProjectView, rules: ProjectRules) -> bool:
    if not asked.first and not asked.last:
        return True
    field = planned_field if asked.said.get("of") == "planned" else reached_field
    day = str(one.state.get(field(asked.said.get("dated") or rules.order[0])) or "")
    first, last = asked.first or date.min, asked.last or date.max
    return bool(day) and first.isoformat() <= day <= last.isoformat()


def _money(asked: Query, one: ProjectView, _rules: ProjectRules) -> bool:
    if asked.least_yi is None and asked.most_yi is None:
        return True
    wan = one.state.get("investment_wan")
    least, most = asked.least_yi or 0.0, MOST_YI if asked.most_yi is None else asked.most_yi
    return wan is not None and least <= wan / WAN_PER_YI <= most


def _behind(asked: Query, one: ProjectView, _rules: ProjectRules) -> bool:
    return asked.figure is None or one.id in asked.figure.ids


_FITS: Final = (_words, _place, _choices, _days, _money, _behind)

__all__ = ["CHOSEN", "FLAGS", "PAGE", "SORTS", "VIEWS", "Query", "query_of"]
