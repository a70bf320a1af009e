"""What every write asks before it changes anything: versions, reason, day, later facts, ids."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from parkmap.errors import (
    BadValue,
    Conflict,
    LaterFacts,
    MissingVersion,
    NotFound,
    StaleVersion,
)
from parkmap.land.fold import Assertion, fold
from parkmap.land.ledger import Subject
from parkmap.services.record import Record
from parkmap.store import ledger, present
from parkmap.store.present import Stored

MAX_REASON: Final = 500
MAX_PARCELS: Final = 2_000
NAMED: Final = 10
"""How many ids or facts a sentence names; the rest is in the values."""


def checked_reason(reason: str) -> str:
    """The reason without blanks around it.

    Raises
    ------
    BadValue
        Empty, or longer than `MAX_REASON` characters.

    Examples
    --------
    >>> checked_reason(" 竣工验收 ")
    '竣工验收'
    """
    text = reason.strip()
    if not text:
        raise BadValue("the entry needs a reason; say in a few words why", field="reason")
    if len(text) > MAX_REASON:
        raise BadValue(
            "the reason is longer than %(most)s characters; shorten it",
            most=MAX_REASON,
            field="reason",
        )
    return text


def checked_day(record: Record, day: date) -> None:
    """Refuse a day that has not come yet in the zone."""
    if day > record.today():
        raise BadValue(
            "%(day)s lies in the future (today is %(today)s); give the day from which it holds",
            day=day.isoformat(),
            today=record.today().isoformat(),
            field="effective_on",
        )


def checked_ids(versions: Mapping[str, int | None]) -> None:
    """Refuse a write about nothing, or about more than one entry takes."""
    if not versions:
        raise BadValue("no parcel was named; select at least one")
    if len(versions) > MAX_PARCELS:
        raise BadValue(
            "%(count)s parcels are too many for one entry; send at most %(most)s at a time",
            count=len(versions),
            most=MAX_PARCELS,
        )


def fetch(
    connection: Connection, record: Record, versions: Mapping[str, int | None], *,
    with_geometry: bool = False, mine: Mapping[str, Any] | None = None, retired_too: bool = False,
    kind: str = "parcel",
) -> list[Stored]:  # fmt: skip
    """The subjects that a write names, by id, or the reason why it may not go on.

    Parameters
    ----------
    versions
        Id -> the version that the writer saw.
    mine
        Field -> what the writer wants; a conflict tells it beside what stands there now.
    retired_too
        Whether a retired parcel is given as well (its past may be corrected).

    Raises
    ------
    NotFound
        An id that is not in the record.
    MissingVersion
        A version was not named.
    StaleVersion
        Somebody changed one since; ``values["conflicts"]`` has base, mine and theirs.
    Conflict
        A parcel is retired; the sentence names what it became.
    """
    stored = present.some(
        connection, record.zone_id, kind, list(versions), with_geometry=with_geometry
    )
    missing = sorted(set(versions) - {one.id for one in stored})
    if missing:
        raise NotFound(
            "there is no parcel %(ids)s in the record; check the id", ids=_named(missing)
        )
    unnamed = sorted(one for one, version in versions.items() if version is None)
    if unnamed:
        raise MissingVersion(
            "name the version of %(ids)s that you saw (If-Match)", ids=_named(unnamed)
        )
    if not retired_too:
        _refuse_retired(stored)
    stale = [one for one in stored if versions[one.id] != one.version]
    if stale:
        raise StaleVersion(
            "somebody changed %(ids)s since you read it; look at the present state, then try again",
            ids=_named([one.id for one in stale]),
            conflicts=[_conflict(one, versions[one.id], mine or {}) for one in stale],
        )
    return stored


def _refuse_retired(stored: Sequence[Stored]) -> None:
    for one in stored:
        if not one.state.get("retired_on"):
            continue
        successors = [str(each) for each in one.state.get("lineage_to") or ()]
        values = {"id": one.id, "day": one.state["retired_on"], "successors": successors}
        if successors:
            raise Conflict(
                "%(id)s was retired on %(day)s and became %(became)s; change those instead",
                became=_named(successors),
                **values,
            )
        raise Conflict(
            "%(id)s was retired on %(day)s; correct its past, or undo the entry that retired it",
            **values,
        )


def _conflict(one: Stored, base: int | None, mine: Mapping[str, Any]) -> dict[str, Any]:
    told = dict.fromkeys(("status", "status_since", *mine))
    theirs = {"version": one.version} | {name: one.state.get(name) for name in told}
    return {"id": one.id, "base": base, "mine": dict(mine), "theirs": theirs}


def _named(ids: Sequence[str]) -> str:
    return ", ".join(ids[:NAMED])


def state_on(assertions: Sequence[Assertion], day: date, one: Subject) -> dict[str, Any]:
    """The fields of a subject on a day, without geometry.

    Raises
    ------
    BadValue
        The record of the subject begins later.
    """
    first = min(each.effective_on for each in assertions)
    if day.isoformat() < first:
        raise BadValue(
            "%(id)s is in the record from %(first)s on; %(day)s is before that",
            id=one.id,
            first=first,
            day=day.isoformat(),
        )
    return fold(one.kind, assertions, day.isoformat()).state


def refuse_later_facts(
    connection: Connection, record: Record, subjects: Sequence[Subject], day: date, *,
    fields: Collection[str] | None = None,
) -> None:  # fmt: skip
    """Refuse a change dated before what is recorded of its subjects for later days.

    Parameters
    ----------
    fields
        Only facts of these fields count; of every field where None.

    Raises
    ------
    LaterFacts
        ``values["facts"]`` lists id, field, day and entry of each.
    """
    held = ledger.live(connection, record.zone_id, subjects, fields=fields, after=day.isoformat())
    facts = [
        {"id": one.id, "field": each.field, "day": each.effective_on, "seq": each.seq}
        for one, assertions in held.items()
        for each in assertions
    ]
    if not facts:
        return
    facts.sort(key=lambda fact: (str(fact["day"]), str(fact["id"]), str(fact["field"])))
    listed = [f"{fact['id']} {fact['field']} {fact['day']} (#{fact['seq']})" for fact in facts]
    raise LaterFacts(
        "a change from %(day)s on would come before facts that are recorded for later days: "
        "%(list)s; choose a day after them, or undo them first",
        day=day.isoformat(),
        list=_named(listed),
        facts=facts,
    )


def used_ids(connection: Connection, zone_id: int, prefix: str) -> set[str]:
    """Every parcel id with this beginning that was ever given out, in undone entries too."""
    return ledger.ids_ever(connection, zone_id, "parcel", prefix)


__all__ = [
    "MAX_PARCELS", "MAX_REASON", "checked_day", "checked_ids", "checked_reason", "fetch",
    "refuse_later_facts", "state_on", "used_ids",
]  # fmt: skip
