"""专项攻坚: a campaign with a goal in mu, a start, a deadline, its land, and what counts for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from parkmap.errors import BadValue
from parkmap.land.codes import Word
from parkmap.land.items import Item, items_of
from parkmap.land.status import IDLE, IN_USE, REVITALIZED, STATUSES, UNDER_CONSTRUCTION

CAMPAIGN: Final = "campaign"
CAMPAIGN_PREFIX: Final = "ZX-"
CLOSED_ON: Final = "closed_on"
KEPT: Final = "closing"
"""The field that keeps the figures as they stood when the campaign was closed."""
LONGEST_DAYS: Final = 3_660
STARTED: Final = "started"
COUNTS: Final = {
    STARTED: Word("闲置转在建", "From idle to under construction"),
    REVITALIZED: Word("闲置、在建转已盘活", "From idle or under construction to revitalized"),
}
"""What counts, as a form asks it. What goes from idle to revitalized at once has started too."""
NEEDS: Final = {
    "route": Word("盘活方式", "Route"),
    "supply_mode": Word("供应方式", "Supply mode"),
    "chain": Word("产业链", "Chain"),
}
"""Fields of a parcel that a campaign may ask for before it counts (columns of `land.courses`)."""
CAMPAIGN_ITEMS: Final = items_of(
    Item("name_zh", "行动名称", "Name in Chinese", needed=True, told_as="campaign_name"),
    Item("name_en", "英文名称", "Name in English", told_as="campaign_name_en"),
    Item("goal_mu", "目标面积", "Goal", "number", needed=True, unit="亩"),
    Item("goal_count", "目标宗数", "Goal in parcels", "number"),
    Item("starts_on", "开始日期", "Starts on", "date", needed=True, told_as="campaign_starts"),
    Item("deadline_on", "截止日期", "Deadline", "date", needed=True, told_as="campaign_ends"),
    Item("counts", "计入口径", "What counts", "code", needed=True, codes=COUNTS),
    Item("needs", "计入前须填", "Needed to count", "list", codes=NEEDS),
    Item("parks", "范围：园区", "Scope: parks", "list", told_as="campaign_parks"),
    Item("statuses", "范围：开始时状态", "Scope: status at the start", "list",
         codes={code: Word(one.zh, one.en) for code, one in STATUSES.items() if code != IN_USE},
         told_as="campaign_statuses"),
    Item("parcels", "范围：指定地块", "Scope: chosen parcels", "list",
         told_as="campaign_parcels"),
    Item("team", "工作专班", "Team", told_as="campaign_team"),
    Item("leader_post", "牵头领导（职务）", "Leader (post)", told_as="responsible_leader"),
    Item("officer_post", "经办岗位", "Officer (post)", told_as="responsible_post"),
    Item("note", "备注", "Note", "long"),
)  # fmt: skip
RULE_ITEMS: Final = frozenset({"counts", "needs"})
"""Items that are kept together as the field `rule`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Which change of status counts.

    A change counts from one of `before` to one of `reached`; land counts as long as it is in
    `reached` and has what is asked for in `needs`.
    """

    before: frozenset[str]
    reached: frozenset[str]
    needs: tuple[str, ...] = ()

    @property
    def counts(self) -> str:
        """The code of `COUNTS` that it is."""
        return STARTED if UNDER_CONSTRUCTION in self.reached else REVITALIZED


@dataclass(frozen=True, slots=True)
class Scope:
    """Which land a campaign is about; each set narrows it, an empty one does not.

    `statuses` are those that the land had on the day on which the campaign began; `parcels` are
    followed through splits and merges.
    """

    parks: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    parcels: frozenset[str] = frozenset()


def rule_of(state: Mapping[str, Any]) -> Rule:
    """The rule that a campaign keeps.

    Examples
    --------
    >>> kept = {"rule": {"from": ["idle"], "to": "under_construction"}}
    >>> rule_of(kept).counts, sorted(rule_of(kept).reached)
    ('started', ['revitalized', 'under_construction'])
    """
    kept = state.get("rule") or {}
    reached = {REVITALIZED}
    if kept.get("to") == UNDER_CONSTRUCTION:
        reached.add(UNDER_CONSTRUCTION)
    before = frozenset(kept.get("from") or {IDLE, UNDER_CONSTRUCTION}) - reached
    needs = tuple(one for one in kept.get("needs") or () if one in NEEDS)
    return Rule(before, frozenset(reached), needs)


def rule_from(counts: str, needs: list[str] | None) -> dict[str, Any]:
    """The field `rule` for what a form says.

    Examples
    --------
    >>> rule_from("revitalized", ["route"])["from"]
    ['idle', 'under_construction']
    """
    started = counts == STARTED
    return {
        "from": [IDLE] if started else [IDLE, UNDER_CONSTRUCTION],
        "to": UNDER_CONSTRUCTION if started else REVITALIZED,
        "measure": "area_m2",
        "needs": list(needs or ()),
    }


def scope_of(state: Mapping[str, Any]) -> Scope:
    """The land that a campaign is about."""
    return Scope(*(frozenset(state.get(name) or ()) for name in ("parks", "statuses", "parcels")))


def form_of(state: Mapping[str, Any]) -> dict[str, Any]:
    """A campaign as its form shows it."""
    rule = rule_of(state)
    told = {name: value for name, value in state.items() if name in CAMPAIGN_ITEMS}
    return told | {"counts": rule.counts, "needs": list(rule.needs)}


def campaign_name(state: Mapping[str, Any], language: str) -> str:
    """Its name in the language of the page; the Chinese one where it has no other."""
    zh = str(state["name_zh"])
    return zh if language.startswith("zh") else str(state.get("name_en") or zh)


def refuse_unlikely(state: Mapping[str, Any]) -> None:
    """Refuse goals and days that no campaign has; ``values["field"]`` names the item.

    Examples
    --------
    >>> refuse_unlikely({"goal_mu": 100, "starts_on": "2025-11-03", "deadline_on": "2025-12-05"})
    """
    for name in ("goal_mu", "goal_count"):
        goal = state.get(name)
        if goal is not None and not 0 < goal <= 10_000_000:
            raise BadValue("a goal is above 0 and at most 10,000,000; check it", field=name)
    count = state.get("goal_count")
    if count is not None and count != int(count):
        raise BadValue("parcels are counted whole; write a whole number", field="goal_count")
    first, last = (date.fromisoformat(state[one]) for one in ("starts_on", "deadline_on"))
    if last < first:
        raise BadValue(
            "the deadline %(day)s lies before the start %(first)s; check both days",
            day=last, first=first, field="deadline_on",
        )  # fmt: skip
    if (last - first).days > LONGEST_DAYS:
        raise BadValue(
            "a campaign lasts at most %(most)s days; check both days",
            most=LONGEST_DAYS, field="deadline_on",
        )  # fmt: skip


__all__ = [
    "CAMPAIGN", "CAMPAIGN_ITEMS", "CAMPAIGN_PREFIX", "CLOSED_ON", "COUNTS", "KEPT", "NEEDS",
    "RULE_ITEMS", "STARTED", "Rule", "Scope", "campaign_name", "form_of", "refuse_unlikely",
    "rule_from", "rule_of", "scope_of",
]  # fmt: skip
