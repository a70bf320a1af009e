"""The ledger read the plain way, line by line: what every quick figure has to equal."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import Any

from parkmap.services import replaying
from parkmap.services.record import Record

Said = list[tuple[str, int, str, Any]]


def said_of_parcels(record: Record) -> dict[str, Said]:
    """Parcel -> (day, seq, field, value) in order, from the ledger as text, without undone."""
    entries = [json.loads(line) for line in list(replaying.lines(record))[1:]]
    undone = {one["header"]["undoes"] for one in entries}
    found: dict[str, Said] = defaultdict(list)
    for one in entries:
        seq = one["header"]["seq"]
        for each in one["deltas"] if seq not in undone else ():
            if each["kind"] == "parcel":
                found[each["id"]].append((each["effective_on"], seq, each["field"], each["new"]))
    return {name: sorted(said, key=lambda each: each[:2]) for name, said in found.items()}


def brute(said: dict[str, Said], day: date) -> dict[tuple[str, str], tuple[int, int]]:
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for lines in said.values():
        state = {field: value for on, _seq, field, value in lines if on <= day.isoformat()}
        if state and not state.get("retired_on"):
            key = (state["park"], state["status"])
            number, area = sums.get(key, (0, 0))
            sums[key] = (number + 1, area + round(state["area_m2"] * 100))
    return sums
