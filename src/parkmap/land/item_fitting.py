"""Cells of a workbook as items keep them: numbers, days, codes and flags as people write."""

from __future__ import annotations

import re
from typing import Any, Final

from parkmap.errors import BadValue
from parkmap.land.fitting import NO, YES, day_of, number_of, plain_text
from parkmap.land.items import Item

_BETWEEN: Final = re.compile(r"[\s、,，;；|]+")


def fitted_item(item: Item, raw: Any) -> Any:
    """A cell as its item keeps it.

    Raises
    ------
    BadValue
        It does not fit; ``values["field"]`` names the item.

    Examples
    --------
    >>> from parkmap.land.codes import Word
    >>> fitted_item(Item("due_on", "时限", "Due", "date"), "2026年3月1日")
    '2026-03-01'
    >>> fitted_item(Item("flag", "全代办", "Agency", "flag"), "是")
    True
    >>> fitted_item(Item("stage", "阶段", "Stage", "code", codes={"land": Word("取得用地", "x")}),
    ...             "取得用地")
    'land'
    """
    text = plain_text(raw).strip()
    if item.kind == "number":
        number = number_of(raw)
        if number is None:
            raise BadValue("'%(value)s' is not a number", field=item.name, value=text[:60])
        return number
    if item.kind == "date":
        day = day_of(raw)
        if day is None:
            raise BadValue("'%(value)s' is not a day; write it as 2026-11-23",
                           field=item.name, value=text[:60])  # fmt: skip
        return day.isoformat()
    if item.kind == "flag":
        return _flag(item, raw, text)
    if item.kind == "list":
        return [one for one in _BETWEEN.split(text) if one]
    return _code(item, text) if item.kind == "code" and item.codes is not None else text


def _flag(item: Item, raw: Any, text: str) -> bool:
    if isinstance(raw, bool):
        return raw
    word = text.casefold()
    if word not in YES and word not in NO:
        raise BadValue("'%(value)s' is neither yes nor no", field=item.name, value=text[:60])
    return word in YES


def _code(item: Item, text: str) -> str:
    codes = item.codes or {}
    if text in codes:
        return text
    for code, word in codes.items():
        if text in (word.zh, word.en):
            return code
    raise BadValue(
        "'%(value)s' is not in the list; use one of %(allowed)s",
        field=item.name, value=text[:60], allowed=", ".join(one.zh for one in codes.values()),
    )  # fmt: skip


__all__ = ["fitted_item"]
