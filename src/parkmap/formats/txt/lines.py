"""The lines of a boundary-point TXT, each told by its form."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from parkmap.formats.txt.points import Point

KINDS: Final = ("面", "线", "点")
KIND_PLACES: Final = (4, 6)
"""Where 记录图形属性 stands in the usual layouts: after the name, or after district and village."""

SECTION: Final = re.compile(r"[\[【［]\s*([^\]】］]{1,40}?)\s*[\]】］]")
NUMBER: Final = re.compile(r"[+-]?\d{1,12}(?:\.\d{0,20})?(?:[eE][+-]?\d{1,2})?", re.ASCII)
DMS: Final = re.compile(
    r"(\d{1,3})\s*[°度]\s*(\d{1,2})\s*['′分]\s*(?:(\d{1,2}(?:\.\d{0,9})?)\s*(?:[\"″秒]|''|′′))?",
    re.ASCII,
)
NAME: Final = re.compile(r"[A-Za-z]{0,4}-?\d{1,9}", re.ASCII)
PLAIN: Final = re.compile(
    r"\s*([A-Za-z]{0,4}\d{1,9}),(\d{1,4}),(\d{1,12}\.\d{0,20}),(\d{1,12}\.\d{0,20})\s*", re.ASCII
)
"""A point as most files have it: nine lines in ten end here."""

LABELS: Final = re.compile(r"[^\d@]{0,12}(?:点号|圈号|坐标|编号)[^\d@]{0,60}")
"""A line of column names, which says nothing that the columns do not."""

HALF_WIDTH: Final = str.maketrans(
    {chr(0xFF01 + at): chr(0x21 + at) for at in range(94)} | {"\u3000": " ", "、": ",", "。": "."}
)
LONGEST: Final = 4_000
"""Characters of a line; a longer one is no line of this format."""


class Header(NamedTuple):
    """A parcel's header: 界址点数, 地块面积, 地块编号, 地块名称, 面, 图幅号, 地块用途, 地类编码.

    `line` is its place in the file, `points` the number it counts, `marked` whether it ends in @.
    """

    line: int
    points: int | None
    area: str
    parcel_id: str
    name: str
    kind: str
    sheet: str
    use: str
    land_use_code: str
    district: str
    village: str
    extra: tuple[str, ...]
    marked: bool
    wide: bool


class PointLine(NamedTuple):
    """A boundary point; `wide` where full-width characters were read as half-width."""

    point: Point
    wide: bool


class Pair(NamedTuple):
    """A key and its value, from 属性描述."""

    key: str
    value: str
    wide: bool = False


class Section(NamedTuple):
    """A name in brackets."""

    name: str
    wide: bool = False


class Unread(NamedTuple):
    """A line of no known form."""

    number: int
    text: str
    wide: bool = False


Line = Header | PointLine | Pair | Section | Unread


def line_of(raw: str, number: int) -> Line | None:
    """What a line is; None where it is blank.

    Parameters
    ----------
    raw
        The line without its end.
    number
        Its place in the file, from 1.

    Examples
    --------
    >>> line_of("J1，1，4008110.322，38419057.055", 3).point
    Point(line=3, name='J1', ring='1', first=4008110.322, second=38419057.055)
    >>> line_of("4,0.5,G-1,厂区,面,,,0601,@", 2).land_use_code
    '0601'
    """
    plain = PLAIN.fullmatch(raw) if len(raw) < LONGEST else None
    if plain is not None:
        name, ring, first, second = plain.groups()
        return PointLine(Point(number, name, str(int(ring)), float(first), float(second)), False)
    text = raw.strip().lstrip("\ufeff").strip()
    if not text:
        return None
    if len(text) > LONGEST:
        return Unread(number, text)
    section = SECTION.fullmatch(text)
    if section is not None:
        return Section(section[1], wide=text[0] == "［")
    if "=" not in text and LABELS.fullmatch(text):
        return None
    found = _data_line(text, number, False)
    if found is None and (half := text.translate(HALF_WIDTH)) != text:
        found = _data_line(half, number, True)
    if found is not None:
        return found
    key, equals, value = text.replace("＝", "=").partition("=")
    if equals and key.strip():
        return Pair(key.strip()[:60], value.strip()[:400])
    return Unread(number, text)


def number_of(text: str) -> float | None:
    """A coordinate: a plain number, or degrees, minutes and seconds; None where it is neither.

    Examples
    --------
    >>> number_of("38419057.055"), number_of("113°6′36″"), number_of("1e999"), number_of("١٢")
    (38419057.055, 113.11, None, None)
    """
    text = text.strip()
    if NUMBER.fullmatch(text):
        value = float(text)
        return value if abs(value) < 1e15 else None
    match = DMS.fullmatch(text)
    if match is None:
        return None
    return int(match[1]) + int(match[2]) / 60 + float(match[3] or 0) / 3600


def _data_line(text: str, number: int, wide: bool) -> Header | PointLine | None:
    cells = _cells(text)
    point = _point(cells, number)
    if point is not None:
        return PointLine(point, wide)
    return _header(cells, number, wide)


def _cells(text: str) -> list[str]:
    for separator in (",", "\t", ";"):
        if separator in text:
            return [cell.strip() for cell in text.split(separator)]
    return text.split()


def _point(cells: list[str], number: int) -> Point | None:
    """A point of two to five cells: name and ring may be missing, a height may follow."""
    while len(cells) > 2 and not cells[-1]:
        cells = cells[:-1]
    if not 2 <= len(cells) <= 6 or "@" in cells:
        return None
    numbers = [number_of(cell) for cell in cells]
    if len(cells) == 2:
        name, ring, at = "", "1", 0
    elif len(cells) == 3:
        name, ring, at = ("", "1", 0) if _leads(numbers) else (cells[0], "1", 1)
    else:
        name, ring, at = cells[0], cells[1], 2
        if name and numbers[0] is None and NAME.fullmatch(name) is None:
            return None
        if ring and not ring.isdecimal():
            return None
    first, second = numbers[at], numbers[at + 1]
    if first is None or second is None:
        return None
    return Point(number, name, str(int(ring)) if ring[:9] == ring and ring else "1", first, second)


def _leads(numbers: list[float | None]) -> bool:
    """Whether three cells are easting, northing and height, rather than a name and two numbers."""
    first, second, third = numbers
    if first is None or second is None or third is None:
        return False
    return not first.is_integer() or (abs(first) > 99_999 and abs(third) < 10_000)


def _header(cells: list[str], number: int, wide: bool) -> Header | None:
    while cells and not cells[-1]:
        cells = cells[:-1]
    marked = bool(cells) and cells[-1] == "@"
    places = [at for at, cell in enumerate(cells) if cell in KINDS and at >= 2]
    if not marked and (not places or len(cells) < 4):
        return None
    body = cells[:-1] if marked else cells
    kind = next((at for at in KIND_PLACES if at in places), places[0] if places else None)
    if kind is None:
        kind = min(4, len(body))
        body = [*body[:kind], "", *body[kind + 1 :]]
    after = [*body[kind + 1 :], "", "", ""]
    before = body[:kind]
    admin = before[2:-2] if len(before) == 6 else ["", ""]
    ids = before[2:] if len(before) < 4 else before[-2:]
    parcel_id, name = (*ids, "", "")[:2]
    return Header(
        number, _count(before), before[1] if len(before) > 1 else "", parcel_id, name, body[kind],
        after[0], after[1], after[2], admin[0], admin[1], tuple(after[3:]), marked, wide,
    )  # fmt: skip


def _count(before: list[str]) -> int | None:
    text = before[0] if before else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else None
