"""Who wants to be told when land opens: asks, confirms by a link, is told, stops by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from parkmap.errors import BadValue, Conflict, Forbidden, NotFound, TooManyRequests
from parkmap.land.enquiries import UNASKED_A_DAY, checked_mail
from parkmap.land.ledger import stamp
from parkmap.services import forgetting, outbox
from parkmap.services.correspondence import CONFIRM_DAYS
from parkmap.services.links import hash_of
from parkmap.services.record import Record
from parkmap.services.wanted import kept_query, matching
from parkmap.store import alerts, jobs, ledger
from parkmap.store.alerts import StoredAlert

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """What was sent: where to write, which land, in which language, whether consent was ticked."""

    mail: str
    query: str
    lang: str
    consent: bool


def ask(record: Record, wish: Wish, token: str, seed: str, sender: str) -> None:
    """Keep a wish and send its link; nothing else is sent before that is opened.

    Raises
    ------
    BadValue
        No address, or no consent; ``values["field"]`` names it.
    Forbidden
        No mail is sent from here.
    TooManyRequests
        One sender asked too often, or one address was asked for too often.
    """
    rules = record.zone.enquiries
    if record.outward.mail is None:
        raise Forbidden("no mail is sent from here; take the feed instead")
    mail, query = checked_mail(wish.mail), kept_query(wish.query)
    matching(record, query)  # a filter that cannot be read is refused now, not when it is due
    if not wish.consent:
        raise BadValue("tick that what you entered may be used to tell you", field="consent")
    moment, zone = record.clock(), record.zone_id
    with record.store.write() as connection:
        ledger.read_head(connection, zone)
        if alerts.by_token(connection, zone, hash_of(token)) is not None:
            return
        lately = alerts.sent_since(connection, zone, stamp(moment - HOUR), address_key=sender)
        same = alerts.sent_since(connection, zone, stamp(moment - DAY), mail=mail)
        if lately >= rules.per_hour or same >= UNASKED_A_DAY:
            raise TooManyRequests(
                "too many alerts within a short time; wait a little",
                seconds=int(HOUR.total_seconds()),
            )
        one = StoredAlert(
            0, hash_of(token), seed, mail, wish.lang, query, rules.consent_version,
            rules.alert_consent(wish.lang), sender, stamp(moment),
        )  # fmt: skip
        alerts.add(connection, zone, one)
        outbox.of_alert(connection, record, one, "confirm")


def of_link(record: Record, token: str) -> StoredAlert:
    """The alert of a link.

    Raises
    ------
    NotFound
        It ended, or was never confirmed in time.
    """
    with record.store.read() as connection:
        found = alerts.by_token(connection, record.zone_id, hash_of(token))
    if found is None:
        raise NotFound(
            "this link leads to no alert: it is not whole, or the alert ended or was not confirmed "
            "in time; open the whole link, or ask to be told anew where land is found"
        )
    return found


def confirm(record: Record, token: str) -> None:
    """From now on its author is told; what is there today is not news.

    Raises
    ------
    NotFound
        It ended, or was never confirmed in time.
    Conflict
        The address has as many alerts as it may. It is told here, to who reads its mail, and not
        at the form, where anybody could ask which addresses are kept.
    """
    found = of_link(record, token)
    if found.confirmed_at:
        return
    seen, most = matching(record, found.query), record.zone.enquiries.alerts_per_address
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        if alerts.confirmed_for(connection, record.zone_id, found.mail) >= most:
            raise Conflict(
                "this address has %(most)s alerts already; end one of them by the link in its "
                "mail, then confirm this one",
                most=most,
            )
        alerts.change(connection, record.zone_id, found.number, seen=seen,
                      confirmed_at=stamp(record.clock()))  # fmt: skip


def end(record: Record, token: str) -> None:
    """Take the alert away, with the address."""
    found = of_link(record, token)
    with record.store.write() as connection:
        ledger.read_head(connection, record.zone_id)
        alerts.drop(connection, record.zone_id, [found.number])
        forgetting.of_erasure(connection, record)


def look(record: Record, _job: jobs.Job) -> str:
    """Tell everybody of what can be had now and could not when it was last looked.

    What was found and the letter are written together, so that none is lost and none told twice.
    Land that closed and opened again is news again.
    """
    with record.store.read() as connection:
        waiting = alerts.every(connection, record.zone_id, confirmed=True)
    found = {query: _found(record, query) for query in {one.query for one in waiting}}
    told = 0
    for one in waiting:
        now = found[one.query]
        if now is None or tuple(one.seen) == now:
            continue
        fresh = news(now, one.seen)
        with record.store.write() as connection:
            ledger.read_head(connection, record.zone_id)
            moment = stamp(record.clock()) if fresh else one.mailed_at
            alerts.change(connection, record.zone_id, one.number, seen=now, mailed_at=moment)
            if fresh:
                outbox.of_alert(connection, record, one, "found", fresh)
                told += 1
    return f"{told} of {len(waiting)} alerts"


def news(now: Sequence[str], seen: Sequence[str]) -> list[str]:
    """What is there now and was not when it was last looked, in its order.

    Examples
    --------
    >>> news(["T-001", "T-002"], ["T-002", "T-003"])
    ['T-001']
    """
    known = frozenset(seen)
    return [one for one in now if one not in known]


def _found(record: Record, query: str) -> tuple[str, ...] | None:
    """What a kept filter finds; None where it is one that this release does not know."""
    try:
        return matching(record, query)
    except BadValue:
        return None


def tidy(record: Record) -> int:
    """Take away what nobody confirmed in time; how many."""
    before = stamp(record.clock() - timedelta(days=CONFIRM_DAYS))
    with record.store.write() as connection:
        gone = alerts.drop_unconfirmed(connection, record.zone_id, before)
        if gone:
            forgetting.of_erasure(connection, record)
    return gone


__all__ = ["Wish", "ask", "confirm", "end", "look", "news", "of_link", "tidy"]
