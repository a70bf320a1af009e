"""`/feeds/land.atom`: land that can be had, as a feed; it takes the filters of `/explore`."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parkmap.land.fields import PARCEL_FIELDS, label
from parkmap.services.changes import token
from parkmap.services.feeding import MOST, Feed, feed
from parkmap.services.reading import parks
from parkmap.services.record import PUBLIC_ACTOR
from parkmap.services.wanted import available_query, kept_query
from parkmap.web.addresses import public_root
from parkmap.web.context import current_record
from parkmap.web.etags import known, not_modified
from parkmap.web.facts import shown_value, unit_of
from parkmap.web.language import current_language

KIND: Final = "application/atom+xml"
FACTS: Final = (
    "location", "land_use_code", "far", "servicing", "supply_mode", "term_years",
    "reference_price_wan_per_mu", "available_from", "offer_ends_on", "rail_access",
)  # fmt: skip
NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

blueprint = Blueprint("feeds", __name__)


@blueprint.get("/feeds/land.atom")
def land() -> ResponseReturnValue:
    record, lang = current_record(), current_language()
    query = kept_query(request.query_string.decode("utf-8", "replace"))
    base = public_root()
    own = "&".join(filter(None, [query, f"lang={lang}" * ("lang" in request.args)]))
    held = f"{token(record)} {record.today()} {lang} {own} {base}"
    tag = hashlib.sha256(held.encode()).hexdigest()[:24]
    answer = Response(mimetype=KIND)
    answer.headers["Cache-Control"] = "public, no-cache"
    answer.vary.add("Cookie")  # the language
    answer.set_etag(tag)
    if known(tag):
        return not_modified(answer)
    named = {one.id: one.name(lang) for one in parks(record, PUBLIC_ACTOR)}
    found = feed(record, query)
    text = render_template(
        "feed.xml", feed=found, title=gettext("Land that can be had"), subtitle=_subtitle(found),
        mu=gettext("mu"), base=base, shown=available_query(query), own=own, parks=named,
        facts=_facts,
    )  # fmt: skip
    answer.set_data(NOT_XML.sub("\ufffd", text))
    return answer


def _subtitle(found: Feed) -> str:
    day = current_record().today().isoformat()
    told = str(gettext("%(n)s parcels can be had on %(day)s", n=found.matched, day=day))
    if found.matched > MOST:
        told += str(gettext("; the newest %(most)s are listed", most=MOST))
    return told


def _facts(state: dict[str, object], lang: str) -> list[tuple[str, str]]:
    """Label and value of what an investor asks for first."""
    rows = []
    for name in FACTS:
        field = PARCEL_FIELDS[name]
        value = shown_value(field, state.get(name), lang)
        if value:
            unit = unit_of(field, lang)
            rows.append((label(field, lang), f"{value} {unit}".strip()))
    return rows
