"""督办 matters that somebody has to bring to an end, and the checklist 低效 of inefficient land."""

from __future__ import annotations

from typing import Final

from parkmap.land.codes import Word
from parkmap.land.items import Item, items_of

MATTER: Final = "matter"
MATTER_PREFIX: Final = "DB-"
CRITERION: Final = "criterion"
CRITERION_PREFIX: Final = "DX-"

LIGHT: Final = {
    "red": Word("红灯", "Red"),
    "amber": Word("黄灯", "Amber"),
    "green": Word("绿灯", "Green"),
}
MET: Final = {
    "yes": Word("符合", "Met"),
    "no": Word("不符合", "Not met"),
    "open": Word("待核", "To be checked"),
}
MATTER_ITEMS: Final = items_of(
    Item("title", "督办事项", "Matter", needed=True),
    Item("light", "亮灯", "Light", "code", needed=True, codes=LIGHT),
    Item("responsible_leader", "责任领导（职务）", "Responsible leader (post)"),
    Item("responsible_unit", "责任单位", "Responsible unit", needed=True),
    Item("responsible_post", "责任岗位", "Responsible post"),
    Item("due_on", "完成时限", "Due", "date", needed=True),
    Item("minutes_number", "会议纪要号", "Minutes number"),
    Item("parcels", "地块", "Parcels", "list"),
    Item("cases", "闲置案件", "Cases of idle land", "list"),
    Item("projects", "项目", "Projects", "list"),
    Item("campaigns", "专项行动", "Campaigns", "list"),
    Item("progress", "进展", "Progress", "long"),
    Item("closed_on", "销号日期", "Closed on", "date"),
    Item("closing_number", "销号依据文号", "Number of the closing paper"),
)
CLOSING: Final = ("closed_on", "closing_number")
"""What is filled in when a matter is closed 销号; the rest is what it asks for."""
CRITERION_ITEMS: Final = items_of(
    Item("parcel", "地块编号", "Parcel", needed=True),
    Item("criterion", "认定标准", "Criterion", needed=True),
    Item("met", "核查结果", "Result", "code", needed=True, codes=MET),
    Item("evidence", "依据材料", "Evidence", "long"),
    Item("document_number", "文号", "Document number"),
)
"""Thresholds of low efficiency are local policy: written in as text, never built in."""
