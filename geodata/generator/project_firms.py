"""Which projects are those of firms in the register: tied a day after the firms were entered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any, Final

from parkmap.land.enterprises import ENTERPRISE
from parkmap.land.ledger import Subject

from .names import CHAINS
from .project_seen import Seen, at
from .record import Act, Change

CLERK: Final = "demo-officer-5"
EVERY: Final = 2
"""One in so many firms is the investor of a project of its chain."""


def tied_firms(acts: Sequence[Act], seen: Sequence[Seen], dice: Random) -> list[Act]:
    """One act that names firms as investors; none where no firm was entered."""
    entered = [act for act in acts if any(one.subject.kind == ENTERPRISE for one in act.changes)]
    firms: dict[str, dict[str, Any]] = {}
    for act in entered:
        for change in act.changes:
            if change.subject.kind == ENTERPRISE:
                firms.setdefault(change.subject.id, {}).update(change.fields)
    if not firms:
        return []
    names = {chain.name_zh: chain.id for chain in CHAINS}
    changes = []
    left = [one for one in seen if one.state.get("parcels")]
    dice.shuffle(left)
    for firm, fields in sorted(firms.items())[::EVERY]:
        chain = names.get(fields.get("chain", ""), fields.get("chain"))
        one = next((each for each in left if each.state["chain"] == chain), None)
        if one is not None and fields.get("name"):
            left.remove(one)
            tied = {"investor": fields["name"], "enterprise": firm}
            changes.append(Change(Subject("project", one.id), tied))
    on = max(act.effective_on for act in entered) + timedelta(days=1)
    reason = f"投资企业与企业名录对应：{len(changes)}个项目（示例）"
    return [Act(at(on, 40), CLERK, "amend", reason, on, changes)] if changes else []
