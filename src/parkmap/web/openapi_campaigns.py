"""Campaigns in the OpenAPI document."""

from __future__ import annotations

from typing import Any, Final

from parkmap.land.nearness import REASONS
from parkmap.land.pace import METHODS, VERDICTS
from parkmap.web.openapi_cases import SUBJECT_ID, amended, entered
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
    WHOLE_OR_NULL,
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
from parkmap.web.openapi_registers import ANYTHING, JSON, SEEN, file

ON: Final = query("on", DAY, "As of the end of this day, by effective date; today by default.")
KNOWN: Final = query("known", TEXT, "As known at this moment, such as 2026-11-23T09:00.")
LIMIT: Final = query("limit", WHOLE, "How many candidates; 20 by default.")
EXT: Final = path("ext", {"type": "string", "enum": ["csv", "xlsx"]})
OBJECT_OR_NULL: Final[Schema] = {"type": ["object", "null"]}
DAY_OR_NULL: Final[Schema] = {"type": ["string", "null"], "format": "date"}

FIGURES: Final[dict[str, Schema]] = {
    "id": TEXT, "version": WHOLE, "name": TEXT, "fields": ANYTHING, "on": DAY, "seq": WHOLE,
    "until": DAY, "verdict": {"enum": list(VERDICTS)}, "verdict_word": TEXT, "sentence": TEXT,
    "amounts": list_of(TEXT),
    "area": object_of(
        ("goal_mu", "done_mu", "left_mu"),
        goal_mu=FIGURE, done_mu=FIGURE, left_mu=FIGURE, share_percent=FIGURE,
        held_mu_per_day=FIGURE, needed_mu_per_day=FIGURE_OR_NULL, days=WHOLE, days_gone=WHOLE,
        days_left=WHOLE, reached_on=DAY_OR_NULL,
    ),
    "parcels": object_of(("done",), done=WHOLE, goal=WHOLE_OR_NULL, left=WHOLE_OR_NULL),
    "forecast": OBJECT_OR_NULL | {
        "description": "on, earliest, latest (null: open), and the paces that they come from: "
        + ", ".join(METHODS),
    },
    "closing": OBJECT_OR_NULL | {
        "description": "Where it is closed: what later corrections would make of its figures.",
    },
}  # fmt: skip

CAMPAIGN_SCHEMAS: Final[dict[str, Schema]] = {
    "CampaignFigures": object_of(("id", "version", "verdict", "sentence", "area"), **FIGURES),
    "Campaigns": object_of(
        ("on", "seq", "campaigns", "overlaps"), on=DAY, seq=WHOLE,
        campaigns=list_of(ref("CampaignFigures")),
        overlaps=list_of(object_of(
            ("campaigns", "parcels", "mu"),
            campaigns=list_of(TEXT), names=list_of(TEXT), parcels=list_of(TEXT), mu=FIGURE,
        )),
    ),
    "CampaignRow": object_of(
        ("id", "on", "mu", "counts_mu"),
        id=TEXT, park=TEXT, on=DAY, to=TEXT, route=TEXT, area_m2=FIGURE, mu=FIGURE,
        counts_mu=FIGURE, actor=TEXT_OR_NULL, actor_name=TEXT_OR_NULL, entry=WHOLE_OR_NULL,
        recorded_at=TEXT_OR_NULL, reason=TEXT_OR_NULL, fallen=list_of(ANYTHING),
        **{"from": TEXT},
    ),
    "Campaign": object_of(
        ("id", "version", "verdict", "sentence", "area", "rows", "points", "candidates"),
        **FIGURES,
        rows=list_of(ref("CampaignRow")),
        points=list_of(object_of(("day", "target"), day=DAY, done=FIGURE_OR_NULL, target=FIGURE)),
        candidates=object_of(
            ("count", "mu", "rows"), count=WHOLE, mu=FIGURE,
            rows=list_of(object_of(
                ("id", "stage", "reason"),
                id=TEXT, park=TEXT, status=TEXT, mu=FIGURE, stage={"enum": list(REASONS)},
                reason=TEXT, fell_back=YES, due=DAY_OR_NULL, responsible=TEXT_OR_NULL,
            )),
        ),
        matters=list_of(ref("Subject")),
    ),
    "CampaignClosing": object_of(
        ("closed_on", "reason"), closed_on=DAY, reason=TEXT, version=SEEN
    ),
}  # fmt: skip


def _file() -> dict[str, Any]:
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return file("campaignParcels", "The parcels of a campaign, as XLSX (with its figures) or CSV.",
                media, SUBJECT_ID, EXT, ON, KNOWN)  # fmt: skip


CAMPAIGN_PATHS: Final[dict[str, Schema]] = {
    "/api/campaigns": {
        "get": read("campaigns", "Campaigns with their figures, and what counts in more than one; "
                    "for staff.", "Campaigns", ON, KNOWN) | STAFF,
        "post": entered("enterCampaign", "Enter a campaign."),
    },
    "/api/campaigns/{subject_id}": {
        "get": read("oneCampaign", "A campaign with the parcels behind it and the next candidates.",
                    "Campaign", SUBJECT_ID, ON, KNOWN, LIMIT) | STAFF,
        "patch": amended("amendCampaign", "Change the terms of an open campaign.", SUBJECT_ID),
    },
    "/api/campaigns/{subject_id}/closing": {
        "post": write("closeCampaign", "Close a campaign; its figures are kept.",
                      "CampaignClosing", "Receipt", SUBJECT_ID, CSRF, KEY, kind=JSON),
    },
    "/api/campaigns/{subject_id}/parcels.{ext}": {"get": _file()},
}  # fmt: skip


__all__ = ["CAMPAIGN_PATHS", "CAMPAIGN_SCHEMAS"]
