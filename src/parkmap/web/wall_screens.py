"""`/admin/walls`: screens that read the wall by a link, for administrators."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from parkmap.errors import ParkmapError
from parkmap.services import wall_devices
from parkmap.services.record import Actor
from parkmap.web.addresses import public_address
from parkmap.web.context import current_record, needed
from parkmap.web.pages import plain_page
from parkmap.web.problems import said, status_of
from parkmap.web.stories import actor_names

MAY = "manage_users"
UNKEPT = {"Cache-Control": "no-store"}

blueprint = Blueprint("wall_screens", __name__)


@blueprint.get("/admin/walls")
def page() -> ResponseReturnValue:
    return _page(needed(MAY)), 200, UNKEPT


@blueprint.post("/admin/walls")
def make() -> ResponseReturnValue:
    """Makes a link, which stands on this answer and nowhere else."""
    actor = needed(MAY)
    try:
        secret = wall_devices.make(current_record(), actor, request.form.get("name", "")[:200])
    except ParkmapError as error:
        return _page(actor, says=said(error)), status_of(error), UNKEPT
    return _page(actor, link=public_address(f"/wall/link/{secret}")), 200, UNKEPT


@blueprint.post("/admin/walls/<int:number>/end")
def end(number: int) -> ResponseReturnValue:
    wall_devices.revoke(current_record(), needed(MAY), number)
    return redirect("/admin/walls", 303)


def _page(actor: Actor, *, link: str = "", says: str = "") -> str:
    record = current_record()
    return plain_page(
        "wall_screens.html", "admin", screens=wall_devices.devices(record, actor), link=link,
        says=says, names=actor_names(record),
    )  # fmt: skip
