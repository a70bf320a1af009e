"""The account that leaders' figures are taken from, kept while the record stands still."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

from sqlalchemy import Connection

from parkmap.land.timelines import Account, Lineage, account_of
from parkmap.services.courses import courses_then
from parkmap.services.knowing import Then
from parkmap.services.land_facts import land_facts
from parkmap.services.record import Record
from parkmap.store import ledger

MOST_KEPT: Final = 3

_kept: OrderedDict[tuple[object, ...], Account] = OrderedDict()
_turn = Lock()


def land_account(connection: Connection, record: Record, then: Then | None) -> Account:
    """All land with its timelines, as known at a moment (now where None); internal."""
    top = ledger.read_head(connection, record.zone_id)
    known = then.seq if then and then.touched else None
    key = (str(record.store.path), record.zone_id, top.epoch, top.seq, known)
    with _turn:
        held = _kept.get(key)
        if held is None:
            held = _kept[key] = _made(connection, record, then)
        _kept.move_to_end(key)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return held


def forget() -> None:
    """Let go of what is kept, as a start does."""
    with _turn:
        _kept.clear()


def _made(connection: Connection, record: Record, then: Then | None) -> Account:
    now = courses_then(connection, record, None)
    facts = land_facts(connection, record, now.words["parcel"].words, then)
    made_from = {one: told.made_from for one, told in facts.items() if told.made_from}
    became = frozenset(one for one, told in facts.items() if told.became)
    contracts = {one: told.contracts for one, told in facts.items() if told.contracts}
    found = courses_then(connection, record, then)
    return account_of(found, Lineage(made_from, became), contracts)


__all__ = ["forget", "land_account"]
