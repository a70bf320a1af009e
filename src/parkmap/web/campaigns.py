"""`/campaigns` and its API: 专项攻坚, will it make it, and which parcels say so. For staff."""

from __future__ import annotations

import io
from functools import partial
from typing import Final
from urllib.parse import quote

from flask import Blueprint, send_file
from flask.typing import ResponseReturnValue

from parkmap.errors import NotFound
from parkmap.formats.out.tables import table_csv, write_book
from parkmap.land.campaigns import campaign_name
from parkmap.services import campaigns, matters
from parkmap.services.campaign_next import Next, candidates
from parkmap.services.campaign_standing import Standing
from parkmap.services.record import Actor
from parkmap.web.addresses import public_address
from parkmap.web.answers import json_answer
from parkmap.web.arguments import (
    day,
    day_argument,
    json_body,
    limit_argument,
    moment_argument,
    text_of,
)
from parkmap.web.campaign_body import (
    campaign_body,
    next_body,
    overlap_bodies,
    points_body,
    row_body,
)
from parkmap.web.campaign_file import about_table, parcels_table
from parkmap.web.campaign_page import campaign_page, campaigns_page
from parkmap.web.campaign_sheet import sheet as sheet_of
from parkmap.web.cases import entered_body, fields_of
from parkmap.web.context import current_record, needed
from parkmap.web.downloads import turn
from parkmap.web.kept import parks_now
from parkmap.web.language import current_language
from parkmap.web.marks import idempotency_key, named_papers, receipt_body, version_of
from parkmap.web.matters import stored_body
from parkmap.web.registers import XLSX, attachment
from parkmap.web.stories import actor_names

READ: Final = "read_internal"
EDIT: Final = "edit"
MEDIA: Final = {"xlsx": XLSX, "csv": "text/csv"}
NEXT: Final = 20

blueprint = Blueprint("campaigns", __name__)


@blueprint.get("/campaigns")
def every_page() -> ResponseReturnValue:
    return campaigns_page(needed(READ))


@blueprint.get("/campaigns/<campaign_id>")
def page(campaign_id: str) -> ResponseReturnValue:
    actor = needed(READ)
    one, ahead = _read(actor, campaign_id)
    return campaign_page(actor, one, ahead)


@blueprint.get("/campaigns/<campaign_id>/sheet.pdf")
def sheet(campaign_id: str) -> ResponseReturnValue:
    actor, record, lang = needed(READ), current_record(), current_language()
    one, ahead = _read(actor, campaign_id)
    address = public_address(f"/campaigns/{quote(one.id, safe='')}")
    with turn(record, "printing"):
        made = sheet_of(record, actor, one, ahead, address, names=actor_names(record),
                        parks=_parks(actor), lang=lang)  # fmt: skip
    name = f"{campaign_name(one.state, lang)} {one.on.isoformat()} #{made.seq}.pdf"
    answer = send_file(io.BytesIO(made.content), mimetype="application/pdf", download_name=name,
                       etag=False)  # fmt: skip
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@blueprint.get("/api/campaigns")
def list_() -> ResponseReturnValue:
    actor, record, lang = needed(READ), current_record(), current_language()
    found = campaigns.standings(record, actor, day_argument("on"), moment_argument(record, "known"))
    names = {one.id: campaign_name(one.state, lang) for one in found.standings}
    return json_answer({
        "on": found.land.on, "seq": found.land.seq,
        "campaigns": [campaign_body(one, lang) for one in found.standings],
        "overlaps": overlap_bodies(found.overlaps, names),
    })  # fmt: skip


@blueprint.post("/api/campaigns")
def enter() -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = campaigns.enter_campaign(
        current_record(), actor, fields_of(body), text_of(body, "reason", optional=True),
        idempotency_key(), named_papers(body),
    )  # fmt: skip
    return json_answer(entered_body(done))


@blueprint.get("/api/campaigns/<subject_id>")
def show(subject_id: str) -> ResponseReturnValue:
    actor, record, lang = needed(READ), current_record(), current_language()
    one, ahead = _read(actor, subject_id)
    row = partial(row_body, one, names=actor_names(record))
    more = {
        "rows": [row(each) for each in one.rows], "points": points_body(one),
        "candidates": next_body(ahead, lang, limit_argument(NEXT)),
        "matters": [stored_body(each)
                    for each in matters.tied_to(record, actor, "campaign", one.id)],
    }  # fmt: skip
    return json_answer(campaign_body(one, lang) | more)


@blueprint.patch("/api/campaigns/<subject_id>")
def amend(subject_id: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = campaigns.amend_campaign(
        current_record(), actor, subject_id, version_of(subject_id, body.get("version")),
        fields_of(body), text_of(body, "reason", optional=True), idempotency_key(),
        named_papers(body),
    )  # fmt: skip
    return json_answer(receipt_body(done))


@blueprint.post("/api/campaigns/<subject_id>/closing")
def close(subject_id: str) -> ResponseReturnValue:
    actor, body = needed(EDIT), json_body()
    done = campaigns.close_campaign(
        current_record(), actor, subject_id, version_of(subject_id, body.get("version")),
        day(text_of(body, "closed_on"), "closed_on"), text_of(body, "reason"), idempotency_key(),
    )  # fmt: skip
    return json_answer(receipt_body(done))


@blueprint.get("/api/campaigns/<subject_id>/parcels.<ext>")
def file(subject_id: str, ext: str) -> ResponseReturnValue:
    actor, record, lang = needed(READ), current_record(), current_language()
    if ext not in MEDIA:
        raise NotFound("there is no export 'parcels.%(ext)s'; use one of %(all)s",
                       ext=ext[:40], all=", ".join(MEDIA))  # fmt: skip
    one, _ = _read(actor, subject_id)
    table = parcels_table(one, actor_names(record), _parks(actor), lang)
    if ext == "csv":
        data = table_csv(table)
    else:
        data = write_book(campaign_name(one.state, lang), one.on, [table], about_table(one, lang))
    return attachment(f"{_file_name(one)}.{ext}", data, MEDIA[ext])


def _read(actor: Actor, campaign_id: str) -> tuple[Standing, Next]:
    record = current_record()
    on, known_at = day_argument("on"), moment_argument(record, "known")
    one = campaigns.standing(record, actor, campaign_id, on, known_at)
    return one, candidates(record, actor, one)


def _parks(actor: Actor) -> dict[str, str]:
    lang = current_language()
    return {park.id: park.name(lang) for park in parks_now(current_record(), actor)}


def _file_name(one: Standing) -> str:
    name = "".join(each if each.isalnum() or each in "-_" else "-" for each in one.id)
    return f"{name}-{one.on.isoformat()}"


__all__ = ["READ", "blueprint"]
