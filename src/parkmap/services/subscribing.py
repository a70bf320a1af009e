"""订阅: somebody of the staff subscribes himself, changes, pauses and ends what is his alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from parkmap.errors import BadValue, Conflict, Forbidden, NotFound
from parkmap.land.ledger import stamp
from parkmap.land.reminders import KINDS
from parkmap.land.subscriptions import DIGEST, MAIL, checked, last_due
from parkmap.outward import may_call
from parkmap.services import forgetting, outbox
from parkmap.services.correspondence import CONFIRM_DAYS
from parkmap.services.links import hash_of
from parkmap.services.record import Actor, Record, require
from parkmap.store import ledger, reminders, subscriptions
from parkmap.store.subscriptions import StoredSubscription

MAY: Final = "subscribe"
MOST: Final = 10
"""Subscriptions of one person."""
CONFIRM: Final = "confirm"
ACTS: Final = ("pause", "resume", "end", "now")


def own(record: Record, actor: Actor) -> list[StoredSubscription]:
    """One's own subscriptions, by number."""
    require(actor, MAY)
    with record.store.read() as connection:
        return subscriptions.of_account(connection, record.zone_id, actor.id)


def subscribe(
    record: Record, actor: Actor, sent: Mapping[str, Any], token: str, seed: str
) -> StoredSubscription:
    """Subscribe oneself; by mail nothing internal is sent before its link was opened.

    Raises
    ------
    BadValue
        Something that does not fit; ``values["field"]`` names it.
    Conflict
        One has as many as one may.
    Forbidden
        No mail is sent from here.
    """
    require(actor, MAY)
    kept, moment = _checked(record, sent), stamp(record.clock())
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        if len(subscriptions.of_account(connection, record.zone_id, actor.id)) >= MOST:
            raise Conflict("you have %(most)s subscriptions already; end one of them first",
                           most=MOST)  # fmt: skip
        one = StoredSubscription(
            0, actor.id, **kept, seed=seed, token_hash=hash_of(token), made_at=moment,
            since_at=moment, told=reminders.newest(connection, record.zone_id),
        )  # fmt: skip
        return _kept(connection, record, one)


def change(
    record: Record, actor: Actor, number: int, sent: Mapping[str, Any]
) -> StoredSubscription:
    """Change one's own; another mail address is confirmed anew. Refusals as for subscribing."""
    require(actor, MAY)
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        before = _own(connection, record, actor, number)
        said = {"what": before.what, "secret": before.secret} | {
            name: value for name, value in sent.items() if value or name not in {"secret"}
        }
        kept = _checked(record, said | {"what": before.what})
        moved = (before.way, before.mail) != (kept["way"], kept["mail"])
        values = kept | {"since_at": stamp(record.clock()), "failed_at": "", "failed": ""}
        if moved:
            values["confirmed_at"] = ""
        subscriptions.change(connection, record.zone_id, before.token_hash, **values)
        one = before._replace(**values)
        if moved:
            _begin(connection, record, one)
        else:
            plan(connection, record, one)
        return one


def act(record: Record, actor: Actor, number: int, what: str) -> StoredSubscription:
    """Pause one's own, resume it, end it, or have one sent now.

    Raises
    ------
    NotFound
        There is none with this number among one's own.
    Conflict
        It cannot be sent: it is paused, or its address was not confirmed yet.
    """
    require(actor, MAY)
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        one = _own(connection, record, actor, number)
        return _act(connection, record, one, what)


def of_link(record: Record, token: str) -> StoredSubscription:
    """The subscription of a link, for who reads its mail.

    Raises
    ------
    NotFound
        It was ended, or never confirmed in time.
    """
    with record.store.read() as connection:
        return _of_link(connection, record, token)


def act_by_link(record: Record, token: str, what: str) -> StoredSubscription:
    """Confirm, pause, resume or end without signing in, or turn a kind of reminder off.

    Raises
    ------
    NotFound
        It was ended, or never confirmed in time; or there is no such act.
    """
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        one = _of_link(connection, record, token)
        if what == CONFIRM:
            return _confirmed(connection, record, one)
        kind = what.removeprefix("off-")
        if kind != what and kind in KINDS:
            off = sorted({*one.off, kind})
            subscriptions.change(connection, record.zone_id, one.token_hash, off=off)
            return one._replace(off=off)
        if what == "now":
            raise NotFound("there is no '%(id)s' here; look it up in the list", id=what)
        return _act(connection, record, one, what)


