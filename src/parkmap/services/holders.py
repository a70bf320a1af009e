"""The holders of parcels become enterprises, tied to their parcels, as one entry."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from sqlalchemy import Connection

from parkmap.errors import BadValue, Conflict
from parkmap.land.enterprises import (
    ENTERPRISE,
    ENTERPRISE_PREFIX,
    TENANCY,
    TENANCY_PREFIX,
    checked_code,
)
from parkmap.land.ledger import Delta
from parkmap.services.asking import checked_reason
from parkmap.services.record import Actor, Record, require
from parkmap.services.subjects import EDIT, Entered, free_ids
from parkmap.services.writing import Request, Statement, write
from parkmap.store import ledger, present
from parkmap.store.present import Stored

Holders = dict[str, list[Stored]]
MOST: Final = 5_000


def take_holders(record: Record, actor: Actor, reason: str, key: str | None = None) -> Entered:
    """Enter each holder that is no enterprise yet, with its parcels, from today on.

    A holder is known by its name. Its code is kept where its check digit is right and no other
    enterprise has it.

    Raises
    ------
    Conflict
        Every holder is an enterprise already, or no parcel has one.
    BadValue
        An empty reason.
    SignInNeeded, Forbidden
        Who may not edit.
    """
    require(actor, EDIT)
    said = checked_reason(reason)

    def work_out(connection: Connection) -> Statement:
        here = list(present.every(connection, record.zone_id, ENTERPRISE))
        known = {str(one.state.get("name")) for one in here}
        codes = {str(one.state["code"]) for one in here if one.state.get("code")}
        holders = _holders(connection, record, known)
        if not holders:
            raise Conflict("every holder of a parcel is in the list already; there is no new one")
        return Statement(record.today(), _deltas(connection, record, holders, codes))

    whole = ["holders", said]
    receipt = write(record, actor, Request("enter", said, whole, key), work_out)
    with record.store.read() as connection:
        deltas = ledger.deltas_of(connection, record.zone_id, receipt.seq)
    ids = dict.fromkeys(one.subject_id for one in deltas if one.kind == ENTERPRISE)
    return Entered(receipt, tuple(ids))


def _holders(connection: Connection, record: Record, known: set[str]) -> Holders:
    found: Holders = defaultdict(list)
    for one in present.every(connection, record.zone_id, "parcel"):
        name = str(one.state.get("holder") or "").strip()
        if name and name not in known:
            found[name].append(one)
    return dict(list(found.items())[:MOST])


def _deltas(
    connection: Connection, record: Record, holders: Holders, codes: set[str]
) -> list[Delta]:
    day = record.today()
    firms = free_ids(connection, record, ENTERPRISE, ENTERPRISE_PREFIX, len(holders))
    wanted = sum(map(len, holders.values()))
    uses = iter(free_ids(connection, record, TENANCY, TENANCY_PREFIX, wanted))
    deltas: list[Delta] = []
    for firm, (name, parcels) in zip(firms, holders.items(), strict=True):
        fields = {"name": name}
        code = _code(parcels)
        if code and code not in codes:
            codes.add(code)
            fields["code"] = code
        deltas += [Delta(ENTERPRISE, firm, field, None, value, day)
                   for field, value in fields.items()]  # fmt: skip
        for parcel in parcels:
            use = next(uses)
            tied = {"enterprise": firm, "parcel": parcel.id, "from_on": day.isoformat()}
            deltas += [Delta(TENANCY, use, field, None, value, day)
                       for field, value in tied.items()]  # fmt: skip
    return deltas


def _code(parcels: list[Stored]) -> str:
    for one in parcels:
        try:
            return checked_code(str(one.state.get("holder_code") or ""))
        except BadValue:
            continue
    return ""


__all__ = ["take_holders"]
