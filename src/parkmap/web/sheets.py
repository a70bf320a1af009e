"""地块推介单 of a parcel or a short list, as PDF and as a page to print; for everybody."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import quote

from flask import Blueprint, Response, render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from parkmap.errors import BadValue
from parkmap.reports.typeset import typeset
from parkmap.services import promoting
from parkmap.services.changes import token
from parkmap.web.addresses import public_root
from parkmap.web.arguments import ids_argument, text_argument
from parkmap.web.context import current_record
from parkmap.web.downloads import turn
from parkmap.web.language import LOCALES, current_language, languages
from parkmap.web.sheet_pages import Made, Sheets

BOTH: Final = "both"
TRIES: Final = 3
PLACES: Final = ("sheets-1", "sheets-2")
"""So many are made at a time over all processes; the page of one parcel does not wait."""

blueprint = Blueprint("sheets", __name__)


@blueprint.get("/parcels/<parcel_id>/sheet.pdf")
def pdf(parcel_id: str) -> ResponseReturnValue:
    with turn(current_record(), *PLACES):
        return _sent(_one(parcel_id), parcel_id)


@blueprint.get("/parcels/<parcel_id>/sheet")
def page(parcel_id: str) -> ResponseReturnValue:
    return _page(_one(parcel_id), f"/parcels/{quote(parcel_id, safe='')}")


@blueprint.get("/sheets.pdf")
def pdfs() -> ResponseReturnValue:
    with turn(current_record(), *PLACES):
        made = _several()
        return _sent(made, str(len(made.pages) - 2))


@blueprint.get("/sheets")
def pages() -> ResponseReturnValue:
    with turn(current_record(), *PLACES):
        return _page(_several(), "")


def _one(parcel_id: str) -> Made:
    langs = _langs()

    def make() -> Made:
        offer = promoting.offer_of(current_record(), parcel_id)
        return Sheets(current_record(), langs, _root()).one(offer)

    return _steady(make)


def _several() -> Made:
    langs = _langs()

    def make() -> Made:
        offers, left_out = promoting.offers_of(current_record(), ids_argument())
        return Sheets(current_record(), langs, _root()).several(offers, left_out)

    return _steady(make)


def _steady(make: Callable[[], Made]) -> Made:
    """Made while the record stood still, so that it tells of the entry that it names."""
    record = current_record()
    for _ in range(TRIES):
        before, made = token(record), make()
        if token(record) == before:
            break
    return made


def _root() -> str:
    """The address of this server, as it stands in the QR codes."""
    return f"{public_root()}/"


def _langs() -> tuple[str, ...]:
    """The languages asked for, Chinese first; that of the reader where none is."""
    asked = text_argument("lang") or current_language()
    allowed = (*languages(), BOTH)
    if asked == BOTH:
        return tuple(sorted(languages(), reverse=True))
    if asked not in allowed:
        raise BadValue(
            "%(name)s is '%(value)s'; use one of %(allowed)s",
            name="lang",
            value=asked[:40],
            allowed=", ".join(allowed),
        )
    return (asked,)


def _sent(made: Made, what: str) -> Response:
    content = typeset("offer_sheet", made.data(), made.moment)
    extra: dict[str, Any] = {"download_name": f"{made.title} {what} #{made.seq}.pdf", "etag": False}
    answer = send_file(
        io.BytesIO(content), mimetype="application/pdf", as_attachment=False, **extra
    )
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.vary.add("Cookie")
    return answer


def _page(made: Made, back: str) -> str:
    ids = {"ids": request.args["ids"]} if "ids" in request.args else {}
    with force_locale(LOCALES[made.langs[0]]):
        return render_template(
            "sheet_print.html", made=made, lang=made.langs[0], back=back, ids=ids,
            chosen=BOTH if len(made.langs) > 1 else made.langs[0], choices=(*languages(), BOTH),
        )  # fmt: skip


__all__ = ["blueprint"]
