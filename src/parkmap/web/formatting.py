"""Figures, days and codes as people read them; the Jinja filters of every page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from flask import Flask

from parkmap.land.codes import word as code_word
from parkmap.land.criteria import plain
from parkmap.land.unit_words import unit_word
from parkmap.web.context import current_record
from parkmap.web.language import current_language


def mu(value: float | int | None, digits: int = 1) -> str:
    """Mu with one decimal, as on screens; ledgers and reports ask for two.

    Examples
    --------
    >>> mu(12840.06)
    '12,840.1'
    """
    if value is None:
        return ""
    step = Decimal(1).scaleb(-digits)  # half up, as the scripts and the sums round
    return f"{Decimal(str(value)).quantize(step, ROUND_HALF_UP):,}"


def m2(value: float | int | None) -> str:
    """Square metres with two decimals."""
    return "" if value is None else f"{value:,.2f}"


def ha(value: float | int | None) -> str:
    """Hectares with four decimals."""
    return "" if value is None else f"{value:,.4f}"


def day(value: date | str | None) -> str:
    """A day as 2026-11-23."""
    return value.isoformat()[:10] if isinstance(value, date) else str(value or "")


def local(value: datetime | str, time_zone: str) -> str:
    """A moment on the clock of a time zone, to the minute.

    Examples
    --------
    >>> local("2026-11-23T02:42:00.000+00:00", "Asia/Shanghai")
    '2026-11-23 10:42'
    """
    when = datetime.fromisoformat(value) if isinstance(value, str) else value
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return when.astimezone(ZoneInfo(time_zone)).strftime("%Y-%m-%d %H:%M")


def number(value: float | int) -> str:
    """A figure without needless zeros.

    Examples
    --------
    >>> number(1.50), number(4500)
    ('1.5', '4,500')
    """
    text = f"{value:,.4f}" if isinstance(value, float) else f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def metres(value: float) -> tuple[str, str]:
    """A distance and its unit: whole metres, from one kilometre on kilometres with one decimal.

    Examples
    --------
    >>> metres(312.4), metres(999.6), metres(3_260)
    (('312', 'm'), ('1', 'km'), ('3.3', 'km'))
    """
    whole = round(value)
    return (f"{whole}", "m") if whole < 1000 else (number(round(value / 1000, 1)), "km")


def moment(value: datetime | str | None) -> str:
    """A moment on the zone's own clock."""
    return "" if not value else local(value, current_record().zone.time_zone)


def unit(text: str) -> str:
    """A unit in the reader's language."""
    return unit_word(text, current_language())


def word(field: str, code: object) -> str:
    """What a code of a field is called in the reader's language."""
    return code_word(field, str(code), current_language())


def init_formatting(app: Flask) -> None:
    """Offer the filters to every template."""
    app.jinja_env.filters.update(
        mu=mu,
        m2=m2,
        ha=ha,
        metres=metres,
        day=day,
        moment=moment,
        number=number,
        unit=unit,
        plain=plain,
        word=lambda c, f: word(f, c),
    )
    app.jinja_env.globals.update(word=word)
