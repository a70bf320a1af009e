"""Links that are their own key, for people without an account.

A link's secret is made from a seed that is kept and a key that is not: whoever has the record or
a backup of it alone can open no link, and a mail can tell the link again whenever it is sent.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode

from parkmap.services.record import Record

PLACES = {"enquiry": "/enquiries/t/", "alert": "/alerts/t/", "subscription": "/subscriptions/t/"}


def token_of(record: Record, purpose: str, seed: str) -> str:
    """The secret of a link; "" where this process has no key to make it."""
    if not record.outward.secret or not seed:
        return ""
    said = f"{purpose}:{record.zone.code}:{seed}".encode()
    made = hmac.new(record.outward.secret.encode(), said, hashlib.sha256).digest()
    return urlsafe_b64encode(made[:24]).decode()


def hash_of(token: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_of(record: Record, purpose: str, seed: str, token_hash: str) -> str:
    """The whole link; "" where the key has changed since and it would lead nowhere."""
    token = token_of(record, purpose, seed)
    if not token or hash_of(token) != token_hash:
        return ""
    return f"{record.outward.address}{PLACES[purpose]}{token}"


__all__ = ["hash_of", "link_of", "token_of"]
