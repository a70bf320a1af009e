"""督办 in order and in sums: what is red or overdue first, what is due soonest, who is responsible.

Nothing here guesses a light: an officer sets it. Only "overdue" is computed, from the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from parkmap.errors import BadValue
from parkmap.land.matters import LIGHT

State = Mapping[str, Any]

TIES: Final = {
    "parcel": "parcels", "case": "cases", "project": "projects", "campaign": "campaigns",
}  # fmt: skip
"""Kind of subject -> the item of a matter that names such subjects."""
OPEN: Final = "open"
CLOSED: Final = "closed"
STATES: Final = (OPEN, CLOSED)


class Asked(NamedTuple):
    """Which matters are asked for; what is empty asks for all.

    `state` is `open` or `closed`; `tied` is a kind of `TIES` with an id.
    """

    state: str = ""
    light: str = ""
    unit: str = ""
    leader: str = ""
    overdue: bool = False
    tied: tuple[str, str] | None = None

    @property
    def all(self) -> bool:
        """Whether nothing was asked for."""
        return self == Asked()


class Load(NamedTuple):
    """What one leader or unit has to bring to an end; `next_due_on` is None without open ones."""

    name: str
    open: int
    lights: Mapping[str, int]
    overdue: int
    next_due_on: date | None


class Sums(NamedTuple):
    """Matters on a day: open ones by light, overdue ones, closed ones, and who is responsible.

    A matter without a leader stands under "". Leaders and units come with the most overdue first,
    then with the most red ones.
    """

    on: date
    whole: Load
    closed: int
    leaders: tuple[Load, ...]
    units: tuple[Load, ...]


def is_open(state: State) -> bool:
    """Whether it was not closed (销号)."""
    return not state.get("closed_on")


def is_overdue(state: State, today: date) -> bool:
    """Whether it is open and its day lies before today.

    Examples
    --------
    >>> is_overdue({"due_on": "2026-06-30"}, date(2026, 6, 30))
    False
    """
    return is_open(state) and str(state["due_on"]) < today.isoformat()


def urgency(state: State, today: date) -> tuple[int, int, str]:
    """What a list of matters is ordered by, least first.

    Red or overdue ones, then amber, then green, each by due day; closed ones last, the latest
    closed first.

    Examples
    --------
    >>> day = date(2026, 6, 30)
    >>> late = {"light": "green", "due_on": "2026-06-01"}
    >>> red = {"light": "red", "due_on": "2026-07-01"}
    >>> amber = {"light": "amber", "due_on": "2026-06-30"}
    >>> urgency(late, day) < urgency(red, day) < urgency(amber, day)
    True
    """
    if not is_open(state):
        return 1, -date.fromisoformat(state["closed_on"]).toordinal(), ""
    rank = 0 if is_overdue(state, today) else list(LIGHT).index(state["light"])
    return 0, rank, str(state["due_on"])


def fits(state: State, asked: Asked, today: date) -> bool:
    """Whether a matter is among those asked for."""
    return (
        asked.state in {"", OPEN if is_open(state) else CLOSED}
        and asked.light in {"", state["light"]}
        and asked.unit in {"", state["responsible_unit"]}
        and asked.leader in {"", state.get("responsible_leader") or ""}
        and (not asked.overdue or is_overdue(state, today))
        and (asked.tied is None or asked.tied[1] in (state.get(TIES[asked.tied[0]]) or []))
    )


def checked(asked: Asked) -> Asked:
    """The same, or a refusal of a light or state that there is not."""
    for value, known in ((asked.light, tuple(LIGHT)), (asked.state, STATES)):
        if value and value not in known:
            raise BadValue(
                "'%(value)s' is not in the list; use one of %(allowed)s",
                value=value[:40], allowed=", ".join(known),
            )  # fmt: skip
    return asked


def check_closing(state: State, today: date, *, papers: bool) -> None:
    """Refuse a closing (销号) in the future, or one that no paper shows.

    Parameters
    ----------
    state
        The matter as it would stand.
    papers
        Whether any paper goes with it.

    Raises
    ------
    BadValue
        ``values["field"]`` names the item.
    """
    day = state.get("closed_on")
    if not day:
        return
    if day > today.isoformat():
        raise BadValue(
            "%(day)s lies in the future (today is %(today)s); a matter is closed once it is done",
            day=day, today=today.isoformat(), field="closed_on",
        )  # fmt: skip
    if not papers and not state.get("closing_number"):
        raise BadValue(
            "a matter is closed with a paper: attach it, or give its number",
            field="closing_number",
        )


def summed(states: Iterable[State], today: date) -> Sums:
    """The matters of a record, counted.

    Examples
    --------
    >>> one = {"light": "red", "due_on": "2026-06-01", "responsible_unit": "规划建设岗"}
    >>> found = summed([one, one | {"closed_on": "2026-06-02"}], date(2026, 6, 30))
    >>> found.whole.open, found.whole.lights["red"], found.whole.overdue, found.closed
    (1, 1, 1, 1)
    >>> found.units[0].name, found.leaders[0].name
    ('规划建设岗', '')
    """
    held = list(states)
    opened = [one for one in held if is_open(one)]
    return Sums(
        today, _load("", opened, today), len(held) - len(opened),
        _loads(opened, "responsible_leader", today), _loads(opened, "responsible_unit", today),
    )  # fmt: skip


def _loads(opened: list[State], item: str, today: date) -> tuple[Load, ...]:
    names = {str(one.get(item) or "") for one in opened}
    found = [
        _load(name, [one for one in opened if str(one.get(item) or "") == name], today)
        for name in names
    ]
    return tuple(sorted(found, key=lambda one: (-one.overdue, -one.lights["red"], one.name)))


def _load(name: str, opened: list[State], today: date) -> Load:
    lights = {light: sum(one["light"] == light for one in opened) for light in LIGHT}
    late = sum(is_overdue(one, today) for one in opened)
    due = [str(one["due_on"]) for one in opened if not is_overdue(one, today)]
    return Load(name, len(opened), lights, late, date.fromisoformat(min(due)) if due else None)


__all__ = [
    "CLOSED", "OPEN", "STATES", "TIES", "Asked", "Load", "Sums", "check_closing", "checked", "fits",
    "is_open", "is_overdue", "summed", "urgency",
]  # fmt: skip
