"""`/projects`: 招商项目 as board, table, calendar and bars over time; one project; the sums."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from parkmap.land.project_figures import ProjectSums
from parkmap.land.project_standing import ORDER
from parkmap.land.project_steps import AGENCY_ITEMS, TASK_ITEMS, approval_cut, handled, tasks_of
from parkmap.land.projects import PROJECT, UNTYPED, planned_field, project_name, reached_field
from parkmap.services import project_views, projects, subjects
from parkmap.services.comments import comment_counts
from parkmap.services.histories import history
from parkmap.services.papers import paper_of
from parkmap.services.project_views import MOST_QUARTERS, ProjectView
from parkmap.services.record import Actor, Record
from parkmap.store.present import Stored
from parkmap.web.arguments import day_argument, text_argument
from parkmap.web.comments import comment_rows
from parkmap.web.context import current_record, needed
from parkmap.web.kept import parks_now
from parkmap.web.language import current_language
from parkmap.web.pages import plain_page
from parkmap.web.project_calendar import due_of, month, month_of
from parkmap.web.project_gantt import gantt
from parkmap.web.project_query import PAGE, Query, query_of
from parkmap.web.project_words import LIGHTS, WHY, percent, said, stage_word, stuck_at, yi
from parkmap.web.registers import form_config
from parkmap.web.stories import history_lines

READ: Final = "read_internal"

blueprint = Blueprint("projects", __name__)


@blueprint.get("/projects")
def every_page() -> ResponseReturnValue:
    actor, record, lang = needed(READ), current_record(), current_language()
    asked = query_of(record, actor)
    every = project_views.views(record, actor)
    rows = asked.rows(every, record.zone.projects)
    return plain_page(
        "projects.html", "projects", config=form_config(), asked=asked, every=every, rows=rows,
        fields=_typed(record, actor), parks=_parks(record, actor), whys=ORDER,
        enterprises=_enterprises(record, actor), parcel=asked.said["parcel"],
        **_as_asked(record, asked, rows, lang), **words(record, lang),
    )  # fmt: skip


@blueprint.get("/projects/<project_id>")
def page(project_id: str) -> ResponseReturnValue:
    actor, record, lang = needed(READ), current_record(), current_language()
    one = project_views.view(record, actor, project_id)
    rules = record.zone.projects
    done = handled(one.state, rules)
    return plain_page(
        "project.html", "projects", config=form_config(), one=one, fields=_typed(record, actor),
        rules=rules, tasks=tasks_of(one.state), task_fields=TASK_ITEMS, done=done,
        cut=approval_cut((one.id, step) for step in done.values()), agency_fields=AGENCY_ITEMS,
        sites=project_views.sites_of(record, actor, [one.id])[one.id],
        advisers=_advisers(record, actor, one), firm=_firm(record, actor, one),
        enterprises=_enterprises(record, actor), comments=comment_rows(record, actor, PROJECT,
                                                                       one.id),
        paper=partial(paper_of, record, actor), planned_field=planned_field,
        reached_field=reached_field, **words(record, lang),
        lines=history_lines(record, actor, history(record, actor, PROJECT, one.id), lang),
    )  # fmt: skip


@blueprint.get("/projects/sums")
def sums_page() -> ResponseReturnValue:
    actor, record, lang = needed(READ), current_record(), current_language()
    on = day_argument("on")
    text = text_argument("quarters")
    count = min(int(text), MOST_QUARTERS) if text.isdecimal() and int(text[:4]) > 0 else 8
    found: ProjectSums = project_views.sums(record, actor, on, count)
    return plain_page(
        "project_sums.html", "projects", config=form_config(), sums=found, quarters=count,
        fields=projects.items(record, actor), parks=_parks(record, actor),
        rules=record.zone.projects, **words(record, lang),
    )  # fmt: skip


def words(record: Record, lang: str) -> dict[str, Any]:
    """What the templates say projects by."""
    rules = record.zone.projects
    return {
        "name_of": lambda state: project_name(state, lang), "yi": yi, "percent": percent,
        "stage_of": lambda stage: stage_word(rules, stage, lang), "lights": LIGHTS,
        "stuck": lambda standing: stuck_at(standing, rules, lang), "stages": rules.stages,
        "why_of": lambda why: said(WHY[why], lang), "said": lambda word: said(word, lang),
    }  # fmt: skip


def _as_asked(record: Record, asked: Query, rows: list[ProjectView], lang: str) -> dict[str, Any]:
    """What the view that is asked for shows of the rows."""
    rules, today = record.zone.projects, record.today()
    if asked.view == "board":
        columns = {stage: [one for one in rows if one.standing.stage == stage]
                   for stage in rules.order}  # fmt: skip
        rest = [one for one in rows if not one.standing.stage]
        return {"columns": columns | ({"": rest} if rest else {}),
                "said_of": comment_counts(record, needed(READ), PROJECT)}  # fmt: skip
    if asked.view == "calendar":
        due = due_of(rows, rules, lang)
        return {"month": month(due, month_of(asked.said["month"], today)),
                "overdue": [one for one in due if one.late_days]}  # fmt: skip
    first = (asked.page - 1) * PAGE
    some = rows[first : first + PAGE]
    more = {"some": some, "more": len(rows) > first + PAGE}
    return more | ({"bars": gantt(some, rules, today)} if asked.view == "gantt" else {})


def _typed(record: Record, actor: Actor) -> dict[str, Any]:
    """The items that a form asks for."""
    fields = projects.items(record, actor)
    return {name: one for name, one in fields.items() if name not in UNTYPED}


def _parks(record: Record, actor: Actor) -> dict[str, str]:
    return {park.id: park.name(current_language()) for park in parks_now(record, actor)}


def _enterprises(record: Record, actor: Actor) -> list[str]:
    found = subjects.every(record, actor, "enterprise") if actor.may("edit") else []
    return [str(one.state["name"]) for one in found]


def _firm(record: Record, actor: Actor, one: ProjectView) -> Stored | None:
    """The investor in the register: by its id, else by its name."""
    named = str(one.state.get("enterprise") or one.state.get("investor") or "")
    return projects.enterprise_called(record, actor, named)


def _advisers(record: Record, actor: Actor, one: ProjectView) -> list[Stored]:
    chain = one.state.get("chain")
    found = subjects.every(record, actor, "adviser") if chain else []
    return [each for each in found if each.state.get("chain") == chain]
