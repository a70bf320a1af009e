"""Webhooks of groups: a digest or reminders as the text message of a robot, or signed JSON."""

from __future__ import annotations

from typing import Any, Final

import orjson

from parkmap.errors import Unreachable
from parkmap.land.digest_texts import fitted
from parkmap.land.mail_texts import Letter
from parkmap.outward import Webhook, may_call
from parkmap.services.calling import deliver
from parkmap.services.record import Record
from parkmap.services.subscription_posts import NAMED, failed, sending_of, sent
from parkmap.store import jobs

MOST_BYTES: Final = {"wecom": 2_048, "dingtalk": 18_000}
"""What the robots take in a text message; a longer one is cut at a line, and says so."""


def call(record: Record, job: jobs.Job) -> str:
    """Tell a group; its host is looked at again, since the settings may have changed.

    Raises
    ------
    Unreachable
        It does not answer with success; nothing else waits with it.
    """
    sending = sending_of(record, job.payload)
    if sending is None:
        return "nobody to tell, or nothing"
    one = sending.one
    if not may_call(one.url, record.outward):
        failed(record, one.token_hash, "host")
        return "the settings do not allow its host"
    body = orjson.dumps(message_of(record, one.form, sending.letter, job.payload["what"]))
    try:
        deliver(Webhook(one.url, one.form, one.secret), body, job.job_id, record.clock())
    except Unreachable as error:
        failed(record, job.payload[NAMED], str(error.values["said"]))
        raise
    sent(record, sending)
    return "told"


def message_of(record: Record, form: str, letter: Letter, event: str) -> dict[str, Any]:
    """What is sent: text of a robot, or subject and text as JSON."""
    if form == "json":
        return {"event": event, "zone": record.zone.code, "subject": letter.subject,
                "text": letter.body, "url": f"{record.outward.address}/reminders"}  # fmt: skip
    text = f"{letter.subject}\n\n{letter.body}".strip()
    lang = "zh" if letter.subject.startswith("【") else "en"
    text = fitted(text, MOST_BYTES[form], f"{record.outward.address}/progress", lang)
    return {"msgtype": "text", "text": {"content": text}}


__all__ = ["call", "message_of"]
