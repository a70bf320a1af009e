"""标准厂房: a plant, or floors of one, that stands on a parcel and is let or sold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from parkmap.errors import BadValue
from parkmap.land.availability import Needs
from parkmap.land.codes import OFFER, Word
from parkmap.land.items import Item, items_of

PLANT: Final = "plant"
PLANT_PREFIX: Final = "PL-"

LET: Final = "let"
SALE: Final = "sale"
EITHER: Final = "either"
MODES: Final = {
    LET: Word("出租", "To let"),
    SALE: Word("出售", "For sale"),
    EITHER: Word("租售均可", "To let or for sale"),
}
FIRE_CLASSES: Final = {
    "a": Word("甲类", "Class A"),
    "b": Word("乙类", "Class B"),
    "c": Word("丙类", "Class C"),
    "d": Word("丁类", "Class D"),
    "e": Word("戊类", "Class E"),
}
"""生产的火灾危险性类别, GB 50016."""

PLANT_ITEMS: Final = items_of(
    Item("name_zh", "厂房名称", "Name in Chinese", needed=True, told_as="plant_name"),
    Item("name_en", "英文名称", "Name in English", told_as="plant_name_en"),
    Item("parcel", "所在地块", "Parcel", needed=True, told_as="plant_parcel"),
    Item("building", "楼栋", "Building", told_as="plant_building"),
    Item("floor", "楼层", "Floor"),
    Item("floor_area_m2", "建筑面积", "Floor area", "number", needed=True, unit="m²"),
    Item("storeys", "层数", "Storeys", "number", unit="层"),
    Item("storey_height_m", "层高", "Storey height", "number", unit="m"),
    Item("floor_load_t_per_m2", "楼面荷载", "Floor load", "number", unit="t/m²"),
    Item("crane_t", "行车吨位", "Crane", "number", unit="t"),
    Item("clear_span_m", "跨度", "Clear span", "number", unit="m"),
    Item("power_kva", "供电容量", "Power", "number", unit="kVA", told_as="plant_power"),
    Item("fire_class", "火灾危险性类别", "Fire hazard class", "code", codes=FIRE_CLASSES),
    Item("mode", "租售方式", "Let or sold", "code", codes=MODES),
    Item("rent_yuan_per_m2_month", "参考租金", "Reference rent", "number", unit="元/m²·月"),
    Item("price_yuan_per_m2", "参考售价", "Reference price", "number", unit="元/m²"),
    Item("offer", "推介状态", "Offer", "code", codes=OFFER, told_as="plant_offer"),
    Item("available_from", "可供日期", "Available from", "date", told_as="plant_from"),
    Item("offer_ends_on", "推介截止", "Offer ends", "date", told_as="plant_until"),
    Item("contact", "联系方式", "Contact", told_as="plant_contact"),
    Item("progress", "洽谈进展", "Progress of talks", "long", told_as="plant_progress"),
)
INTERNAL: Final = frozenset({"progress"})
PUBLIC_ITEMS: Final = frozenset(PLANT_ITEMS) - INTERNAL
"""What the public reads of a plant that it may know of; papers and progress stay inside."""
RENT_OR_PRICE: Final = "rent_or_price"
_RENT: Final = "rent_yuan_per_m2_month"
_PRICE: Final = "price_yuan_per_m2"
_ABOVE_0: Final = (
    "floor_area_m2", "storeys", "storey_height_m", "floor_load_t_per_m2", "clear_span_m",
    "power_kva", _RENT, _PRICE,
)  # fmt: skip


def plant_needs(state: Mapping[str, Any]) -> Needs:
    """What an offer of a plant has to tell: its rent, its price, or one of them, by its mode.

    Examples
    --------
    >>> list(plant_needs({"mode": "sale"}))[3], list(plant_needs({}))[3]
    ('price_yuan_per_m2', 'rent_or_price')
    """
    money = {LET: (_RENT,), SALE: (_PRICE,)}.get(str(state.get("mode")), (_RENT, _PRICE))
    told = money[0] if len(money) == 1 else RENT_OR_PRICE
    single = ("floor_area_m2", "storey_height_m", "floor_load_t_per_m2")
    return (
        {name: (name,) for name in single}
        | {told: money}
        | {name: (name,) for name in ("available_from", "contact")}
    )


def plant_name(state: Mapping[str, Any], language: str) -> str:
    """Its name in the language of the page; the Chinese one where it has no other."""
    zh = str(state["name_zh"])
    return zh if language.startswith("zh") else str(state.get("name_en") or zh)


def refuse_unlikely(state: Mapping[str, Any]) -> None:
    """Refuse figures and days that no plant has; ``values["field"]`` names the item.

    Examples
    --------
    >>> refuse_unlikely({"floor_area_m2": 2_400, "crane_t": 0})
    """
    for name in (*_ABOVE_0, "crane_t"):
        figure = state.get(name)
        if figure is None or figure > 0 or (name == "crane_t" and figure == 0):
            continue
        if name == "crane_t":
            raise BadValue("a crane lifts 0 or more; write 0 where there is none", field=name)
        raise BadValue("this is above 0; leave it empty where it is not known", field=name)
    begins, ends = state.get("available_from"), state.get("offer_ends_on")
    if begins and ends and ends < begins:
        raise BadValue(
            "the offer would end on %(day)s, before it begins on %(begins)s; check both days",
            day=ends, begins=begins, field="offer_ends_on",
        )  # fmt: skip


__all__ = [
    "EITHER", "FIRE_CLASSES", "INTERNAL", "LET", "MODES", "PLANT", "PLANT_ITEMS", "PLANT_PREFIX",
    "PUBLIC_ITEMS", "RENT_OR_PRICE", "SALE", "plant_name", "plant_needs",
    "refuse_unlikely",
]  # fmt: skip
