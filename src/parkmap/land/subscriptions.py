"""订阅: what somebody of the staff wants to be told, when, and by which way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from parkmap.errors import BadValue
from parkmap.land.codes import Word
from parkmap.land.enquiries import checked_mail
from parkmap.land.reminders import KINDS

DIGEST: Final = "digest"
REMINDERS: Final = "reminders"
MAIL: Final = "mail"
GROUP: Final = "group"
WEEK: Final = "week"
MONTH: Final = "month"

WHAT: Final = {
    DIGEST: Word("工作简报", "Digest"),
    REMINDERS: Word("提醒", "Reminders"),
}
WAYS: Final = {
    MAIL: Word("邮件", "Mail"),
    GROUP: Word("群机器人", "Webhook of a group"),
}
EVERY: Final = {
    WEEK: Word("每周", "Every week"),
    MONTH: Word("每月", "Every month"),
}
FORMS: Final = {
    "wecom": Word("企业微信", "WeCom"),
    "dingtalk": Word("钉钉", "DingTalk"),
    "json": Word("通用（带签名的 JSON）", "Any (signed JSON)"),
}
WEEKDAYS: Final = (
    Word("周一", "Monday"), Word("周二", "Tuesday"), Word("周三", "Wednesday"),
    Word("周四", "Thursday"), Word("周五", "Friday"), Word("周六", "Saturday"),
    Word("周日", "Sunday"),
)  # fmt: skip
LAST_DAY: Final = 28
"""Every month has it."""
SHORTEST_SECRET: Final = 16
MOST_URL: Final = 500


def checked(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What was filled in, as it is kept; where the address leads is checked by who sends.

    Raises
    ------
    BadValue
        What is missing or does not fit; ``values["field"]`` names it.

    Examples
    --------
    >>> checked({"what": "digest", "way": "mail", "mail": "li@example.cn", "every": "week",
    ...          "day": "1", "hour": "8", "lang": "zh"})["day"]
    1
    """
    what, way = _one_of(sent, "what", WHAT), _one_of(sent, "way", WAYS)
    kept = {
        "what": what, "way": way, "lang": _one_of(sent, "lang", ("zh", "en")),
        "mail": "", "url": "", "form": "", "secret": "", "every": "", "day": 0, "hour": 0,
        "off": [],
    }  # fmt: skip
    if way == MAIL:
        kept["mail"] = checked_mail(str(sent.get("mail") or ""))
    else:
        kept |= _hook(sent)
    if what == DIGEST:
        every = _one_of(sent, "every", EVERY)
        kept |= {
            "every": every,
            "day": _whole(sent, "day", 1, 7 if every == WEEK else LAST_DAY),
            "hour": _whole(sent, "hour", 0, 23),
        }
    else:
        kept["off"] = sorted(KINDS.keys() & set(sent.get("off") or ()))
    return kept


def last_due(every: str, day: int, today: date) -> date:
    """The last day, today included, on which a digest was due.

    Examples
    --------
    >>> last_due("week", 1, date(2026, 11, 27)), last_due("month", 28, date(2026, 11, 27))
    (datetime.date(2026, 11, 23), datetime.date(2026, 10, 28))
    """
    if every == WEEK:
        return today - timedelta(days=(today.isoweekday() - day) % 7)
    if today.day >= day:
        return today.replace(day=day)
    return (today.replace(day=1) - timedelta(days=1)).replace(day=day)


def next_due(every: str, day: int, after: date) -> date:
    """The first day after a day on which a digest is due.

    Examples
    --------
    >>> next_due("week", 5, date(2026, 11, 27)), next_due("month", 1, date(2026, 12, 1))
    (datetime.date(2026, 12, 4), datetime.date(2027, 1, 1))
    """
    ahead = after
    while True:
        ahead += timedelta(days=1)
        if last_due(every, day, ahead) == ahead:
            return ahead


def _hook(sent: Mapping[str, Any]) -> dict[str, str]:
    form, url = _one_of(sent, "form", FORMS), str(sent.get("url") or "").strip()
    secret = str(sent.get("secret") or "").strip()
    if not url or len(url) > MOST_URL:
        raise BadValue("give the address of the robot, as https://…", field="url")
    if form == "json" and len(secret) < SHORTEST_SECRET:
        raise BadValue("the secret is missing or short; give at least %(least)s characters",
                       least=SHORTEST_SECRET, field="secret")  # fmt: skip
    if len(secret) > 200 or not secret.isprintable():
        raise BadValue("this is too long; at most %(most)s letters", most=200, field="secret")
    return {"form": form, "url": url, "secret": secret}


def _one_of(sent: Mapping[str, Any], name: str, allowed: Any) -> str:
    value = str(sent.get(name) or "")
    if value not in allowed:
        raise BadValue("'%(value)s' is not allowed for %(field)s; use one of %(allowed)s",
                       value=value[:40], field=name, allowed=", ".join(allowed))  # fmt: skip
    return value


def _whole(sent: Mapping[str, Any], name: str, least: int, most: int) -> int:
    text = str(sent.get(name, ""))
    if not text.isdecimal() or len(text) > 3 or not least <= int(text) <= most:
        raise BadValue("give a whole number from %(least)s to %(most)s",
                       field=name, least=least, most=most)  # fmt: skip
    return int(text)


__all__ = [
    "DIGEST", "EVERY", "FORMS", "GROUP", "LAST_DAY", "MAIL", "MONTH", "REMINDERS", "WAYS", "WEEK",
    "WEEKDAYS", "WHAT", "checked", "last_due", "next_due",
]  # fmt: skip
