"""What stands in a sentence, as people read it: fields by their labels, codes by their words.

Sentences carry the names that programs know. Who shows one to a person says them by this.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from parkmap.land.cases import CASE_ITEMS, STEP_ITEMS, STEPS
from parkmap.land.codes import CODE_LISTS, Word
from parkmap.land.enterprises import ENTERPRISE_ITEMS, FIGURES, TENANCY_ITEMS
from parkmap.land.fields import FIELDS, label
from parkmap.land.items import Item
from parkmap.land.matters import CRITERION_ITEMS, MATTER_ITEMS
from parkmap.land.plants import PLANT_ITEMS, RENT_OR_PRICE
from parkmap.land.projects import PROJECT_ITEMS
from parkmap.land.status import QUESTIONS
from parkmap.said import Said

OTHERS: Final = {
    "id": Word("地块编号", "Parcel"),
    "effective_on": Word("生效日期", "Effective date"),
    "reason": Word("事由", "Reason"),
    "until": Word("截止日期", "Until"),
    "area_mu": Word("面积（亩）", "Area (mu)"),
    RENT_OR_PRICE: Word("参考租金或参考售价", "Reference rent or price"),
}
"""Names in forms and tables that are no field of the record."""
LISTS: Final = frozenset({
    "all", "allowed", "became", "codes", "fields", "headers", "ids", "lacking", "layers", "lines",
    "list", "names", "prefix", "rows", "sides", "skipped", "values", "where", "which",
})  # fmt: skip
"""Places of sentences that hold several things with a comma between."""
STEP_PLACES: Final = frozenset({"step", "other", "lacking", "skipped"})
COMMA: Final = ", "
NAMED: Final = ": "

_OF_PLACES: Final[dict[str, Mapping[str, Word]]] = {
    "codes": {one.code: Word(one.zh, one.en) for one in QUESTIONS},
    "sides": {
        "east": Word("东", "east"), "south": Word("南", "south"),
        "west": Word("西", "west"), "north": Word("北", "north"),
    },
}  # fmt: skip
"""Words of what stands in one place only: questions about a mark, sides of a cut."""

_ITEMS: Final[dict[str, Item]] = {
    **STEP_ITEMS, **CASE_ITEMS, **ENTERPRISE_ITEMS, **TENANCY_ITEMS, **FIGURES, **MATTER_ITEMS,
    **CRITERION_ITEMS, **PLANT_ITEMS, **PROJECT_ITEMS,
}  # fmt: skip
_CODES: Final[dict[str, Mapping[str, Word]]] = {
    **{name: one.codes for name, one in _ITEMS.items() if one.codes},
    **CODE_LISTS,
}


def field_word(name: str, language: str) -> str:
    """What a field or a column is called; the name itself where nothing has it.

    Examples
    --------
    >>> field_word("far", "zh"), field_word("light", "en"), field_word("max_vertices", "zh")
    ('容积率', 'Light', 'max_vertices')
    """
    for fields in FIELDS.values():
        if name in fields:
            return label(fields[name], language)
    if name in OTHERS:
        return _word(OTHERS[name], language)
    return _ITEMS[name].label(language) if name in _ITEMS else name


def spoken(values: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The values of a sentence for a reader of this language; those of an error stay as they are.

    Examples
    --------
    >>> spoken({"field": "status", "value": "sold", "allowed": "idle, in_use"}, "zh")
    {'field': '盘活状态', 'value': 'sold', 'allowed': '闲置、在用'}
    """
    about = values.get("field")
    codes = _CODES.get(about, {}) if isinstance(about, str) else {}
    found = dict(values)
    for place, value in values.items():
        if not isinstance(value, str) or isinstance(value, Said):
            continue
        if place == "field":
            found[place] = field_word(value, language)
        elif place in LISTS:
            found[place] = _listed(place, value, codes, language)
        elif place in STEP_PLACES and value in STEPS:
            found[place] = STEPS[value].label(language)
        elif value in codes:
            found[place] = _word(codes[value], language)
    return found


def _listed(place: str, text: str, codes: Mapping[str, Word], language: str) -> str:
    parts = text.split(COMMA)
    known = (
        _OF_PLACES.get(place)
        or codes
        or (CODE_LISTS["status"] if set(parts) <= set(CODE_LISTS["status"]) else {})
    )
    told = [_part(one, place, known, language) for one in parts]
    return ("、" if language.startswith("zh") else COMMA).join(told)


def _part(text: str, place: str, codes: Mapping[str, Word], language: str) -> str:
    """A code by its word, also behind the parcel that it is of ("CZ-0001: idle")."""
    head, between, tail = text.rpartition(NAMED)
    if tail in codes:
        return f"{head}{between}{_word(codes[tail], language)}"
    if place in {"all", *STEP_PLACES} and text in STEPS:
        return STEPS[text].label(language)
    return field_word(text, language) if place in {"all", "allowed", "fields"} else text


def _word(one: Word, language: str) -> str:
    return one.zh if language.startswith("zh") else one.en


__all__ = ["field_word", "spoken"]
