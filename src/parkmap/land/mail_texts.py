"""What mail says, in Chinese and in English: plain text, a subject and lines.

Whatever somebody typed into a public form stays out of mail to the address he typed: the form
would be a way to send anything to anybody. What the office answered is in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from parkmap.land.enquiries import KINDS, OUTCOMES


class Letter(NamedTuple):
    """A subject and a text."""

    subject: str
    body: str


class About(NamedTuple):
    """The enquiry that a letter is about, without a word of who asked."""

    number: int
    kind: str
    parcels: Sequence[str]
    due_on: str
    link: str


class Found(NamedTuple):
    """A parcel that an alert tells of."""

    parcel_id: str
    name: str
    area_mu: float
    link: str


_TEXTS: Final = {
    "received": {
        "zh": (
            "{kind}（编号 {number}）已收到",
            (
                "您好：\n\n您提交的{kind}（编号 {number}）已收到，将于 {due} 前答复。\n{parcels}\n"
                "{link}\n\n"
                "咨询和预申请均不预留土地，供地以公开出让公告为准。"
            ),
        ),
        "en": (
            "{kind} {number}: received",
            (
                "Your {kind} (number {number}) was received and is answered by {due}.\n{parcels}\n"
                "{link}\n\nNeither an enquiry nor an application reserves land: it is given by "
                "public tender."
            ),
        ),
    },
    "answered": {
        "zh": (
            "{kind}（编号 {number}）已答复",
            "您好：\n\n您的{kind}（编号 {number}）答复如下：\n\n{text}\n\n{link}",
        ),
        "en": (
            "{kind} {number}: answered",
            "Your {kind} (number {number}) was answered:\n\n{text}\n\n{link}",
        ),
    },
    "closed": {
        "zh": (
            "{kind}（编号 {number}）已办结",
            "您好：\n\n您的{kind}（编号 {number}）已办结，结果：{outcome}。\n\n{text}\n\n{link}",
        ),
        "en": (
            "{kind} {number}: closed",
            "Your {kind} (number {number}) was closed: {outcome}.\n\n{text}\n\n{link}",
        ),
    },
    "new": {
        "zh": (
            "新的{kind}（编号 {number}）",
            (
                "收到新的{kind}（编号 {number}），须于 {due} 前答复。\n{parcels}\n"
                "请到经办页面的待办中办理：\n{link}"
            ),
        ),
        "en": (
            "New {kind} {number}",
            (
                "A new {kind} (number {number}) came in, to be answered by {due}.\n{parcels}\n"
                "It stands in the queue of the desk:\n{link}"
            ),
        ),
    },
}
_MU: Final = {"zh": "亩", "en": "mu"}
_LINES: Final = {
    "parcels": {"zh": "涉及地块：{}", "en": "Parcels: {}"},
    "link": {
        "zh": "办理进度和答复：\n{}\n请保管好此链接，凭链接即可查看。",
        "en": "State and answers:\n{}\nKeep this link: who has it reads them.",
    },
    "kept": {
        "zh": "办理进度和答复见提交后得到的链接。",
        "en": "State and answers stand behind the link that you got when you sent it.",
    },
    "foot": {
        "zh": "{}\n本邮件由系统自动发出，请勿直接回复。",
        "en": "{}\nThis was sent by a program; do not reply to it.",
    },
}


def about_enquiry(
    what: str, zone: str, about: About, lang: str, text: str = "", outcome: str = ""
) -> Letter:
    """A letter about an enquiry: `what` is received, answered, closed or new."""
    subject, body = _TEXTS[what][lang]
    kind, ended = KINDS[about.kind], OUTCOMES.get(outcome)
    own = _LINES["link"][lang].format(about.link) if about.link else _LINES["kept"][lang]
    values = {
        "kind": kind.zh if lang == "zh" else kind.en.lower(),
        "number": about.number,
        "due": about.due_on,
        "text": text,
        "outcome": "" if ended is None else ended.zh if lang == "zh" else ended.en,
        "link": about.link if what == "new" else own,
        "parcels": parcels_line(about.parcels, lang),
    }
    first = subject.format(**values)
    return closed_letter(zone, first[:1].upper() + first[1:], body.format(**values), lang)


def parcels_line(parcels: Sequence[str], lang: str) -> str:
    """Which parcels, in a line; "" where none is named."""
    listed = ("、" if lang == "zh" else ", ").join(parcels)
    return _LINES["parcels"][lang].format(listed) if parcels else ""


def about_overdue(
    zone: str, day: str, late: Sequence[About], waiting: int, link: str, lang: str
) -> Letter:
    """What is late on a day, of how many that wait."""
    if lang == "zh":
        subject = f"{len(late)} 件用地咨询逾期未答复"
        lines = [f"{one.number} 号 {KINDS[one.kind].zh}，应于 {one.due_on} 前答复" for one in late]
        head = f"截至 {day}，待答复 {waiting} 件，其中逾期 {len(late)} 件："
    else:
        subject = f"{len(late)} enquiries are overdue"
        lines = [f"{one.number}: {KINDS[one.kind].en}, due {one.due_on}" for one in late]
        head = f"On {day}, {waiting} wait for an answer; {len(late)} of them are overdue:"
    return closed_letter(zone, subject, "\n".join([head, *lines, "", link]), lang)


def to_confirm(zone: str, link: str, days: int, lang: str) -> Letter:
    """Asks whether an address wants to be told; nothing else is sent before it says so."""
    if lang == "zh":
        subject = "请确认土地上新提醒"
        body = (
            "您好：\n\n有人用此邮箱订阅了土地上新提醒。如为本人操作，请打开以下链接确认：\n"
            f"{link}\n\n{days} 天内未确认即作废。如非本人操作，不必理会，不会再发送邮件。"
        )
    else:
        subject = "Confirm: tell me when land opens"
        body = (
            "Somebody asked that this address be told when land opens. If it was you, confirm it:\n"
            f"{link}\n\nUnconfirmed, it lapses within {days} days. If it was not you, do nothing: "
            "no other mail is sent."
        )
    return closed_letter(zone, subject, body, lang)


def about_found(
    zone: str, found: Sequence[Found], more: int, every: str, stop: str, lang: str
) -> Letter:
    """Parcels that can be had and were not there when it was last looked; `more` are not listed.

    Without `stop`, the link that ends it, the link of an earlier letter is named.
    """
    lines = [
        f"{one.parcel_id} {one.name} {one.area_mu:,.1f} {_MU[lang]}\n{one.link}" for one in found
    ]
    count = len(found) + more
    if lang == "zh":
        rest = [f"另有 {more} 宗，见下方全部结果。"] if more else []
        subject = f"新增 {count} 宗符合条件的地块"
        lines = ["您好：\n\n以下地块符合您的条件，现可供应：", *lines, *rest]
        way_out = f"不再接收请打开：\n{stop}" if stop else "不再接收请打开此前邮件中的链接。"
        lines += [f"全部结果：\n{every}", way_out]
    else:
        rest = [f"{more} more: see all of them below."] if more else []
        subject = f"Land that you look for: {count} more"
        lines = ["Land that you look for can be had now:", *lines, *rest]
        way_out = (f"To stop this mail:\n{stop}" if stop else
                   "To stop this mail, open the link at the end of an earlier one.")  # fmt: skip
        lines += [f"All of it:\n{every}", way_out]
    return closed_letter(zone, subject, "\n\n".join(lines), lang)


def closed_letter(zone: str, subject: str, body: str, lang: str) -> Letter:
    """A letter with the zone's name on top and the foot of all mail."""
    foot = _LINES["foot"][lang].format(zone)
    tidy = "\n\n".join(part for part in body.split("\n\n") if part.strip())
    head = f"【{zone}】{subject}" if lang == "zh" else f"[{zone}] {subject}"
    return Letter(head, f"{tidy}\n\n{foot}\n")


__all__ = [
    "About", "Found", "Letter", "about_enquiry", "about_found", "about_overdue", "closed_letter",
    "parcels_line", "to_confirm",
]  # fmt: skip
