"""The bytes of an entry: canonical, hashed as written, and the same for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import orjson
import pytest

from parkmap.errors import BadFile
from parkmap.land.ledger import (
    Delta,
    Header,
    body_text,
    entry_of_line,
    genesis_hash,
    header_of,
    header_text,
    ledger_line,
    seal,
)

HEADER = Header(7, datetime(2026, 6, 30, 4, tzinfo=UTC), "a", "mark", "竣工", date(2026, 6, 1))
CHANGE = Delta("parcel", "G-1", "status", "idle", "in_use", date(2026, 6, 1))
OLD_TEXT = (
    '{"action":"mark","actor":"a","deltas":1,"effective_on":"2026-06-01","evidence":[],'
    '"reason":"竣工","recorded_at":"2026-06-30T04:00:00.000+00:00","seq":7,"undoes":null}'
)


def test_a_header_that_restores_nothing_has_the_bytes_that_it_always_had() -> None:
    assert header_text(HEADER, 1) == OLD_TEXT


def test_a_header_that_restores_says_so_and_reads_back() -> None:
    again = replace(HEADER, action="restore", restores=3)
    text = header_text(again, 1)
    assert '"restores":3' in text
    assert header_of(orjson.loads(text)) == again


def test_a_line_reads_back_to_the_same_entry_and_hash() -> None:
    genesis = genesis_hash("0123", "test")
    sealed = seal(replace(HEADER, restores=3), [CHANGE], genesis)
    assert entry_of_line(ledger_line(sealed), genesis, 2) == sealed


def test_another_value_is_another_hash() -> None:
    genesis = genesis_hash("0123", "test")
    other = seal(HEADER, [CHANGE._replace(new="idle")], genesis)
    assert seal(HEADER, [CHANGE], genesis).entry_hash != other.entry_hash


def test_a_body_is_canonical_text() -> None:
    assert body_text(CHANGE) == (
        '{"effective_on":"2026-06-01","field":"status","id":"G-1","kind":"parcel",'
        '"new":"in_use","old":"idle"}'
    )


def test_a_change_taken_back_twice_is_itself() -> None:
    assert CHANGE.inverse().inverse() == CHANGE


@pytest.mark.parametrize("line", ["", "{}", '{"header":{}}', "[1]", '{"header":1,"deltas":[]}'])
def test_a_line_that_is_no_entry_is_named(line: str) -> None:
    with pytest.raises(BadFile, match="line 5"):
        entry_of_line(line, "", 5)
