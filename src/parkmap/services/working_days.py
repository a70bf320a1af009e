"""Which days an office works: the arrangement of the State Council, as far as it is known."""

from __future__ import annotations

from datetime import date
from typing import Final

from chinese_calendar import is_workday

from parkmap.land.enquiries import Rules

SATURDAY: Final = 5


def works(rules: Rules, day: date) -> bool:
    """Whether a day is worked.

    Holidays and the weekends worked for them are those of `chinesecalendar`; of years that were
    not announced yet, Monday to Friday. The workspace's own lists stand above both.
    """
    text = day.isoformat()
    if text in rules.days_off or text in rules.days_on:
        return text in rules.days_on
    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY


__all__ = ["works"]