def plan(connection: Connection, record: Record, one: StoredSubscription) -> None:
    """Put the digest that was due last, or is due today, in line, if it was not sent.

    Of several that were missed the last one alone; none that was due before it was wanted.
    """
    if one.what != DIGEST or not one.runs:
        return
    on = last_due(one.every, one.day, record.today())
    at = datetime.combine(on, time(one.hour), ZoneInfo(record.zone.time_zone))
    if on.isoformat() <= one.period or stamp(at) < one.since_at:
        return
    due = max(at, record.clock())
    outbox.of_subscription(connection, record, one, DIGEST, due, on.isoformat())


def plan_all(record: Record) -> None:
    """The same for all, once a day."""
    with record.store.write() as connection:
        for one in subscriptions.running(connection, record.zone_id, DIGEST):
            plan(connection, record, one)


def tidy(record: Record) -> int:
    """Take away what nobody confirmed in time; how many."""
    before = stamp(record.clock() - timedelta(days=CONFIRM_DAYS))
    with record.store.write() as connection:
        gone = subscriptions.drop_unconfirmed(connection, record.zone_id, before)
        if gone:
            forgetting.of_erasure(connection, record)
    return gone


def _checked(record: Record, sent: Mapping[str, Any]) -> dict[str, Any]:
    kept = checked(sent)
    if kept["way"] == MAIL:
        _refuse_without_server(record)
    elif not may_call(kept["url"], record.outward):
        hosts = ", ".join(record.outward.hosts) or "-"
        raise BadValue(
            "the address must begin with https:// and lead to a host that the administrator "
            "allows (%(hosts)s)", hosts=hosts, field="url",
        )  # fmt: skip
    return kept


def _refuse_without_server(record: Record) -> None:
    if record.outward.mail is None:
        raise Forbidden("no mail is sent from here; ask the administrator to name a server")


def _kept(connection: Connection, record: Record, one: StoredSubscription) -> StoredSubscription:
    known = subscriptions.by_token(connection, record.zone_id, one.token_hash)
    if known is not None:
        return known  # the form was sent twice
    number = subscriptions.add(connection, record.zone_id, one)
    return _begin(connection, record, one._replace(number=number))


def _begin(connection: Connection, record: Record, one: StoredSubscription) -> StoredSubscription:
    """A webhook was allowed by the administrator; a mail address has to be confirmed."""
    if one.way != MAIL:
        return _confirmed(connection, record, one)
    outbox.of_subscription(connection, record, one, CONFIRM, record.clock())
    return one


def _confirmed(
    connection: Connection, record: Record, one: StoredSubscription
) -> StoredSubscription:
    if one.confirmed_at:
        return one
    moment = stamp(record.clock())
    subscriptions.change(connection, record.zone_id, one.token_hash, confirmed_at=moment)
    one = one._replace(confirmed_at=moment)
    plan(connection, record, one)
    return one


def _act(
    connection: Connection, record: Record, one: StoredSubscription, what: str
) -> StoredSubscription:
    moment = stamp(record.clock())
    if what not in ACTS:
        raise NotFound("there is no '%(id)s' here; look it up in the list", id=what[:40])
    if what == "end":
        subscriptions.drop(connection, record.zone_id, [one.number])
        forgetting.of_erasure(connection, record)
        return one
    if what == "now":
        if not one.runs:
            raise Conflict("it is paused, or its address was not confirmed yet; resume or confirm "
                           "it first")  # fmt: skip
        if one.way == MAIL:
            _refuse_without_server(record)
        outbox.of_subscription(connection, record, one, one.what, record.clock())
        return one
    values: dict[str, Any] = (
        {"paused_at": moment} if what == "pause" else {"paused_at": "", "since_at": moment}
    )
    subscriptions.change(connection, record.zone_id, one.token_hash, **values)
    one = one._replace(**values)
    plan(connection, record, one)
    return one


def _own(connection: Connection, record: Record, actor: Actor, number: int) -> StoredSubscription:
    for one in subscriptions.of_account(connection, record.zone_id, actor.id):
        if one.number == number:
            return one
    raise NotFound("there is no '%(id)s' here; look it up in the list", id=str(number))


def _of_link(connection: Connection, record: Record, token: str) -> StoredSubscription:
    found = subscriptions.by_token(connection, record.zone_id, hash_of(token))
    if found is None:
        raise NotFound(
            "this link leads to no subscription: it is not whole, or the subscription was ended or "
            "not confirmed in time; open the whole link, or sign in and subscribe anew"
        )
    return found


__all__ = [
    "ACTS", "CONFIRM", "MAY", "act", "act_by_link", "change", "of_link", "own", "plan", "plan_all",
    "subscribe", "tidy",
]  # fmt: skip
