"""What an address asks for, read strictly: a refusal names the parameter and how to write it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import orjson
from flask import request

from parkmap.errors import BadInput, BadValue
from parkmap.land.status import STATUSES, SUPPLY_WORDS
from parkmap.services.record import Record
from parkmap.services.selecting import moment_of

MAX_LIMIT: Final = 1000
MAX_TEXT: Final = 200
MAX_IDS: Final = 500
LONGEST_NUMBER: Final = 40
OPEN: Final = frozenset({"", ".."})
"""How an interval says that it has no beginning or no end."""


def day(text: str, name: str) -> date:
    """A day written as 2026-11-23.

    Examples
    --------
    >>> day("2026-11-23", "on")
    datetime.date(2026, 11, 23)
    """
    try:
        return date.fromisoformat(text)
    except ValueError as cause:
        raise BadValue(
            "%(field)s is '%(value)s'; write a day as 2026-11-23", field=name, value=text[:40]
        ) from cause


def day_argument(name: str) -> date | None:
    """The day of a parameter, None where it is not sent."""
    text = request.args.get(name, "").strip()
    return day(text, name) if text else None


def moment_argument(record: Record, name: str = "known_at") -> datetime | None:
    """The moment of a parameter, None where it is not sent."""
    text = text_argument(name)
    return moment_of(record, text) if text else None


def datetime_argument(record: Record, name: str = "datetime") -> date | None:
    """The day that an OGC `datetime` asks for; None where it is not sent.

    A moment is moved to the day of the workspace by its time zone. An interval is answered by its
    last day, which is today where the end is open.

    Raises
    ------
    BadValue
        No time at all, more than one interval, or an interval that ends before it begins.
    """
    text = text_argument(name)
    if not text:
        return None
    parts = [part.strip() for part in text.split("/")]
    if len(parts) == 1:
        return _day_of(record, text, name)
    days = [None if part in OPEN else _day_of(record, part, name) for part in parts]
    if len(days) > 2 or (days[0] and days[1] and days[1] < days[0]):
        raise BadValue(
            "%(name)s is '%(value)s'; write one interval, the earlier day first, "
            "as 2026-01-01/2026-11-23",
            name=name,
            value=text[:60],
        )
    return days[1] or record.today()


def _day_of(record: Record, text: str, name: str) -> date:
    if len(text) == len("2026-11-23"):
        return day(text, name)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as cause:
        raise BadValue(
            "%(name)s is '%(value)s'; write a day as 2026-11-23", name=name, value=text[:40]
        ) from cause
    return (
        moment.astimezone(ZoneInfo(record.zone.time_zone)).date()
        if moment.tzinfo
        else moment.date()
    )


def only_arguments(known: frozenset[str]) -> None:
    """Refuse a parameter that an address does not know, as OGC API - Features asks."""
    for name in request.args:
        if name not in known:
            raise BadValue(
                "there is no parameter '%(name)s' here; use one of %(allowed)s",
                name=name[:40],
                allowed=", ".join(sorted(known)),
            )


def bbox_argument(name: str = "bbox") -> tuple[float, float, float, float] | None:
    """West, south, east, north in degrees; six numbers are taken too, heights are left out."""
    text = request.args.get(name, "").strip()
    if not text:
        return None
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 6:
        numbers = [numbers[0], numbers[1], numbers[3], numbers[4]]
    if len(numbers) != 4 or not all(map(math.isfinite, numbers)):
        raise BadValue(
            "%(name)s is '%(value)s'; write west,south,east,north in degrees",
            name=name,
            value=text[:80],
        )
    west, south, east, north = numbers
    if west > east and east >= -180 and west <= 180:
        raise BadValue(
            "%(name)s '%(value)s' begins east of where it ends; a box across the 180th meridian is "
            "not taken: send west,south,east,north with west before east",
            name=name,
            value=text[:80],
        )
    if west > east or south > north:
        raise BadValue(
            "%(name)s '%(value)s' is empty: west must not exceed east, nor south north",
            name=name,
            value=text[:80],
        )
    return west, south, east, north


def limit_argument(default: int) -> int:
    """How many to send at once: at least 1; more than the most is cut to the most, as OGC says."""
    text = request.args.get("limit", "").strip()
    if not text:
        return default
    if not text.isdecimal() or len(text) > 9 or int(text) < 1:
        raise BadValue(
            "limit is '%(value)s'; write a whole number from 1 to %(most)s",
            value=text[:40],
            most=MAX_LIMIT,
        )
    return min(int(text), MAX_LIMIT)


def number_argument(name: str, least: float, most: float) -> float | None:
    """A number within bounds, None where it is not sent.

    Raises
    ------
    BadValue
        It is none, or lies beyond; ``values["field"]`` names the parameter.
    """
    text = text_argument(name, LONGEST_NUMBER)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or not least <= number <= most or "_" in text:
        raise BadValue(
            "%(name)s is '%(value)s'; write a number from %(least)s to %(most)s",
            name=name, value=text, least=f"{least:.10g}", most=f"{most:,.10g}", field=name,
        )  # fmt: skip
    return number


def text_argument(name: str, longest: int = MAX_TEXT) -> str:
    """A text, stripped; longer than allowed is refused."""
    text = request.args.get(name, "").strip()
    if len(text) > longest:
        raise BadValue(
            "%(name)s has %(length)s characters; %(longest)s are allowed",
            name=name,
            length=len(text),
            longest=longest,
        )
    if "\x00" in text:
        raise BadValue("%(name)s contains a null character; leave it out", name=name)
    return text


def codes_argument(name: str) -> tuple[str, ...]:
    """Style codes, several by commas or by repeating the parameter."""
    known = STATUSES.keys() | SUPPLY_WORDS.keys()
    found = _several(name)
    for code in found:
        if code not in known:
            raise BadValue(
                "'%(value)s' is not a status; use one of %(allowed)s",
                value=code[:60],
                allowed=", ".join(STATUSES),
            )
    return found


def ids_argument(name: str = "ids") -> tuple[str, ...]:
    """Parcel ids, several by commas or by repeating the parameter."""
    found = _several(name)
    if len(found) > MAX_IDS:
        raise BadValue(
            "%(name)s names %(count)s parcels; at most %(most)s at once",
            name=name,
            count=len(found),
            most=MAX_IDS,
        )
    return found


def texts_argument(name: str) -> tuple[str, ...]:
    """Several texts by commas or by repeating the parameter, each once."""
    return _several(name)


def json_body() -> Mapping[str, Any]:
    """The JSON object that was sent.

    Raises
    ------
    BadInput
        Not JSON, cut short, or not an object.
    """
    body: object = None
    if request.is_json:
        # orjson refuses NaN and nesting without end, where the standard library fails.
        with suppress(orjson.JSONDecodeError):
            body = orjson.loads(request.get_data())
    if not isinstance(body, dict):
        raise BadInput(
            "the body is not a JSON object, or it was cut short; send it whole, "
            "with Content-Type: application/json"
        )
    return body


def text_of(body: Mapping[str, Any], name: str, *, optional: bool = False) -> str:
    """A text of a JSON object."""
    value = body.get(name)
    if value is None and optional:
        return ""
    if not isinstance(value, str):
        raise BadValue(
            "%(name)s is missing or not a text; send it as a string", name=name, field=name
        )
    return value


def _several(name: str) -> tuple[str, ...]:
    parts = [part.strip() for text in request.args.getlist(name) for part in text.split(",")]
    return tuple(dict.fromkeys(part for part in parts if part))
