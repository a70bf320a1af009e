"""`/subscriptions`: what somebody of the staff wants to be told; his own alone, and by its link."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from parkmap.errors import NotFound, ParkmapError
from parkmap.land.reminders import KINDS
from parkmap.land.subscriptions import (
    DIGEST,
    EVERY,
    FORMS,
    LAST_DAY,
    REMINDERS,
    WAYS,
    WEEK,
    WEEKDAYS,
    WHAT,
    next_due,
)
from parkmap.services import subscribing
from parkmap.services.links import token_of
from parkmap.services.record import Actor
from parkmap.store.subscriptions import StoredSubscription
from parkmap.web.context import current_record, needed
from parkmap.web.language import current_language
from parkmap.web.pages import plain_page
from parkmap.web.problems import said, status_of

MAY: Final = "subscribe"
PURPOSE: Final = "subscription"
SEED: Final = re.compile(r"[\w-]{20,40}")
UNKEPT: Final = {"Cache-Control": "no-store"}
DONE: Final = frozenset({"made", "confirm", "changed", "pause", "resume", "end", "now"})

blueprint = Blueprint("subscriptions", __name__)


@blueprint.get("/subscriptions")
def page() -> ResponseReturnValue:
    return _page(needed(MAY)), 200, UNKEPT


@blueprint.post("/subscriptions")
def subscribe() -> ResponseReturnValue:
    record, actor, sent = current_record(), needed(MAY), _sent()
    given = request.form.get("seed", "")
    seed = f"{actor.id}.{given if SEED.fullmatch(given) else secrets.token_urlsafe(18)}"
    try:
        one = subscribing.subscribe(record, actor, sent, token_of(record, PURPOSE, seed), seed)
    except ParkmapError as error:
        return _page(actor, sent, error), status_of(error), UNKEPT
    return _done("made" if one.confirmed_at else "confirm")


@blueprint.post("/subscriptions/<int:number>")
def change(number: int) -> ResponseReturnValue:
    actor, sent = needed(MAY), _sent()
    try:
        one = subscribing.change(current_record(), actor, number, sent)
    except NotFound:
        raise
    except ParkmapError as error:
        return _page(actor, sent, error, number), status_of(error), UNKEPT
    return _done("changed" if one.confirmed_at else "confirm")


@blueprint.post("/subscriptions/<int:number>/<act>")
def act(number: int, act: str) -> ResponseReturnValue:
    actor = needed(MAY)
    try:
        subscribing.act(current_record(), actor, number, act)
    except NotFound:
        raise
    except ParkmapError as error:
        return _page(actor, error=error), status_of(error), UNKEPT
    return _done(act)


@blueprint.get("/subscriptions/t/<token>")
def follow(token: str) -> ResponseReturnValue:
    """Opened by a mail program too, so it changes nothing by itself."""
    return _link(token, subscribing.of_link(current_record(), token)), 200, UNKEPT


@blueprint.post("/subscriptions/t/<token>/<act>")
def act_by_link(token: str, act: str) -> ResponseReturnValue:
    one = subscribing.act_by_link(current_record(), token, act)
    if act == "end":
        return _link("", one, ended=True), 200, UNKEPT
    return redirect(url_for("subscriptions.follow", token=token, done=act), 303)


def _done(what: str) -> ResponseReturnValue:
    return redirect(url_for("subscriptions.page", done=what), 303)


def _sent() -> dict[str, Any]:
    """The form as it is read: of two days the one that belongs to the interval."""
    form = request.form
    sent: dict[str, Any] = {
        name: form.get(name, "")
        for name in ("what", "way", "mail", "form", "url", "secret", "lang", "every", "hour")
    }
    sent["day"] = form.get("weekday" if sent["every"] == WEEK else "month_day", "")
    kept = set(form.getlist("kind"))
    sent["off"] = [kind for kind in KINDS if kind not in kept]
    return sent


def _page(
    actor: Actor, sent: Mapping[str, Any] | None = None, error: ParkmapError | None = None,
    number: int | None = None,
) -> str:  # fmt: skip
    record = current_record()
    rows = subscribing.own(record, actor)
    edit = request.args.get("edit", "")
    edited = number or (int(edit) if edit.isdecimal() and len(edit) < 7 else 0)
    held = next((one for one in rows if one.number == edited), None)
    if held is not None and sent is None:
        sent = held._asdict()
    field = str(error.values.get("field", "")) if error else ""
    done = request.args.get("done", "")
    return plain_page(
        "subscriptions.html", "subscriptions", rows=[_row(one) for one in rows],
        sends=record.outward.mail is not None, hosts=record.outward.hosts,
        said=_said(done) if done in DONE else "", wrong=field if sent else "",
        says=said(error) if error else "", values=sent or {}, editing=held,
        seed=secrets.token_urlsafe(18), **_lists(),
    )  # fmt: skip


def _link(token: str, one: StoredSubscription, *, ended: bool = False) -> str:
    done, off = request.args.get("done", ""), request.args.get("off", "")
    return plain_page(
        "subscription.html", "subscriptions", one=one, row=_row(one), token=token, ended=ended,
        done=done, asked=off if off in KINDS and off not in one.off else "", **_lists(),
    )  # fmt: skip


def _lists() -> dict[str, Any]:
    return {
        "what": WHAT, "ways": WAYS, "every": EVERY, "forms": FORMS, "weekdays": WEEKDAYS,
        "last_day": LAST_DAY, "kinds": KINDS, "DIGEST": DIGEST, "REMINDERS": REMINDERS,
    }  # fmt: skip


def _row(one: StoredSubscription) -> dict[str, Any]:
    """A subscription as the page shows it: of a webhook the host alone, its path is a key."""
    record, chinese = current_record(), current_language() == "zh"
    where = one.mail or f"{_word(FORMS[one.form], chinese)} · {urlsplit(one.url).hostname or ''}"
    when = ""
    if one.what == DIGEST:
        when = _when(one, chinese)
    state = "runs" if one.runs else "paused" if one.paused_at else "asked"
    following = ""
    if one.what == DIGEST and one.runs:
        following = next_due(one.every, one.day, record.today()).isoformat()
    return {"one": one, "where": where, "when": when, "state": state, "next": following}


def _when(one: StoredSubscription, chinese: bool) -> str:
    clock = f"{one.hour}:00"
    if one.every == WEEK:
        day = WEEKDAYS[one.day - 1]
        return f"每{day.zh} {clock}" if chinese else f"{day.en}s {clock}"
    return f"每月 {one.day} 日 {clock}" if chinese else f"day {one.day} of each month, {clock}"


def _word(word: Any, chinese: bool) -> str:
    return str(word.zh if chinese else word.en)


def _said(done: str) -> str:
    told = {
        "made": _("Subscribed."),
        "confirm": _("A mail is on its way: open the link in it to confirm the address. Until then "
                     "nothing else is sent."),
        "changed": _("Changed."), "pause": _("Paused."), "resume": _("It goes on."),
        "end": _("Ended, and the address was erased."),
        "now": _("It is on its way; look at 'Last sent' in a minute."),
    }  # fmt: skip
    return str(told[done])
