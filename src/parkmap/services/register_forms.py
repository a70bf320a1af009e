"""The form in use of a register: its columns in order with their headers, lines of title above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import Connection

from parkmap.errors import BadValue
from parkmap.land.registers import ID, Register, header, register_of
from parkmap.services.profiles import REGISTER
from parkmap.services.record import Actor, Record, require
from parkmap.store import imports

EDIT: Final = "edit"
LONGEST_HEADER: Final = 60
LONGEST_TITLE: Final = 120
MOST_TITLES: Final = 5
DAY: Final = "{{日期}}"
"""In a line of title: the day of the register."""
TITLES: Final = f"{REGISTER}title:"


class Form(NamedTuple):
    """Column -> header, in order, and the lines above the head."""

    headers: dict[str, str]
    title: tuple[str, ...] = ()

    def titles_on(self, day: date) -> tuple[str, ...]:
        """The lines of title as they read on a day.

        Examples
        --------
        >>> Form({}, ("截至{{日期}}",)).titles_on(date(2026, 11, 3))
        ('截至2026年11月3日',)
        """
        said = f"{day.year}年{day.month}月{day.day}日"
        return tuple(line.replace(DAY, said) for line in self.title)


def form_of(connection: Connection, record: Record, register: Register) -> Form:
    """The form in use of a register; the house's own where none was kept."""
    every = imports.profiles(connection, record.zone_id)
    title = tuple(every.get(TITLES + register.name, {}).values())
    kept = every.get(REGISTER + register.name)
    if kept:
        return Form({one: text for one, text in kept.items() if one in register.columns}, title)
    return Form({column: header(column, "zh") for column in register.columns}, title)


def keep_form(
    record: Record, actor: Actor, name: str, headers: Mapping[str, str],
    title: Sequence[str] | None = None,
) -> Form:  # fmt: skip
    """Keep headers, their order and lines of title; empty ones forget them, None leaves a title.

    Raises
    ------
    BadValue
        A column that the register does not have, the id left out, a header that is empty, too
        long or used twice; lines of title that are too many or too long.
    SignInNeeded, Forbidden
        Who may not edit.
    """
    require(actor, EDIT)
    register = register_of(name)
    wanted = {column: text.strip() for column, text in headers.items()}
    _check_headers(register, wanted)
    lines = None if title is None else [line.strip() for line in title if line.strip()]
    _check_title(lines or [])
    now = record.clock()
    with record.store.write() as connection:
        imports.save_profile(connection, record.zone_id, REGISTER + register.name, wanted, now)
        if lines is not None:
            kept = {str(number): line for number, line in enumerate(lines)}
            imports.save_profile(connection, record.zone_id, TITLES + register.name, kept, now)
        return form_of(connection, record, register)


def _check_headers(register: Register, wanted: Mapping[str, str]) -> None:
    unknown = [one for one in wanted if one not in register.columns]
    if unknown:
        raise BadValue(
            "the register has no column %(field)s; use %(all)s",
            all=", ".join(register.columns), field=unknown[0][:40],
        )  # fmt: skip
    if wanted and ID not in wanted:
        raise BadValue("keep the column of the parcel: a file is matched by it", field=ID)
    seen: set[str] = set()
    for column, text in wanted.items():
        if not text or len(text) > LONGEST_HEADER:
            raise BadValue(
                "a header has 1 to %(most)s characters; write one, or leave the column out",
                most=LONGEST_HEADER, field=column,
            )  # fmt: skip
        if text in seen:
            raise BadValue(
                "two columns are called '%(header)s'; give them different headers",
                header=text, field=column,
            )  # fmt: skip
        seen.add(text)


def _check_title(lines: Sequence[str]) -> None:
    if len(lines) > MOST_TITLES or any(len(one) > LONGEST_TITLE for one in lines):
        raise BadValue(
            "a title has at most %(lines)s lines of %(most)s characters; shorten it",
            lines=MOST_TITLES, most=LONGEST_TITLE, field="title_lines",
        )  # fmt: skip


__all__ = ["LONGEST_TITLE", "MOST_TITLES", "Form", "form_of", "keep_form"]
