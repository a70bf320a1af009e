"""Pictures to share, as PNG: previews for links, poster, tall picture; QR codes as SVG."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from parkmap import __version__
from parkmap.errors import BadValue, NotFound
from parkmap.reports.qr import LONGEST, fits, qr_svg
from parkmap.services import picturing
from parkmap.services.imprint import Printed
from parkmap.services.reaching import reach
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR, Record
from parkmap.web.addresses import public_address, public_root
from parkmap.web.arguments import ids_argument, text_argument
from parkmap.web.context import current_actor, current_record
from parkmap.web.downloads import turn
from parkmap.web.etags import known, tagged
from parkmap.web.kept import kept, token_now
from parkmap.web.language import current_language, own_path
from parkmap.web.picture_words import parcel_content, picture_words

TURNS: Final = ("picture", "picture-2")
"""So many pictures are made at a time, over all processes."""

ALONE: Final = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
)
"""The content policy of a picture in a window of its own, which browsers style to fit it there."""

blueprint = Blueprint("pictures", __name__)


@blueprint.get("/preview.png")
def zone_preview() -> ResponseReturnValue:
    record, lang = current_record(), current_language()
    return _png("zone", lambda: kept(
        record, PUBLIC_ACTOR, f"preview-{lang}", lambda: picturing.zone_preview(record, lang)
    ))  # fmt: skip


@blueprint.get("/parcels/<parcel_id>/preview.png")
def preview(parcel_id: str) -> ResponseReturnValue:
    record, lang = _standing(), current_language()
    view = picturing.shared_parcel(record, parcel_id)
    return _png(f"preview {view.id}", lambda: picturing.preview(record, view, lang))


@blueprint.get("/parcels/<parcel_id>/poster.png")
def poster(parcel_id: str) -> ResponseReturnValue:
    record, lang = _standing(), current_language()
    view = picturing.shared_parcel(record, parcel_id)

    def make() -> Printed:
        content, words = parcel_content(record, view, lang), picture_words(record, lang)
        return picturing.poster(record, view, content, words, lang)

    return _png(f"poster {view.id}", make, f"{view.id} poster")


@blueprint.get("/parcels/<parcel_id>/long.png")
def long_picture(parcel_id: str) -> ResponseReturnValue:
    return _long((parcel_id,), f"{parcel_id} long")


@blueprint.get("/shortlist/long.png")
def short_list() -> ResponseReturnValue:
    return _long(ids_argument(), "shortlist")


@blueprint.get("/qr.svg")
def code() -> ResponseReturnValue:
    path = own_path(request.args.get("path"), "")
    address = public_address(quote(path, safe="/?&=%,;:@+$!*'()~-._#"))
    if not path or not fits(address):
        raise BadValue(
            "path is no address of this map; give one that begins with a slash, as /explore, of at "
            "most %(most)s signs",
            most=LONGEST,
        )
    return _svg(qr_svg(address))


@blueprint.get("/parcels/<parcel_id>/wechat.svg")
def wechat(parcel_id: str) -> ResponseReturnValue:
    record = current_record()
    view = parcel(record, current_actor(), parcel_id)
    held = reach(record, view, current_language()).wechat
    if not held:
        raise NotFound("no WeChat is recorded for '%(id)s'; use the telephone", id=parcel_id[:80])
    return _svg(qr_svg(held))


def _standing() -> Record:
    """The record, where it stands remembered first: no tag is newer than what was read."""
    record = current_record()
    token_now(record)
    return record


def _long(ids: tuple[str, ...], name: str) -> Response:
    record, lang = _standing(), current_language()
    picturing.refuse_many(len(ids))
    views = [picturing.shared_parcel(record, one) for one in ids]

    def make() -> Printed:
        words = picture_words(record, lang, views)
        if len(views) > 1:
            listed = ",".join(quote(one.id) for one in views)
            address = public_address(f"/shortlist?ids={listed}")
            words |= {"address": address, "qr": qr_svg(address) if fits(address) else ""}
        shown = [(one, parcel_content(record, one, lang)) for one in views]
        return picturing.long_picture(record, shown, words, lang)

    return _png(f"long {' '.join(ids)}", make, name)


def _png(what: str, make: Callable[[], Printed], name: str = "") -> Response:
    """The picture; what the client holds of this state of the record is not made again.

    With a name a browser keeps the file by it; `download=1` makes it save at once.
    """
    record = current_record()
    stands = (what, token_now(record), record.today(), current_language(), public_root(),
              __version__, record.zone)  # fmt: skip
    tag = hashlib.sha256(repr(stands).encode()).hexdigest()[:24]
    answer = Response(mimetype="image/png")
    answer.headers["Content-Security-Policy"] = ALONE
    if known(tag):
        return tagged(answer, tag)
    with turn(record, *TURNS):
        answer.set_data(make().content)
    if name:
        how = "attachment" if text_argument("download") == "1" else "inline"
        answer.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name)}.png"
    return tagged(answer, tag)


def _svg(text: str) -> Response:
    return tagged(Response(text, mimetype="image/svg+xml"),
                  hashlib.sha256(text.encode()).hexdigest()[:24])  # fmt: skip


__all__ = ["blueprint"]
