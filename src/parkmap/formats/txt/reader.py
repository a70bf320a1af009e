"""Boundary-point TXT (界址点坐标, 报件坐标) as it is found in the wild.

There is no published standard: the layout is that of the filing system for construction land
(建设用地报件), and every survey program writes it in its own way. Lines are told by their form, not
by their section: a header ends in ``@`` or names its kind (面), a point ends in two numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from parkmap.errors import BadFile
from parkmap.formats.crs.names import refuse_local_words
from parkmap.formats.refusals import too_many_features
from parkmap.formats.rows import Order, Reading
from parkmap.formats.text_encoding import decoded, lines_of
from parkmap.formats.txt.description import Description
from parkmap.formats.txt.found import Found, file_remarks
from parkmap.formats.txt.frames import Draft, reading_of
from parkmap.formats.txt.lines import (
    Header,
    Line,
    Pair,
    PointLine,
    Section,
    Unread,
    line_of,
)
from parkmap.formats.txt.points import Remark
from parkmap.said import say

LINES_A_STEP: Final = 20_000
MOST_UNREAD: Final = 10_000
HEADER_COLUMNS: Final = {
    "sheet": "图幅号",
    "use": "地块用途",
    "land_use_code": "地类编码",
    "district": "行政区码",
    "village": "村名",
}
EXTRA_COLUMNS: Final = ("图斑类型", "地类", "改造前质量等别", "改造后质量等别", "备注")


def read_boundary_txt(path: Path, order: Order) -> Reading:
    """Parcels of a boundary-point TXT; one that cannot be read carries its fault and its line.

    Parameters
    ----------
    path
        UTF-8, UTF-16 or GB18030, with or without a byte order mark.
    order
        `epsg` is taken instead of what the file says.

    Returns
    -------
    Reading
        Shapes as (easting, northing), or (longitude, latitude), in one system, which
        `reading_of` leaves to be found by its numbers. Attributes are named as in the format
        (地块编号, 地块名称, 地块用途, 地类编码, …); ``declared_area_m2`` is the declared area,
        whose unit is told by the measured one. A ring inside another is a hole, whatever its 圈号.

    Raises
    ------
    BadFile
        No text, no parcel in it, over a limit.
    BadValue
        Beijing 1954, Xian 1980 or a city's own coordinate system.
    """
    text = decoded(path.read_bytes(), order.name)
    found = Found()
    reading = reading_of(order, _drafts(text, found, order), north_first=True)
    if order.epsg is None:
        for one in found.descriptions:
            refuse_local_words(one.crs)
    reading.findings[:0] = file_remarks(found)
    return reading


def _drafts(text: str, found: Found, order: Order) -> Iterator[Draft]:
    """The parcels of the text, each once all its lines are known."""
    count = 0
    for number, raw in _lines(text, order):
        if found.draft is not None and _idle(raw, found.draft, order):
            continue
        line = line_of(raw, number)
        if line is None:
            continue
        before = found.draft
        _take(line, number, found, order)
        if found.draft is not before:
            if before is not None:
                yield before
            count += found.draft is not None
        most = max(count, len(found.descriptions))
        if most > order.limits.max_features:
            raise too_many_features(order.name, most, order.limits)
        if line.wide:
            found.wide = found.wide.and_one(number)
    if found.draft is not None:
        yield found.draft
    if not count:
        raise BadFile(
            "%(file)s has no boundary points; a point is a line such as "
            "J1,1,4008110.322,38419057.055",
            file=order.name,
        )


def _lines(text: str, order: Order) -> Iterator[tuple[int, str]]:
    """Numbered lines that are not blank, while the caller is told how far it is."""
    done = 0
    for number, raw in enumerate(lines_of(text), 1):
        done += len(raw) + 1
        if number % LINES_A_STEP == 0 and order.progress is not None:
            order.progress(min(done, len(text)), len(text))
        if raw and not raw.isspace():
            yield number, raw


def _idle(raw: str, draft: Draft, order: Order) -> bool:
    """Whether a line need not be looked at: the parcel is over its limit, and it ends none."""
    over = len(draft.points) > draft.most(order.limits)
    return over and not any(mark in raw for mark in "@＠面[【［=＝")


def _take(line: Line, number: int, found: Found, order: Order) -> None:
    if isinstance(line, PointLine):
        if found.draft is None:
            found.draft = Draft(number, headed=False, description=found.description)
            found.headless = found.headless or number
        found.used = found.used or found.draft.description is found.description
        found.draft.add(line.point, order.limits)
    elif isinstance(line, Header):
        found.draft = _draft(line, found.description)
    elif isinstance(line, Pair):
        found.key(line.key, line.value)
    elif isinstance(line, Section):
        found.section(line.name)
    else:
        _take_unread(line, found, order)


def _take_unread(line: Unread, found: Found, order: Order) -> None:
    draft = found.draft
    found.unread = found.unread.and_one(line.number)
    if found.unread.total > MOST_UNREAD:
        raise BadFile(
            "%(file)s has more than %(limit)s lines that are no boundary points (the first is "
            "line %(line)s); check that it is a boundary-point text",
            file=order.name,
            limit=f"{MOST_UNREAD:,}",
            line=found.unread.first[0],
        )
    if draft is None:
        found.stray = found.stray.and_one(line.number)
    elif draft.fault is None:
        draft.fault = Remark(
            "bad_line",
            "error",
            say(
                "line %(line)s is no boundary point: '%(text)s'",
                line=line.number,
                text=line.text[:60],
            ),
            say("write it as J1,1,northing,easting, or remove it"),
        )


def _draft(header: Header, description: Description) -> Draft:
    attributes: dict[str, Any] = {}
    if header.area:
        attributes["地块面积"] = header.area
    attributes["地块编号"] = header.parcel_id or None
    attributes["地块名称"] = header.name or None
    for name, label in HEADER_COLUMNS.items():
        if getattr(header, name):
            attributes[label] = getattr(header, name)
    attributes |= {
        label: value for label, value in zip(EXTRA_COLUMNS, header.extra, strict=False) if value
    }
    draft = Draft(header.line, attributes, parcel_id=header.parcel_id or None,
                  count=header.points, declared=header.area,
                  description=description)  # fmt: skip
    if header.kind in ("点", "线"):
        draft.fault = Remark(
            "not_a_polygon",
            "error",
            say(
                "the header in line %(line)s says that it is no area (%(kind)s)",
                line=header.line,
                kind=header.kind,
            ),
            say("export it again as a polygon (面)"),
        )
    elif not header.marked:
        draft.remarks.append(
            Remark(
                "header_unmarked",
                "info",
                say("the header in line %(line)s does not end in @", line=header.line),
                say("nothing to do"),
            )
        )
    return draft
