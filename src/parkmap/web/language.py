"""Which language a page speaks, and the switch between them."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote, urlsplit

from flask import Blueprint, Flask, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import Babel

from parkmap.errors import NotFound
from parkmap.web.context import current_record

LOCALES: Final = {"zh": "zh_CN", "en": "en"}
COOKIE: Final = "lang"
YEAR_SECONDS: Final = 365 * 24 * 3600

blueprint = Blueprint("language", __name__)


def current_language() -> str:
    """`zh` or `en`: as the address asks, else as chosen before, else the zone's first."""
    allowed = languages()
    for wanted in (request.args.get("lang", ""), request.cookies.get(COOKIE, "")):
        short = wanted[:2].lower()
        if short in allowed:
            return short
    return allowed[0]


def languages() -> tuple[str, ...]:
    """The languages of the zone that parkmap speaks, the first one being the default."""
    spoken = tuple(
        dict.fromkeys(
            code[:2].lower()
            for code in current_record().zone.languages
            if code[:2].lower() in LOCALES
        )
    )
    return spoken or ("zh", "en")


def own_path(target: str | None, otherwise: str = "/") -> str:
    """The target if it is a path of this server, else `otherwise`.

    Browsers take a backslash for a slash and skip control characters: both are refused, also
    when they come percent-encoded once more.

    Examples
    --------
    >>> own_path("/explore?park=P1")
    '/explore?park=P1'
    >>> [own_path(bad) for bad in ("//evil", "/%5cevil", "https:evil", "%2f%2fevil")]
    ['/', '/', '/', '/']
    """
    if not target or not target.startswith("/"):
        return otherwise
    for text in (target, unquote(target)):
        parts = urlsplit(text)
        if parts.scheme or parts.netloc or text.startswith("//") or "\\" in text:
            return otherwise
        if any(ord(sign) < 32 or ord(sign) == 127 for sign in text):
            return otherwise
    return target


@blueprint.get("/lang/<code>")
def switch(code: str) -> ResponseReturnValue:
    if code not in languages():
        raise NotFound("there is no language '%(code)s'; use zh or en", code=code[:20])
    answer = redirect(own_path(request.args.get("next")), 303)
    answer.set_cookie(
        COOKIE,
        code,
        max_age=YEAR_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return answer


def init_language(app: Flask) -> None:
    """Answer in the reader's language; times in the zone's time zone."""
    Babel(
        app,
        default_locale="zh_CN",
        locale_selector=lambda: LOCALES[current_language()],
        timezone_selector=lambda: current_record().zone.time_zone,
    )
    app.register_blueprint(blueprint)
