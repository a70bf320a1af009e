"""Made-up records beside the land: a campaign, chains and their people, projects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Final

from parkmap.land.ledger import Subject
from parkmap.land.status import IDLE, REVITALIZED, UNDER_CONSTRUCTION

from .lives import CAMPAIGN_ENDS, CAMPAIGN_GOAL_MU, CAMPAIGN_STARTS, LAST_DAY, Life, workday
from .names import CHAINS, DIRECTION_KINDS, MAP_TOPICS, TEAM_REGIONS
from .record import Act, Change

REGISTRAR: Final = "demo-officer-5"
PROJECTS: Final = 104
ALL_WAN: Final = 2_280_000
NEW: Final = 62
NEW_WAN: Final = 1_090_000
NEW_STRATEGIC: Final = 42
OLD_STRATEGIC: Final = 21
WITH_AGENCY: Final = 56
NEW_YEAR: Final = 2025
DIRECTIONS_A_CHAIN: Final = 17
ADVISERS_A_CHAIN: Final = 3
STAGES: Final = ("signed", "filed", "land", "permitted", "started", "completed", "producing")


def register_acts(lives: list[Life], dice: Random) -> list[Act]:
    """Entries of all records beside parks and parcels."""
    return [_institutions(), *_campaign(), *_project_acts(lives, dice)]


def _at(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC) + timedelta(minutes=minute)


def _institutions() -> Act:
    day = date(2024, 3, 18)
    changes = []
    for chain in CHAINS:
        words = {"name_zh": chain.name_zh, "name_en": chain.name_en, "lead_post": chain.lead_post}
        changes.append(Change(Subject("chain", chain.id), words))
    for number in range(1, 1 + ADVISERS_A_CHAIN * len(CHAINS)):
        chain = CHAINS[(number - 1) // ADVISERS_A_CHAIN]
        words = {"post_zh": f"链长顾问 {number}", "post_en": f"Chain adviser {number}"}
        changes.append(Change(Subject("adviser", f"AD-{number:02d}"), words | {"chain": chain.id}))
    for number, (zh, en) in enumerate(MAP_TOPICS, 1):
        chain = CHAINS[(number - 1) // 2]
        fields = {"name_zh": f"{chain.name_zh}·{zh}招商图谱",
                  "name_en": f"{chain.name_en}: {en}", "chain": chain.id}  # fmt: skip
        changes.append(Change(Subject("investment_map", f"IM-{number}"), fields))
    changes += [*_directions(), *_teams()]
    return Act(
        _at(day, 20), REGISTRAR, "record", "录入产业链、图谱与招商队伍（示例）", day, changes
    )


def _directions() -> list[Change]:
    changes = []
    for index, chain in enumerate(CHAINS):
        for number in range(DIRECTIONS_A_CHAIN):
            topic = chain.topics[number % len(chain.topics)]
            kind_zh, kind_en = DIRECTION_KINDS[number // len(chain.topics)]
            fields = {
                "name_zh": f"{topic[0]}{kind_zh}",
                "name_en": f"{topic[1]} {kind_en}",
                "chain": chain.id,
                "investment_map": f"IM-{2 * index + 1 + number % 2}",
            }
            subject = Subject("direction", f"DR-{index * DIRECTIONS_A_CHAIN + number + 1:02d}")
            changes.append(Change(subject, fields))
    return changes


def _teams() -> list[Change]:
    return [
        Change(
            Subject("team", f"TM-{number}"),
            {"name_zh": f"{zh}招商小分队", "name_en": f"{en} team", "region": zh},
        )
        for number, (zh, en) in enumerate(TEAM_REGIONS, 1)
    ]


def _campaign() -> list[Act]:
    set_up = date(2025, 10, 27)
    fields = {
        "name_zh": "33 天盘活百亩专项攻坚行动（示例）",
        "name_en": "100 mu in 33 days (example)",
        "goal_mu": CAMPAIGN_GOAL_MU,
        "starts_on": CAMPAIGN_STARTS.isoformat(),
        "deadline_on": CAMPAIGN_ENDS.isoformat(),
        "rule": {
            "from": [IDLE, UNDER_CONSTRUCTION],
            "to": REVITALIZED,
            "measure": "area_m2",
            "needs": ["route"],
        },
    }
    change = Change(Subject("campaign", "2025-33-days"), fields)
    return [Act(_at(set_up, 45), REGISTRAR, "record", "设立专项攻坚行动（示例）", set_up, [change])]


def _project_acts(lives: list[Life], dice: Random) -> list[Act]:
    """Projects as they were signed, month by month, then their later stages."""
    projects = _projects(lives, dice)
    months: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for project in projects:
        signed = date.fromisoformat(project["signed_on"])
        months.setdefault((signed.year, signed.month), []).append(project)
    acts = []
    for (year, month), signed_then in months.items():
        day = _month_end(year, month)
        changes = [
            Change(
                Subject("project", project["id"]),
                {name: value for name, value in project.items() if name not in {"id", "later"}},
            )
            for project in signed_then
        ]
        reason = f"{month}月签约项目入库，{len(changes)}个（示例）"
        acts.append(Act(_at(day, 70), REGISTRAR, "record", reason, day, changes))
    return acts + _stage_acts(projects)


def _stage_acts(projects: list[dict[str, Any]]) -> list[Act]:
    """What projects reached, one entry for each half-month that saw something."""
    reached: dict[tuple[int, int, int], list[Change]] = {}
    for project in projects:
        for stage, day in project["later"]:
            fields = {"stage": STAGES[stage], f"{STAGES[stage]}_on": day.isoformat()}
            change = Change(Subject("project", project["id"]), fields)
            reached.setdefault((day.year, day.month, day.day // 16), []).append(change)
    acts = []
    for (year, month, half), changes in sorted(reached.items()):
        day = min(_month_end(year, month) if half else workday(date(year, month, 15)), LAST_DAY)
        reason = f"项目调度：{len(changes)}个项目更新阶段（示例）"
        acts.append(Act(_at(day, 90), REGISTRAR, "record", reason, day, changes))
    return acts


def _projects(lives: list[Life], dice: Random) -> list[dict[str, Any]]:
    days = sorted(
        [date(2024, 1, 8) + timedelta(days=dice.randrange(355)) for _ in range(PROJECTS - NEW)]
        + [date(NEW_YEAR, 1, 6) + timedelta(days=dice.randrange(355)) for _ in range(NEW)]
    )
    old, new = PROJECTS - NEW, NEW
    amounts = _shares(ALL_WAN - NEW_WAN, old, dice) + _shares(NEW_WAN, new, dice)
    strategic = _some(OLD_STRATEGIC, old, amounts[:old], dice)
    strategic += _some(NEW_STRATEGIC, new, amounts[old:], dice)
    agency = [True] * WITH_AGENCY + [False] * (PROJECTS - WITH_AGENCY)
    dice.shuffle(agency)
    sites = [life.parcel for life in lives if life.turns and life.turns[-1].status != IDLE]
    dice.shuffle(sites)
    projects = []
    for index, signed in enumerate(days):
        chain = CHAINS[dice.randrange(len(CHAINS))]
        topic = dice.choice(chain.topics)
        project = {
            "id": f"PJ-{index + 1:03d}",
            "name_zh": f"示例{topic[0]}项目{index + 1}",
            "name_en": f"Example {topic[1]} project {index + 1}",
            "chain": chain.id,
            "investment_wan": amounts[index],
            "strategic_emerging": strategic[index],
            "agency_service": agency[index],
            "team": f"TM-{dice.randint(1, len(TEAM_REGIONS))}",
            "signed_on": signed.isoformat(),
            "stage": STAGES[0],
            "later": _later(signed, dice),
        }
        if index % 2:
            project["parcels"] = [sites[index].id]
        projects.append(project)
    return projects


def _shares(total: int, count: int, dice: Random) -> list[int]:
    """Sums of uneven size, in steps of 500, that add up to the total exactly."""
    weights = [dice.lognormvariate(0, 0.8) for _ in range(count)]
    parts = [max(3000, round(total * weight / sum(weights) / 500) * 500) for weight in weights]
    parts[parts.index(max(parts))] += total - sum(parts)
    return parts


def _some(wanted: int, count: int, amounts: Sequence[int], dice: Random) -> list[bool]:
    """Which are strategic: the wanted number, leaning to the larger ones."""
    order = sorted(range(count), key=lambda index: -amounts[index] * dice.uniform(0.3, 1))
    chosen = set(order[:wanted])
    return [index in chosen for index in range(count)]


def _later(signed: date, dice: Random) -> list[tuple[int, date]]:
    """Stages after the signature, as far as time and luck brought it."""
    steps, day = [], signed + timedelta(days=35)
    for stage in range(1, len(STAGES)):
        day += timedelta(days=dice.randint(25, 150))
        if day > LAST_DAY or dice.random() < 0.06:
            break
        steps.append((stage, workday(day)))
    return steps


def _month_end(year: int, month: int) -> date:
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return workday(last)
