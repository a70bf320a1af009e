"""Made-up campaigns beside that of 2025: its closing with its figures, and two that are running."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime
from typing import Any, Final

from parkmap.land.campaigns import CAMPAIGN, CLOSED_ON, KEPT, rule_from, rule_of, scope_of
from parkmap.land.counting import Tally
from parkmap.land.courses import Courses, courses_of
from parkmap.land.fold import Assertion, fold
from parkmap.land.ledger import Subject
from parkmap.services.campaign_land import MarkedBy
from parkmap.services.campaign_standing import Row, kept_figures

from .lives import CAMPAIGN_ENDS, CAMPAIGN_STARTS
from .record import Act, Change, Record
from .register import REGISTRAR

FIRST: Final = "2025-33-days"
CLOSED: Final = date(2025, 12, 8)
CLOSING: Final = "33 天专项攻坚行动结束，成果存档（示例）"
RUNNING: Final[tuple[tuple[str, date, dict[str, Any]], ...]] = (
    ("2026-year-end", date(2026, 10, 9), {
        "name_zh": "岁末盘活 150 亩攻坚行动（示例）",
        "name_en": "150 mu by the end of the year (example)",
        "goal_mu": 150.0, "starts_on": "2026-10-12", "deadline_on": "2026-12-31",
        "rule": rule_from("revitalized", ["route"]), "team": "盘活攻坚专班（示例）",
        "leader_post": "管委会副主任", "officer_post": "自然资源局土地利用岗",
    }),
    ("2026-precision", date(2026, 10, 30), {
        "name_zh": "精密制造产业园提质行动（示例）", "name_en": "Precision parks renewed (example)",
        "goal_mu": 60.0, "goal_count": 5, "starts_on": "2026-11-02", "deadline_on": "2026-12-20",
        "parks": ["jingmi1", "jingmi2"], "rule": rule_from("revitalized", ["route"]),
        "team": "精密制造园区专班（示例）", "leader_post": "园区办主任",
        "officer_post": "园区办用地岗",
    }),
)  # fmt: skip
"""Id, day on which it was set up, and its terms."""


def campaign_acts() -> list[Act]:
    """The campaigns as they were set up, and the closing of the first, without its figures yet."""
    acts = [
        _act(day, "enter", f"设立{fields['name_zh']}", one, fields)
        for one, day, fields in RUNNING
    ]  # fmt: skip
    return [_act(CLOSED, "amend", CLOSING, FIRST, {CLOSED_ON: CLOSED.isoformat()}), *acts]


def settled(act: Act, record: Record) -> Act:
    """The closing with the figures of the record as it stands; any other act as it is."""
    if act.reason != CLOSING:
        return act
    state = record.states[Subject(CAMPAIGN, FIRST)]
    land, entries = _land(record)
    tally = Tally(land, rule_of(state), scope_of(state), CAMPAIGN_STARTS, CAMPAIGN_ENDS)
    rows = [Row(one, entries.get((one.parcel, one.on))) for one in tally.counted()]
    figures = kept_figures(CLOSED, record.seq, rows)
    (change,) = act.changes
    return act._replace(changes=[change._replace(fields={**change.fields, KEPT: figures})])


def _act(day: date, action: str, reason: str, one: str, fields: dict[str, Any]) -> Act:
    at = datetime(day.year, day.month, day.day, 3, 40, tzinfo=UTC)
    return Act(at, REGISTRAR, action, reason, day, [Change(Subject(CAMPAIGN, one), fields)])


def _land(record: Record) -> tuple[Courses, dict[tuple[str, date], MarkedBy]]:
    """The courses of all land so far, and the entry of each change of status."""
    undone = {entry.header.undoes for entry in record.entries}
    said: dict[str, list[Assertion]] = defaultdict(list)
    marked: dict[tuple[str, date], MarkedBy] = {}
    for entry in record.entries:
        head = entry.header
        for n, one in enumerate(() if head.seq in undone else entry.deltas):
            if one.kind != "parcel":
                continue
            day = one.effective_on
            said[one.subject_id].append(Assertion(one.field, day.isoformat(), head.seq, n, one.new))
            if one.field == "status":
                marked[one.subject_id, day] = MarkedBy(
                    head.seq, head.actor, head.recorded_at, head.reason
                )
    spans = ((one, span) for one, told in said.items() for span in fold("parcel", told).spans)
    return courses_of(spans), marked
