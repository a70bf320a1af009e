"""Projects as a workbook, and a workbook of projects beside the record, confirmed as one entry."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import IO, Any, Final

from sqlalchemy import Connection

from parkmap.errors import BadValue
from parkmap.formats.out.items_xlsx import ItemSheet, item_header, write_items
from parkmap.land.fitting import is_blank, plain_text
from parkmap.land.item_fitting import fitted_item
from parkmap.land.items import Item, Items
from parkmap.land.ledger import Delta, Subject
from parkmap.land.project_rules import ProjectRules
from parkmap.land.project_standing import Standing
from parkmap.land.project_steps import AGENCY_ITEMS, TASK_ITEMS, handled, tasks_of
from parkmap.land.projects import PROJECT, PROJECT_PREFIX, UNTYPED
from parkmap.said import Said, say
from parkmap.services import subjects
from parkmap.services.asking import MAX_PARCELS, checked_day, checked_reason, fetch
from parkmap.services.asserting import deltas_from
from parkmap.services.cell_by_cell import Change, Incoming, Plan, beside, received
from parkmap.services.project_views import ProjectView, sites_of, views
from parkmap.services.projects import checked_project, items
from parkmap.services.record import Actor, Record, require
from parkmap.services.recording import Receipt
from parkmap.services.subjects import EDIT, free_ids
from parkmap.services.writing import Request, Statement, write
from parkmap.store.present import Stored

ID: Final = Item("id", "项目编号", "Project")
COMPUTED: Final = (
    Item("investment_yi", "计划总投资", "Planned investment", "number", unit="亿元"),
    Item("mu", "占地", "Occupied land", "number", unit="亩"),
    Item("wan_per_mu", "投资强度", "Intensity", "number", unit="万元/亩"),
    Item("stuck", "卡点", "Stuck at"),
    Item("late_days", "逾期天数", "Days late", "number"),
)
"""Columns that are worked out; an import leaves them aside."""
SHEET: Final = "招商项目"


def workbook(
    record: Record, actor: Actor, stuck: Callable[[Standing], str],
    chosen: Sequence[ProjectView] | None = None,
) -> tuple[str, bytes]:  # fmt: skip
    """File name and bytes of the projects with all columns, their parcels, tasks, agency steps.

    Parameters
    ----------
    stuck
        Says in words what a project is stuck at.
    chosen
        These alone, in this order; every one where None.
    """
    found = views(record, actor) if chosen is None else chosen
    columns = [one for one in items(record, actor).values() if one.name not in UNTYPED]
    on, rules = record.today(), record.zone.projects
    sheets = (
        ItemSheet(SHEET, (ID, *columns, *COMPUTED), [_row(one, stuck) for one in found]),
        ItemSheet("用地", _SITES, _sites(record, actor, found)),
        ItemSheet("清单", (ID, *TASK_ITEMS.values()),
                  [row for one in found for row in _tasks(one)]),
        ItemSheet("全代办", (ID, Item("step", "事项", "Step"), *AGENCY_ITEMS.values()),
                  [row for one in found for row in _steps(one, rules)]),
    )  # fmt: skip
    about = [
        ("截至日期", on.isoformat()), ("项目数", str(len(found))),
        ("计划总投资", "项目协议投资额，万元；亿元列由万元换算"),
        ("占地", "项目现有地块登记面积之和；投资强度 = 计划总投资 ÷ 占地，二者缺一不计算"),
        ("逾期", "计划日期已过而阶段未到；停滞、终止的项目不计逾期"),
        ("导入", "按项目编号或名称对应；编号为空且名称未见的为新项目。计算列和其他表不导入"),
    ]  # fmt: skip
    title = f"{record.zone.name_zh}招商项目"
    return f"{SHEET}-{on.isoformat()}.xlsx", write_items(title, on, sheets, about)


def compare_projects(
    record: Record, actor: Actor, stream: IO[bytes], source: str, *, blanks: bool = False
) -> Incoming:
    """A workbook of projects beside the record, row by row; nothing is written.

    A row with the id or name of a project is about that one; a name that is not in the record is a
    new project, with the id "".

    Raises
    ------
    BadFile, UnsupportedFile, TooLarge
        It cannot be read, or has not the headers of projects.
    SignInNeeded, Forbidden
        Who may not edit.
    """
    require(actor, EDIT)
    sheets = received(stream, source, record.zone.upload_mb)
    known = items(record, actor)
    taken = {name: one for name, one in known.items() if name not in UNTYPED}
    plan = Plan(
        _headers(taken), _finder(subjects.every(record, actor, PROJECT), taken),
        lambda column, raw: fitted_item(taken[column], raw), frozenset(taken),
        lambda one, column: one.state.get(column) if one.id else None,
    )  # fmt: skip
    return beside(sheets, plan, blanks=blanks, own=[item_header(one) for one in COMPUTED])


def take_projects(
    record: Record, actor: Actor, changes: Sequence[Change], on: date, reason: str,
    key: str | None = None,
) -> Receipt:  # fmt: skip
    """Write the chosen rows as one entry: changes of projects, and new ones where the id is "".

    Raises
    ------
    BadValue
        Nothing chosen, too many, a project twice, a value that does not fit (its sentence names
        the row), a new one without what it needs.
    MissingVersion, StaleVersion, NotFound
        As for every write.
    """
    require(actor, EDIT)
    said = checked_reason(reason)
    checked_day(record, on)
    _refuse_unchosen(changes)
    fields = items(record, actor)
    every = {one.id: one.state for one in subjects.every(record, actor, PROJECT)}
    kept = [(one, _kept(record, actor, fields, every, one)) for one in changes]
    versions = {one.id: one.version for one in changes if one.id}
    whole = ["projects", [[one.id, dict(one.fields)] for one in changes], on.isoformat(), said]

    def work_out(connection: Connection) -> Statement:
        if versions:
            fetch(connection, record, versions, kind=PROJECT)
        fresh = [wanted for one, wanted in kept if not one.id]
        names = free_ids(connection, record, PROJECT, PROJECT_PREFIX, len(fresh))
        deltas = [Delta(PROJECT, name, field, None, value, on)
                  for name, wanted in zip(names, fresh, strict=True)
                  for field, value in wanted.items() if value is not None]  # fmt: skip
        for one, wanted in kept:
            if one.id:
                deltas += deltas_from(connection, record, [Subject(PROJECT, one.id)], wanted, on)
        return Statement(on, deltas)

    return write(record, actor, Request("annotate", said, whole, key, list(versions)), work_out)


def _kept(
    record: Record, actor: Actor, fields: Items, every: Mapping[str, Mapping[str, Any]],
    one: Change,
) -> dict[str, Any]:  # fmt: skip
    try:
        had = every.get(one.id, {}) if one.id else None
        sent = {name: value for name, value in one.fields.items() if name not in UNTYPED}
        return checked_project(record, actor, fields, sent, had)
    except BadValue as refused:
        name = one.id or str(one.fields.get("name_zh") or "")
        told = say(refused.template, **refused.values)
        raise BadValue("%(name)s, %(field)s: %(told)s", name=name[:60], told=told,
                       field=str(refused.values.get("field", ""))) from refused  # fmt: skip


def _refuse_unchosen(changes: Sequence[Change]) -> None:
    if not changes:
        raise BadValue("no row was chosen; choose at least one")
    if len(changes) > MAX_PARCELS:
        raise BadValue(
            "%(count)s rows are too many for one entry; send at most %(most)s at a time",
            count=len(changes), most=MAX_PARCELS,
        )  # fmt: skip
    named = [one.id or str(one.fields.get("name_zh")) for one in changes]
    if len(set(named)) < len(named):
        raise BadValue("a row was sent twice; send each once")


def _headers(taken: Items) -> dict[str, str]:
    found = dict.fromkeys((ID.zh, ID.en, ID.name), ID.name)
    for one in taken.values():
        found |= dict.fromkeys((one.zh, one.en, one.name, item_header(one)), one.name)
    return found


def _finder(every: Sequence[Stored], taken: Items) -> Callable[[Mapping[str, Any]], Stored | Said]:
    by_id = {one.id: one for one in every}
    named: dict[str, list[Stored]] = {}
    for one in every:
        named.setdefault(_folded(one.state["name_zh"]), []).append(one)
    fresh: set[str] = set()

    def find(values: Mapping[str, Any]) -> Stored | Said:
        number, name = _cell(values.get("id")), _cell(values.get("name_zh"))
        if number:
            return by_id.get(number) or say(
                "'%(value)s' is not in the record; check the id", value=number[:60]
            )
        there = named.get(name, [])
        if len(there) > 1:
            return say("%(count)s projects are called '%(value)s'; name it by its id",
                       count=len(there), value=name[:60])  # fmt: skip
        if there:
            return there[0]
        lacking = [
            one.zh for one in taken.values() if one.needed and is_blank(values.get(one.name))
        ]
        if lacking:
            return say(
                "a new project lacks %(columns)s; fill the row in", columns="、".join(lacking)
            )
        if name in fresh:
            return say("two new projects are called '%(value)s'; leave one of them out",
                       value=name[:60])  # fmt: skip
        fresh.add(name)
        return Stored(PROJECT, "", 0, {"name_zh": name}, None, (0.0, 0.0, 0.0, 0.0))

    return find


def _cell(raw: Any) -> str:
    return "" if is_blank(raw) else _folded(raw)


def _folded(value: Any) -> str:
    return unicodedata.normalize("NFKC", plain_text(value)).strip()


_SITES: Final = (
    ID, Item("parcel", "地块编号", "Parcel"), Item("from_on", "加入日期", "From", "date"),
    Item("until_on", "退出日期", "Until", "date"),
)  # fmt: skip


def _row(one: ProjectView, stuck: Callable[[Standing], str]) -> dict[str, Any]:
    wan, rate = one.state.get("investment_wan"), one.wan_per_mu
    return {
        **one.state, "id": one.id, "investment_yi": None if wan is None else wan / 10_000,
        "mu": one.mu or None, "wan_per_mu": None if rate is None else round(rate, 2),
        "stuck": stuck(one.standing), "late_days": one.standing.late_days or None,
    }  # fmt: skip


def _sites(record: Record, actor: Actor, found: Sequence[ProjectView]) -> list[dict[str, Any]]:
    held = sites_of(record, actor, [one.id for one in found])
    return [site._asdict() | {"id": one} for one, each in held.items() for site in each]


def _tasks(one: ProjectView) -> list[dict[str, Any]]:
    return [task._asdict() | {"id": one.id} for task in tasks_of(one.state)]


def _steps(one: ProjectView, rules: ProjectRules) -> list[dict[str, Any]]:
    return [
        step._asdict() | {
            "id": one.id,
            "step": rules.agency[code].word.zh if code in rules.agency else code,
        }
        for code, step in handled(one.state, rules).items()
    ]  # fmt: skip


__all__ = ["COMPUTED", "compare_projects", "take_projects", "workbook"]
