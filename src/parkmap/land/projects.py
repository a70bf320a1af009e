"""招商项目: a project with its stages from signing to full output, and the land that it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from parkmap.errors import BadValue
from parkmap.land.codes import Word
from parkmap.land.items import Item, items_of
from parkmap.land.project_rules import PLAIN, STAGES, ProjectRules

PROJECT: Final = "project"
PROJECT_PREFIX: Final = "PJ-"
WAN_PER_YI: Final = 10_000

HALTED: Final = {
    "stalled": Word("停滞", "Stalled"),
    "ended": Word("终止", "Ended"),
}
TIED: Final = {"chain": "chain", "direction": "direction", "team": "team"}
"""Item -> the kind of subject whose ids it holds, chosen from a list where the record has any."""
UNTYPED: Final = frozenset({"enterprise"})
"""Items that no form asks for: an enterprise of the register is tied by the investor's name."""


def project_items(rules: ProjectRules = PLAIN) -> dict[str, Item]:
    """The items of a project; every stage has the day planned for it and the day it was reached."""
    kinds = {code: one.word for code, one in rules.kinds.items()}
    return items_of(
        Item("name_zh", "项目名称", "Name in Chinese", needed=True),
        Item("name_en", "英文名称", "Name in English"),
        Item("project_kind", "项目类型", "Kind", "code", codes=kinds),
        Item("investor", "投资企业", "Investor"),
        Item("enterprise", "企业编号", "Enterprise id"),
        Item("stage", "当前阶段", "Stage", "code", needed=True, codes=rules.stages),
        Item("halted", "停滞/终止", "Stalled or ended", "code", codes=HALTED),
        Item("halted_on", "停滞/终止日期", "Stalled or ended on", "date"),
        Item("investment_wan", "计划总投资", "Planned investment", "number", unit="万元",
             told_as="planned_investment"),
        Item("chain", "产业链", "Chain"),
        Item("direction", "招商方向", "Direction"),
        Item("team", "区域招商组", "Regional team"),
        Item("strategic_emerging", "战略性新兴产业", "Strategic emerging industry", "flag"),
        Item("agency_service", "全代办", "Agency service", "flag"),
        Item("parcels", "地块", "Parcels", "list"),
        Item("agreed_wan_per_mu", "标准地约定投资强度", "Agreed investment intensity", "number",
             unit="万元/亩"),
        Item("agreed_source", "约定依据", "Source of the agreed intensity"),
        *(
            one
            for stage, word in rules.stages.items()
            for one in (
                Item(planned_field(stage), f"{word.zh}计划日期", f"{word.en}: planned", "date",
                     told_as="stage_planned"),
                Item(reached_field(stage), f"{word.zh}日期", f"{word.en} on", "date",
                     told_as="stage_day"),
            )
        ),
        Item("plan", "项目方案", "Plan", "long"),
        Item("progress", "进展", "Progress", "long"),
    )  # fmt: skip


def planned_field(stage: str) -> str:
    """The field that keeps the day planned for a stage."""
    return f"{stage}_planned_on"


def reached_field(stage: str) -> str:
    """The field that keeps the day on which a stage was reached."""
    return f"{stage}_on"


PROJECT_ITEMS: Final = project_items()
"""The items where the workspace names no stages and kinds of its own."""


def refuse_unlikely(state: Mapping[str, Any], today: str, rules: ProjectRules = PLAIN) -> None:
    """Refuse figures and days that no project has; ``values["field"]`` names the item.

    Examples
    --------
    >>> refuse_unlikely({"investment_wan": 32_000, "signed_on": "2026-01-05"}, "2026-11-27")
    """
    for field in ("investment_wan", "agreed_wan_per_mu"):
        amount = state.get(field)
        if amount is not None and amount <= 0:
            raise BadValue(
                "an investment is above 0; leave it empty where it is not known", field=field
            )
    for field in (*map(reached_field, rules.stages), "halted_on"):
        day = state.get(field)
        if day and day > today:
            raise BadValue(
                "%(day)s lies in the future (today is %(today)s); a stage is dated once it is "
                "reached",
                day=day, today=today, field=field,
            )  # fmt: skip


def project_name(state: Mapping[str, Any], language: str) -> str:
    """Its name in the language of the page; the Chinese one where it has no other."""
    zh = str(state["name_zh"])
    return zh if language.startswith("zh") else str(state.get("name_en") or zh)


def stage_index(state: Mapping[str, Any], order: tuple[str, ...]) -> int:
    """The place of the stage that is recorded; -1 for one that the list no longer has."""
    stage = state.get("stage")
    return order.index(stage) if stage in order else -1


def urgency(state: Mapping[str, Any], order: tuple[str, ...] = PLAIN.order) -> tuple[int, int, str]:
    """What a list of projects is ordered by: stalled ones first, then by stage, ended ones last.

    Examples
    --------
    >>> stalled = {"halted": "stalled", "stage": "started", "name_zh": "x"}
    >>> urgency(stalled) < urgency({"stage": "signed", "name_zh": "x"})
    True
    """
    halted = {"stalled": 0, "ended": 2}.get(state.get("halted") or "", 1)
    return halted, stage_index(state, order), str(state["name_zh"])


__all__ = [
    "HALTED", "PROJECT", "PROJECT_ITEMS", "PROJECT_PREFIX", "STAGES", "TIED", "UNTYPED",
    "WAN_PER_YI", "planned_field", "project_items", "project_name", "reached_field",
    "refuse_unlikely", "stage_index", "urgency",
]  # fmt: skip
