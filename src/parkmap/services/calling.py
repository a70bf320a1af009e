"""The webhook: another program is told that an enquiry came in, without a word of who asked.

Plain JSON is signed with the shared secret over its time and body; WeCom and DingTalk get the text
message of their robots. No redirect is followed, and no proxy asked.
"""

from __future__ import annotations

import hashlib
import hmac
import ssl
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Final
from urllib.parse import quote, urlsplit

import orjson

from parkmap.errors import Unreachable
from parkmap.land.enquiries import KINDS
from parkmap.land.mail_texts import parcels_line
from parkmap.outward import Webhook
from parkmap.services import holding
from parkmap.services.correspondence import desk_link, office_language
from parkmap.services.outbox import WEBHOOK
from parkmap.services.record import Record
from parkmap.store import enquiries, jobs
from parkmap.store.enquiries import StoredEnquiry

SECONDS: Final = 10
MOST_ANSWER: Final = 64 * 1024


def call(record: Record, job: jobs.Job) -> str:
    """Tell the webhook of an enquiry.

    Raises
    ------
    Unreachable
        None is named, or it does not answer with success; others wait with it.
    """
    hook = record.outward.webhook
    if hook is None:
        raise Unreachable("no webhook is named; set PARKMAP_WEBHOOK_URL")
    with record.store.read() as connection:
        one = enquiries.one(connection, record.zone_id, job.payload["number"])
    if one is None:
        return "no such enquiry"
    body = orjson.dumps(message_of(record, hook.form, one))
    try:
        deliver(hook, body, job.job_id, record.clock())
    except Unreachable as error:
        error.values["until"] = holding.down(record, WEBHOOK)
        raise
    holding.up(record, WEBHOOK)
    return "told"


def message_of(record: Record, form: str, one: StoredEnquiry) -> dict[str, Any]:
    """What is sent: number, kind, parcels, due day and the way to the desk."""
    kind, lang, link = KINDS[one.kind], office_language(record), desk_link(record)
    if form == "json":
        return {
            "event": "enquiry", "zone": record.zone.code, "number": one.number, "kind": one.kind,
            "parcels": one.parcels, "made_at": one.made_at, "due_on": one.due_on, "url": link,
        }  # fmt: skip
    zone, parcels = record.zone.name(lang), parcels_line(one.parcels, lang)
    if lang == "zh":
        lines = [f"【{zone}】新的{kind.zh}（编号 {one.number}）", parcels,
                 f"须于 {one.due_on} 前答复", link]  # fmt: skip
    else:
        lines = [f"[{zone}] New {kind.en.lower()} {one.number}", parcels,
                 f"To be answered by {one.due_on}", link]  # fmt: skip
    return {"msgtype": "text", "text": {"content": "\n".join(filter(None, lines))}}


def deliver(hook: Webhook, body: bytes, delivery: str, now: datetime) -> None:
    """Send a body.

    Raises
    ------
    Unreachable
        With the status or the kind of fault, and never with the address, which may be a secret.
    """
    parts = urlsplit(hook.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "parkmap",
               "X-Parkmap-Delivery": delivery}  # fmt: skip
    if hook.form == "json":
        headers |= signed(hook.secret, body, int(now.timestamp()))
    elif hook.form == "dingtalk" and hook.secret:
        told = dingtalk_query(hook.secret, int(now.timestamp() * 1000))
        target += ("&" if parts.query else "?") + told
    connection = _connection(parts.scheme, parts.hostname or "", parts.port)
    try:
        connection.request("POST", target, body, headers)
        answer = connection.getresponse()
        _accepted(hook, answer.status, answer.read(MOST_ANSWER))
    except (OSError, HTTPException, ValueError) as cause:
        raise _failed(type(cause).__name__) from cause
    finally:
        connection.close()


def signed(secret: str, body: bytes, moment: int) -> Mapping[str, str]:
    """The headers by which a receiver knows who sent it and when.

    Examples
    --------
    >>> signed("s" * 16, b"{}", 1)["X-Parkmap-Signature"][:15]
    'sha256=ba3a899b'
    """
    said = f"{moment}.".encode() + body
    digest = hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()
    return {"X-Parkmap-Timestamp": str(moment), "X-Parkmap-Signature": f"sha256={digest}"}


def dingtalk_query(secret: str, milliseconds: int) -> str:
    """Time and signature as DingTalk's robots ask for them."""
    said = f"{milliseconds}\n{secret}".encode()
    digest = hmac.new(secret.encode(), said, hashlib.sha256).digest()
    return f"timestamp={milliseconds}&sign={quote(b64encode(digest).decode(), safe='')}"


def _connection(scheme: str, host: str, port: int | None) -> HTTPConnection:
    if scheme == "https":
        context = ssl.create_default_context()
        return HTTPSConnection(host, port, timeout=SECONDS, context=context)
    return HTTPConnection(host, port, timeout=SECONDS)


def _accepted(hook: Webhook, status: int, answer: bytes) -> None:
    """Refuse whatever is no success; robots say their faults under status 200."""
    if not 200 <= status < 300:
        raise _failed(str(status))
    if hook.form != "json":
        told = orjson.loads(answer)
        code = told.get("errcode") if isinstance(told, dict) else None
        if code != 0:
            raise _failed(f"errcode {str(code)[:10]}")


def _failed(said: str) -> Unreachable:
    return Unreachable("the webhook does not take it now: %(said)s", said=said)


__all__ = ["call", "deliver", "dingtalk_query", "message_of", "signed"]
