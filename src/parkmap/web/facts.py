"""The facts of a parcel as people read them: words for codes, figures with units, days."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import orjson
from flask_babel import gettext

from parkmap.land.codes import word, words
from parkmap.land.fields import GROUPS, PARCEL_FIELDS, PARK_FIELDS, Field, label
from parkmap.land.unit_words import unit_word
from parkmap.services.views import View
from parkmap.web.formatting import m2, number
from parkmap.web.terms import explained

APART: Final = frozenset(
    {
        "geometry", "area_m2", "name_zh", "name_en", "park", "source_attributes", "retired_on",
        "lineage_from", "lineage_to", "lineage_depth",
    }
)  # fmt: skip
"""Shown elsewhere on the page, or not for reading."""

CARD_FIELDS: Final = (
    "stock_kind",
    "offer",
    "available_from",
    "land_use_code",
    "servicing",
    "supply_mode",
    "term_years",
    "reference_price_wan_per_mu",
    "far",
    "rail_access",
    "location",
)
LINE_FIELDS: Final = ("servicing", "reference_price_wan_per_mu")
LINKS: Final = frozenset({"announcement_url", "contact_wechat"})


def _yes(value: bool) -> str:
    return str(gettext("yes") if value else gettext("no"))


def _raw(value: Any) -> str:
    return _yes(value) if isinstance(value, bool) else str(value)


def shown_value(field: Field, value: Any, lang: str) -> str:
    """A value as text, without its unit."""
    if value is None or value == "":
        return ""
    if field.kind == "flag":
        return _yes(bool(value))
    if field.kind == "code":
        named = word(field.name, str(value), lang)
        return f"{named} {value}" if field.name == "land_use_code" and named != value else named
    if field.kind == "codes" and isinstance(value, list):
        return words(field.name, value, lang)
    if isinstance(value, bool):
        return _yes(value)
    if isinstance(value, int | float):
        return m2(value) if field.kind == "area" else number(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ("、" if lang == "zh" else ", ").join(value)
    if isinstance(value, dict | list):
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    return str(value)


def unit_of(field: Field, lang: str) -> str:
    """The unit in the language of the page."""
    return unit_word(field.unit, lang)


def fact_groups(
    view: View, lang: str, without: frozenset[str] = frozenset()
) -> list[dict[str, Any]]:
    """Every fact that this reader has of a parcel, in the groups of the data sheet.

    `without` names the fields that stand elsewhere on the page.
    """
    apart = APART | without
    groups: list[dict[str, Any]] = []
    for code, (zh, en) in GROUPS.items():
        rows = [
            _row(field, view.state[field.name], lang)
            for field in PARCEL_FIELDS.values()
            if field.group == code and field.name not in apart and field.name in view.state
        ]
        rows = [row for row in rows if row["value"]]
        if rows:
            groups.append({"title": zh if lang == "zh" else en, "rows": rows})
    source = view.state.get("source_attributes")
    if isinstance(source, dict) and source:
        groups.append({"title": GROUPS["source"][lang != "zh"], "rows": _raw_rows(source)})
    return groups


def rows_of(view: View, names: Iterable[str], lang: str) -> list[dict[str, str]]:
    """The facts of these fields that this reader has, in this order."""
    rows = (_row(PARCEL_FIELDS[name], view.state.get(name), lang) for name in names)
    return [row for row in rows if row["value"]]


def card_facts(view: View, lang: str) -> list[dict[str, str]]:
    """The few facts of the click panel, units behind the values."""
    found = []
    for name in CARD_FIELDS:
        row = _row(PARCEL_FIELDS[name], view.state.get(name), lang)
        if row["value"]:
            unit = f" {row['unit']}" if row["unit"] else ""
            found.append({"label": row["label"], "value": row["value"] + unit})
    return found


def fact_line(view: View, lang: str) -> str:
    """One line for the list beside the map."""
    use = view.state.get("land_use_code")
    rows = (_row(PARCEL_FIELDS[name], view.state.get(name), lang) for name in LINE_FIELDS)
    told = [word("land_use_code", str(use), lang) if use else ""]
    told += [f"{row['value']} {row['unit']}".rstrip() for row in rows if row["value"]]
    return " · ".join(one for one in told if one)


def field_of(kind: str, name: str) -> Field:
    """The field, or a plain one for a name that no table has."""
    table = PARCEL_FIELDS if kind == "parcel" else PARK_FIELDS
    return table.get(name) or Field(name, "source", name, name)


def _row(field: Field, value: Any, lang: str) -> dict[str, str]:
    text = shown_value(field, value, lang)
    return {
        "name": field.name,
        "label": label(field, lang),
        "value": text,
        "unit": unit_of(field, lang) if text else "",
        "help": explained(field.name, value, lang),
        "href": text if field.name in LINKS and text.startswith("https://") else "",
    }


def _raw_rows(source: dict[str, Any]) -> list[dict[str, str]]:
    """What came with a file and has no field here, as it came."""
    return [
        {"label": str(name), "value": _raw(value), "unit": "", "help": ""}
        for name, value in sorted(source.items())
        if value not in (None, "")
    ]
