"""What belongs in the items of a campaign's form, and where they are read from."""

from __future__ import annotations

from typing import Final

Pair = tuple[str, str]

_PLAN: Final[Pair] = ("行动方案", "plan of the campaign")

CAMPAIGN_TOLD: Final[dict[str, tuple[Pair, Pair]]] = {
    "campaign_name": (("行动方案中的名称", "Its name as in the plan"), _PLAN),
    "campaign_name_en": (("英文页面使用；留空时显示中文名称",
                          "Shown on English pages; left empty, the Chinese name stands in"),
                         _PLAN),
    "goal_mu": (("要盘活的面积，按登记面积累计", "Area to be brought back, as recorded"),
                _PLAN),
    "goal_count": (("要盘活的宗数；不设可留空", "Number of parcels; left empty where none is set"),
                   _PLAN),
    "campaign_starts": (("从这一天起的变化计入，含当天", "Changes count from this day on"), _PLAN),
    "campaign_ends": (("到这一天为止的变化计入，含当天", "Changes count up to this day, included"),
                      _PLAN),
    "counts": (("哪一种状态变化计入；每宗只计一次", "Which change counts; each parcel once"),
               _PLAN),
    "needs": (("变化之外还须填写的栏目；缺项的不计入，列为下一批",
               "Fields that must be filled in besides; without them a parcel does not count yet"),
              _PLAN),
    "campaign_parks": (("只计这些园区；不选为全部园区", "Only these; none chosen: all"), _PLAN),
    "campaign_statuses": (("只计行动开始前一天为这些状态的地块；不选为不限",
                           "Only land that had one of these on the day before the start"), _PLAN),
    "campaign_parcels": (("只计这些地块及其分割、合并后的地块；留空为不限",
                          "Only these parcels and what they are split or merged into"), _PLAN),
    "campaign_team": (("专班或牵头单位名称，不填个人姓名",
                       "The team or the unit in charge; no personal names"), _PLAN),
}  # fmt: skip


__all__ = ["CAMPAIGN_TOLD"]
