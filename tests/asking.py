"""A record that sends mail and tells a webhook, and somebody who asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from parkmap.outward import MailServer, Outward, Webhook
from parkmap.services import enquiring, working
from parkmap.services.enquiring import Asked
from parkmap.services.links import token_of
from parkmap.services.record import Record
from tests.small import NOW

ADDRESS: Final = "https://land.example.cn"
PERSON: Final = {
    "kind": "enquiry", "name": "王工", "organisation": "光电公司", "phone": "0355-1234567",
    "mail": "wang@example.com", "text": "需 80 亩，近铁路",
}  # fmt: skip
SHARED: Final = "a secret of sixteen"


def reaching(record: Record, mail_port: int = 0, hook: Webhook | None = None) -> Record:
    """The record with a mail server on a port of this machine, and perhaps a webhook."""
    mail = MailServer("127.0.0.1", mail_port, "land@example.cn", "none") if mail_port else None
    return replace(record, outward=Outward(mail, hook, ADDRESS, "k" * 40))


def ask(record: Record, seed: str = "s-1", **changed: Any) -> int:
    """Somebody asks about T-001, with a link made from a seed."""
    person = PERSON | {name: text for name, text in changed.items() if name in PERSON}
    parcels = changed.get("parcels", ["T-001"])
    sent = Asked(person, parcels, True, changed.get("lang", "zh"), seed)
    return enquiring.ask(record, sent, token_of(record, "enquiry", seed) or seed, "one")


def worked(record: Record, **later: float) -> Record:
    """Run all that is due some time after `NOW`; the record of that time."""
    then = replace(record, clock=lambda: NOW + timedelta(**later))
    for _ in range(60):
        if not working.once(then):
            return then
    raise AssertionError("the worker finds no end")
