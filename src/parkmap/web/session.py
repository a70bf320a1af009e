"""`/login` and `/logout`."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parkmap.errors import TooManyRequests
from parkmap.services.accounts import check_password
from parkmap.services.sign_in import throttle
from parkmap.web import security
from parkmap.web.context import current_actor, current_record
from parkmap.web.language import own_path
from parkmap.web.networks import one_network
from parkmap.web.pages import plain_page
from parkmap.web.problems import said

blueprint = Blueprint("session", __name__)


@blueprint.get("/login")
def login() -> ResponseReturnValue:
    target = own_path(request.args.get("next"), "")
    if current_actor().audience == "staff":
        return redirect(target or "/", 303)
    return plain_page("login.html", "login", next=target, error=None)


@blueprint.post("/login")
def sign_in() -> ResponseReturnValue:
    record = current_record()
    name = request.form.get("name", "")
    target = own_path(request.form.get("next"), "")
    try:
        throttle(record, name, one_network(request.remote_addr))
    except TooManyRequests as error:
        seconds = str(error.values["seconds"])
        return _again(name, target, said(error)), 429, {"Retry-After": seconds}
    account = check_password(record, name, request.form.get("password", ""))
    if account is None:
        sentence = gettext("the user name or the password is wrong; check both, then try again")
        return _again(name, target, str(sentence)), 401
    security.sign_in(account)
    start = "/desk" if account.actor.may("mark") else "/progress"
    return redirect(target or start, 303)


@blueprint.post("/logout")
def sign_out() -> ResponseReturnValue:
    security.sign_out()
    return redirect("/", 303)


def _again(name: str, target: str, sentence: str) -> str:
    return plain_page("login.html", "login", next=target, error=sentence, user_name=name[:64])
