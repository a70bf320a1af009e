"""`/alerts`: who looks for land is told by mail when it opens; confirmed and ended by one link."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from parkmap.errors import BadValue, ParkmapError
from parkmap.services import alerting
from parkmap.services.alerting import Wish
from parkmap.services.correspondence import CONFIRM_DAYS
from parkmap.services.links import token_of
from parkmap.services.record import PUBLIC_ACTOR
from parkmap.services.wanted import available_query, kept_query, matching, wish_of
from parkmap.web import tickets
from parkmap.web.context import current_record
from parkmap.web.land_filters import chips
from parkmap.web.language import current_language
from parkmap.web.pages import plain_page
from parkmap.web.problems import said, status_of

PURPOSE = "alert"
OWN_FIELDS = frozenset({"mail", "consent"})

blueprint = Blueprint("alerts", __name__)


@blueprint.get("/alerts/new")
def form() -> ResponseReturnValue:
    """The filter is that of the address, as `/explore` has it."""
    return _form(kept_query(request.query_string.decode("utf-8", "replace")), "")


@blueprint.post("/alerts/new")
def send() -> ResponseReturnValue:
    record, lang = current_record(), current_language()
    mail, query = request.form.get("mail", ""), request.form.get("query", "")
    try:
        seed = tickets.taken(PURPOSE, mail, query)
        wish = Wish(mail, query, lang, request.form.get("consent") == "1")
        alerting.ask(record, wish, token_of(record, PURPOSE, seed), seed, tickets.sender())
    except ParkmapError as error:
        return _form(query, mail, error), status_of(error)
    return plain_page("alert.html", "alert", state="sent", days=CONFIRM_DAYS)


@blueprint.get("/alerts/t/<token>")
def follow(token: str) -> ResponseReturnValue:
    """Opened by a mail program too, so it changes nothing by itself."""
    record = current_record()
    found = alerting.of_link(record, token)
    query = ""
    with suppress(BadValue):  # a filter of another release: it can be ended still
        query = kept_query(found.query)
    return plain_page("alert.html", "alert", state="known" if found.confirmed_at else "asked",
                      token=token, conditions=_told(query), shown=available_query(query),
                      count=len(matching(record, query)))  # fmt: skip


@blueprint.post("/alerts/t/<token>/confirm")
def confirm(token: str) -> ResponseReturnValue:
    alerting.confirm(current_record(), token)
    return redirect(url_for("alerts.follow", token=token), 303)


@blueprint.post("/alerts/t/<token>/end")
def end(token: str) -> ResponseReturnValue:
    alerting.end(current_record(), token)
    return plain_page("alert.html", "alert", state="ended")


def _form(query: str, mail: str, error: ParkmapError | None = None) -> str:
    record, lang = current_record(), current_language()
    field = str(error.values.get("field", "")) if error else ""
    readable = query if field in {"", *OWN_FIELDS} else ""
    return plain_page(
        "alert_new.html", "alert", query=readable, conditions=_told(readable),
        shown=available_query(readable), mail=mail[:120],
        count=len(matching(record, readable)), sends=record.outward.mail is not None,
        consent=record.zone.enquiries.alert_consent(lang), ticket=tickets.kept(PURPOSE),
        agreed=request.form.get("consent") == "1", trap=tickets.TRAP,
        wrong=field if field in OWN_FIELDS else "", says=said(error) if error else "",
    )  # fmt: skip


def _told(query: str) -> list[str]:
    """The conditions of a search in words."""
    asked = chips(current_record(), PUBLIC_ACTOR, wish_of(query), current_language())
    return [one["label"] for one in asked]
