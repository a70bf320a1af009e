"""What figures need of land beside its courses: contract numbers by day, and its lineage.

Kept like the courses (`services.courses`): read once in a process, then brought up with what each
entry touched.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Final

from sqlalchemy import Connection

from parkmap.land.fold import Assertion
from parkmap.land.ledger import Subject
from parkmap.services.knowing import Then
from parkmap.services.record import Record
from parkmap.store import ledger

MOST_KEPT: Final = 4
CONTRACT: Final = "contract_number"
FIELDS: Final = frozenset({CONTRACT, "lineage_from", "lineage_to"})

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one parcel: days on which a contract number came or went, parents, whether it went on."""

    contracts: tuple[tuple[int, bool], ...] = ()
    made_from: tuple[str, ...] = ()
    became: bool = False


NOTHING: Final = Facts()

_kept: OrderedDict[Key, tuple[int, dict[str, Facts]]] = OrderedDict()
_turn = Lock()


def land_facts(
    connection: Connection, record: Record, names: Iterable[str], then: Then | None
) -> Mapping[str, Facts]:
    """Parcel -> its facts; one without any is left out.

    Parameters
    ----------
    names
        Every parcel of the record, retired ones too.
    then
        As known at this moment; as known now where None.
    """
    now = _now(connection, record, names)
    if then is None or not then.touched:
        return now
    return _with(now, _read(connection, record, then.touched, then.seq), then.touched)


def forget() -> None:
    """Let go of what is kept, as a start does."""
    with _turn:
        _kept.clear()


def _now(connection: Connection, record: Record, names: Iterable[str]) -> dict[str, Facts]:
    top = ledger.read_head(connection, record.zone_id)
    key = (str(record.store.path), record.zone_id, top.epoch)
    with _turn:
        seq, held = _kept.get(key, (0, {}))
        if seq != top.seq:
            if seq:
                touched = ledger.touched_since(connection, record.zone_id, "parcel", seq, [*FIELDS])
                held = _with(held, _read(connection, record, touched, None), touched)
            else:
                held = _read(connection, record, names, None)
            _kept[key] = (top.seq, held)
        _kept.move_to_end(key)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return held


def _with(
    held: Mapping[str, Facts], fresh: Mapping[str, Facts], touched: Iterable[str]
) -> dict[str, Facts]:
    gone = dict.fromkeys(touched, NOTHING)
    return {one: told for one, told in {**held, **gone, **fresh}.items() if told is not NOTHING}


def _read(
    connection: Connection, record: Record, names: Iterable[str], seq: int | None
) -> dict[str, Facts]:
    subjects = [Subject("parcel", one) for one in sorted(names)]
    held = ledger.live(connection, record.zone_id, subjects, fields=FIELDS, known=seq)
    return {one.id: _facts(said) for one, said in held.items() if said}


def _facts(said: list[Assertion]) -> Facts:
    ordered = sorted(said, key=lambda one: (one.effective_on, one.seq, one.ordinal))
    days = {date.fromisoformat(one.effective_on).toordinal(): bool(one.value)
            for one in ordered if one.field == CONTRACT}  # fmt: skip
    latest = {one.field: one.value for one in ordered if one.field != CONTRACT}
    made_from = tuple(str(one) for one in latest.get("lineage_from") or ())
    return Facts(tuple(days.items()), made_from, bool(latest.get("lineage_to")))


__all__ = ["Facts", "forget", "land_facts"]
