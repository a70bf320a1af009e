"""招商项目: a project with its stage from signing to full output, and the land that it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from parkmap.errors import BadValue
from parkmap.land.codes import Word
from parkmap.land.items import Item, items_of

PROJECT: Final = "project"
PROJECT_PREFIX: Final = "PJ-"

STAGES: Final = {
    "signed": Word("签约", "Signed"),
    "filed": Word("立项/备案", "Approved or filed"),
    "land": Word("取得用地", "Land obtained"),
    "planning": Word("规划许可", "Planning permit"),
    "environment": Word("环评", "Environmental assessment"),
    "energy": Word("能评", "Energy assessment"),
    "permitted": Word("施工许可", "Construction permit"),
    "started": Word("开工", "Started"),
    "counted": Word("纳统", "In the statistics"),
    "completed": Word("竣工", "Completed"),
    "producing": Word("投产", "In production"),
    "full_output": Word("达效", "At full output"),
}
"""The stages of a project in their order; the day of each is a field, as in `started_on`."""
HALTED: Final = {
    "stalled": Word("停滞", "Stalled"),
    "ended": Word("终止", "Ended"),
}
TIED: Final = {"chain": "chain", "direction": "direction", "team": "team"}
"""Item -> the kind of subject whose ids it holds, chosen from a list where the record has any."""

PROJECT_ITEMS: Final = items_of(
    Item("name_zh", "项目名称", "Name in Chinese", needed=True),
    Item("name_en", "英文名称", "Name in English"),
    Item("investor", "投资企业", "Investor"),
    Item("stage", "当前阶段", "Stage", "code", needed=True, codes=STAGES),
    Item("halted", "停滞/终止", "Stalled or ended", "code", codes=HALTED),
    Item(
        "investment_wan",
        "计划总投资",
        "Planned investment",
        "number",
        unit="万元",
        told_as="planned_investment",
    ),
    Item("chain", "产业链", "Chain"),
    Item("direction", "招商方向", "Direction"),
    Item("team", "区域招商组", "Regional team"),
    Item("strategic_emerging", "战略性新兴产业", "Strategic emerging industry", "flag"),
    Item("agency_service", "全代办", "Agency service", "flag"),
    Item("parcels", "地块", "Parcels", "list"),
    *(
        Item(f"{stage}_on", f"{word.zh}日期", f"{word.en} on", "date", told_as="stage_day")
        for stage, word in STAGES.items()
    ),
    Item("progress", "进展", "Progress", "long"),
)


def refuse_unlikely(state: Mapping[str, Any], today: str) -> None:
    """Refuse figures and days that no project has; ``values["field"]`` names the item.

    Examples
    --------
    >>> refuse_unlikely({"investment_wan": 32_000, "signed_on": "2026-01-05"}, "2026-11-27")
    """
    amount = state.get("investment_wan")
    if amount is not None and amount <= 0:
        raise BadValue(
            "an investment is above 0; leave it empty where it is not known", field="investment_wan"
        )
    for stage in STAGES:
        day = state.get(f"{stage}_on")
        if day and day > today:
            raise BadValue(
                "%(day)s lies in the future (today is %(today)s); a stage is dated once it is "
                "reached",
                day=day, today=today, field=f"{stage}_on",
            )  # fmt: skip


def urgency(state: Mapping[str, Any]) -> tuple[int, int, str]:
    """What a list of projects is ordered by: stalled ones first, then by stage, ended ones last.

    Examples
    --------
    >>> stalled = {"halted": "stalled", "stage": "started", "name_zh": "x"}
    >>> urgency(stalled) < urgency({"stage": "signed", "name_zh": "x"})
    True
    """
    halted = {"stalled": 0, "ended": 2}.get(state.get("halted") or "", 1)
    return halted, [*STAGES].index(state["stage"]), str(state["name_zh"])


__all__ = [
    "HALTED", "PROJECT", "PROJECT_ITEMS", "PROJECT_PREFIX", "STAGES", "TIED", "refuse_unlikely",
    "urgency",
]  # fmt: skip
