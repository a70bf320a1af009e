"""What moved between two days as a file: XLSX and CSV for people, GeoJSON for a map."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson

from parkmap.formats.out.csv_text import write_csv
from parkmap.formats.out.xlsx import CELL_LETTERS, OPTIONS
from parkmap.formats.sheet import ID_HEADER, STYLES
from parkmap.land.moves import Kind, Move
from parkmap.services.differing import APPEARED, WORDS
from parkmap.services.moving import Moved, MoveLine
from parkmap.units import dm2_to_m2, dm2_to_mu

KIND_WORDS: Final[Mapping[Kind, str]] = {
    "status": "状态变化", "appeared": WORDS[APPEARED], "left": "移出",
    "divided": "分割", "merged": "合并", "area": "面积变化", "outline": "界址调整",
}  # fmt: skip
HEADERS: Final = {
    "name": "名称", "park": "园区", "kind": "变化", "before": "原状态", "after": "现状态",
    "turns": "变化日期", "before_m2": "原面积（m²）", "after_m2": "现面积（m²）",
    "mu": "面积（亩）", "made_from": "来自地块", "became": "成为地块",
}  # fmt: skip
SUM_HEADERS: Final = ("原状态", "现状态", "宗数", "原面积（亩）", "现面积（亩）")
NET_HEADERS: Final = ("状态", "原宗数", "原面积（亩）", "现宗数", "现面积（亩）", "增减（亩）")
NOBODY: Final = "（无）"
"""Stands for the status of land that was not there on that day."""
NOON: Final = datetime.min.time().replace(hour=12)
NUMBERS: Final = frozenset({"before_m2", "after_m2", "mu"})


class MovesFile(NamedTuple):
    """What is written: the moves, those of them that are wanted, the names of parks, outlines."""

    found: Moved
    lines: tuple[MoveLine, ...]
    parks: Mapping[str, str]
    shapes: Mapping[str, str]


def rows(sheet: MovesFile) -> Iterator[tuple[str, dict[str, Any]]]:
    """A row for each piece of land that moved, in words."""
    for line in sheet.lines:
        move = line.move
        turns = "；".join(f"{day} {word(code)}" for day, code in line.turns)
        yield move.id, {
            "name": line.name, "park": sheet.parks.get(line.park, line.park),
            "kind": KIND_WORDS[move.kind], "before": word(move.before), "after": word(move.after),
            "turns": turns, **areas_of(move, shown=sheet.found.areas),
            "made_from": "、".join(move.made_from), "became": "、".join(move.became),
        }  # fmt: skip


def areas_of(move: Move, *, shown: bool) -> dict[str, float | None]:
    """The areas of a move with their units; None where the reader may not have them."""
    return {
        "before_m2": dm2_to_m2(move.before_dm2) if shown else None,
        "after_m2": dm2_to_m2(move.after_dm2) if shown else None,
        "mu": dm2_to_mu(move.area_dm2) if shown else None,
    }


def word(code: str) -> str:
    """A status as people read it.

    Examples
    --------
    >>> word("idle"), word("")
    ('闲置', '（无）')
    """
    return STYLES[code].zh if code in STYLES else NOBODY


def write_moves_csv(path: Path, sheet: MovesFile) -> None:
    """CSV in UTF-8 with a byte order mark, a row for each piece of land."""
    with path.open("w", encoding="utf-8", newline="") as out:
        write_csv(out, rows(sheet), HEADERS, id_header=ID_HEADER)


def write_moves_xlsx(path: Path, sheet: MovesFile) -> None:
    """A workbook: the sums of both days with their net and by kind, then the parcels."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, OPTIONS | {"constant_memory": False}) as book:
        # The later day, not the hour of the export: the same record gives the same file.
        book.set_properties({"created": datetime.combine(sheet.found.to_on, NOON)})
        bold = book.add_format({"bold": True, "bottom": 1})
        number = book.add_format({"num_format": "#,##0.00"})
        _sums(book, sheet, bold, number)
        page = book.add_worksheet("变化地块")
        page.freeze_panes(1, 1)
        _row(page, 0, (ID_HEADER, *HEADERS.values()), bold)
        for at, (one, values) in enumerate(rows(sheet), 1):
            page.write_string(at, 0, one)
            for place, (name, value) in enumerate(values.items(), 1):
                _cell(page, (at, place), value, number if name in NUMBERS else None)
        page.set_column(0, len(HEADERS), 16)


