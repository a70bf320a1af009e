"""Which days an office works: the arrangement of the State Council, as far as it is known."""

from __future__ import annotations

from datetime import date
from typing import Final

from chinese_calendar import is_workday

from parkmap.land.enquiries import Rules, due_day

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


def unknown_year(rules: Rules, asked_on: date) -> int | None:
    """The year, up to the due day of what is asked on a day, whose holidays nobody told; or None.

    Its working days are counted Monday to Friday, which readers of a due day have to know. The
    workspace's own lists tell a year as soon as they name one of its days.

    Examples
    --------
    >>> unknown_year(Rules(), date(2049, 12, 30)), unknown_year(Rules(), date(2026, 6, 30))
    (2049, None)
    """
    due = due_day(asked_on, rules.due_days, lambda day: works(rules, day))
    told = {int(day[:4]) for day in rules.days_off | rules.days_on}
    for year in range(asked_on.year, due.year + 1):
        try:
            is_workday(date(year, 1, 1))
        except NotImplementedError:
            if year not in told:
                return year
    return None


__all__ = ["unknown_year", "works"]
