"""Who may do what with projects and comments: part of the table of `test_permissions`."""

from __future__ import annotations

from typing import Any, Final

from parkmap.services.accounts import ROLES

STAFF: Final = frozenset(ROLES)
MARKERS: Final = frozenset({"officer", "admin"})
NOTE_BODY: Final = {"parcels": {"T-001": None}, "reason": "核查"}
PROJECT_RULES: Final[tuple[tuple[str, str, str, frozenset[str], Any], ...]] = (
    ("GET", "/projects", "/projects", STAFF, None),
    ("GET", "/projects/<project_id>", "/projects/PJ-0001", STAFF, None),
    ("GET", "/projects/sums", "/projects/sums", STAFF, None),
    ("GET", "/api/projects", "/api/projects", STAFF, None),
    ("POST", "/api/projects", "/api/projects", MARKERS, NOTE_BODY),
    ("GET", "/api/projects/<subject_id>", "/api/projects/PJ-0001", STAFF, None),
    ("PATCH", "/api/projects/<subject_id>", "/api/projects/PJ-0001", MARKERS, NOTE_BODY),
    ("GET", "/api/projects/sums", "/api/projects/sums", STAFF, None),
    ("GET", "/api/projects/workbook", "/api/projects/workbook", STAFF, None),
    ("POST", "/api/projects/comparison", "/api/projects/comparison", MARKERS, {}),
    ("POST", "/api/projects/rows", "/api/projects/rows", MARKERS, NOTE_BODY),
    ("POST", "/api/projects/<subject_id>/stages", "/api/projects/PJ-0001/stages", MARKERS,
     NOTE_BODY),
    ("POST", "/api/projects/<subject_id>/tasks/<task>", "/api/projects/PJ-0001/tasks/new", MARKERS,
     NOTE_BODY),
    ("DELETE", "/api/projects/<subject_id>/tasks/<task>", "/api/projects/PJ-0001/tasks/task_01",
     MARKERS, {"reason": "核查"}),
    ("POST", "/api/projects/<subject_id>/template", "/api/projects/PJ-0001/template", MARKERS,
     NOTE_BODY),
    ("POST", "/api/projects/<subject_id>/agency", "/api/projects/PJ-0001/agency", MARKERS,
     NOTE_BODY),
    ("POST", "/api/projects/<subject_id>/parcels", "/api/projects/PJ-0001/parcels", MARKERS,
     NOTE_BODY),
    ("GET", "/api/comments", "/api/comments?kind=project&id=PJ-0001", STAFF, None),
    ("POST", "/api/comments", "/api/comments", STAFF, {"kind": "project"}),
    ("DELETE", "/api/comments/<int:number>", "/api/comments/1", STAFF, {}),
)  # fmt: skip
