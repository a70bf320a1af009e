"""`[projects]` of a workspace: stages, kinds with plan and checklist, steps of the agency service.

What is left out stays as it comes with parkmap; what is named takes the whole place of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from parkmap.errors import BadValue
from parkmap.land.codes import Word
from parkmap.land.project_templates import AGENCY_STEPS, KINDS, AgencyStep, Kind, Task

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
"""The stages of a project in their order, where the workspace names no others."""
COUNTED_BY: Final = ("signed", "started", "producing")
"""Stages by which 三个一批 is counted: every list has them, in this order, under any word."""
CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,30}")
MOST: Final = 60
MOST_DAYS: Final = 3_650


@dataclass(frozen=True, slots=True)
class ProjectRules:
    """Stages in order, kinds of project, agency steps and the document that sets their hours."""

    stages: Mapping[str, Word] = field(default_factory=lambda: STAGES)
    kinds: Mapping[str, Kind] = field(default_factory=lambda: KINDS)
    agency: Mapping[str, AgencyStep] = field(default_factory=lambda: AGENCY_STEPS)
    agency_source: str = ""

    @property
    def order(self) -> tuple[str, ...]:
        """The codes of the stages in their order."""
        return tuple(self.stages)


PLAIN: Final = ProjectRules()


def project_rules_of(table: Mapping[str, Any]) -> ProjectRules:
    """`[projects]` of `parkmap.toml`.

    Raises
    ------
    BadValue
        A list with a wrong code, an empty word, a stage missing by which sums are counted, hours
        that are none, hours without the document that sets them.

    Examples
    --------
    >>> rules = project_rules_of({"stages": [{"code": one, "zh": one} for one in COUNTED_BY]})
    >>> rules.order, rules.stages["signed"].en
    (('signed', 'started', 'producing'), 'signed')
    """
    agency = table.get("agency", {})
    if not isinstance(agency, Mapping):
        raise BadValue("parkmap.toml: projects.agency is no table; write [projects.agency]")
    steps = {code: _step(one) for code, one in _rows(agency, "agency.steps").items()}
    source = str(agency.get("source", "")).strip()
    if not source and any(one.standard_hours is not None for one in steps.values()):
        raise BadValue(
            "parkmap.toml: projects.agency.steps set standard hours without a source; name the "
            "document in projects.agency.source"
        )
    kinds = {code: _kind(code, one) for code, one in _rows(table, "kinds").items()}
    return ProjectRules(_stages(table) or STAGES, kinds or KINDS, steps or AGENCY_STEPS, source)


def _stages(table: Mapping[str, Any]) -> dict[str, Word]:
    found = {code: _word(one, "zh", "en") for code, one in _rows(table, "stages").items()}
    if found and [one for one in found if one in COUNTED_BY] != [*COUNTED_BY]:
        raise BadValue(
            "parkmap.toml: projects.stages needs the codes %(codes)s in this order, since the sums "
            "are counted by them; their words are free", codes=", ".join(COUNTED_BY),
        )  # fmt: skip
    return found


def _kind(code: str, one: Mapping[str, Any]) -> Kind:
    tasks = one.get("tasks", [])
    if not isinstance(tasks, Sequence) or isinstance(tasks, str):
        raise _wrong("kinds", code)
    return Kind(
        _word(one, "zh", "en"), _word(one, "plan_zh", "plan_en", ""),
        tuple(_task(code, each) for each in tasks),
    )  # fmt: skip


def _task(kind: str, one: Any) -> Task:
    if not isinstance(one, Mapping) or not str(one.get("zh", "")).strip():
        raise _wrong("kinds", kind)
    what, post = _word(one, "zh", "en"), _word(one, "post_zh", "post_en", "")
    days = one.get("days", 0)
    if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= MOST_DAYS:
        raise BadValue(
            "parkmap.toml: a task of projects.kinds.%(kind)s is due after %(days)s days; give a "
            "whole number from 0 to %(most)s", kind=kind, days=str(days)[:40], most=MOST_DAYS,
        )  # fmt: skip
    return Task(what.zh, what.en, post.zh, post.en, days)


def _step(one: Mapping[str, Any]) -> AgencyStep:
    hours = one.get("standard_hours")
    good = isinstance(hours, int | float) and not isinstance(hours, bool) and hours > 0
    if hours is not None and not good:
        raise BadValue(
            "parkmap.toml: projects.agency.steps.%(code)s has %(hours)s standard hours; give a "
            "number above 0, or leave it out", code=str(one["code"]), hours=str(hours)[:40],
        )  # fmt: skip
    return AgencyStep(_word(one, "zh", "en"), None if hours is None else float(hours))


def _rows(table: Mapping[str, Any], path: str) -> dict[str, Mapping[str, Any]]:
    """The rows of a list of tables by their code."""
    rows = table.get(path.rpartition(".")[2], [])
    if not isinstance(rows, Sequence) or isinstance(rows, str) or len(rows) > MOST:
        raise _wrong(path, str(rows)[:40])
    found: dict[str, Mapping[str, Any]] = {}
    for one in rows:
        code = one.get("code") if isinstance(one, Mapping) else None
        named = isinstance(code, str) and CODE.fullmatch(code) and str(one.get("zh", "")).strip()
        if not named or code in found:
            raise _wrong(path, str(code)[:40])
        found[str(code)] = one
    return found


def _wrong(path: str, what: str) -> BadValue:
    return BadValue(
        "parkmap.toml: an item of projects.%(path)s is wrong (%(what)s); give each a code of its "
        "own in small letters, digits and _, and a text zh", path=path, what=what,
    )  # fmt: skip


def _word(one: Mapping[str, Any], zh: str, en: str, default: str | None = None) -> Word:
    text = str(one.get(zh, default if default is not None else "")).strip()
    return Word(text, str(one.get(en, "")).strip() or text)


__all__ = ["COUNTED_BY", "PLAIN", "STAGES", "ProjectRules", "project_rules_of"]
