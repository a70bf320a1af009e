"""督办 matters of the demonstration, made up: some red, some due, some closed; each tied to land,
projects or the campaign of 2025.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple

from parkmap.land.ledger import Subject
from parkmap.land.matters import MATTER, MATTER_PREFIX
from parkmap.land.status import IDLE

from .lives import Life
from .record import Act, Change
from .register import REGISTRAR

INDUSTRY: Final = "分管工业副主任"
LAND: Final = "分管自然资源副主任"
INVESTMENT: Final = "分管招商副主任"


class Kind(NamedTuple):
    """A matter: what, its light, who, set on, due on; how many parcels; projects and campaign."""

    title: str
    light: str
    leader: str
    unit: str
    set_on: date
    due_on: date
    parcels: int = 0
    projects: tuple[str, ...] = ()
    campaign: bool = False
    later: tuple[tuple[date, dict[str, Any]], ...] = ()


KINDS: Final = (
    Kind("批而未供地块完成供应方案", "amber", LAND, "自然资源岗", date(2026, 5, 12),
         date(2026, 10, 31), 3, later=((date(2026, 9, 8), {
             "light": "red", "progress": "两宗方案已报批，一宗规划条件待调整"}),)),
    Kind("久拖未动工地块约谈企业", "red", LAND, "企业服务岗", date(2026, 6, 16),
         date(2026, 11, 15), 2, later=((date(2026, 10, 13), {
             "progress": "已约谈一家，另一家未按期提交复工计划"}),)),
    Kind("供而未用地块限期开工", "amber", INDUSTRY, "项目推进岗", date(2026, 7, 7),
         date(2026, 12, 10), 2),
    Kind("签约项目用地手续办理", "green", INVESTMENT, "招商一岗", date(2026, 7, 21),
         date(2026, 12, 20), 0, ("PJ-102", "PJ-103")),
    Kind("停滞项目处置意见", "red", INVESTMENT, "招商二岗", date(2026, 8, 4), date(2026, 12, 4),
         0, ("PJ-057",)),
    Kind("年度盘活任务收官清单", "green", INDUSTRY, "项目推进岗", date(2026, 9, 1),
         date(2026, 12, 31), 4),
    Kind("园区雨水管网配合供地", "amber", "", "规划建设岗", date(2026, 9, 15),
         date(2026, 11, 28), 1),
    Kind("停产厂房招引接续项目", "green", INVESTMENT, "招商二岗", date(2026, 9, 22),
         date(2027, 1, 15), 1, ("PJ-088",)),
    Kind("闲置成因复核", "amber", LAND, "自然资源岗", date(2026, 10, 13), date(2026, 12, 1), 2),
    Kind("33 天盘活百亩专项攻坚行动", "red", INDUSTRY, "项目推进岗", date(2025, 10, 28),
         date(2025, 11, 30), 0, (), campaign=True, later=(
             (date(2025, 11, 18), {"light": "green", "progress": "过半地块已投产验收"}),
             (date(2025, 12, 2), {"closed_on": "2025-12-01",
                                  "closing_number": "示例督销〔2025〕6 号",
                                  "progress": "任务完成，转入日常跟踪"}))),
    Kind("低效厂房分割转让方案", "green", LAND, "企业服务岗", date(2026, 2, 10), date(2026, 6, 30),
         1, later=((date(2026, 6, 18), {"closed_on": "2026-06-18",
                                        "closing_number": "示例督销〔2026〕3 号"}),)),
)  # fmt: skip


def matter_acts(lives: list[Life]) -> list[Act]:
    """The entries of all matters, and what became of them."""
    idle = [one.parcel.id for one in lives if one.at_first == IDLE and not one.turns]
    acts = []
    for number, kind in enumerate(KINDS, 1):
        parcels = idle[7 * number :][: kind.parcels]
        subject = Subject(MATTER, f"{MATTER_PREFIX}{number:04d}")
        acts.append(_act(kind.set_on, number, "enter", f"会议确定督办：{kind.title}（示例）",
                         Change(subject, _fields(kind, number, parcels))))  # fmt: skip
        for day, fields in kind.later:
            why = "销号" if "closed_on" in fields else "督办调度"
            acts.append(_act(day, number, "amend", f"{why}：{kind.title}（示例）",
                             Change(subject, fields)))  # fmt: skip
    return acts


def _fields(kind: Kind, number: int, parcels: list[str]) -> dict[str, Any]:
    fields = {
        "title": f"{kind.title}（示例）", "light": kind.light, "responsible_unit": kind.unit,
        "responsible_leader": kind.leader or None, "due_on": kind.due_on.isoformat(),
        "minutes_number": f"示例纪要〔{kind.set_on.year}〕{number + 2}号", "parcels": parcels,
        "projects": list(kind.projects), "campaigns": ["2025-33-days"] if kind.campaign else [],
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value}


def _act(day: date, number: int, action: str, reason: str, change: Change) -> Act:
    at = datetime(day.year, day.month, day.day, 7, number, tzinfo=UTC)
    return Act(at, REGISTRAR, action, reason, day, [change])
