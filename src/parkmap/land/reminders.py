"""提醒: what leaders are told of without asking, and from when on, as `[reminders]` says.

A condition holds of a subject on a day: a parcel is idle for so many years, a campaign will not be
done in time, an enquiry is overdue, a stage of a project is late. That it began is told once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from parkmap.errors import BadValue
from parkmap.land.codes import Word

IDLE: Final = "idle"
CAMPAIGN: Final = "campaign"
ENQUIRY: Final = "enquiry"
PROJECT: Final = "project"
KINDS: Final = {
    IDLE: Word("闲置满年限", "Idle for years"),
    CAMPAIGN: Word("专项行动预计逾期", "Campaigns that will be late"),
    ENQUIRY: Word("用地咨询逾期", "Overdue enquiries"),
    PROJECT: Word("项目节点逾期", "Late stages of projects"),
}
"""Kind -> what it is called, in the order of letters and pages."""
SLIPPED: Final = "slipped"
BACK: Final = "back"
"""A campaign whose forecast passed its deadline, and one that is back within it."""
MOST_YEARS: Final = 20
MOST_TERMS: Final = 5
MOST_DAYS: Final = 365

Key = tuple[str, str, str]


class Condition(NamedTuple):
    """What holds of a subject.

    `detail` tells conditions of one subject apart: the years, the stage. `since` is the day that
    it rests on (ISO): since when the land is idle, on which day an answer or a stage was due; ""
    where there is none. `values` is what a line says.
    """

    kind: str
    about: str
    detail: str
    since: str
    values: Mapping[str, Any]

    @property
    def key(self) -> Key:
        """What makes it the same condition on another day."""
        return self.kind, self.about, self.detail


@dataclass(frozen=True, slots=True)
class Reminders:
    """From when on leaders are told, and at which hour; `source` is the document that says so.

    The numbers are defaults of the program and no policy.
    """

    idle_years: tuple[int, ...] = (1, 2)
    enquiry_days: int = 1
    stage_days: int = 1
    hour: int = 8
    source: str = ""


PLAIN: Final = Reminders()


def reminders_of(table: Mapping[str, Any]) -> Reminders:
    """The settings from their table.

    Raises
    ------
    BadValue
        A number that is none, or out of its bounds; the message names the key.

    Examples
    --------
    >>> reminders_of({"idle_years": [2, 1]}).idle_years
    (1, 2)
    """
    return Reminders(
        _years(table.get("idle_years", PLAIN.idle_years)),
        _whole(table, "enquiry_days", PLAIN.enquiry_days, 1, MOST_DAYS),
        _whole(table, "stage_days", PLAIN.stage_days, 1, MOST_DAYS),
        _whole(table, "hour", PLAIN.hour, 0, 23),
        str(table.get("source", "")).strip(),
    )


def gravest(held: list[Condition]) -> list[Condition]:
    """Of a parcel that passed several terms the longest alone; all the rest as it is."""
    longest: dict[str, int] = {}
    for one in held:
        if one.kind == IDLE:
            longest[one.about] = max(longest.get(one.about, 0), int(one.detail))
    return [one for one in held if one.kind != IDLE or int(one.detail) == longest[one.about]]


def _years(value: object) -> tuple[int, ...]:
    listed = list(value) if isinstance(value, list | tuple) else []
    if not 1 <= len(listed) <= MOST_TERMS or not all(
        isinstance(one, int) and not isinstance(one, bool) and 1 <= one <= MOST_YEARS
        for one in listed
    ):
        raise BadValue(
            "parkmap.toml: reminders.idle_years is %(value)s; give whole years, as [1, 2]",
            value=str(value)[:40],
        )
    return tuple(sorted(set(listed)))


def _whole(table: Mapping[str, Any], key: str, default: int, least: int, most: int) -> int:
    value = table.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise BadValue(
            "parkmap.toml: reminders.%(key)s is %(value)s; "
            "give a whole number from %(least)s to %(most)s",
            key=key, value=str(value)[:40], least=least, most=most,
        )  # fmt: skip
    return value


__all__ = [
    "BACK", "CAMPAIGN", "ENQUIRY", "IDLE", "KINDS", "PLAIN", "PROJECT", "SLIPPED", "Condition",
    "Key", "Reminders", "gravest", "reminders_of",
]  # fmt: skip
