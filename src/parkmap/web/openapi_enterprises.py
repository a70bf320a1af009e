"""Enterprises, their uses, figures and grades in the OpenAPI document."""

from __future__ import annotations

from typing import Final

from parkmap.land.grade_years import GRADE_STYLES
from parkmap.web.openapi_cases import SUBJECT_ID, amended, entered
from parkmap.web.openapi_parts import (
    CSRF,
    DAY,
    FIGURE,
    FIGURE_OR_NULL,
    KEY,
    STAFF,
    TEXT,
    WHOLE,
    Schema,
    list_of,
    object_of,
    path,
    query,
    read,
    ref,
    write,
)
from parkmap.web.openapi_registers import ANYTHING, JSON, upload

ENTERPRISE_ID: Final = path("enterprise_id", TEXT)
YEAR: Final = path("year", WHOLE)
OF_YEAR: Final = query("year", WHOLE, "The last year by default.")
MOVES: Final = object_of(
    ("up", "down", "same", "each"), up=WHOLE, down=WHOLE, same=WHOLE,
    each=list_of(object_of(("was", "now", "count"), was=TEXT, now=TEXT, count=WHOLE)),
)  # fmt: skip

ENTERPRISE_SCHEMAS: Final[dict[str, Schema]] = {
    "Enterprise": object_of(
        ("id", "version", "fields", "uses", "years"),
        id=TEXT, version=WHOLE, fields=ANYTHING,
        uses=list_of(object_of(("id", "version", "fields", "area_m2"), id=TEXT, version=WHOLE,
                               fields=ANYTHING, area_m2=FIGURE)),
        years=list_of(object_of(
            ("year", "mu", "figures"), year=WHOLE, mu=FIGURE, figures=ANYTHING,
            grade={"oneOf": [ref("Grade"), {"type": "null"}]},
        )),
    ),
    "Grade": object_of(
        ("grade", "score", "inputs", "vetoes"),
        grade={"enum": ["A", "B", "C", "D", ""], "description": "Empty: figures are missing."},
        score=FIGURE_OR_NULL, vetoes=list_of(TEXT),
        inputs=list_of(object_of(
            ("indicator", "value", "full", "weight", "points"),
            indicator=TEXT, value=FIGURE_OR_NULL, full=FIGURE, weight=FIGURE, points=FIGURE_OR_NULL,
        )),
    ),
    "Tie": object_of(("text", "href", "note"), text=TEXT, href=TEXT, note=TEXT),
    "Ties": object_of(
        ("projects", "plants", "cases", "matters", "criteria", "enterprises"),
        projects=list_of(ref("Tie")), plants=list_of(ref("Tie")), cases=list_of(ref("Tie")),
        matters=list_of(ref("Tie")), criteria=list_of(ref("Tie")), enterprises=list_of(ref("Tie")),
    ),
    "GradeMap": object_of(
        ("year", "on", "parcels", "totals"),
        year=WHOLE, on=DAY, totals=list_of(ref("TotalRow")),
        parcels=list_of(object_of(
            ("id", "s", "firms"), id=TEXT,
            s={"enum": list(GRADE_STYLES), "description": "How the parcel is drawn."},
            firms=list_of(object_of(("id", "name", "grade"), id=TEXT, name=TEXT, grade=TEXT)),
        )),
    ),
    "GradeYears": object_of(
        ("years",),
        years=list_of(object_of(
            ("year", "counts", "moves"), year=WHOLE,
            counts={**ANYTHING, "description": "Grade -> how many; the empty one: no grade."},
            moves={"oneOf": [MOVES, {"type": "null"}]},
        )),
    ),
    "Yield": object_of(
        ("parcels", "mu", "measures"), parcels=WHOLE, mu=FIGURE,
        measures={"type": "object", "additionalProperties": object_of(
            ("total_wan", "per_mu", "known_mu", "known_share", "parcels"),
            total_wan=FIGURE_OR_NULL, per_mu=FIGURE_OR_NULL, known_mu=FIGURE,
            known_share=FIGURE_OR_NULL | {"description": "Percent of the group's land."},
            parcels=list_of(TEXT),
        )},
    ),
    "Yields": object_of(
        ("year", "on", "whole", "parks", "chains", "left_out"),
        year=WHOLE, on=DAY, whole=ref("Yield"), left_out=list_of(TEXT),
        parks={"type": "object", "additionalProperties": ref("Yield")},
        chains={"type": "object", "additionalProperties": ref("Yield")},
    ),
    "Enterprises": object_of(("enterprises",), enterprises=list_of(ref("Enterprise"))),
}  # fmt: skip

ENTERPRISE_PATHS: Final[dict[str, Schema]] = {
    "/api/grades": {
        "get": read("grades", "Parcels by the grades of their enterprises; for staff.",
                    "GradeMap", OF_YEAR) | STAFF
    },
    "/api/grades/years": {
        "get": read("gradeYears", "Grades by year, and the moves between; for staff.",
                    "GradeYears") | STAFF
    },
    "/api/yields": {
        "get": read("yields", "Output, tax and investment per mu by park and chain; for staff.",
                    "Yields", OF_YEAR) | STAFF
    },
    "/api/enterprises": {
        "get": read("enterprises", "Enterprises with figures and grade of a year; for staff.",
                    "Enterprises", query("year", WHOLE, "The last year by default."),
                    query("parcel", TEXT, "Those that use this parcel.")) | STAFF,
        "post": entered("enterEnterprise", "Enter an enterprise."),
    },
    "/api/enterprises/from-holders": {
        "post": entered("takeHolders", "Enter the holders of parcels that are not there yet.")
    },
    "/api/enterprises/{enterprise_id}": {
        "get": read("oneEnterprise", "An enterprise with every year.", "Enterprise",
                    ENTERPRISE_ID) | STAFF,
        "patch": amended("amendEnterprise", "Change an enterprise.", ENTERPRISE_ID),
    },
    "/api/enterprises/{enterprise_id}/tenancies": {
        "post": entered("enterTenancy", "Tie it to a parcel or a building.", ENTERPRISE_ID)
    },
    "/api/tenancies/{subject_id}": {
        "patch": amended("amendTenancy", "Change or end a use.", SUBJECT_ID)
    },
    "/api/parcels/{parcel_id}/ties": {
        "get": read("ties", "What is tied to a parcel: projects, cases, enterprises …; for staff.",
                    "Ties", path("parcel_id", TEXT)) | STAFF
    },
    "/api/figures/{year}/comparison": {
        "post": upload("figuresComparison", "A year's workbook beside the record; writes nothing.",
                       "Incoming", YEAR)
    },
    "/api/figures/{year}/rows": {
        "post": write("figuresRows", "Write chosen rows of a year as one entry.", "ChosenRows",
                      "Receipt", YEAR, CSRF, KEY, kind=JSON)
    },
}  # fmt: skip
