"""Letters of a case: filled from the record, by the office's own template where there is one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

from parkmap.errors import NotFound
from parkmap.formats.letter_templates import LETTERS
from parkmap.formats.out.letters_docx import filled, template_of
from parkmap.land.cases import Step, step_of
from parkmap.land.codes import word
from parkmap.services.cases import CaseView, case
from parkmap.services.record import Actor, Record, require
from parkmap.units import dm2_to_mu, m2_to_dm2

FOLDER: Final = "letters"
"""In the workspace: `letters/<step>.docx` takes the place of the neutral template."""


def letter(record: Record, actor: Actor, case_id: str, step_name: str) -> tuple[str, bytes]:
    """File name and bytes of the letter of a step, filled with what is recorded.

    Raises
    ------
    NotFound
        No such case, or a step that has no letter.
    BadFile, BadValue
        The office's template is no Word file, or has a place that is not known.
    """
    step = step_with_letter(step_name)
    view = case(record, actor, case_id)
    own = own_path(record, step)
    template = own if own.is_file() else template_of(LETTERS[step.name])
    data = filled(template, _values(record, view, step), f"{FOLDER}/{own.name}")
    return f"{view.id}-{LETTERS[step.name].title}.docx", data


def neutral_template(actor: Actor, step_name: str) -> tuple[str, bytes]:
    """The neutral template of a step, to be made one's own; NotFound where it has no letter."""
    require(actor, "read_internal")
    step = step_with_letter(step_name)
    return f"{step.name}.docx", template_of(LETTERS[step.name])


def own_path(record: Record, step: Step) -> Path:
    """Where the office's own template of a step lies, if there is one."""
    return record.folder / FOLDER / f"{step.name}.docx"


def step_with_letter(name: str) -> Step:
    """The step of this name; NotFound where it has no letter."""
    step = step_of(name)
    if step.name not in LETTERS:
        raise NotFound(
            "%(step)s has no letter of ours; letters are there for %(all)s",
            step=step.name, all=", ".join(LETTERS),
        )  # fmt: skip
    return step


def _values(record: Record, view: CaseView, step: Step) -> dict[str, str]:
    taken = view.state.get(step.field) or {}
    land: dict[str, Any] = view.parcel.state if view.parcel else {}
    area = m2_to_dm2(land.get("area_m2") or 0.0)
    cause = view.state.get("cause") or land.get("idle_cause")
    return {
        "文号": taken.get("number", ""),
        "日期": _chinese(taken.get("on")),
        "签收日期": _chinese(taken.get("received_on")),
        "备注": taken.get("note", ""),
        "案件编号": view.id,
        "立案日期": _chinese(view.state.get("opened_on")),
        "地块编号": view.state["parcel"],
        "地块名称": str(land.get("name_zh") or ""),
        "宗地代码": str(land.get("cadastral_code") or ""),
        "坐落": str(land.get("location") or ""),
        "面积亩": f"{dm2_to_mu(area):,.2f}",
        "面积平方米": f"{area / 100:,.2f}",
        "权利人": str(land.get("holder") or ""),
        "统一社会信用代码": str(land.get("holder_code") or ""),
        "合同编号": str(land.get("contract_number") or ""),
        "电子监管号": str(land.get("supervision_number") or ""),
        "约定动工日期": _chinese(land.get("agreed_start_on")),
        "实际动工日期": _chinese(land.get("started_on")),
        "已开发占比": _percent(land.get("developed_share")),
        "已投资占比": _percent(land.get("invested_share")),
        "闲置原因": word("idle_cause", str(cause), "zh") if cause else "",
        "责任单位": str(view.state.get("responsible_unit") or ""),
        "完成时限": _chinese(view.state.get("due_on")),
        "经开区": record.zone.name_zh,
    }


def _chinese(text: str | None) -> str:
    if not text:
        return ""
    day = date.fromisoformat(text)
    return f"{day.year}年{day.month}月{day.day}日"


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:g}%"


__all__ = ["FOLDER", "letter", "neutral_template", "own_path", "step_with_letter"]
