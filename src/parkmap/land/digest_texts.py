"""What a digest says: plain text that reads in a mail program and in a chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from parkmap.land.mail_texts import Letter, closed_letter

_HEADS: Final = {
    "campaigns": ("专项行动", "Campaigns"),
    "projects": ("逾期项目", "Late projects"),
    "matters": ("红灯督办事项", "Red matters"),
    "enquiries": ("逾期未答复的用地咨询", "Overdue enquiries"),
}
_NONE: Final = {
    "campaigns": ("无进行中的专项行动", "No campaign is running"),
    "projects": ("无逾期项目", "No project is late"),
    "matters": ("无红灯督办事项", "No matter is red"),
    "enquiries": ("无逾期咨询", "No enquiry is overdue"),
}
SECTIONS: Final = tuple(_HEADS)


class FigureLine(NamedTuple):
    """A figure as it is written: the change is "" where there was none to compare with.

    `when` is a day, or a period; `of` says by what it is divided; `known` of how much of the land
    the data are known, in percent, "" where of all.
    """

    title: str
    value: str
    unit: str
    parcels: str
    when: str
    of: str
    known: str
    change: str
    link: str


class Line(NamedTuple):
    """A line of a section, and its whole link."""

    text: str
    link: str


class Section(NamedTuple):
    """The lines of a section, how many there are in all, and where all of them stand."""

    lines: Sequence[Line]
    number: int
    link: str


def letter(
    zone: str, day: str, before: str, figures: Sequence[FigureLine],
    sections: Mapping[str, Section], lang: str, foot: str,
) -> Letter:  # fmt: skip
    """The digest of a day; `before` is the day of the last one, "" where this is the first."""
    chinese = lang == "zh"
    subject = f"工作简报 {day}" if chinese else f"Digest of {day}"
    if chinese:
        intro = f"数据截至 {day}" + (f"，增减与 {before} 的上一期相比。" if before else "。")
    else:
        intro = f"As of {day}" + (f"; changes since the last one of {before}." if before else ".")
    parts = [intro, "\n".join(_figure(one, chinese) for one in figures)]
    parts += [_section(name, sections[name], chinese) for name in SECTIONS]
    return closed_letter(zone, subject, "\n\n".join([*parts, foot]), lang)


def _figure(one: FigureLine, chinese: bool) -> str:
    told = [one.when, one.parcels, one.of, one.known]
    if chinese:
        said = "；".join(part for part in told if part)
        change = f"，{one.change}" if one.change else ""
        return f"{one.title}：{one.value} {one.unit}{change}（{said}）\n{one.link}"
    said = "; ".join(part for part in told if part)
    change = f", {one.change}" if one.change else ""
    return f"{one.title}: {one.value} {one.unit}{change} ({said})\n{one.link}"


def _section(name: str, one: Section, chinese: bool) -> str:
    at = 0 if chinese else 1
    if not one.number:
        return _NONE[name][at] + ("。" if chinese else ".")
    head = (
        f"【{_HEADS[name][0]}】{one.number} 项" if chinese else f"{_HEADS[name][1]}: {one.number}"
    )
    lines = [f"{line.text}\n{line.link}" for line in one.lines]
    more = one.number - len(one.lines)
    if more:
        rest = f"另有 {more} 项，全部见：" if chinese else f"{more} more; all of them:"
        lines.append(f"{rest}\n{one.link}")
    return "\n".join([head, *lines])


def fitted(text: str, most_bytes: int, link: str, lang: str) -> str:
    r"""A text cut to so many bytes at the end of a line; what was left out is said, with a link.

    Examples
    --------
    >>> fitted("one\ntwo\nthree", 100, "https://x", "en")
    'one\ntwo\nthree'
    >>> fitted("one\n" + "t" * 90, 60, "https://x", "en").splitlines()[0]
    'one'
    """
    if len(text.encode()) <= most_bytes:
        return text
    rest = f"内容较长，其余见：\n{link}" if lang == "zh" else f"There is more:\n{link}"
    kept: list[str] = []
    left = most_bytes - len(rest.encode()) - 1
    for line in text.splitlines():
        left -= len(line.encode()) + 1
        if left < 0:
            break
        kept.append(line)
    return "\n".join([*kept, rest])


__all__ = ["SECTIONS", "FigureLine", "Line", "Section", "fitted", "letter"]
