"""The present, written from the ledger: whole (`rebuild`), or what an entry touched (`refresh`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, and_, delete, insert, select

from parkmap.land.fold import Assertion, Folded, fold
from parkmap.land.ledger import Subject, canonical
from parkmap.land.status import counted_offer
from parkmap.store import flow, spatial
from parkmap.store.assertions import CHUNK, all_live, live
from parkmap.store.schema import annulment, delta, parcel, span, subject
from parkmap.units import m2_to_dm2

BATCH: Final = 2_000
Progress = Callable[[int], None]


class Fresh(NamedTuple):
    """A subject as it has to be kept now."""

    subject: Subject
    folded: Folded
    version: int


def rebuild(connection: Connection, zone_id: int, progress: Progress | None = None) -> None:
    """Write every derived row of a zone anew from its live deltas."""
    for table in (subject, parcel, span):
        connection.execute(delete(table).where(table.c.zone_id == zone_id))
    spatial.clear(connection, zone_id)
    newest = versions(connection, zone_id)
    batch: list[Fresh] = []
    rid = 0
    for one, assertions in all_live(connection, zone_id):
        batch.append(Fresh(one, fold(one.kind, assertions), newest[one]))
        if len(batch) == BATCH:
            rid = _insert_all(connection, zone_id, batch, rid)
            batch.clear()
            if progress:
                progress(BATCH)
    _insert_all(connection, zone_id, batch, rid)
    flow.rebuild(connection, zone_id)


def refresh(
    connection: Connection, zone_id: int, touched: Iterable[Subject], seq: int,
    reshaped: Collection[Subject] = frozenset(),
) -> None:  # fmt: skip
    """Fold some subjects again after entry `seq`; one that nothing is said of any more goes.

    Parameters
    ----------
    touched
        The subjects that the entry says something of, or takes something back of.
    reshaped
        Those of them whose outline may have changed; the others keep theirs unread.
    """
    subjects = sorted(set(touched))
    for start in range(0, len(subjects), CHUNK):
        part = subjects[start : start + CHUNK]
        fresh, shapes = _folded(connection, zone_id, part, seq, reshaped)
        _replace(connection, zone_id, part, fresh)
        spatial.replace(connection, zone_id, shapes)


def _folded(
    connection: Connection, zone_id: int, part: Sequence[Subject], seq: int,
    reshaped: Collection[Subject],
) -> tuple[list[Fresh], dict[Subject, dict[str, Any] | None]]:  # fmt: skip
    held: dict[Subject, list[Assertion]] = live(connection, zone_id, part, geometry=False)
    # One without any other fact may still have an outline, and then it is still there.
    outlined = {one for one in part if one in reshaped or not held[one]}
    shapes: dict[Subject, dict[str, Any] | None] = {}
    for one, found in live(connection, zone_id, outlined, fields=("geometry",)).items():
        held[one].extend(found)
        shapes[one] = fold(one.kind, found).geometry if found else None
    fresh = [Fresh(one, fold(one.kind, said), seq) for one, said in held.items() if said]
    return fresh, shapes


def _replace(
    connection: Connection, zone_id: int, part: Sequence[Subject], fresh: Sequence[Fresh]
) -> None:
    for kind in {one.kind for one in part}:
        ids = [one.id for one in part if one.kind == kind]
        mine = and_(subject.c.zone_id == zone_id, subject.c.kind == kind)
        connection.execute(delete(subject).where(mine, subject.c.subject_id.in_(ids)))
    ids = [one.id for one in part if one.kind == "parcel"]
    gone: list[dict[str, Any]] = []
    if ids:
        counted = and_(span.c.zone_id == zone_id, span.c.parcel_id.in_(ids))
        gone = [dict(row._mapping) for row in connection.execute(select(span).where(counted))]
        connection.execute(
            delete(parcel).where(parcel.c.zone_id == zone_id, parcel.c.parcel_id.in_(ids))
        )
        connection.execute(delete(span).where(counted))
    flow.apply(connection, zone_id, gone, _insert(connection, zone_id, fresh))


def _insert(connection: Connection, zone_id: int, fresh: Sequence[Fresh]) -> list[dict[str, Any]]:
    """Rows of subjects, lists and spans; the spans."""
    if not fresh:
        return []
    connection.execute(insert(subject), [_subject_row(zone_id, *each) for each in fresh])
    parcels = [each for each in fresh if each.subject.kind == "parcel"]
    spans = [row for each in parcels for row in span_rows(zone_id, each.subject, each.folded)]
    if parcels:
        connection.execute(insert(parcel), [parcel_row(zone_id, *each[:2]) for each in parcels])
    if spans:
        connection.execute(insert(span), spans)
    return spans


def _insert_all(connection: Connection, zone_id: int, batch: Sequence[Fresh], rid: int) -> int:
    _insert(connection, zone_id, batch)
    shapes = []
    for one, folded, _version in batch:
        if folded.geometry is not None:
            rid += 1
            shapes.append(spatial.geometry_row(zone_id, one, folded.geometry, rid))
    spatial.add(connection, shapes)
    return rid


def versions(connection: Connection, zone_id: int) -> dict[Subject, int]:
    """Subject -> the last entry that said something of it, or took something back."""
    newest: dict[Subject, int] = {}
    query = (
        select(delta.c.kind, delta.c.subject_id, delta.c.seq, annulment.c.by_seq)
        .outerjoin(
            annulment,
            and_(annulment.c.zone_id == delta.c.zone_id, annulment.c.seq == delta.c.seq),
        )
        .where(delta.c.zone_id == zone_id)
        .distinct()
    )
    for kind, subject_id, seq, by_seq in connection.execute(query):
        one = Subject(kind, subject_id)
        newest[one] = max(newest.get(one, 0), seq, by_seq or 0)
    return newest


def _subject_row(zone_id: int, one: Subject, folded: Folded, version: int) -> dict[str, Any]:
    return {
        "zone_id": zone_id,
        "kind": one.kind,
        "subject_id": one.id,
        "version": version,
        "state": canonical(folded.state),
    }


def parcel_row(zone_id: int, one: Subject, folded: Folded) -> dict[str, Any]:
    """The row of a parcel in the list."""
    state = folded.state
    return {
        "zone_id": zone_id,
        "parcel_id": one.id,
        "park": state.get("park") or "",
        "status": state.get("status") or "in_use",
        "offer": counted_offer(state),
        "area_dm2": m2_to_dm2(state.get("area_m2") or 0.0),
        "words": words_of(one.id, state),
        "retired_on": state.get("retired_on") or "",
    }


def words_of(parcel_id: str, state: Mapping[str, Any]) -> str:
    """What a search looks in: id, names and location, in small letters."""
    words = (parcel_id, state.get("name_zh"), state.get("name_en"), state.get("location"))
    return " ".join(str(each) for each in words if each).lower()


def span_rows(zone_id: int, one: Subject, folded: Folded) -> list[dict[str, Any]]:
    """The rows of a parcel's spans, in order of days."""
    return [{"zone_id": zone_id, "parcel_id": one.id, **each._asdict()} for each in folded.spans]


__all__ = [
    "Fresh", "Progress", "parcel_row", "rebuild", "refresh", "span_rows", "versions", "words_of",
]  # fmt: skip
