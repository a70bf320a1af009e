"""Somebody of the staff who subscribes, on a small record that sends mail."""

from __future__ import annotations

from typing import Any, Final

from parkmap.outward import MailServer
from parkmap.services import subscribing
from parkmap.services.links import token_of
from parkmap.services.record import Actor, Record
from parkmap.store import subscriptions
from parkmap.store.subscriptions import StoredSubscription
from tests.small import free_port

WEEKLY: Final = {"what": "digest", "way": "mail", "mail": "li@example.cn", "lang": "zh",
                 "every": "week", "day": "3", "hour": "8"}  # fmt: skip
REMINDED: Final = {"what": "reminders", "way": "mail", "mail": "li@example.cn", "lang": "zh"}
DOWN: Final = MailServer("127.0.0.1", free_port(), "land@example.cn", "none")


def subscribed(record: Record, actor: Actor, sent: dict[str, Any], seed: str = "s-1",
               *, confirm: bool = True) -> str:  # fmt: skip
    token = token_of(record, "subscription", seed)
    subscribing.subscribe(record, actor, sent, token, seed)
    if confirm:
        subscribing.act_by_link(record, token, "confirm")
    return token


def one(record: Record) -> StoredSubscription:
    with record.store.read() as connection:
        return subscriptions.every(connection, record.zone_id)[0]
