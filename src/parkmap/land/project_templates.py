"""Plans, checklists and agency steps that come with parkmap: to begin with, and no policy.

They are what an office usually does for a project, without a document behind them, so none has a
standard time. `[projects]` of `parkmap.toml` puts those of the zone in their place.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from parkmap.land.codes import Word


class Task(NamedTuple):
    """A step of a checklist: what, which post, by how many days after the signature."""

    zh: str
    en: str
    post_zh: str
    post_en: str
    days: int


class Kind(NamedTuple):
    """A kind of project: its words, the outline of its plan, the steps of its checklist."""

    word: Word
    plan: Word
    tasks: tuple[Task, ...]


class AgencyStep(NamedTuple):
    """A step that the zone does for a project; the hours that the rules allow, None if unset."""

    word: Word
    standard_hours: float | None = None


_PROMOTION: Final = ("招商岗", "Promotion desk")
_AGENCY: Final = ("代办岗", "Agency desk")
_LAND: Final = ("用地岗", "Land desk")
_BUILDING: Final = ("工程岗", "Construction desk")
_STATISTICS: Final = ("统计岗", "Statistics desk")

_FIRST: Final = Task("明确专班和责任人岗位", "Team and posts named", *_PROMOTION, 7)
_FILED: Final = Task("完成立项备案", "Filed with the authority", *_AGENCY, 30)
_PERMIT: Final = Task("取得施工许可", "Building permit obtained", *_AGENCY, 150)
_START: Final = Task("现场具备开工条件", "Site ready to start", *_BUILDING, 165)
_COUNTED: Final = Task("入库纳统", "Entered in the statistics", *_STATISTICS, 210)

KINDS: Final = {
    "new_land": Kind(
        Word("新增用地", "New land"),
        Word("按净地出让推进：先完成地块前期工作，再办理规划、环评、能评和施工许可，开工后入库纳统。",
             "Serviced land by tender: first the land, then planning, environmental and energy "
             "assessment and the building permit; counted in the statistics once it has begun."),
        (_FIRST, _FILED,
         Task("完成出让前期和公告", "Land prepared and announced", *_LAND, 60),
         Task("签订出让合同并交地", "Grant contract signed, land handed over", *_LAND, 100),
         Task("完成环评、能评", "Environmental and energy assessment done", *_AGENCY, 130),
         _PERMIT, _START, _COUNTED),
    ),
    "existing_land": Kind(
        Word("盘活存量", "Existing land"),
        Word("利用存量土地：先处理原权利人的协议和债务，再办理变更和改建许可，不新增用地。",
             "Land in hand: first the agreement with its holder, then the transfer and the permit "
             "to rebuild; no new land is taken."),
        (_FIRST, _FILED,
         Task("与原权利人达成协议", "Agreement with the holder", *_LAND, 60),
         Task("办理转让或租赁登记", "Transfer or lease registered", *_LAND, 90),
         _PERMIT, _START, _COUNTED),
    ),
    "plant": Kind(
        Word("租用厂房", "Standard plant"),
        Word("租用标准厂房：签约后交付厂房，办理环评和消防手续，设备进场后投产。",
             "A let plant: handed over after the signature, then environmental assessment and fire "
             "safety; equipment moves in and production begins."),
        (_FIRST, _FILED,
         Task("交付厂房", "Plant handed over", *_LAND, 45),
         Task("完成环评和消防手续", "Environmental assessment and fire safety done", *_AGENCY, 75),
         Task("设备进场", "Equipment moved in", *_BUILDING, 100),
         _COUNTED),
    ),
}  # fmt: skip
AGENCY_STEPS: Final = {
    "filing": AgencyStep(Word("立项备案", "Filing")),
    "land_use": AgencyStep(Word("用地手续", "Land papers")),
    "planning": AgencyStep(Word("规划许可", "Planning permit")),
    "environment": AgencyStep(Word("环评审批", "Environmental approval")),
    "energy": AgencyStep(Word("能评审查", "Energy review")),
    "building": AgencyStep(Word("施工许可", "Building permit")),
}

__all__ = ["AGENCY_STEPS", "KINDS", "AgencyStep", "Kind", "Task"]
