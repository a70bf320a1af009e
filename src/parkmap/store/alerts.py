"""Saved searches whose author wants to be told by mail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from parkmap.store.schema_enquiries import alert


class StoredAlert(NamedTuple):
    """An alert as kept; `seen` are the parcels that it found when it was last looked at."""

    number: int
    token_hash: str
    seed: str
    mail: str
    lang: str
    query: str
    consent: str
    consent_text: str
    address_key: str
    made_at: str
    confirmed_at: str = ""
    seen: Sequence[str] = ()
    mailed_at: str = ""


COLUMNS: Final = [alert.c[name] for name in StoredAlert._fields]


def add(connection: Connection, zone_id: int, one: StoredAlert) -> int:
    """Keep a new alert; its number is never given out again while it lasts."""
    top = select(func.coalesce(func.max(alert.c.number), 0)).where(alert.c.zone_id == zone_id)
    number = int(connection.execute(top).scalar_one()) + 1
    values = one._replace(number=number, seen=_text(one.seen))._asdict()
    connection.execute(insert(alert).values(zone_id=zone_id, **values))
    return number


def one(connection: Connection, zone_id: int, number: int) -> StoredAlert | None:
    """An alert by its number."""
    return next(iter(_some(connection, zone_id, alert.c.number == number)), None)


def by_token(connection: Connection, zone_id: int, token_hash: str) -> StoredAlert | None:
    """An alert by the hash of the secret in its link."""
    return next(iter(_some(connection, zone_id, alert.c.token_hash == token_hash)), None)


def every(connection: Connection, zone_id: int, *, confirmed: bool = False) -> list[StoredAlert]:
    """All of them by number, or those whose address was confirmed."""
    return _some(connection, zone_id, *([alert.c.confirmed_at != ""] if confirmed else []))


def wanted(connection: Connection, zone_id: int) -> bool:
    """Whether anybody waits to be told."""
    query = select(alert.c.number).where(alert.c.zone_id == zone_id, alert.c.confirmed_at != "")
    return connection.execute(query.limit(1)).first() is not None


def sent_since(
    connection: Connection, zone_id: int, moment: str, *, address_key: str = "", mail: str = ""
) -> int:
    """How many were asked for after a moment by one sender, or for one mail address."""
    who = alert.c.address_key == address_key if address_key else _same_mail(mail)
    query = select(func.count()).where(alert.c.zone_id == zone_id, alert.c.made_at > moment, who)
    return int(connection.execute(query).scalar_one())


def confirmed_for(connection: Connection, zone_id: int, mail: str) -> int:
    """How many a mail address is told by."""
    query = select(func.count()).where(
        alert.c.zone_id == zone_id, alert.c.confirmed_at != "", _same_mail(mail)
    )
    return int(connection.execute(query).scalar_one())


def _same_mail(mail: str) -> ColumnElement[bool]:
    """Mail servers tell no small letters from capitals, so that limits do not either."""
    return func.lower(alert.c.mail) == mail.lower()


def change(connection: Connection, zone_id: int, number: int, **values: Any) -> None:
    """Set columns of an alert."""
    if "seen" in values:
        values["seen"] = _text(values["seen"])
    here = (alert.c.zone_id == zone_id, alert.c.number == number)
    connection.execute(update(alert).where(*here).values(**values))


def drop(connection: Connection, zone_id: int, numbers: Sequence[int]) -> None:
    """Take alerts away, with the address and all."""
    gone = delete(alert).where(alert.c.zone_id == zone_id, alert.c.number.in_(list(numbers)))
    connection.execute(gone)


def drop_unconfirmed(connection: Connection, zone_id: int, made_before: str) -> int:
    """Take those away that nobody confirmed in time; how many."""
    gone = delete(alert).where(
        alert.c.zone_id == zone_id, alert.c.confirmed_at == "", alert.c.made_at < made_before
    )
    return connection.execute(gone).rowcount


def _some(connection: Connection, zone_id: int, *conditions: Any) -> list[StoredAlert]:
    query = select(*COLUMNS).where(alert.c.zone_id == zone_id, *conditions)
    rows = connection.execute(query.order_by(alert.c.number))
    return [StoredAlert(*row)._replace(seen=orjson.loads(row.seen)) for row in rows]


def _text(ids: Sequence[str]) -> str:
    return orjson.dumps(list(ids)).decode()


__all__ = [
    "StoredAlert", "add", "by_token", "change", "confirmed_for", "drop", "drop_unconfirmed",
    "every", "one", "sent_since", "wanted",
]  # fmt: skip