def _sums(book: Any, sheet: MovesFile, bold: Any, number: Any) -> None:
    found = sheet.found
    page = book.add_worksheet("汇总")
    page.set_column(0, 5, 16)
    days = (
        f"{found.from_on.isoformat()} 至 {found.to_on.isoformat()}，按生效日期，亩按 2000/3 m² 折算"
    )
    page.write_string(0, 0, days)
    _row(page, 2, NET_HEADERS, bold)
    at = 2
    for code in found.styles:
        was, now = found.was.get(code), found.now.get(code)
        if was is None and now is None:
            continue
        at += 1
        net = dm2_to_mu((now.area_dm2 if now else 0) - (was.area_dm2 if was else 0))
        figures = (was.count if was else 0, was.mu if was else 0.0, now.count if now else 0,
                   now.mu if now else 0.0, net)  # fmt: skip
        _row(page, at, (word(code), *figures), None, number)
    _row(page, at + 2, SUM_HEADERS, bold)
    for line, one in enumerate(found.by_kind, at + 3):
        areas = [dm2_to_mu(dm2) for dm2 in (one.before_dm2, one.after_dm2) if found.areas]
        _row(page, line, (word(one.before), word(one.after), one.rows, *areas), None, number)


def _row(page: Any, at: int, values: tuple[Any, ...], look: Any, number: Any = None) -> None:
    for place, value in enumerate(values):
        _cell(page, (at, place), value, number if isinstance(value, float) else look)


def _cell(page: Any, at: tuple[int, int], value: Any, look: Any) -> None:
    if value is None:
        page.write_blank(*at, None)
    elif isinstance(value, int | float):
        page.write_number(*at, value, look)
    else:
        page.write_string(*at, str(value)[:CELL_LETTERS], look)


def write_moves_geojson(path: Path, sheet: MovesFile) -> None:
    """A FeatureCollection in WGS 84 that names both days; codes as the API has them."""
    found = sheet.found
    collection = {
        "type": "FeatureCollection", "from": found.from_on.isoformat(),
        "to": found.to_on.isoformat(), "features": [_feature(sheet, one) for one in sheet.lines],
    }  # fmt: skip
    path.write_bytes(orjson.dumps(collection))


def _feature(sheet: MovesFile, line: MoveLine) -> dict[str, Any]:
    shape = sheet.shapes.get(line.move.id)
    return {
        "type": "Feature",
        "id": line.move.id,
        "geometry": orjson.Fragment(shape) if shape else None,
        "properties": told(line, areas=sheet.found.areas),
    }


def told(line: MoveLine, *, areas: bool = True) -> dict[str, Any]:
    """A line as programs read it.

    Examples
    --------
    >>> from parkmap.land.moves import Move
    >>> line = MoveLine(Move("G", "idle", "", 100, 0), "一号", "P1", (("2025-06-01", ""),))
    >>> told(line)["kind"], told(line)["mu"]
    ('left', 0.0)
    """
    move = line.move
    return {
        "id": move.id, "name": line.name, "park": line.park, "kind": move.kind,
        "before": move.before, "after": move.after, "turns": [list(one) for one in line.turns],
        "made_from": move.made_from, "became": move.became, "redrawn": move.redrawn,
        **areas_of(move, shown=areas),
    }  # fmt: skip


class Form(NamedTuple):
    """A format: its media type, and what writes it."""

    media: str
    write: Callable[[Path, MovesFile], None]


XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS: Final[Mapping[str, Form]] = {
    "xlsx": Form(XLSX, write_moves_xlsx),
    "csv": Form("text/csv", write_moves_csv),
    "geojson": Form("application/geo+json", write_moves_geojson),
}

__all__ = ["FORMS", "KIND_WORDS", "MovesFile", "rows", "told", "word"]
