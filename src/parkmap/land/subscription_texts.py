"""What letters of subscriptions say of themselves: confirm this address, and the way out."""

from __future__ import annotations

from parkmap.land.mail_texts import Letter, closed_letter
from parkmap.land.subscriptions import WHAT


def to_confirm(zone: str, what: str, link: str, days: int, lang: str) -> Letter:
    """Asks whether the address is right: what is internal goes nowhere before it says so."""
    if lang == "zh":
        subject = f"请确认订阅{WHAT[what].zh}"
        body = (
            f"您好：\n\n有工作人员用此邮箱订阅了{WHAT[what].zh}。如为本人操作，请打开以下链接确认：\n"
            f"{link}\n\n{days} 天内未确认即作废。如非本人操作，不必理会，不会再发送邮件。"
        )
    else:
        subject = f"Confirm: {WHAT[what].en.lower()}"
        body = (
            f"Somebody of the staff subscribed this address to the {WHAT[what].en.lower()}. "
            f"If it was you, confirm it:\n{link}\n\nUnconfirmed, it lapses within {days} days. "
            "If it was not you, do nothing: no other mail is sent."
        )
    return closed_letter(zone, subject, body, lang)


def way_out(stop: str, page: str, lang: str) -> str:
    """How it is paused or ended: by the link without signing in, else on the page."""
    if lang == "zh":
        return f"暂停或退订（无需登录）：\n{stop}" if stop else f"暂停或退订请登录：\n{page}"
    if stop:
        return f"To pause or end it, without signing in:\n{stop}"
    return f"To pause or end it, sign in:\n{page}"


__all__ = ["to_confirm", "way_out"]
