"""What goes out, put in line in the transaction of its cause; nothing of a person stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from parkmap.land.subscriptions import MAIL as BY_MAIL
from parkmap.services.record import Record
from parkmap.store import jobs
from parkmap.store.alerts import StoredAlert
from parkmap.store.enquiries import StoredEnquiry
from parkmap.store.subscriptions import StoredSubscription

MAIL = "mail"
WEBHOOK = "webhook"
GROUP = "group"
"""A webhook that somebody of the staff named: each is a server of its own, and waits alone."""


def of_new(connection: Connection, record: Record, one: StoredEnquiry, *, receipt: bool) -> None:
    """An enquiry came in: who asked gets its link, the office and the webhook are told."""
    if receipt:
        _mail(connection, record, {"what": "received", "number": one.number})
    if record.zone.enquiries.office_mail:
        _mail(connection, record, {"what": "new", "number": one.number})
    if record.outward.webhook:
        jobs.enqueue(connection, record.zone_id, WEBHOOK, {"number": one.number}, record.clock())


def of_said(
    connection: Connection, record: Record, one: StoredEnquiry, what: str, place: int
) -> None:
    """Something was said to who asked, or the enquiry was closed."""
    if one.mail:
        _mail(connection, record, {"what": what, "number": one.number, "place": place})


def of_overdue(connection: Connection, record: Record, day: str, due: datetime) -> None:
    """The office is told once a day of what is late."""
    if record.zone.enquiries.office_mail:
        _mail(connection, record, {"what": "overdue", "on": day}, due)


def of_alert(
    connection: Connection, record: Record, one: StoredAlert, what: str, parcels: Sequence[str] = ()
) -> None:
    """An alert is to be confirmed, or found something."""
    payload = {"what": what, "alert": one.token_hash, "parcels": list(parcels)}
    _mail(connection, record, payload)


def of_subscription(
    connection: Connection, record: Record, one: StoredSubscription, what: str, due: datetime,
    on: str = "",
) -> None:  # fmt: skip
    """Something for a subscription; what is of a day is put in line once, however it ended."""
    payload = {"what": what, "subscription": one.token_hash, "on": on}
    kind = MAIL if one.way == BY_MAIL else GROUP
    if kind == MAIL and record.outward.mail is None:
        return
    if not on or not jobs.known(connection, record.zone_id, kind, payload):
        jobs.enqueue(connection, record.zone_id, kind, payload, due)


def _mail(
    connection: Connection, record: Record, payload: dict[str, Any], due: datetime | None = None
) -> None:
    if record.outward.mail:
        jobs.enqueue(connection, record.zone_id, MAIL, payload, due or record.clock())


__all__ = [
    "GROUP", "MAIL", "WEBHOOK", "of_alert", "of_new", "of_overdue", "of_said", "of_subscription",
]  # fmt: skip
