"""Projects, their steps, sums and workbook, and comments, in the OpenAPI document."""

from __future__ import annotations

from typing import Final

from parkmap.land.project_standing import ORDER
from parkmap.web.openapi_cases import PARCEL, SUBJECT_ID, amended, entered
from parkmap.web.openapi_parts import (
    CSRF,
    DAY,
    FIGURE,
    FIGURE_OR_NULL,
    KEY,
    STAFF,
    TEXT,
    TEXT_OR_NULL,
    WHOLE,
    YES,
    Schema,
    list_of,
    object_of,
    path,
    query,
    read,
    ref,
    write,
)
from parkmap.web.openapi_registers import ANYTHING, JSON, SEEN, XLSX, file, upload
from parkmap.web.project_query import SORTS

TASK: Final = path("task", {"type": "string", "enum": ["new", "task_01"]})
NUMBER: Final = path("number", WHOLE)
KIND: Final = query("kind", TEXT, "Kind of the subject, as in the ledger: project, campaign …")
ID: Final = query("id", TEXT, "Its id.")
ON: Final = query("on", DAY, "Today by default.")
FILTERS: Final = (
    PARCEL,
    query("q", TEXT, "A text in its name, investor, parcels, progress, plan."),
    query("why", {"enum": list(ORDER)}, "How it stands."),
    query("stage", TEXT, "Code of a stage."),
    query("sort", {"enum": list(SORTS)}, "With a minus before it: the other way round."),
    query("figure", TEXT, "Key of a figure of the sums: the projects behind it."),
    query("on", DAY, "The day of that figure."),
)
FIGURES: Final = {**ANYTHING, "description": "Key -> count, wan, yi, known, ids."}
PROJECT_SCHEMAS: Final[dict[str, Schema]] = {
    "Project": object_of(
        ("id", "version", "fields", "standing"),
        id=TEXT, version=WHOLE, mu=FIGURE, wan_per_mu=FIGURE_OR_NULL,
        agreed_wan_per_mu=FIGURE_OR_NULL,
        fields={**ANYTHING, "description": "Also task_01 … and agency_step_<code>, each whole."},
        standing=object_of(
            ("stage", "next", "why", "late_days", "stuck_at"), stage=TEXT_OR_NULL,
            next=TEXT_OR_NULL, next_on=TEXT_OR_NULL, why={"enum": list(ORDER)}, late_days=WHOLE,
            late=list_of(ANYTHING), tasks=list_of(TEXT), stuck_at=TEXT,
        ),
        sites=list_of(object_of(("parcel", "from_on"), parcel=TEXT, from_on=TEXT, until_on=TEXT)),
    ),
    "Projects": object_of(("subjects",), subjects=list_of(ref("Project"))),
    "ProjectStep": object_of(
        ("version",), version=SEEN, reason=TEXT, papers=list_of(TEXT),
        fields={**ANYTHING, "description": "Item -> value; null empties it."},
    ),
    "ProjectSums": object_of(
        ("on", "figures", "quarters", "years", "funnel", "groups", "land", "approval"),
        on=TEXT, figures=FIGURES, years=list_of(ANYTHING), quarters=list_of(ANYTHING),
        funnel=list_of(ANYTHING), groups=ANYTHING, land=ANYTHING, approval=ANYTHING,
    ),
    "Comment": object_of(
        ("comment_id", "kind", "id", "author", "text", "at", "taken_back"),
        comment_id=WHOLE, kind=TEXT, id=TEXT, author=TEXT, author_name=TEXT, text=TEXT, at=TEXT,
        taken_back=YES, may_take_back=YES,
    ),
    "Comments": object_of(("comments",), comments=list_of(ref("Comment"))),
    "FreshComment": object_of(("kind", "id", "text"), kind=TEXT, id=TEXT, text=TEXT),
    "Nothing": object_of(),
    "TakenBack": object_of(("comment_id", "taken_back"), comment_id=WHOLE, taken_back=YES),
}  # fmt: skip


def _step(name: str, says: str, *parameters: Schema) -> Schema:
    return write(name, says, "ProjectStep", "Receipt", SUBJECT_ID, *parameters, CSRF, KEY,
                 kind=JSON)  # fmt: skip


PROJECT_PATHS: Final[dict[str, Schema]] = {
    "/api/projects": {
        "get": read("projects", "Projects, stalled and late ones first; for staff.", "Projects",
                    *FILTERS) | STAFF,
        "post": entered("enterProject", "Enter a project, as of a day (effective_on)."),
    },
    "/api/projects/sums": {
        "get": read("projectSums", "Sums of projects on a day, each with its list; for staff.",
                    "ProjectSums", ON, query("quarters", WHOLE, "So many, 8 by default.")) | STAFF
    },
    "/api/projects/workbook": {
        "get": file("projectWorkbook", "Projects as Excel, all columns.", XLSX, *FILTERS)
    },
    "/api/projects/comparison": {
        "post": upload("projectComparison", "A workbook beside the record; writes nothing.",
                       "Incoming")
    },
    "/api/projects/rows": {
        "post": write("projectRows", "Write chosen rows as one entry; an empty id is a new one.",
                      "ChosenRows", "Receipt", CSRF, KEY, kind=JSON)
    },
    "/api/projects/{subject_id}": {
        "get": read("oneProject", "A project with its parcels by day.", "Project", SUBJECT_ID)
        | STAFF,
        "patch": amended("amendProject", "Change a project.", SUBJECT_ID),
    },
    "/api/projects/{subject_id}/stages": {
        "post": _step("takeStage", "A stage reached (on) or planned (planned_on); fields.stage.")
    },
    "/api/projects/{subject_id}/tasks/{task}": {
        "post": _step("putTask", "Add a step of the checklist (new), or change one.", TASK),
        "delete": _step("dropTask", "Take a step off the checklist.", TASK),
    },
    "/api/projects/{subject_id}/template": {
        "post": _step("takeTemplate", "The plan and checklist of its kind.")
    },
    "/api/projects/{subject_id}/agency": {
        "post": _step("takeAgencyStep", "A step of the agency service with its hours; fields.step.")
    },
    "/api/projects/{subject_id}/parcels": {
        "post": _step("moveParcels", "Parcels come (way: joins) or go (leaves) on a day (on).")
    },
    "/api/comments": {
        "get": read("comments", "What staff said of a subject; for staff.", "Comments", KIND, ID)
        | STAFF,
        "post": write("addComment", "Say something of a subject.", "FreshComment", "Comment", CSRF,
                      kind=JSON),
    },
    "/api/comments/{number}": {
        "delete": write("takeCommentBack", "Take a comment back; its author, or administrators.",
                        "Nothing", "TakenBack", NUMBER, CSRF, kind=JSON)
    },
}  # fmt: skip

__all__ = ["PROJECT_PATHS", "PROJECT_SCHEMAS"]
