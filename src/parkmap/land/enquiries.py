"""用地咨询 and 用地预申请: what somebody asks about land; neither ever reserves any.

Land goes by public tender, so several may apply for the same parcel, and the page says how many.
What they write of themselves is personal: it stays beside the ledger and is erased in time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from parkmap.errors import BadValue
from parkmap.land.codes import Word
from parkmap.land.items import Item, items_of

ENQUIRY: Final = "enquiry"
APPLICATION: Final = "application"
OPEN: Final = "open"
ANSWERED: Final = "answered"
CLOSED: Final = "closed"

KINDS: Final = {
    ENQUIRY: Word("用地咨询", "Enquiry"),
    APPLICATION: Word("用地预申请", "Application"),
}
STATES: Final = {
    OPEN: Word("待答复", "Waits for an answer"),
    ANSWERED: Word("已答复", "Answered"),
    CLOSED: Word("已办结", "Closed"),
}
OUTCOMES: Final = {
    "answered": Word("已答复", "Answered"),
    "proceeds": Word("转入供地程序", "Goes on to the supply of land"),
    "not_suitable": Word("暂无合适地块", "No suitable land for now"),
    "withdrawn": Word("咨询人撤回", "Withdrawn by who asked"),
    "invalid": Word("无效信息", "Not a real enquiry"),
}
MOST_PARCELS: Final = 20
FORM: Final = items_of(
    Item("kind", "类型", "Kind", "code", needed=True, codes=KINDS),
    Item("name", "联系人", "Name", needed=True),
    Item("organisation", "单位", "Organisation"),
    Item("phone", "电话", "Telephone"),
    Item("mail", "邮箱", "Mail"),
    Item("text", "用地需求", "What is needed", "long", needed=True),
)
LENGTHS: Final = {"name": 60, "organisation": 120, "phone": 30, "mail": 120, "text": 2_000}
PERSONAL: Final = ("name", "organisation", "phone", "mail", "text")
UNASKED_A_DAY: Final = 3
"""Letters that strangers can have sent to one address within a day, however many ask for them."""
_PHONE: Final = re.compile(r"\+?[0-9()\- ]{6,30}")
_MAIL: Final = re.compile(
    r"(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{1,62}[A-Za-z0-9]"
)
"""The dot-atom of RFC 5322, 3.2.3, at a host name: a dot neither first, last nor doubled."""


@dataclass(frozen=True, slots=True)
class Rules:
    """`[enquiries]` of the workspace: whether the public may ask, and what follows from it."""

    open: bool = True
    due_days: int = 2
    keep_days: int = 365
    per_hour: int = 5
    consent_version: str = "1"
    consent_zh: str = "所填信息仅用于答复本次用地咨询，办结后按期删除。"
    consent_en: str = "What you enter is used only to answer this enquiry and erased after it."
    days_off: frozenset[str] = frozenset()
    days_on: frozenset[str] = frozenset()
    alert_consent_zh: str = "邮箱仅用于发送土地上新提醒，停止接收后即删除。"
    alert_consent_en: str = "The address is used only to tell of land, and erased when you end it."
    office_mail: tuple[str, ...] = ()
    overdue_hour: int = 9
    alerts_per_address: int = 10

    def consent(self, language: str) -> str:
        """What who asks agrees to, in the language of the page."""
        return self.consent_zh if language == "zh" else self.consent_en

    def alert_consent(self, language: str) -> str:
        """What who wants to be told of land agrees to."""
        return self.alert_consent_zh if language == "zh" else self.alert_consent_en


PLAIN: Final = Rules()


def rules_of(table: Mapping[str, Any]) -> Rules:
    """The settings from their table.

    Raises
    ------
    BadValue
        A value that does not fit; the message names its key.

    Examples
    --------
    >>> rules_of({"due_days": 3}).due_days
    3
    """
    opened = table.get("open", PLAIN.open)
    if not isinstance(opened, bool):
        raise BadValue("parkmap.toml: enquiries.open is no true or false")
    return Rules(
        open=opened,
        due_days=_whole(table, "due_days", PLAIN.due_days, 60),
        keep_days=_whole(table, "keep_days", PLAIN.keep_days, 3_650),
        per_hour=_whole(table, "per_hour", PLAIN.per_hour, 1_000),
        consent_version=str(table.get("consent_version", PLAIN.consent_version))[:20],
        consent_zh=str(table.get("consent_zh", PLAIN.consent_zh)),
        consent_en=str(table.get("consent_en", PLAIN.consent_en)),
        alert_consent_zh=str(table.get("alert_consent_zh", PLAIN.alert_consent_zh)),
        alert_consent_en=str(table.get("alert_consent_en", PLAIN.alert_consent_en)),
        days_off=_days(table, "days_off"),
        days_on=_days(table, "days_on"),
        office_mail=_addresses(table, "office_mail"),
        overdue_hour=_whole(table, "overdue_hour", PLAIN.overdue_hour, 23),
        alerts_per_address=_whole(table, "alerts_per_address", PLAIN.alerts_per_address, 100),
    )


def due_day(asked_on: date, days: int, works: Callable[[date], bool]) -> date:
    """The last day for an answer: so many working days after the day on which it was asked.

    Examples
    --------
    >>> due_day(date(2026, 11, 27), 2, lambda day: day.weekday() < 5)  # a Friday
    datetime.date(2026, 12, 1)
    """
    day = asked_on
    while days:
        day += timedelta(days=1)
        days -= works(day)
    return day


def checked_person(sent: Mapping[str, str]) -> dict[str, str]:
    """What somebody wrote of himself and of what he needs, as it is kept.

    Raises
    ------
    BadValue
        What is missing, too long or no number to call; ``values["field"]`` names it.
    """
    kept = {name: " ".join(str(sent.get(name) or "").split()) for name in LENGTHS}
    kept["text"] = str(sent.get("text") or "").strip()
    kind = str(sent.get("kind") or "")
    if kind not in KINDS:
        raise BadValue("choose whether this is an enquiry or an application", field="kind")
    for name, most in LENGTHS.items():
        if FORM[name].needed and not kept[name]:
            raise BadValue("please fill this in", field=name)
        if len(kept[name]) > most:
            raise BadValue("this is too long; at most %(most)s letters", most=most, field=name)
    if not kept["phone"] and not kept["mail"]:
        raise BadValue("give a telephone number or a mail address for the answer", field="phone")
    if kept["phone"] and not _PHONE.fullmatch(kept["phone"]):
        raise BadValue("this is no telephone number; write digits", field="phone")
    if kept["mail"]:
        checked_mail(kept["mail"])
    return kept | {"kind": kind}


def checked_mail(text: str) -> str:
    """A mail address that can stand in a header as it is: one, in ASCII, without blanks.

    Raises
    ------
    BadValue
        It is none; ``values["field"]`` is "mail".
    """
    kept = text.strip()
    if len(kept) > LENGTHS["mail"] or not _MAIL.fullmatch(kept):
        raise BadValue("this is no mail address; write it as name@example.com", field="mail")
    return kept


def _whole(table: Mapping[str, Any], key: str, default: int, most: int) -> int:
    value = table.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise BadValue(
            "parkmap.toml: enquiries.%(key)s is %(value)s; give a whole number from 1 to %(most)s",
            key=key,
            value=str(value)[:40],
            most=most,
        )
    return value


def _addresses(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    listed = [value] if isinstance(value, str) else value
    try:
        return tuple(checked_mail(str(one)) for one in listed)
    except (TypeError, BadValue) as cause:
        raise BadValue(
            'parkmap.toml: enquiries.%(key)s is no list of addresses; write ["land@example.cn"]',
            key=key,
        ) from cause


def _days(table: Mapping[str, Any], key: str) -> frozenset[str]:
    value = table.get(key, [])
    try:
        return frozenset(date.fromisoformat(str(one)).isoformat() for one in value)
    except (TypeError, ValueError) as cause:
        raise BadValue(
            'parkmap.toml: enquiries.%(key)s is no list of days; write ["2027-01-01"]', key=key
        ) from cause


__all__ = [
    "ANSWERED", "APPLICATION", "CLOSED", "ENQUIRY", "FORM", "KINDS", "LENGTHS", "MOST_PARCELS",
    "OPEN", "OUTCOMES", "PERSONAL", "PLAIN", "STATES", "UNASKED_A_DAY", "Rules", "checked_mail",
    "checked_person", "due_day", "rules_of",
]  # fmt: skip
