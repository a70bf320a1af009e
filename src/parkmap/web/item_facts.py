"""Subjects beside the land as people read them: their items with words, units and days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from flask_babel import gettext

from parkmap.land.campaigns import CAMPAIGN, CAMPAIGN_ITEMS, CLOSED_ON, KEPT, rule_of
from parkmap.land.cases import CASE, CASE_ITEMS
from parkmap.land.chains import KINDS as CHAIN_KINDS
from parkmap.land.enterprises import (
    ENTERPRISE,
    ENTERPRISE_ITEMS,
    FIGURES,
    TENANCY,
    TENANCY_ITEMS,
)
from parkmap.land.indicators import INDICATOR, INDICATOR_ITEMS, figure_of
from parkmap.land.items import Item, Items
from parkmap.land.ledger import Delta
from parkmap.land.matters import CRITERION, CRITERION_ITEMS, MATTER, MATTER_ITEMS
from parkmap.land.plants import PLANT, PLANT_ITEMS
from parkmap.land.projects import PROJECT, PROJECT_ITEMS, project_items
from parkmap.units import dm2_to_mu
from parkmap.web.context import current_record
from parkmap.web.formatting import number
from parkmap.web.project_words import step_sentence

ITEMS: Final[dict[str, Items]] = {
    CAMPAIGN: CAMPAIGN_ITEMS, CASE: CASE_ITEMS, CRITERION: CRITERION_ITEMS,
    ENTERPRISE: ENTERPRISE_ITEMS,
    MATTER: MATTER_ITEMS, PLANT: PLANT_ITEMS, PROJECT: PROJECT_ITEMS, TENANCY: TENANCY_ITEMS,
    INDICATOR: INDICATOR_ITEMS,
    **{kind: one.items for kind, one in CHAIN_KINDS.items()},
}  # fmt: skip
"""Kind of subject -> its items."""


def item_of(kind: str, field: str) -> Item | None:
    """The item that a field of a kind keeps; figures of a year or period are told with it."""
    found = _items_of(kind).get(field)
    if found is not None:
        return found
    if kind == INDICATOR and (told := figure_of(field)):
        item, period = told
        return item._replace(zh=f"{period.label('zh')}{item.zh}", en=f"{item.en} {period.id}")
    name, _, year = field.rpartition("_")
    if kind == ENTERPRISE and name in FIGURES and year.isdecimal():
        item = FIGURES[name]
        return item._replace(zh=f"{year}年{item.zh}", en=f"{item.en} {year}")
    return None


def item_value(item: Item, value: Any, lang: str) -> str:
    """A value as text, without its unit; empty where it is not told."""
    if value is None or value == "" or value == []:
        return ""
    if item.kind == "flag" and isinstance(value, bool):
        return str(gettext("yes") if value else gettext("no"))
    if item.name == "crane_t" and value == 0:
        return str(gettext("none"))
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, list):
        return ("、" if lang == "zh" else ", ").join(_word(item, str(one), lang) for one in value)
    return _word(item, str(value), lang)


def _word(item: Item, value: str, lang: str) -> str:
    word = (item.codes or {}).get(value)
    if word is None:
        return value
    return word.zh if lang == "zh" else word.en


def item_rows(
    items: Items, state: Mapping[str, Any], names: Iterable[str], lang: str
) -> list[dict[str, str]]:
    """The named items that are told: label, value and unit, in the order of the names."""
    rows = [_row(items[name], state.get(name), lang) for name in names]
    return [row for row in rows if row["value"]]


def item_sentence(delta: Delta, lang: str) -> str:
    """What a delta on a subject beside the land says; empty where its kind has no such item."""
    if delta.kind == PROJECT and (
        said := step_sentence(delta, current_record().zone.projects, lang)
    ):
        return said
    if delta.kind == CAMPAIGN and (said := _of_campaign(delta, lang)):
        return said
    item = item_of(delta.kind, delta.field)
    if item is None:
        return ""
    old, new = (_with_unit(item, value, lang) for value in (delta.old, delta.new))
    name = item.label(lang)
    if not old:
        return str(gettext("%(field)s: %(new)s", field=name, new=new))
    if not new:
        return str(gettext("%(field)s: no longer %(old)s", field=name, old=old))
    return str(gettext("%(field)s: %(old)s → %(new)s", field=name, old=old, new=new))


def _items_of(kind: str) -> Items:
    return project_items(current_record().zone.projects) if kind == PROJECT else ITEMS.get(kind, {})


def _of_campaign(delta: Delta, lang: str) -> str:
    """What counts, or the figures that a closing keeps, instead of the object that says so."""
    if delta.field == "rule" and delta.new:
        item = CAMPAIGN_ITEMS["counts"]
        counts = item_value(item, rule_of({"rule": delta.new}).counts, lang)
        return str(gettext("%(field)s: %(new)s", field=item.label(lang), new=counts))
    if delta.field == KEPT and delta.new:
        mu = number(dm2_to_mu(int(delta.new["done_dm2"])))
        return str(gettext("Figures kept: %(mu)s mu in %(n)s parcels", mu=mu,
                           n=delta.new["count"]))  # fmt: skip
    if delta.field == KEPT:
        return str(gettext("Figures no longer kept"))
    if delta.field == CLOSED_ON and delta.new:
        return str(gettext("Closed on %(day)s", day=delta.new))
    return ""


def _row(item: Item, value: Any, lang: str) -> dict[str, str]:
    text = item_value(item, value, lang)
    figure = item.unit and isinstance(value, int | float) and text != gettext("none")
    return {
        "name": item.name,
        "label": item.label(lang),
        "value": text,
        "unit": item.unit_in(lang) if figure else "",
    }


def _with_unit(item: Item, value: Any, lang: str) -> str:
    row = _row(item, value, lang)
    return f"{row['value']} {row['unit']}" if row["unit"] else row["value"]


__all__ = ["ITEMS", "item_of", "item_rows", "item_sentence", "item_value"]
