"""`/enquiries`: who asks about land needs no account; the office answers on the desk."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parkmap.errors import BadValue, NotFound, ParkmapError
from parkmap.land.enquiries import (
    APPLICATION,
    CLOSED,
    ENQUIRY,
    FORM,
    KINDS,
    LENGTHS,
    MOST_PARCELS,
    OUTCOMES,
    STATES,
)
from parkmap.services import answering, enquiring
from parkmap.services.answering import Seen
from parkmap.services.enquiring import Asked
from parkmap.services.links import token_of
from parkmap.services.plants import plant
from parkmap.services.reading import parcel
from parkmap.services.record import PUBLIC_ACTOR
from parkmap.services.views import View
from parkmap.store.enquiries import STANDING, StoredEnquiry
from parkmap.web import tickets
from parkmap.web.answers import json_answer
from parkmap.web.arguments import ids_argument, json_body, text_argument, text_of
from parkmap.web.context import current_record, needed
from parkmap.web.language import current_language
from parkmap.web.pages import plain_page
from parkmap.web.problems import said, status_of
from parkmap.web.stories import actor_names

PURPOSE = "enquiry"

blueprint = Blueprint("enquiries", __name__)


@blueprint.get("/enquiries/new")
def form() -> ResponseReturnValue:
    """About a parcel (`parcel`) or several (`ids`), with what is needed (`need`) filled in."""
    kind = text_argument("kind") or ENQUIRY
    need = _about(text_argument("plant")) + text_argument("need", LENGTHS["text"])
    sent = {"kind": kind if kind in KINDS else ENQUIRY, "text": need}
    return _form(sent, [*ids_argument("parcel"), *ids_argument("ids")])


@blueprint.post("/enquiries/new")
def send() -> ResponseReturnValue:
    """Send it; or, without scripts, take a parcel out of it and go on writing."""
    sent = {name: request.form.get(name, "") for name in (*FORM, "consent")}
    parcels = [one for one in request.form.get("parcels", "").split() if one]
    if removed := request.form.get("remove"):
        left = [one for one in parcels if one != removed]
        return _form(sent, left)
    record, lang = current_record(), current_language()
    try:
        seed = tickets.taken(PURPOSE, *sent.values(), *parcels)
        token = token_of(record, PURPOSE, seed)
        asked = Asked(sent, parcels, sent["consent"] == "1", lang, seed)
        enquiring.ask(record, asked, token, tickets.sender())
    except ParkmapError as error:
        return _form(sent, parcels, error), status_of(error)
    return redirect(url_for("enquiries.follow", token=token), 303)


@blueprint.get("/enquiries/t/<token>")
def follow(token: str) -> ResponseReturnValue:
    found = enquiring.track(current_record(), token)
    shown = _seen(list(found.parcels))
    return plain_page("enquiry.html", "enquiry", found=found, parcels=shown, kinds=KINDS,
                      applied=_applied(shown) if found.kind == APPLICATION else {},
                      states=STATES, outcomes=OUTCOMES, closed=CLOSED)  # fmt: skip


@blueprint.get("/api/enquiries")
def every() -> ResponseReturnValue:
    record, lang = current_record(), current_language()
    states = tuple(text_argument("state").split(",")) if text_argument("state") else STANDING
    for one in states:
        if one not in STATES:
            raise BadValue("'%(value)s' is no state of an enquiry; use one of %(allowed)s",
                           value=one[:40], allowed=", ".join(STATES))  # fmt: skip
    found = answering.every(record, needed("mark"), states)
    names = actor_names(record)
    return json_answer({"enquiries": [_body(one, names, lang) for one in found]})


@blueprint.get("/api/enquiries/<int:number>")
def one(number: int) -> ResponseReturnValue:
    return _seen_body(answering.one(current_record(), needed("mark"), number))


@blueprint.post("/api/enquiries/<int:number>/answer")
def answer(number: int) -> ResponseReturnValue:
    actor, body = needed("mark"), json_body()
    return _seen_body(answering.answer(current_record(), actor, number, _text(body)))


@blueprint.post("/api/enquiries/<int:number>/note")
def note(number: int) -> ResponseReturnValue:
    actor, body = needed("mark"), json_body()
    return _seen_body(answering.note(current_record(), actor, number, _text(body)))


@blueprint.post("/api/enquiries/<int:number>/hand")
def hand_on(number: int) -> ResponseReturnValue:
    actor, body = needed("mark"), json_body()
    assignee = text_of(body, "assignee", optional=True)
    return _seen_body(answering.hand_on(current_record(), actor, number, assignee, _text(body)))


@blueprint.post("/api/enquiries/<int:number>/close")
def close(number: int) -> ResponseReturnValue:
    actor, body = needed("mark"), json_body()
    outcome = text_of(body, "outcome")
    return _seen_body(answering.close(current_record(), actor, number, outcome, _text(body)))


def _text(body: Mapping[str, Any]) -> str:
    return text_of(body, "text", optional=True)


def _form(sent: dict[str, str], parcels: list[str], error: ParkmapError | None = None) -> str:
    """The form with what was typed; what is wrong stands beside its field."""
    record = current_record()
    rules, lang = record.zone.enquiries, current_language()
    shown = _seen(list(dict.fromkeys(parcels)))
    return plain_page(
        "enquiry_new.html", "enquiry", fields=FORM, sent=sent, parcels=shown,
        applied=_applied(shown), taken=rules.open, days=rules.due_days,
        consent=rules.consent(lang), ticket=tickets.kept(PURPOSE), trap=tickets.TRAP,
        wrong=str(error.values.get("field", "")) if error else "",
        says=said(error) if error else "",
    )  # fmt: skip


def _applied(shown: list[View]) -> dict[str, int]:
    return enquiring.applicants(current_record(), [one.id for one in shown])


def _about(plant_id: str) -> str:
    """How the question begins that was asked from a plant; empty where the public sees none."""
    with suppress(NotFound):
        if plant_id:
            one = plant(current_record(), PUBLIC_ACTOR, plant_id)
            name = one.name(current_language())
            return str(gettext("Standard plant %(id)s %(name)s: ", id=one.id, name=name))
    return ""


def _seen(ids: list[str]) -> list[View]:
    """The parcels that the public sees; others are left out without a word."""
    found = []
    for one in ids[:MOST_PARCELS]:
        try:
            found.append(parcel(current_record(), PUBLIC_ACTOR, one))
        except NotFound:
            continue
    return found


def _seen_body(found: Seen) -> ResponseReturnValue:
    record, lang = current_record(), current_language()
    names = actor_names(record)
    events = [{"at": one.at, "actor_name": names.get(one.actor, one.actor), "kind": one.kind,
               "text": one.text} for one in found.events]  # fmt: skip
    outcomes = [[code, word.zh if lang == "zh" else word.en] for code, word in OUTCOMES.items()]
    return json_answer(_body(found.enquiry, names, lang) | {"events": events, "outcomes": outcomes})


def _body(one: StoredEnquiry, names: Mapping[str, str], lang: str) -> dict[str, Any]:
    kind, state = KINDS[one.kind], STATES[one.state]
    outcome = OUTCOMES.get(one.outcome)
    return {
        "number": one.number, "kind": one.kind, "kind_name": kind.zh if lang == "zh" else kind.en,
        "parcels": one.parcels, "name": one.name, "organisation": one.organisation,
        "phone": one.phone, "mail": one.mail, "text": one.text, "made_at": one.made_at,
        "due_on": one.due_on, "state": one.state,
        "state_name": state.zh if lang == "zh" else state.en,
        "assignee": one.assignee or None,
        "assignee_name": names.get(one.assignee, one.assignee) or None,
        "outcome": one.outcome or None,
        "outcome_name": outcome and (outcome.zh if lang == "zh" else outcome.en),
        "closed_at": one.closed_at or None,
    }  # fmt: skip
