"""What a job of a subscription says, read from the record when it is sent and not before.

Who is not of the staff any more is told nothing: rights are those of the moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from parkmap.land import reminder_texts
from parkmap.land.ledger import stamp
from parkmap.land.mail_texts import Letter
from parkmap.land.reminder_texts import Told, Turned, told
from parkmap.land.reminders import BACK, gravest
from parkmap.land.subscription_texts import to_confirm, way_out
from parkmap.land.subscriptions import DIGEST, MAIL, last_due
from parkmap.services import accounts, digesting, reminding
from parkmap.services.correspondence import CONFIRM_DAYS
from parkmap.services.links import link_of
from parkmap.services.record import Actor, Record
from parkmap.services.subscribing import CONFIRM, MAY
from parkmap.services.watched import now_so, with_names
from parkmap.store import ledger, reminders, subscriptions
from parkmap.store.subscriptions import StoredSubscription

NAMED: Final = "subscription"
"""The part of a job's payload that names one, by the hash of its link."""


class Sending(NamedTuple):
    """A letter to be sent for a subscription, and what is kept once it was."""

    one: StoredSubscription
    letter: Letter
    stop: str
    kept: dict[str, Any]


def sending_of(record: Record, payload: Mapping[str, Any]) -> Sending | None:
    """What is to be sent; None where there is nobody to tell any more, or nothing."""
    with record.store.read() as connection:
        one = subscriptions.by_token(connection, record.zone_id, payload[NAMED])
    if one is None:
        return None
    actor = reader(record, one)
    if actor is None:
        return None
    stop = link_of(record, NAMED, one.seed, one.token_hash) if one.way == MAIL else ""
    if payload["what"] == CONFIRM:
        if one.confirmed_at or not stop:
            return None
        zone = record.zone.name(one.lang)
        letter = to_confirm(zone, one.what, stop, CONFIRM_DAYS, one.lang)
        return Sending(one, letter, stop, {})
    if not one.runs:
        return None
    if payload["what"] == DIGEST:
        return _digest(record, one, actor, stop, payload["on"])
    return _reminders(record, one, actor, stop, payload["on"])


def reader(record: Record, one: StoredSubscription) -> Actor | None:
    """Who subscribed, if he may still be told."""
    for account in accounts.list_users(record):
        if account.id == one.account:
            actor = account.actor
            may = account.active and actor.may(MAY) and actor.may("read_internal")
            return actor if may else None
    return None


def sent(record: Record, sending: Sending) -> None:
    """Write down that it was sent."""
    values = {"failed_at": "", "failed": ""} | sending.kept
    if sending.kept:
        values["sent_at"] = stamp(record.clock())
    _change(record, sending.one, values)


def failed(record: Record, token_hash: str, said: str, *, for_good: bool = False) -> None:
    """Write down what was said of it; where there is no such mailbox it is paused.

    An address that was never confirmed goes at once.
    """
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        one = subscriptions.by_token(connection, record.zone_id, token_hash)
        if one is None:
            return
        moment = stamp(record.clock())
        values = {"failed_at": moment, "failed": said[:60]}
        if for_good:
            values["paused_at"] = moment
        subscriptions.change(connection, record.zone_id, token_hash, **values)


def _digest(
    record: Record, one: StoredSubscription, actor: Actor, stop: str, on: str
) -> Sending | None:
    if on:
        due = last_due(one.every, one.day, record.today()).isoformat()
        if on <= one.period or on < due:
            return None  # it was sent, or a later one is due: one that was missed is enough
    asked = digesting.Asked(actor, one.lang, record.outward.address, one.figures)
    found = digesting.digest(record, asked, _foot(record, one, stop))
    kept = {"figures": found.figures} | ({"period": on} if on else {})
    return Sending(one, found.letter, stop, kept)


def _reminders(
    record: Record, one: StoredSubscription, actor: Actor, stop: str, on: str
) -> Sending | None:
    with record.store.read() as connection:
        newest = reminders.newest(connection, record.zone_id)
        news = reminding.to_tell(connection, record, one)
    held = {each.key for each in now_so(record, actor)} if news else set()
    rows = [row for row in news
            if row.detail == BACK or (row.kind, row.about, row.detail) in held]  # fmt: skip
    items = [told(row.kind, row.about, row.detail, row.since, row.told, one.lang) for row in rows]
    kept: dict[str, Any] = {"told": newest}
    if on:
        kept["period"] = max(record.today().isoformat(), one.period)
    else:
        back = [each for row, each in zip(rows, items, strict=True) if row.detail == BACK]
        items = [*_now(record, actor, one), *back]
    if on and not items:
        return None
    turns = [Turned(row.kind, f"{stop}?off={row.kind}" if stop else "") for row in items]
    letter = reminder_texts.letter(
        record.zone.name(one.lang), record.outward.address, items, turns, one.lang,
        _foot(record, one, stop),
    )  # fmt: skip
    return Sending(one, letter, stop, kept)


def _now(record: Record, actor: Actor, one: StoredSubscription) -> list[Told]:
    """All that is so now, of the kinds that are on."""
    held = [each for each in gravest(now_so(record, actor)) if each.kind not in one.off]
    return [told(*each, one.lang) for each in with_names(record, held)]


def _foot(record: Record, one: StoredSubscription, stop: str) -> str:
    return way_out(stop, f"{record.outward.address}/subscriptions", one.lang)


def _change(record: Record, one: StoredSubscription, values: Mapping[str, Any]) -> None:
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        subscriptions.change(connection, record.zone_id, one.token_hash, **values)


__all__ = ["NAMED", "Sending", "failed", "reader", "sending_of", "sent"]
