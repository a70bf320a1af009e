"""What keeps programs out of public forms: a ticket with its time, a trap, a count by sender."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from parkmap.errors import BadValue
from parkmap.web.context import current_record
from parkmap.web.networks import one_network

SOONEST: Final = 3
LATEST: Final = 24 * 3600
"""Seconds from opening a form to sending it: a program is faster, a page left open slower."""
TRAP: Final = "website"
"""A field that people do not see; programs fill it in."""


def issued(purpose: str) -> str:
    """A ticket for a form that is opened now; in it lies the seed of the link that it leads to."""
    return _signer(purpose).dumps(secrets.token_urlsafe(18))


def kept(purpose: str) -> str:
    """The ticket of a form that comes back to be corrected; a new one where it is none or too old.

    Who corrects a word sends it again at once and is no program.
    """
    ticket = request.form.get("ticket", "")
    try:
        _read(purpose, ticket)
    except BadSignature:
        return issued(purpose)
    return ticket


def taken(purpose: str, *typed: str) -> str:
    """The seed of the form that was sent; refused where a program was at work.

    Sent twice it is the same. Sent again after something was corrected, on a page that one came
    back to, it is another: what was corrected is not taken for what is kept already.

    Raises
    ------
    BadValue
        Too fast, too old, not ours, or the trap was filled in.
    """
    try:
        seed, age = _read(purpose, request.form.get("ticket", ""))
    except BadSignature as cause:
        raise BadValue("this form is too old; look over what you wrote, then send it again"
                       ) from cause  # fmt: skip
    if age < SOONEST:
        raise BadValue("that was very fast; look over what you wrote, then send it again")
    if request.form.get(TRAP):
        raise BadValue("leave the field that is not shown empty, then send again")
    said = "\0".join(typed).encode()
    secret = str(current_app.secret_key).encode()
    return f"{seed}.{hmac.new(secret, said, hashlib.sha256).hexdigest()[:16]}"


def sender() -> str:
    """What tells one sender apart, and gives no address away to who has the record alone."""
    secret, address = str(current_app.secret_key), f"enquiry:{one_network(request.remote_addr)}"
    return hmac.new(secret.encode(), address.encode(), hashlib.sha256).hexdigest()


def _read(purpose: str, ticket: str) -> tuple[str, float]:
    """The seed in a ticket and its age in seconds."""
    seed, when = _signer(purpose).loads(ticket, return_timestamp=True)
    age = (current_record().clock() - when).total_seconds()
    if age > LATEST:
        raise BadSignature("too old")
    return str(seed), age


def _signer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=purpose)


__all__ = ["TRAP", "issued", "kept", "sender", "taken"]
