"""Errors as answers: one dictionary from what went wrong to a status number.

Programs get RFC 9457 problem details, people get a page that says what, where and what to do.
"""

from __future__ import annotations

from typing import Any, Final

import orjson
from flask import Flask, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from parkmap.errors import (
    AwaitsReview,
    BadFile,
    BadGeometry,
    BadInput,
    Busy,
    Conflict,
    DiskFull,
    Forbidden,
    MissingVersion,
    NotFound,
    ParkmapError,
    ReadOnly,
    SignInNeeded,
    StaleVersion,
    TooLarge,
    TooManyRequests,
    Unreachable,
    UnsupportedFile,
    WorkspaceError,
)
from parkmap.land.speaking import COMMA
from parkmap.web.logs import LOGGER
from parkmap.web.telling import filled

STATUS: Final[dict[type[ParkmapError], int]] = {
    BadInput: 400,
    BadGeometry: 422,
    BadFile: 400,
    UnsupportedFile: 415,
    TooLarge: 413,
    NotFound: 404,
    SignInNeeded: 401,
    Forbidden: 403,
    TooManyRequests: 429,
    Unreachable: 503,
    AwaitsReview: 202,
    Conflict: 409,
    StaleVersion: 412,
    MissingVersion: 428,
    WorkspaceError: 500,
    ReadOnly: 503,
    DiskFull: 507,
    Busy: 503,
    ParkmapError: 500,
}
"""The nearest class in the tree counts: `LaterEntries` is a `Conflict`, so 409."""

RETRY_SECONDS: Final = {Busy: 2, ReadOnly: 60}
JSON_PATHS: Final = ("/api", "/tiles", "/context", "/healthz", "/readyz")


def status_of(error: ParkmapError) -> int:
    """The status number of an error, by the nearest class that the dictionary has.

    Examples
    --------
    >>> status_of(TooLarge("over 16 MB")), status_of(StaleVersion("changed"))
    (413, 412)
    """
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def said(error: ParkmapError) -> str:
    """The sentence of an error in the reader's language."""
    return filled(error.template, error.values)


def wants_json() -> bool:
    """Whether the answer is for a program: by its path, or by what it accepts."""
    if request.path.startswith(JSON_PATHS):
        return True
    best = request.accept_mimetypes.best_match(
        ["text/html", "application/json", "application/problem+json"], default="text/html"
    )
    return best != "text/html"


def problem(status: int, code: str, detail: str, values: dict[str, Any] | None = None) -> Response:
    """An error as RFC 9457 problem details."""
    body: dict[str, Any] = dict(values or {})
    body |= {
        "type": f"/errors/{code}",
        "title": HTTP_STATUS_CODES.get(status, "Error"),
        "status": status,
        "detail": detail,
        "code": code,
    }
    text = orjson.dumps(body, default=_plain, option=orjson.OPT_NON_STR_KEYS)
    return Response(text, status, mimetype="application/problem+json")


def refuse(status: int, code: str, detail: str, values: dict[str, Any] | None = None) -> Response:
    """An error for whoever asks: problem details, or the page for people."""
    if wants_json():
        answer = problem(status, code, detail, values)
    else:
        page = render_template(
            "error.html",
            status=status,
            title=title_of(status),
            detail=detail,
            remedy=_remedy(status),
            code=code,
            became=[one for one in str((values or {}).get("became", "")).split(COMMA) if one],
            config=None,
        )
        answer = Response(page, status, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def init_problems(app: Flask) -> None:
    """Answer every error of the tree, every refusal of Flask, and every fault."""
    app.register_error_handler(ParkmapError, _parkmap_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(500, _fault)


def _parkmap_error(error: ParkmapError) -> ResponseReturnValue:
    status = status_of(error)
    if isinstance(error, SignInNeeded) and request.method == "GET" and not wants_json():
        return redirect(url_for("session.login", next=request.full_path.rstrip("?")), 303)
    if status >= 500:
        LOGGER.error("refused", extra={"fields": {"code": error.code, "detail": str(error)}})
    answer = refuse(status, error.code, said(error), error.values)
    seconds = error.values.get("seconds") or next(
        (wait for kind, wait in RETRY_SECONDS.items() if isinstance(error, kind)), None
    )
    if seconds:
        answer.headers["Retry-After"] = str(seconds)
    return answer


def _csrf_error(_error: CSRFError) -> ResponseReturnValue:
    detail = gettext(
        "the form token is missing or too old; load the page again, then send it once more"
    )
    return refuse(400, "bad_csrf_token", str(detail))


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    code = {
        404: "not_found",
        405: "method_not_allowed",
        413: "too_large",
        415: "unsupported_file",
    }.get(error.code, "bad_input" if error.code < 500 else "error")
    answer = refuse(error.code, code, _detail(error))
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        answer.headers["Allow"] = ", ".join(sorted(allowed))
    return answer


def _fault(error: Exception) -> ResponseReturnValue:
    # Flask has written the trace to the log already.
    del error
    return refuse(500, "error", _detail_of(500))


def _detail(error: HTTPException) -> str:
    return _detail_of(error.code or 500)


def _detail_of(status: int) -> str:
    texts = {
        400: gettext("the request cannot be read; check what was sent"),
        404: gettext("there is no page or record at this address"),
        405: gettext("this address does not take that method"),
        413: gettext("too much was sent at once; send a smaller file"),
        415: gettext("this kind of content is not taken here; send JSON"),
        500: gettext("parkmap failed here; nothing was half-written"),
    }
    return str(texts.get(status, HTTP_STATUS_CODES.get(status, "")))


def title_of(status: int) -> str:
    """What a refusal of this status is called, in the language of the page."""
    texts = {
        400: gettext("This cannot be taken as it is"),
        401: gettext("Sign in first"),
        403: gettext("Not with this role"),
        404: gettext("Nothing here"),
        409: gettext("No longer true"),
        412: gettext("Somebody was faster"),
        413: gettext("Too large"),
        428: gettext("Which version?"),
        429: gettext("Too many attempts"),
        503: gettext("Busy for a moment"),
        507: gettext("No room left"),
    }
    return str(texts.get(status, gettext("Something went wrong")))


def _remedy(status: int) -> str:
    texts = {
        400: gettext("Go back, correct it, and send it again."),
        401: gettext("Sign in, and you come back here."),
        403: gettext("Ask the administrator of the zone for the role."),
        404: gettext("Check the address, or start from the map."),
        412: gettext("Load the page again: it shows what changed."),
        429: gettext("Wait a minute, then try again."),
        503: gettext("Try again in a few seconds."),
        507: gettext("Tell the administrator: the disk is full. The record is safe."),
    }
    fallback = gettext("The record is safe. Try again, or tell the administrator.")
    return str(texts.get(status, fallback))


def _plain(value: object) -> object:
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    return str(value)
