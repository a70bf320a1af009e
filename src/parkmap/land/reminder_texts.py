"""What a reminder says, in Chinese and in English: a line, and where it leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urlencode

from parkmap.land.enquiries import KINDS as ENQUIRY_KINDS
from parkmap.land.mail_texts import Letter, closed_letter
from parkmap.land.reminders import BACK, CAMPAIGN, ENQUIRY, IDLE, KINDS, PROJECT

PLACES: Final = {IDLE: "/parcels/", CAMPAIGN: "/campaigns/", PROJECT: "/projects/"}


class Told(NamedTuple):
    """A reminder to be told: kind, line, path on the server."""

    kind: str
    text: str
    path: str


class Turned(NamedTuple):
    """A kind of reminder, and the link by which it is turned off ("" where none leads there)."""

    kind: str
    link: str


def told(kind: str, about: str, detail: str, since: str, values: Mapping[str, Any],
         lang: str) -> Told:  # fmt: skip
    """A reminder in a language.

    Examples
    --------
    >>> told("idle", "CZ-1", "2", "2024-05-01", {"mu": 12.3, "name_zh": "钟表厂"}, "zh").text
    'CZ-1 钟表厂（12.3 亩）自 2024-05-01 起闲置，已满 2 年'
    """
    chinese = lang == "zh"
    name = str(values.get("name_zh" if chinese else "name_en") or values.get("name_zh") or "")
    named = f"{about} {name}".strip()
    if kind == IDLE:
        text = _idle(named, int(detail), since, values.get("mu"), chinese)
    elif kind == CAMPAIGN:
        text = _campaign(named, detail, values, chinese)
    elif kind == ENQUIRY:
        text = _enquiry(about, since, values, chinese)
    else:
        text = _project(named, since, values, chinese)
    return Told(kind, text, path_of(kind, about))


def path_of(kind: str, about: str) -> str:
    """Where a reminder leads.

    Examples
    --------
    >>> path_of("idle", "CZ-0001"), path_of("enquiry", "7")
    ('/parcels/CZ-0001', '/enquiries?state=overdue')
    """
    if kind == ENQUIRY:
        return "/enquiries?" + urlencode({"state": "overdue"})
    return PLACES[kind] + quote(about, safe="")


LISTED: Final = 20
"""Lines of a kind in a letter; how many more there are is said."""


def letter(
    zone: str, address: str, items: Sequence[Told], turns: Sequence[Turned], lang: str, foot: str
) -> Letter:
    """What was found since the last letter, by kind, each with its link and its way out."""
    chinese = lang == "zh"
    parts = []
    links = {one.kind: one.link for one in turns}
    for kind, word in KINDS.items():
        some = [one for one in items if one.kind == kind]
        if not some:
            continue
        head = f"【{word.zh}】{len(some)} 项" if chinese else f"{word.en}: {len(some)}"
        lines = [f"{one.text}\n{address}{one.path}" for one in some[:LISTED]]
        if len(some) > LISTED:
            more = len(some) - LISTED
            rest = f"另有 {more} 项，全部见：" if chinese else f"{more} more; all of them:"
            lines.append(f"{rest}\n{address}/reminders")
        if links.get(kind):
            stop = "不再接收此类提醒：" if chinese else "To stop reminders of this kind:"
            lines.append(f"{stop}\n{links[kind]}")
        parts.append("\n".join([head, *lines]))
    subject = f"{len(items)} 项提醒" if chinese else f"{len(items)} reminders"
    if len(items) == 1 and not chinese:
        subject = "1 reminder"
    return closed_letter(zone, subject, "\n\n".join([*parts, foot]), lang)


def _idle(named: str, years: int, since: str, mu: object, chinese: bool) -> str:
    if chinese:
        land = f"（{mu:,.1f} 亩）" if isinstance(mu, float) else ""
        return f"{named}{land}自 {since} 起闲置，已满 {years} 年"
    land = f" ({mu:,.1f} mu)" if isinstance(mu, float) else ""
    full = "a full year" if years == 1 else f"{years} full years"
    return f"{named}{land} has been idle since {since}, {full}"


def _campaign(named: str, detail: str, values: Mapping[str, Any], chinese: bool) -> str:
    deadline, ahead = values.get("deadline_on", ""), str(values.get("expected_on") or "")
    near = [str(one) for one in values.get("next") or ()]
    if detail == BACK:
        if chinese:
            return f"{named}：预计可于截止日 {deadline} 前完成，已回到进度"
        return f"{named}: back on course for its deadline {deadline}"
    if values.get("missed"):
        if chinese:
            return f"{named}：截止日 {deadline} 已过，目标未完成"
        return f"{named}: missed its deadline {deadline}"
    if chinese:
        when = f"按当前进度预计 {ahead} 完成" if ahead else "按当前进度无法预计完成日期"
        land = f"；最接近完成的地块：{'、'.join(near)}" if near else ""
        return f"{named}：{when}，晚于截止日 {deadline}{land}"
    when = f"at the pace so far done on {ahead}" if ahead else "at the pace so far not done"
    land = f"; parcels that are nearest: {', '.join(near)}" if near else ""
    return f"{named}: {when}, after its deadline {deadline}{land}"


def _enquiry(about: str, since: str, values: Mapping[str, Any], chinese: bool) -> str:
    kind = ENQUIRY_KINDS[str(values["kind"])]
    parcels = [str(one) for one in values.get("parcels", ())]
    if chinese:
        land = f"（涉及 {'、'.join(parcels)}）" if parcels else ""
        return f"{about} 号{kind.zh}{land}应于 {since} 前答复，已逾期"
    land = f" ({', '.join(parcels)})" if parcels else ""
    return f"{kind.en} {about}{land} was to be answered by {since}"


def _project(named: str, since: str, values: Mapping[str, Any], chinese: bool) -> str:
    stage = str(values.get("stage_zh" if chinese else "stage_en") or "")
    parcels = [str(one) for one in values.get("parcels", ())]
    if chinese:
        land = f"（用地 {'、'.join(parcels)}）" if parcels else ""
        return f"{named}{land}：“{stage}”原计划 {since} 完成，已逾期"
    land = f" ({', '.join(parcels)})" if parcels else ""
    return f"{named}{land}: '{stage}' was planned for {since} and is late"


__all__ = ["Told", "Turned", "letter", "path_of", "told"]
