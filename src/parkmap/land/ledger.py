"""Entries and deltas: what changed, from when, and the hashes that prove it.

A delta is one field of one subject, old and new, with its own effective date. An entry is an
ordered list of deltas with who, when and why. Bytes are canonical JSON (sorted keys, UTF-8, no
spaces), hashed as they are stored: nobody has to make them again to check them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple

import orjson

from parkmap.errors import BadFile

LEDGER_FORMAT: Final = "parkmap-ledger 1"
DAY_ZERO: Final = date(1900, 1, 1)


class Subject(NamedTuple):
    """What a delta speaks of: a kind (park, parcel, offer, project ...) and an id in it."""

    kind: str
    id: str


class Delta(NamedTuple):
    """One field of one subject, from `effective_on` on. None stands for "not there"."""

    kind: str
    subject_id: str
    field: str
    old: Any
    new: Any
    effective_on: date

    @property
    def subject(self) -> Subject:
        """The subject of this delta."""
        return Subject(self.kind, self.subject_id)

    def inverse(self) -> Delta:
        """The delta that takes this one back."""
        return self._replace(old=self.new, new=self.old)


@dataclass(frozen=True, slots=True)
class Header:
    """Everything of an entry but its deltas; `recorded_at` is UTC, `actor` an opaque id."""

    seq: int
    recorded_at: datetime
    actor: str
    action: str
    reason: str
    effective_on: date
    undoes: int | None = None
    evidence: tuple[str, ...] = ()
    restores: int | None = None


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """An entry as stored: canonical texts and their hashes.

    `bodies` and `hashes` run side by side, one for each delta.
    """

    header: Header
    header_text: str
    deltas: tuple[Delta, ...]
    bodies: tuple[str, ...]
    hashes: tuple[str, ...]
    previous_hash: str
    entry_hash: str


def canonical(value: object) -> str:
    """Canonical JSON text of a value.

    Examples
    --------
    >>> canonical({"b": 1, "a": "地"})
    '{"a":"地","b":1}'
    """
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def body_text(delta: Delta) -> str:
    """The canonical text of a delta, the bytes that are hashed."""
    return canonical(
        {
            "kind": delta.kind,
            "id": delta.subject_id,
            "field": delta.field,
            "old": delta.old,
            "new": delta.new,
            "effective_on": delta.effective_on.isoformat(),
        }
    )


def delta_of(body: Mapping[str, Any]) -> Delta:
    """A delta from its parsed body."""
    return Delta(
        body["kind"],
        body["id"],
        body["field"],
        body["old"],
        body["new"],
        date.fromisoformat(body["effective_on"]),
    )


def header_text(header: Header, count: int) -> str:
    """The canonical text of a header, with the number of its deltas.

    `restores` is written only where it is set, so that entries from before it was known keep
    their bytes and hashes.
    """
    members: dict[str, Any] = {
        "seq": header.seq,
        "recorded_at": stamp(header.recorded_at),
        "actor": header.actor,
        "action": header.action,
        "reason": header.reason,
        "effective_on": header.effective_on.isoformat(),
        "undoes": header.undoes,
        "evidence": list(header.evidence),
        "deltas": count,
    }
    if header.restores is not None:
        members["restores"] = header.restores
    return canonical(members)


def header_of(parsed: Mapping[str, Any]) -> Header:
    """A header from its parsed text."""
    return Header(
        parsed["seq"],
        datetime.fromisoformat(parsed["recorded_at"]),
        parsed["actor"],
        parsed["action"],
        parsed["reason"],
        date.fromisoformat(parsed["effective_on"]),
        parsed["undoes"],
        tuple(parsed["evidence"]),
        parsed.get("restores"),
    )


def stamp(moment: datetime) -> str:
    """UTC with milliseconds, as written into headers.

    Examples
    --------
    >>> stamp(datetime(2026, 11, 23, 2, 42, tzinfo=UTC))
    '2026-11-23T02:42:00.000+00:00'
    """
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def digest(text: str) -> str:
    """SHA-256 of a text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def genesis_hash(epoch: str, zone: str) -> str:
    """What the first entry names as its previous hash."""
    return digest(canonical({"format": LEDGER_FORMAT, "ledger": epoch, "zone": zone}))


def chain_hash(previous_hash: str, text: str, hashes: Iterable[str]) -> str:
    """The hash of an entry: the previous one, its header, its ordered delta hashes."""
    whole = hashlib.sha256(f"{previous_hash}\n{text}\n".encode())
    for one in hashes:
        whole.update(one.encode())
    return whole.hexdigest()


def seal(header: Header, deltas: Sequence[Delta], previous_hash: str) -> SealedEntry:
    """Write an entry out and hash it onto the chain."""
    bodies = tuple(map(body_text, deltas))
    hashes = tuple(map(digest, bodies))
    text = header_text(header, len(bodies))
    return SealedEntry(
        header,
        text,
        tuple(deltas),
        bodies,
        hashes,
        previous_hash,
        chain_hash(previous_hash, text, hashes),
    )


def ledger_line(entry: SealedEntry) -> str:
    """An entry as one line of a `ledger.jsonl`."""
    return f'{{"header":{entry.header_text},"deltas":[{",".join(entry.bodies)}]}}'


def entry_of_line(line: str | bytes, previous_hash: str, number: int) -> SealedEntry:
    """An entry from its line in a `ledger.jsonl`, hashed again onto the chain.

    Raises
    ------
    BadFile
        The line is no entry, with its number.
    """
    try:
        parsed = orjson.loads(line)
        header = header_of(parsed["header"])
        deltas = [delta_of(body) for body in parsed["deltas"]]
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as cause:
        raise BadFile(
            "ledger.jsonl line %(number)s is not an entry (%(cause)s); take the file anew",
            number=number,
            cause=str(cause)[:80],
        ) from cause
    return seal(header, deltas, previous_hash)
