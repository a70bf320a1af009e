"""What belongs in the items of 招商图谱 records, and which paper each is read from."""

from __future__ import annotations

from typing import Final

Pair = tuple[str, str]
_PLAN: Final[Pair] = ("产业链行动方案", "action plan of the chain")
_MAP: Final[Pair] = ("招商图谱", "map of the chains")
_TASKS: Final[Pair] = ("招商任务分工", "division of tasks")
_LETTER: Final[Pair] = ("聘任文件", "letter of appointment")

CHAIN_TOLD: Final[dict[str, tuple[Pair, Pair]]] = {
    "chain_name": (("地块、企业、项目按此名称归链", "Land and firms name it so"), _PLAN),
    "chain_name_en": (("英文页面使用；留空时显示中文",
                       "Shown on English pages; left empty, the Chinese stands in"), _PLAN),
    "lead_post": (("链长的职务，不填姓名", "The post that leads it; no personal names"), _PLAN),
    "lead_unit": (("牵头部门或专班", "The unit or task force in charge"), _PLAN),
    "chain_note": (("需要说明的情况", "What has to be said besides, in a sentence or two"), _PLAN),
    "map_name": (("图谱的名称，如“光电信息·器件招商图谱”", "What the map is called"), _MAP),
    "of_chain": (("所属的产业链", "The chain that it belongs to"), _PLAN),
    "drawn_on": (("图谱定稿或印发的日期", "The day on which the map was issued"), _MAP),
    "direction_name": (("图谱中的细分方向", "The direction within its chain"), _MAP),
    "investment_map": (("该方向所在的图谱", "The map on which it stands"), _MAP),
    "listed_from": (("从这一天起按此方向招商；一直有效可留空",
                     "From this day it is sought; left empty where it always was"), _MAP),
    "listed_until": (("最后一天；仍在招商可留空", "The last day; left empty while it is sought"),
                     _MAP),
    "adviser_post": (("顾问的岗位，不填姓名", "The post; no personal names"), _LETTER),
    "adviser_field": (("熟悉的细分领域", "The field that the post knows"), _LETTER),
    "appointed_on": (("聘期第一天", "The first day of the appointment"), _LETTER),
    "appointed_until": (("聘期最后一天；未定可留空",
                         "The last day of the appointment; empty where none is set"), _LETTER),
    "team_name": (("小分队的名称", "What the team is called"), _TASKS),
    "region": (("负责对接的区域", "The region that it works in"), _TASKS),
}  # fmt: skip
"""Item -> what belongs there, where it is read from; each in Chinese and English."""
