"""The items of a form about a subject beside the land: a case, a matter, an enterprise.

Like `land.fields` for parcels, for kinds that are entered whole by hand. What does not fit is
refused with the name of its item, so that a page can say it beside the right place.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from parkmap.errors import BadValue
from parkmap.land.codes import Word
from parkmap.land.field_help import Help
from parkmap.land.item_help import item_help
from parkmap.land.unit_words import unit_word

ItemKind = Literal["text", "long", "number", "date", "code", "list", "flag"]
LONGEST: Final = 2_000
MOST_LISTED: Final = 200
SHOWN: Final = 60


class Item(NamedTuple):
    """One item: name, words, kind, whether it must be filled in, unit, codes of a code.

    `told_as` is the name under which its help is kept, where that is another one.
    """

    name: str
    zh: str
    en: str
    kind: ItemKind = "text"
    needed: bool = False
    unit: str = ""
    codes: Mapping[str, Word] | None = None
    told_as: str = ""

    def label(self, language: str) -> str:
        """Its word in the language of the page."""
        return self.zh if language.startswith("zh") else self.en

    def unit_in(self, language: str) -> str:
        """Its unit in the language of the page."""
        return unit_word(self.unit, language)

    def help(self, language: str) -> Help:
        """What belongs there, and which paper it is read from."""
        return item_help(self.told_as or self.name, language)


Items = Mapping[str, Item]


def items_of(*items: Item) -> dict[str, Item]:
    """Items by name, in order."""
    return {one.name: one for one in items}


def checked(items: Items, sent: Mapping[str, Any], *, whole: bool) -> dict[str, Any]:
    """What was filled in as it is kept; None empties an item.

    Parameters
    ----------
    whole
        True for a new subject: items that are needed must be there.

    Raises
    ------
    BadValue
        An item that there is not, one that is needed and empty, a value that does not fit;
        ``values["field"]`` names the item.

    Examples
    --------
    >>> due = Item("due_on", "时限", "Due", "date")
    >>> form = items_of(Item("title", "事项", "Matter", needed=True), due)
    >>> checked(form, {"title": " 开工 ", "due_on": "2026-12-31"}, whole=True)
    {'title': '开工', 'due_on': '2026-12-31'}
    """
    strange = sorted(set(sent) - set(items))
    if strange:
        raise BadValue("there is no field '%(field)s'; check the name", field=strange[0][:SHOWN])
    kept = {name: _value(items[name], value) for name, value in sent.items()}
    for one in items.values():
        lacking = kept.get(one.name) in (None, []) if whole or one.name in kept else False
        if one.needed and lacking:
            raise BadValue("this cannot be left empty; fill it in", field=one.name)
    return kept


def _value(item: Item, value: Any) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if item.kind == "number":
        return _number(item, value)
    if item.kind == "list":
        return _list(item, value)
    if item.kind == "flag":
        return _flag(item, value)
    if not isinstance(value, str):
        raise BadValue("'%(value)s' is not a text", field=item.name, value=str(value)[:SHOWN])
    text = value.strip()
    if item.kind == "date":
        return _day(item, text)
    if item.kind == "code" and item.codes is not None and text not in item.codes:
        raise BadValue(
            "'%(value)s' is not in the list; use one of %(allowed)s",
            field=item.name, value=text[:SHOWN], allowed=", ".join(item.codes),
        )  # fmt: skip
    if len(text) > LONGEST or "\x00" in text:
        raise BadValue(
            "this is too long; write at most %(most)s characters", field=item.name, most=LONGEST
        )
    return text


def _number(item: Item, value: Any) -> float | int:
    good = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not good:
        raise BadValue("'%(value)s' is not a number", field=item.name, value=str(value)[:SHOWN])
    number: float | int = value
    return number


def _flag(item: Item, value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadValue(
            "'%(value)s' is neither yes nor no", field=item.name, value=str(value)[:SHOWN]
        )
    return value


def _day(item: Item, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as cause:
        raise BadValue(
            "'%(value)s' is not a day; write it as 2026-11-23", field=item.name, value=text[:SHOWN]
        ) from cause


def _list(item: Item, value: Any) -> list[str] | None:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadValue("'%(value)s' is not a list", field=item.name, value=str(value)[:SHOWN])
    kept = list(dict.fromkeys(one.strip() for one in value if one.strip()))
    if len(kept) > MOST_LISTED:
        raise BadValue("at most %(most)s may be listed", field=item.name, most=MOST_LISTED)
    strange = [one for one in kept if item.codes is not None and one not in item.codes]
    if strange:
        raise BadValue(
            "'%(value)s' is not in the list; use one of %(allowed)s",
            field=item.name, value=strange[0][:SHOWN], allowed=", ".join(item.codes or ()),
        )  # fmt: skip
    return kept or None


__all__ = ["Item", "Items", "checked", "items_of"]
