"""招商图谱 records: chains, their investment maps and directions, advisers and regional teams.

Names, posts and days are kept by the ledger; the order of segments and what a direction asks of
land stand in `chains.toml` (`land.chain_plan`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from parkmap.errors import BadValue
from parkmap.land.codes import Word
from parkmap.land.items import Item, Items, items_of

CHAIN: Final = "chain"
INVESTMENT_MAP: Final = "investment_map"
DIRECTION: Final = "direction"
ADVISER: Final = "adviser"
TEAM: Final = "team"

CHAIN_ITEMS: Final = items_of(
    Item("name_zh", "产业链名称", "Name in Chinese", needed=True, told_as="chain_name"),
    Item("name_en", "英文名称", "Name in English", told_as="chain_name_en"),
    Item("lead_post", "链长岗位", "Lead post"),
    Item("lead_unit", "牵头单位", "Lead unit"),
    Item("note", "说明", "Note", "long", told_as="chain_note"),
)
MAP_ITEMS: Final = items_of(
    Item("name_zh", "图谱名称", "Name in Chinese", needed=True, told_as="map_name"),
    Item("name_en", "英文名称", "Name in English", told_as="chain_name_en"),
    Item("chain", "产业链", "Chain", needed=True, told_as="of_chain"),
    Item("drawn_on", "编制日期", "Drawn up on", "date"),
    Item("note", "说明", "Note", "long", told_as="chain_note"),
)
DIRECTION_ITEMS: Final = items_of(
    Item("name_zh", "招商方向", "Name in Chinese", needed=True, told_as="direction_name"),
    Item("name_en", "英文名称", "Name in English", told_as="chain_name_en"),
    Item("chain", "产业链", "Chain", needed=True, told_as="of_chain"),
    Item("investment_map", "招商图谱", "Investment map"),
    Item("from_on", "列入日期", "Listed from", "date", told_as="listed_from"),
    Item("until_on", "调出日期", "Listed until", "date", told_as="listed_until"),
    Item("note", "说明", "Note", "long", told_as="chain_note"),
)
ADVISER_ITEMS: Final = items_of(
    Item("post_zh", "顾问岗位", "Post in Chinese", needed=True, told_as="adviser_post"),
    Item("post_en", "英文名称", "Post in English", told_as="chain_name_en"),
    Item("chain", "产业链", "Chain", needed=True, told_as="of_chain"),
    Item("field", "专业领域", "Field", told_as="adviser_field"),
    Item("from_on", "聘任日期", "Appointed on", "date", told_as="appointed_on"),
    Item("until_on", "聘期届满", "Appointed until", "date", told_as="appointed_until"),
)
TEAM_ITEMS: Final = items_of(
    Item("name_zh", "小分队名称", "Name in Chinese", needed=True, told_as="team_name"),
    Item("name_en", "英文名称", "Name in English", told_as="chain_name_en"),
    Item("region", "对接区域", "Region"),
)


class Kind(NamedTuple):
    """A kind of record: its word, how ids of new ones begin, its items, which of them names it."""

    word: Word
    prefix: str
    items: Items
    title: str = "name_zh"
    tied: Mapping[str, str] = {}

    def title_of(self, state: Mapping[str, Any], one: str, language: str) -> str:
        """What a record is called in the language of the page; its id where nothing is said."""
        zh = str(state.get(self.title) or one)
        return zh if language.startswith("zh") else str(state.get(self.title[:-3] + "_en") or zh)


KINDS: Final = {
    CHAIN: Kind(Word("产业链", "Chains"), "CY-", CHAIN_ITEMS),
    INVESTMENT_MAP: Kind(
        Word("招商图谱", "Investment maps"), "IM-", MAP_ITEMS, tied={"chain": CHAIN}
    ),
    DIRECTION: Kind(
        Word("招商方向", "Directions"), "DR-", DIRECTION_ITEMS,
        tied={"chain": CHAIN, "investment_map": INVESTMENT_MAP},
    ),
    ADVISER: Kind(
        Word("链长顾问", "Advisers"), "AD-", ADVISER_ITEMS, "post_zh", tied={"chain": CHAIN}
    ),
    TEAM: Kind(Word("区域招商小分队", "Regional teams"), "TM-", TEAM_ITEMS),
}  # fmt: skip
"""Kind of subject -> what is known of it; `tied` is item -> the kind whose ids it holds."""


def is_current(state: Mapping[str, Any], day: str) -> bool:
    """Whether a direction is listed, or an adviser appointed, on a day; both ends count.

    Examples
    --------
    >>> is_current({"from_on": "2026-01-01"}, "2025-12-31"), is_current({}, "2025-12-31")
    (False, True)
    """
    return str(state.get("from_on") or day) <= day <= str(state.get("until_on") or day)


def refuse_backward(state: Mapping[str, Any]) -> None:
    """Refuse an end before its beginning; ``values["field"]`` names the item."""
    first, last = state.get("from_on"), state.get("until_on")
    if first and last and last < first:
        raise BadValue(
            "it cannot end on %(last)s, before it begins (%(first)s)",
            field="until_on", last=last, first=first,
        )  # fmt: skip


__all__ = [
    "ADVISER", "CHAIN", "DIRECTION", "INVESTMENT_MAP", "KINDS", "TEAM", "Kind", "is_current",
    "refuse_backward",
]  # fmt: skip
