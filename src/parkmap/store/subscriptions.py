"""Who of the staff is told what, when and where to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import Connection, delete, func, insert, select, update

from parkmap.store.schema_subscriptions import subscription

PACKED: Final = ("off", "figures")


class StoredSubscription(NamedTuple):
    """A subscription as kept.

    `since_at` is the moment from which on digests are due; `period` the due day of the last one
    that was sent, `figures` what it said; `told` the last reminder that was looked at for it.
    """

    number: int
    account: str
    what: str
    way: str
    mail: str
    url: str
    form: str
    secret: str
    lang: str
    every: str
    day: int
    hour: int
    off: Sequence[str]
    seed: str
    token_hash: str
    made_at: str
    since_at: str
    confirmed_at: str = ""
    paused_at: str = ""
    sent_at: str = ""
    period: str = ""
    told: int = 0
    figures: Mapping[str, Any] = {}
    failed_at: str = ""
    failed: str = ""

    @property
    def runs(self) -> bool:
        """Whether anything is sent."""
        return bool(self.confirmed_at) and not self.paused_at


COLUMNS: Final = [subscription.c[name] for name in StoredSubscription._fields]


def add(connection: Connection, zone_id: int, one: StoredSubscription) -> int:
    """Keep a new one under the next number."""
    top = select(func.coalesce(func.max(subscription.c.number), 0)).where(
        subscription.c.zone_id == zone_id
    )
    number = int(connection.execute(top).scalar_one()) + 1
    values = _packed(one._replace(number=number)._asdict())
    connection.execute(insert(subscription).values(zone_id=zone_id, **values))
    return number


def by_token(connection: Connection, zone_id: int, token_hash: str) -> StoredSubscription | None:
    """One by the hash of the secret in its link, which also names it in jobs."""
    found = _some(connection, zone_id, subscription.c.token_hash == token_hash)
    return next(iter(found), None)


def of_account(connection: Connection, zone_id: int, account: str) -> list[StoredSubscription]:
    """Those of one person, by number."""
    return _some(connection, zone_id, subscription.c.account == account)


def every(connection: Connection, zone_id: int) -> list[StoredSubscription]:
    """All of them, by number."""
    return _some(connection, zone_id)


def running(connection: Connection, zone_id: int, what: str) -> list[StoredSubscription]:
    """Those to which something is sent."""
    return [one for one in _some(connection, zone_id, subscription.c.what == what) if one.runs]


def wanted(connection: Connection, zone_id: int, what: str) -> bool:
    """Whether anybody waits to be told."""
    query = select(subscription.c.number).where(
        subscription.c.zone_id == zone_id, subscription.c.what == what,
        subscription.c.confirmed_at != "", subscription.c.paused_at == "",
    )  # fmt: skip
    return connection.execute(query.limit(1)).first() is not None


def change(connection: Connection, zone_id: int, token_hash: str, **values: Any) -> None:
    """Set columns of one."""
    here = (subscription.c.zone_id == zone_id, subscription.c.token_hash == token_hash)
    connection.execute(update(subscription).where(*here).values(**_packed(values)))


def drop(connection: Connection, zone_id: int, numbers: Sequence[int]) -> None:
    """Take some away, with address and all."""
    gone = delete(subscription).where(
        subscription.c.zone_id == zone_id, subscription.c.number.in_(list(numbers))
    )
    connection.execute(gone)


def drop_unconfirmed(connection: Connection, zone_id: int, made_before: str) -> int:
    """Take those away that nobody confirmed in time; how many."""
    gone = delete(subscription).where(
        subscription.c.zone_id == zone_id, subscription.c.confirmed_at == "",
        subscription.c.made_at < made_before,
    )  # fmt: skip
    return connection.execute(gone).rowcount


def _some(connection: Connection, zone_id: int, *conditions: Any) -> list[StoredSubscription]:
    query = select(*COLUMNS).where(subscription.c.zone_id == zone_id, *conditions)
    rows = connection.execute(query.order_by(subscription.c.number))
    return [
        StoredSubscription(*row)._replace(
            off=orjson.loads(row.off), figures=orjson.loads(row.figures)
        )
        for row in rows
    ]


def _packed(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: orjson.dumps(value).decode() if name in PACKED else value
        for name, value in values.items()
    }


__all__ = [
    "StoredSubscription", "add", "by_token", "change", "drop", "drop_unconfirmed", "every",
    "of_account", "running", "wanted",
]  # fmt: skip
